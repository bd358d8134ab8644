import type { Category } from "../../domain/concept.js";

const number = (count: number) => count.toLocaleString("en");

interface Counts {
  readonly concepts?: number | undefined;
  readonly names?: number | undefined;
  readonly categories?: Readonly<Partial<Record<Category, number>>>;
}

/** `5 concepts with 12 names (Disease 3, Gene 2)`. */
export function countsText({ concepts = 0, names = 0, categories = {} }: Counts): string {
  const parts = Object.entries(categories).map(([category, count]) => `${category} ${number(count)}`);
  return `${number(concepts)} concepts with ${number(names)} names${parts.length > 0 ? ` (${parts.join(", ")})` : ""}`;
}

/** A source as any manifest may describe it. */
export interface DescribedSource {
  readonly name: string;
  readonly licence: string;
  readonly use?: string;
  readonly files?: Readonly<Record<string, unknown>>;
  readonly concepts?: number;
  readonly merged?: number;
  readonly xrefs?: number;
  readonly formerly?: number;
  readonly problems?: number;
  readonly leftOut?: Readonly<Record<string, number>>;
  /** Of a terminology taken as a source. */
  readonly sources?: readonly DescribedSource[];
}

/** Each source with what came of it, for people. */
export function sourceLines(sources: readonly DescribedSource[]): readonly string[] {
  return sources.flatMap((source) => {
    const { name, licence, files = {}, concepts, merged, xrefs, formerly, problems, leftOut = {} } = source;
    const came = [
      ...(concepts ? [`${number(concepts)} concepts`] : []),
      ...(merged ? [`${number(merged)} merged into those before`] : []),
      ...(xrefs ? [`${number(xrefs)} cross-references`] : []),
      ...(formerly ? [`${number(formerly)} withdrawn ids`] : []),
      ...(problems ? [`${number(problems)} damaged lines`] : []),
    ];
    const of = Object.keys(files).length > 0 ? ` (${Object.keys(files).join(", ")})` : "";
    const nothing = concepts === undefined ? (source.use ?? "") : "nothing taken";
    return [
      `  ${name}${of}: ${came.length > 0 ? came.join(", ") : nothing}; ${licence}`,
      ...sourceLines(source.sources ?? []).map((line) => `  ${line}`),
      ...Object.entries(leftOut).map(([reason, count]) => `    left out ${number(count)}: ${reason}`),
    ];
  });
}
