/** The middle of figures that a busy machine scatters, with where half of them lie. */
export interface Spread {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The value that `share` of the values lie below, between two of them in proportion.
 *
 * @param values at least one
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return below + (above - below) * (place - Math.floor(place));
}

/** @param values at least one */
export function spread(values: readonly number[]): Spread {
  const at = (share: number) => quantile(values, share);
  return { median: at(0.5), lower: at(0.25), upper: at(0.75) };
}

/** `1.23 (1.10–1.40)`: the median, and the quartiles. */
export function tellSpread(values: readonly number[], digits = 2): string {
  const { median, lower, upper } = spread(values);
  return `${median.toFixed(digits)} (${lower.toFixed(digits)}–${upper.toFixed(digits)})`;
}
