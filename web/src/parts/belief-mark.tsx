import { belief } from "./numbers.js";

/** How probable, as a number and a length. */
export function BeliefMark({ value }: { readonly value: number }) {
  return (
    <span class="belief" title={`Belief ${belief(value)}: how probable it is by what the papers say`}>
      <svg class="belief-bar" viewBox="0 0 48 6" aria-hidden="true" preserveAspectRatio="none">
        <rect class="belief-ground" width="48" height="6" rx="3" />
        <rect class="belief-fill" width={Math.max(48 * value, value > 0 ? 3 : 0)} height="6" rx="3" />
      </svg>
      <span class="unseen">Belief </span>
      <b>{belief(value)}</b>
    </span>
  );
}
