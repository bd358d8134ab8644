import type { Category, Predicate } from "../api/generated.js";
import { categories } from "../parts/category.js";
import { EdgeSample } from "../parts/edge-sample.js";
import { belief, number } from "../parts/numbers.js";
import { everyPredicate, predicates } from "../parts/predicate.js";
import { setQuery } from "../route/place.js";
import type { Counts } from "./counts.js";
import { type Filter, stances } from "./filter.js";
import "./filters.css";

const stanceNames = {
  affirmed: "affirmed by some paper",
  denied: "denied by some paper",
  contested: "contested: affirmed and denied",
  asked: "only asked",
} as const;

interface FiltersProps {
  readonly filter: Filter;
  readonly counts?: Counts | undefined;
  /** What the category is of; left out where categories cannot be chosen. */
  readonly categoryOf?: string;
  /** Left out where only one is listed anyway. */
  readonly withStance?: boolean;
}

const change = (name: string, value: string) => setQuery({ [name]: value }, { replace: true });

/** Narrows statements; every choice stands in the address, with how many statements it would leave. */
export function Filters({ filter, counts, categoryOf, withStance = true }: FiltersProps) {
  const beside = (found: number | undefined) => (counts ? ` (${number(found ?? 0)})` : "");
  const offered = everyPredicate.filter(
    (predicate) => !counts || counts.predicates.has(predicate) || filter.predicates.includes(predicate),
  );
  return (
    <div class="filters">
      <fieldset>
        <legend>Predicates</legend>
        <div class="filter-predicates">
          {offered.map((predicate) => (
            <PredicateChoice
              key={predicate}
              predicate={predicate}
              chosen={filter.predicates}
              found={counts && (counts.predicates.get(predicate) ?? 0)}
            />
          ))}
        </div>
        {filter.predicates.length > 0 && (
          <button type="button" class="quiet" onClick={() => change("predicates", "")}>
            All predicates
          </button>
        )}
      </fieldset>
      {categoryOf && (
        <label>
          {categoryOf}
          <select
            value={filter.category ?? ""}
            onChange={(event) => change("category", event.currentTarget.value)}
          >
            <option value="">any category</option>
            {(Object.keys(categories) as Category[]).map((category) => (
              <option key={category} value={category}>
                {categories[category].name}
                {beside(counts?.categories.get(category))}
              </option>
            ))}
          </select>
        </label>
      )}
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
        <YearInput name="from-year" label="From year" placeholder="from" value={filter.fromYear} />
        <span aria-hidden="true">–</span>
        <YearInput name="to-year" label="To year" placeholder="to" value={filter.toYear} />
      </fieldset>
      {withStance && (
        <label>
          What papers say
          <select
            value={filter.stance ?? ""}
            onChange={(event) => change("stance", event.currentTarget.value)}
          >
            <option value="">anything</option>
            {stances.map((stance) => (
              <option key={stance} value={stance}>
                {stanceNames[stance]}
                {counts?.stances && beside(counts.stances.get(stance))}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

interface PredicateChoiceProps {
  readonly predicate: Predicate;
  readonly chosen: readonly Predicate[];
  readonly found: number | undefined;
}

function PredicateChoice({ predicate, chosen, found }: PredicateChoiceProps) {
  const { says, family } = predicates[predicate];
  const others = chosen.filter((other) => other !== predicate);
  const turned = others.length < chosen.length ? others : [...chosen, predicate];
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={chosen.includes(predicate)}
        onChange={() => change("predicates", turned.join(","))}
      />
      <EdgeSample family={family} /> {says}
      {found !== undefined && <span class="choice-count">{number(found)}</span>}
    </label>
  );
}

interface YearInputProps {
  readonly name: string;
  readonly label: string;
  readonly placeholder: string;
  readonly value: number | undefined;
}

function YearInput({ name, label, placeholder, value }: YearInputProps) {
  return (
    <input
      type="number"
      aria-label={label}
      placeholder={placeholder}
      min="1800"
      max="2100"
      value={value ?? ""}
      onChange={(event) => change(name, event.currentTarget.value)}
    />
  );
}
