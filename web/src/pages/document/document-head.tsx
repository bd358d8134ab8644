import type { ComponentChildren } from "preact";
import { SourceLink } from "../../parts/source-link.js";
import { documentAddress } from "../../route/addresses.js";
import type { Paper } from "./document.js";

interface DocumentHeadProps {
  readonly paper: Paper;
  /** Its title. */
  readonly children: ComponentChildren;
}

/** What the paper is, and whether it still counts. */
export function DocumentHead({ paper, children }: DocumentHeadProps) {
  const { id, journal, publishedAt, year, publicationTypes, status, concern, retractedBy } = paper;
  const published = [journal, publishedAt ?? year].filter(Boolean).join(", ");
  return (
    <header class="document-head">
      <p class="document-where">
        {published && <span>{published}</span>}
        <SourceLink curie={id} />
      </p>
      <h1>{children}</h1>
      {publicationTypes.length > 0 && <p class="document-types">{publicationTypes.join(" · ")}</p>}
      {status === "retracted" && (
        <p class="document-standing document-retracted">
          <b>
            <span aria-hidden="true">⊘</span> Retracted.
          </b>{" "}
          What it says counts for nothing, and its mentions are not kept.{" "}
          {retractedBy.length === 0 && "Its own record says so."}
          {retractedBy.map((notice) => (
            <span key={notice.id} class="document-notice">
              By{" "}
              <a href={documentAddress(notice.id)}>
                <cite>{notice.title || notice.id}</cite>
              </a>
              {notice.year && ` (${notice.year})`} · <SourceLink curie={notice.id} />
            </span>
          ))}
        </p>
      )}
      {concern && (
        <p class="document-standing document-concern">
          <b>
            <span aria-hidden="true">⚠</span> Under an expression of concern.
          </b>{" "}
          What it says counts half.
        </p>
      )}
    </header>
  );
}
