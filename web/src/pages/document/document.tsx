import { useEffect, useRef } from "preact/hooks";
import { DocumentDocument, type DocumentQuery } from "../../api/generated.js";
import { useAnswer } from "../../api/use-answer.js";
import { Failure } from "../../parts/failure.js";
import { Notice } from "../../parts/notice.js";
import { place, setQuery } from "../../route/place.js";
import type { PageProps } from "../pages.js";
import { DocumentHead } from "./document-head.js";
import { DocumentText, DocumentTitle, mentionKey } from "./document-text.js";
import { Headings } from "./headings.js";
import { MentionCard } from "./mention-card.js";
import { MentionKinds } from "./mention-kinds.js";
import { PaperSaid } from "./paper-said.js";
import { PaperSays } from "./paper-says.js";
import "../../evidence/evidence.css";
import "./document.css";

export type Paper = NonNullable<DocumentQuery["document"]>;
export type PaperMention = Paper["mentions"][number];

/** A paper as it was read: its text with what it mentions, and what it says. */
export default function Document({ parameters }: PageProps) {
  const id = parameters.id!;
  const { data, error, waiting, retry } = useAnswer(DocumentDocument, { id });
  const paper = data?.document;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (paper) document.title = `${paper.title || paper.id} · Litweave`;
  }, [paper]);
  if (!paper && !error && waiting) return <div class="document-waiting" aria-busy="true" />;
  if (!paper || error) {
    return (
      <>
        <h1>{id}</h1>
        {error ? (
          <Failure error={error} retry={retry} />
        ) : (
          <Notice
            title="The graph has no such paper"
            hint="it was never read, or its source has deleted it; ids look like `PMID:12345678`"
          />
        )}
      </>
    );
  }
  const wanted = place.value.query.get("mention");
  const chosen = paper.mentions.find((mention) => mentionKey(mention) === wanted);
  const choose = (key: string) => {
    setQuery({ mention: key }, { replace: true });
    panel.current?.focus({ preventScroll: innerWidth > 900 });
  };
  const leave = () => {
    if (chosen) document.getElementById(`mention-${mentionKey(chosen)}`)?.focus();
    setQuery({ mention: "" }, { replace: true });
  };
  return (
    <article class="document">
      <DocumentHead paper={paper}>
        <DocumentTitle paper={paper} chosen={chosen} choose={choose} />
      </DocumentHead>
      <div class="document-columns">
        <section aria-labelledby="paper-text">
          <h2 id="paper-text" class="unseen">
            Text
          </h2>
          <DocumentText paper={paper} chosen={chosen} choose={choose} />
        </section>
        {paper.mentions.length > 0 && (
          <section
            id="mention"
            class="mention-panel"
            aria-label={chosen ? `Mention ${chosen.text}` : "Chosen mention"}
            tabIndex={-1}
            ref={panel}
            onKeyDown={(event) => event.key === "Escape" && leave()}
          >
            {chosen ? (
              <>
                <MentionCard mention={chosen} />
                <button type="button" class="quiet" onClick={leave}>
                  Back to the text
                </button>
              </>
            ) : (
              <>
                <MentionKinds mentions={paper.mentions} />
                <p class="soft">
                  Choose a mention in the text to see which concept it was linked to, and why.
                </p>
              </>
            )}
          </section>
        )}
      </div>
      {paper.status === "live" ? <PaperSays key={id} id={id} /> : <PaperSaid withheld={paper.withheld} />}
      <Headings headings={paper.meshHeadings} />
    </article>
  );
}
