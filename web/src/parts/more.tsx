import type { ComponentChildren } from "preact";
import type { Pages } from "../api/use-pages.js";
import { Failure } from "./failure.js";

interface MoreProps {
  readonly pages: Pages<{ readonly id: string }>;
  readonly children: ComponentChildren;
}

/** What follows a list that has more than it shows, or could not be had. */
export function More({ pages, children }: MoreProps) {
  if (pages.error) return <Failure error={pages.error} retry={pages.retry} />;
  if (!pages.hasMore) return null;
  return (
    <button type="button" class="quiet" disabled={pages.waiting} onClick={pages.more}>
      {children}
    </button>
  );
}
