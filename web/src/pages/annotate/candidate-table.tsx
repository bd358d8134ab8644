import type { ReadMentionFragment } from "../../api/generated.js";
import { SourceLink } from "../../parts/source-link.js";

type Candidate = ReadMentionFragment["link"]["candidates"][number];

const parts = [
  ["total", "Total", "What candidates are ranked by"],
  ["dense", "Meaning", "Likeness of the names' vectors"],
  ["sparse", "Spelling", "Likeness of the names' letters"],
  ["exact", "Same", "1 when the names are the same in normal form"],
  ["context", "Text", "What the rest of the text says for it"],
] as const;

/** The chosen and the runners-up, with the parts of their scores. */
export function CandidateTable({ candidates }: { readonly candidates: readonly Candidate[] }) {
  return (
    <div class="scrolls">
      <table>
        <caption>What was considered</caption>
        <thead>
          <tr>
            <th scope="col">Concept</th>
            {parts.map(([key, name, says]) => (
              <th key={key} scope="col" title={says}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {candidates.map(({ id, name, matchedName, chosen, score }) => (
            <tr key={id} class={chosen ? "candidate-chosen" : undefined}>
              <th scope="row">
                {chosen && (
                  <span role="img" aria-label="Chosen:">
                    ✓{" "}
                  </span>
                )}
                {name}
                {matchedName.toLowerCase() !== name.toLowerCase() && (
                  <span class="soft"> by “{matchedName}”</span>
                )}{" "}
                <SourceLink curie={id} />
              </th>
              {parts.map(([key]) => (
                <td key={key}>{score[key].toFixed(2)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
