import { type Filter, filterOf, list, numberOf } from "../../filter/filter.js";

interface Position {
  readonly x: number;
  readonly y: number;
}

/** Everything that a graph view shows, as its address tells it. */
export interface View {
  /** Concepts whose statements are drawn, in the order in which they were opened. */
  readonly of: readonly string[];
  /** How many statements of each. */
  readonly most: number;
  readonly filter: Filter;
  readonly hidden: readonly string[];
  readonly pins: ReadonlyMap<string, Position>;
  readonly node?: string;
  readonly edge?: string;
  readonly asList: boolean;
}

/** As many statements of a concept as can be chosen from. */
export const mosts = [10, 30, 60, 100] as const;
const usualMost = 30;

function pinsOf(text: string | null): ReadonlyMap<string, Position> {
  return new Map(
    list(text).flatMap((pin) => {
      const [id = "", x, y] = pin.split("@");
      const position = { x: Number(x), y: Number(y) };
      return id && Number.isFinite(position.x) && Number.isFinite(position.y)
        ? [[id, position] as const]
        : [];
    }),
  );
}

/** Reads an address; what makes no sense in it is left out. */
export function viewOf(query: URLSearchParams): View {
  const node = query.get("node");
  const edge = query.get("edge");
  return {
    of: list(query.get("of")),
    most: mosts.find((most) => most === numberOf(query.get("most"))) ?? usualMost,
    filter: filterOf(query),
    hidden: list(query.get("hide")),
    pins: pinsOf(query.get("pin")),
    ...(node && { node }),
    ...(edge && { edge }),
    asList: query.get("as") === "list",
  };
}

/** How pins stand in an address. */
export function pinsText(pins: ReadonlyMap<string, Position>): string {
  return [...pins].map(([id, { x, y }]) => `${id}@${Math.round(x)}@${Math.round(y)}`).join(",");
}

/** The concepts of a view with one more, or with one less where it was among them. */
export function toggled(ids: readonly string[], id: string): string {
  return (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]).join(",");
}
