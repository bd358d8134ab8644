import { count } from "./numbers.js";
import "./year-bars.css";

interface YearBarsProps {
  readonly years: readonly { readonly year: number | null; readonly documents: number }[];
  readonly label: string;
}

const height = 36;
const step = 7;

/** Papers by year as small bars; years without any leave their gap. */
export function YearBars({ years, label }: YearBarsProps) {
  const dated = years.flatMap(({ year, documents }) => (year === null ? [] : [{ year, documents }]));
  const first = dated[0]?.year;
  const last = dated.at(-1)?.year;
  if (first === undefined || last === undefined) return null;
  const most = Math.max(...dated.map(({ documents }) => documents));
  const width = (last - first + 1) * step;
  const words = dated.map(({ year, documents }) => `${year}: ${documents}`).join(", ");
  return (
    <figure class="years">
      <svg
        width={Math.min(width, 420)}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label} by year. ${words}`}
      >
        {dated.map(({ year, documents }) => (
          <rect
            key={year}
            x={(year - first) * step}
            y={height - Math.max((documents / most) * height, 3)}
            width={step - 1.5}
            height={Math.max((documents / most) * height, 3)}
          >
            <title>{`${year}: ${count(documents, "paper")}`}</title>
          </rect>
        ))}
      </svg>
      <figcaption aria-hidden="true">
        <span>{first}</span>
        {last > first && <span>{last}</span>}
      </figcaption>
    </figure>
  );
}
