/** Said before a graph of an earlier program is brought up to date, which may take minutes. */
export function upgrading(location: string, from: number, to: number): string {
  return `Bringing ${location} from schema version ${from} to ${to}, once; a graph of many documents takes minutes.`;
}
