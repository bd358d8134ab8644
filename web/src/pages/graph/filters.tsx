import type { Predicate } from "../../api/generated.js";
import { belief } from "../../parts/numbers.js";
import { everyPredicate, predicates } from "../../parts/predicate.js";
import { setQuery } from "../../route/place.js";
import { EdgeSample } from "./legend.js";
import { mosts, stances, toggled, type View } from "./view.js";

const stanceNames = {
  affirmed: "affirmed by some paper",
  denied: "denied by some paper",
  contested: "contested: affirmed and denied",
  asked: "only asked",
} as const;

/** Narrows what is drawn; every choice stands in the address. */
export function Filters({ view }: { readonly view: View }) {
  const { filter, most } = view;
  const change = (name: string, value: string) => setQuery({ [name]: value }, { replace: true });
  return (
    <div class="filters">
      <fieldset>
        <legend>Predicates</legend>
        <div class="filter-predicates">
          {everyPredicate.map((predicate) => (
            <PredicateChoice key={predicate} predicate={predicate} chosen={filter.predicates} />
          ))}
        </div>
        {filter.predicates.length > 0 && (
          <button type="button" class="quiet" onClick={() => change("predicates", "")}>
            All predicates
          </button>
        )}
      </fieldset>
      <label>
        Belief at least {belief(filter.minBelief)}
        <input
          type="range"
          min="0"
          max="0.95"
          step="0.05"
          value={filter.minBelief}
          onChange={(event) => {
            const { value } = event.currentTarget;
            change("belief", Number(value) > 0 ? value : "");
          }}
        />
      </label>
      <fieldset class="filter-years">
        <legend>Years</legend>
        <YearInput name="from" label="From year" value={filter.fromYear} />
        <span aria-hidden="true">–</span>
        <YearInput name="to" label="To year" value={filter.toYear} />
      </fieldset>
      <label>
        What papers say
        <select value={filter.stance ?? ""} onChange={(event) => change("stance", event.currentTarget.value)}>
          <option value="">anything</option>
          {stances.map((stance) => (
            <option key={stance} value={stance}>
              {stanceNames[stance]}
            </option>
          ))}
        </select>
      </label>
      <label>
        Statements of each concept
        <select value={most} onChange={(event) => change("most", event.currentTarget.value)}>
          {mosts.map((many) => (
            <option key={many} value={many}>
              the {many} strongest
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

interface PredicateChoiceProps {
  readonly predicate: Predicate;
  readonly chosen: readonly Predicate[];
}

function PredicateChoice({ predicate, chosen }: PredicateChoiceProps) {
  const { says, family } = predicates[predicate];
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={chosen.includes(predicate)}
        onChange={() => setQuery({ predicates: toggled(chosen, predicate) }, { replace: true })}
      />
      <EdgeSample family={family} /> {says}
    </label>
  );
}

interface YearInputProps {
  readonly name: string;
  readonly label: string;
  readonly value: number | undefined;
}

function YearInput({ name, label, value }: YearInputProps) {
  return (
    <input
      type="number"
      aria-label={label}
      placeholder={name}
      min="1800"
      max="2100"
      value={value ?? ""}
      onChange={(event) => setQuery({ [name]: event.currentTarget.value }, { replace: true })}
    />
  );
}
