/**
 * Asked of each record by its number, from 1, before it is understood: one that is skipped costs no more than being stepped over, at
 * `stop` reading ends.
 */
export type Choose = (record: number) => "take" | "skip" | "stop";
