const whole = new Intl.NumberFormat("en");

export function number(value: number): string {
  return whole.format(value);
}

/** `1 paper`, `2 papers`, `3 studies`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** Two digits tell beliefs apart as far as they can be trusted; nothing is rounded up to certainty. */
export function belief(value: number): string {
  return Math.min(value, value < 1 ? 0.99 : 1).toFixed(2);
}

/** `1998`, `1998–2012`, or nothing where no paper has a date. */
export function years(first: number | null, last: number | null): string {
  if (first === null || last === null) return "";
  return first === last ? String(first) : `${first}–${last}`;
}
