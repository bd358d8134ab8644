import { sourceOf } from "./sources.js";

/** An identifier that leads to its source, in another tab. */
export function SourceLink({ curie }: { readonly curie: string }) {
  const href = sourceOf(curie);
  if (!href) return <code>{curie}</code>;
  return (
    <a class="source" href={href} target="_blank" rel="noreferrer">
      <code>{curie}</code>
      <span aria-hidden="true"> ↗</span>
      <span class="unseen"> at its source, in a new tab</span>
    </a>
  );
}
