import type { Family } from "./predicate.js";

interface EdgeSampleProps {
  readonly family: Family;
  readonly width?: number;
  readonly dashes?: string;
}

/** A line of a predicate's colour, as graphs draw it. */
export function EdgeSample({ family, width = 3, dashes }: EdgeSampleProps) {
  return (
    <svg class={`edge-sample edge-${family}`} width="26" height="8" aria-hidden="true">
      <line x1="1" y1="4" x2="25" y2="4" stroke-width={width} stroke-dasharray={dashes} />
    </svg>
  );
}
