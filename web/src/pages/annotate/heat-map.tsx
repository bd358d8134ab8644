import type { ReadWordFragment } from "../../api/generated.js";

interface HeatMapProps {
  readonly words: readonly ReadWordFragment[];
  readonly unit: "nats" | "share";
  /** What the weights are. */
  readonly says: string;
}

/** A word of less than this share of the heaviest stays without its number, so that the sentence can be read. */
const worthANumber = 0.2;

const units = {
  nats: { head: "Weight, nats", show: (weight: number) => weight.toFixed(1).replace("-", "−") },
  share: { head: "Share of attention", show: (weight: number) => `${Math.round(weight * 100)} %` },
};

/** Words by weight: darker, with a higher bar and its number; those that speak against are hatched. The same as a table. */
export function HeatMap({ words, unit, says }: HeatMapProps) {
  const heaviest = Math.max(...words.map(({ weight }) => Math.abs(weight)), Number.MIN_VALUE);
  const { head, show } = units[unit];
  const leading = [...words].sort((a, b) => b.weight - a.weight).slice(0, 3);
  const summary = leading.map(({ text, weight }) => `${text} ${show(weight)}`).join(", ");
  return (
    <figure class="heat">
      <figcaption class="soft">{says}</figcaption>
      <div role="img" aria-label={`Heaviest: ${summary}. All of them stand in the table below.`}>
        {words.map(({ start, text, weight }, index) => {
          const part = Math.abs(weight) / heaviest;
          const heavy = part >= worthANumber;
          const before = words[index - 1];
          const classes = ["heat-word", weight < 0 && "heat-against", heavy && "heat-heavy"].filter(Boolean);
          return (
            <span key={start}>
              {before && (start - before.end > 1 ? " … " : start > before.end && " ")}
              <span class={classes.join(" ")} style={{ "--part": part.toFixed(3) }}>
                {text}
                <small>{heavy && show(weight)}</small>
              </span>
            </span>
          );
        })}
      </div>
      <details>
        <summary>As a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Word</th>
              <th scope="col">{head}</th>
            </tr>
          </thead>
          <tbody>
            {words.map(({ start, text, weight }) => (
              <tr key={start}>
                <th scope="row">{text}</th>
                <td>{show(weight)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
