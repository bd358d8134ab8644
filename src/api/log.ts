/** Takes one thing worth the operator's notice; an error's stack makes it several lines. */
export type Log = (line: string) => void;
