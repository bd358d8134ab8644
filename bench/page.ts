import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";

const page = join(import.meta.dirname, "../docs/benchmarks.md");

/** What a figure depends on, in words that fit any machine. Called before the work, it tells what else was running. */
export function machine(): string {
  const cores = cpus();
  const load = loadavg()[0]!.toFixed(1);
  const memoryGib = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} × ${cores[0]?.model ?? process.arch}, ${memoryGib} GiB, ${process.platform}, Node ${process.versions.node}, load ${load} beforehand`;
}

/**
 * Replaces the block between `<!-- name -->` and `<!-- /name -->` of the page of benchmarks, so that every figure there
 * comes from a command.
 *
 * @throws Error when the page has no such block
 */
export function writeBlock(name: string, lines: readonly string[]): void {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const text = readFileSync(page, "utf8");
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md has no block ${begin} … ${end}`);
  writeFileSync(page, `${text.slice(0, from + begin.length)}\n${lines.join("\n")}\n${text.slice(to)}`);
}

/** Rows of a Markdown table, the first being its head. */
export function table(rows: readonly (readonly (string | number)[])[]): readonly string[] {
  const [head, ...body] = rows.map((cells) => `| ${cells.join(" | ")} |`);
  return [head!, `|${" --- |".repeat(rows[0]!.length)}`, ...body];
}
