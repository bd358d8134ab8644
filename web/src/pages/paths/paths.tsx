import { PathEndsDocument, type PathOrder, PathsDocument } from "../../api/generated.js";
import { useAnswer } from "../../api/use-answer.js";
import { filterOf, parts, tripleFilter } from "../../filter/filter.js";
import { FilterBox } from "../../filter/filter-box.js";
import { BestKnown } from "../../parts/best-known.js";
import { Failure } from "../../parts/failure.js";
import { Notice } from "../../parts/notice.js";
import { count } from "../../parts/numbers.js";
import { pathsAddress } from "../../route/addresses.js";
import { place, setQuery } from "../../route/place.js";
import { PathEnd } from "./path-end.js";
import { PathItem } from "./path-item.js";
import "./paths.css";

const lengths = [1, 2, 3, 4] as const;

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly maxLength: number;
  readonly by: PathOrder;
}

function askedBy(query: URLSearchParams): Asked {
  return {
    from: query.get("from") ?? "",
    to: query.get("to") ?? "",
    maxLength: lengths.find((length) => String(length) === query.get("length")) ?? 3,
    by: query.get("by") === "belief" ? "belief" : "length",
  };
}

export default function Paths() {
  const asked = askedBy(place.value.query);
  const { from, to, maxLength, by } = asked;
  const { category: _none, ...filter } = filterOf(place.value.query);
  const same = from !== "" && from === to;
  const ends = useAnswer(PathEndsDocument, from || to ? { from: from || to, to: to || from } : undefined);
  const { data, error, waiting, retry } = useAnswer(
    PathsDocument,
    from && to && !same ? { ...asked, filter: tripleFilter(filter) } : undefined,
  );
  return (
    <article class="paths">
      <h1>How are two things connected?</h1>
      <div class="path-ends">
        <PathEnd
          label="From"
          id={from}
          concept={from ? ends.data?.from : undefined}
          choose={(id) => setQuery({ from: id })}
        />
        <PathEnd
          label="To"
          id={to}
          concept={to ? ends.data?.to : undefined}
          choose={(id) => setQuery({ to: id })}
        />
        <button type="button" disabled={!from || !to} onClick={() => setQuery({ from: to, to: from })}>
          Swap
        </button>
      </div>
      <div class="path-choices">
        <label>
          At most{" "}
          <select value={maxLength} onChange={(event) => setQuery({ length: event.currentTarget.value })}>
            {lengths.map((length) => (
              <option key={length} value={length}>
                {count(length, "step")}
              </option>
            ))}
          </select>
        </label>
        <label>
          First{" "}
          <select value={by} onChange={(event) => setQuery({ by: event.currentTarget.value })}>
            <option value="length">the shortest</option>
            <option value="belief">the most believed</option>
          </select>
        </label>
      </div>
      <FilterBox filter={filter} />
      {(!from || !to) && (
        <Notice
          title="Choose where the path begins and where it ends"
          hint="each step of a path is a statement with its sentences; the belief of a path is the product of its steps'"
        >
          {!from && !to && <BestKnown address={pathsAddress} />}
        </Notice>
      )}
      {same && (
        <Notice title="The path would begin where it ends" hint="choose another concept for one end" />
      )}
      {error && <Failure error={error} retry={retry} />}
      {data && !waiting && data.paths.length === 0 && (
        <Notice
          title={`No path of at most ${count(maxLength, "step")} joins the two`}
          hint={
            parts(filter) > 0
              ? "the filter leaves out some statements: clear it, or allow more steps"
              : maxLength < 4
                ? "allow more steps, or choose other concepts"
                : "choose broader concepts, or ingest papers that speak of both"
          }
        />
      )}
      <ol class="path-list" aria-label="Paths" aria-busy={waiting}>
        {data?.paths.map((path) => (
          <PathItem key={path.triples.map(({ id }) => id).join()} path={path} />
        ))}
      </ol>
    </article>
  );
}
