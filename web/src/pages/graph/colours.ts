import type { Category } from "../../api/generated.js";
import { categories } from "../../parts/category.js";
import { type Family, predicates } from "../../parts/predicate.js";

/** What the drawing needs of the theme: a canvas knows no custom properties. */
export interface Colours {
  readonly ink: string;
  readonly paper: string;
  readonly accent: string;
  readonly line: string;
  readonly category: Readonly<Record<Category, string>>;
  readonly family: Readonly<Record<Family, string>>;
}

/** The colours of the present theme, resolved by the browser. */
export function readColours(host: HTMLElement): Colours {
  const probe = document.createElement("span");
  host.append(probe);
  const read = (token: string) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const each = <K extends string>(names: readonly K[]) =>
    Object.fromEntries(names.map((name) => [name, read(name)])) as Record<K, string>;
  const colours: Colours = {
    ink: read("ink"),
    paper: read("paper"),
    accent: read("accent"),
    line: read("line-strong"),
    category: each(Object.keys(categories) as Category[]),
    family: each([...new Set(Object.values(predicates).map(({ family }) => family))]),
  };
  probe.remove();
  return colours;
}
