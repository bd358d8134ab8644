import type { EvidenceFieldsFragment } from "../api/generated.js";
import { SourceLink } from "../parts/source-link.js";
import { documentAddress } from "../route/addresses.js";
import { MarkedSentence } from "./marked-sentence.js";
import { standing } from "./standing.js";
import { WhyLinked } from "./why-linked.js";

/** One paper's word on a statement: its sentences, where they stand, and how far they are relied on. */
export function EvidenceItem({ evidence }: { readonly evidence: EvidenceFieldsFragment }) {
  const { document, sentences, duplicateOf } = evidence;
  const { kind, glyph, says } = standing(evidence);
  return (
    <li class={`evidence evidence-${kind}`}>
      <p class="evidence-standing">
        <span class={`standing standing-${kind}`}>
          <span aria-hidden="true">{glyph}</span> {says}
        </span>
        {evidence.concern && <span class="flag">under an expression of concern: counts half</span>}
        {duplicateOf && (
          <span class="flag">
            the same text as <SourceLink curie={duplicateOf.id} />, which counts in its place
          </span>
        )}
      </p>
      {sentences.map((sentence) => (
        <div key={sentence.start}>
          <MarkedSentence sentence={sentence} />
          <p class="evidence-section">{sentence.section || sentence.role}</p>
        </div>
      ))}
      <p class="evidence-paper">
        <a href={documentAddress(document.id)}>
          <cite>{document.title || document.id}</cite>
        </a>
        <br />
        {[document.journal, document.year].filter(Boolean).join(", ")}
        {(document.journal || document.year) && " · "}
        <SourceLink curie={document.id} />
      </p>
      <details class="evidence-more">
        <summary>How it counts</summary>
        <dl class="facts numbers">
          <dt>Reliability</dt>
          <dd>{evidence.reliability.toFixed(2)}</dd>
          <dt>Extractor's score</dt>
          <dd>{evidence.score.toFixed(2)}</dd>
          <dt>Weight of the section</dt>
          <dd>{evidence.sectionWeight.toFixed(2)}</dd>
          <dt>Novelty</dt>
          <dd>{evidence.novelty.toFixed(2)}</dd>
          <dt>Read as</dt>
          <dd>
            <code>{evidence.label}</code>
          </dd>
          <dt>By</dt>
          <dd>
            {evidence.extractor}, {evidence.terminology}
          </dd>
        </dl>
      </details>
      <WhyLinked evidence={evidence} />
    </li>
  );
}
