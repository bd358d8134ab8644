import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";

const docs = join(import.meta.dirname, "../docs");

/** What a figure depends on, in words that fit any machine. Called before the work, it tells what else was running. */
export function machine(): string {
  const cores = cpus();
  const load = loadavg()[0]!.toFixed(1);
  const memoryGib = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} × ${cores[0]?.model ?? process.arch}, ${memoryGib} GiB, ${process.platform}, Node ${process.versions.node}, load ${load} beforehand`;
}

/** What stands before a command on a page: what glibc was told before the process began, which decides how much freed memory threads keep. */
export function environment(): string {
  const arenas = process.env.MALLOC_ARENA_MAX;
  return arenas === undefined ? "" : `MALLOC_ARENA_MAX=${arenas} `;
}

/**
 * Replaces the block between `<!-- name -->` and `<!-- /name -->` of a page, that of benchmarks as a rule, so that every
 * figure there comes from a command.
 *
 * @throws Error when the page has no such block
 */
export function writeBlock(name: string, lines: readonly string[], page = "benchmarks.md"): void {
  const { text, from, to } = blockOf(name, page);
  writeFileSync(join(docs, page), `${text.slice(0, from)}\n${lines.join("\n")}\n${text.slice(to)}`);
}

/** What stands in a block. */
export function readBlock(name: string, page = "benchmarks.md"): string {
  const { text, from, to } = blockOf(name, page);
  return text.slice(from, to);
}

/** The rows of a block's table without its head, for a command that renews some of them. */
export function tableRows(name: string, page = "benchmarks.md"): readonly (readonly string[])[] {
  const rows = readBlock(name, page)
    .split("\n")
    .filter((line) => line.startsWith("| "));
  return rows
    .slice(1)
    .flatMap((line) => (line.startsWith("| ---") ? [] : [line.slice(2, -2).split(/(?<!\\) \| /u)]));
}

function blockOf(
  name: string,
  page: string,
): { readonly text: string; readonly from: number; readonly to: number } {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const text = readFileSync(join(docs, page), "utf8");
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/${page} has no block ${begin} … ${end}`);
  return { text, from: from + begin.length, to };
}

/** Rows of a Markdown table, the first being its head. */
export function table(rows: readonly (readonly (string | number)[])[]): readonly string[] {
  const [head, ...body] = rows.map((cells) => `| ${cells.join(" | ")} |`);
  return [head!, `|${" --- |".repeat(rows[0]!.length)}`, ...body];
}

/** @param share 0 to 1 */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
