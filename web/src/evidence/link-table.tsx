import type { LinkedMentionFragment } from "../api/generated.js";
import { SourceLink } from "../parts/source-link.js";

const nilReasons: Readonly<Record<NonNullable<LinkedMentionFragment["link"]["nil"]>, string>> = {
  no_candidate: "no name of the terminology resembles it",
  below_threshold: "the best candidate is not good enough",
  ambiguous: "the best candidates are equally good",
  type_not_covered: "the terminology has no concepts of its kind",
};

/** What one mention was linked to, how its words were changed before, and what else was considered. */
export function LinkTable({ mention }: { readonly mention: LinkedMentionFragment }) {
  const { text, type, link } = mention;
  return (
    <figure class="link-table">
      <figcaption>
        “{text}” is a {type.toLowerCase()} mention ({mention.score.toFixed(2)})
        {link.nil ? `, linked to nothing: ${nilReasons[link.nil]}` : `, linked with ${link.score.toFixed(2)}`}
        .
        {link.steps.length > 0 &&
          ` Read as ${link.steps.map((step) => `“${step.text}” (${step.rule})`).join(", then ")}.`}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section class="wide" aria-label={`Candidates for ${text}`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Candidate</th>
              <th scope="col">Matched name</th>
              <th scope="col">Total</th>
              <th scope="col" title="Likeness in meaning: cosine of the name encoder's embeddings">
                Meaning
              </th>
              <th scope="col" title="Likeness in spelling: cosine of character n-grams">
                Spelling
              </th>
              <th scope="col" title="1 when the names are the same in normal form">
                Same
              </th>
              <th scope="col" title="What the rest of the document says for it">
                Context
              </th>
            </tr>
          </thead>
          <tbody>
            {link.candidates.map(({ id, name, matchedName, chosen, score }) => (
              <tr key={id} class={chosen ? "chosen" : ""}>
                <th scope="row">
                  {chosen && <b>✓ chosen </b>}
                  {name} <SourceLink curie={id} />
                </th>
                <td>{matchedName}</td>
                <td>{score.total.toFixed(2)}</td>
                <td>{score.dense.toFixed(2)}</td>
                <td>{score.sparse.toFixed(2)}</td>
                <td>{score.exact.toFixed(2)}</td>
                <td>{score.context.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}
