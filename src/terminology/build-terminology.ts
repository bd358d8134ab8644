import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LitweaveError } from "../domain/errors.js";
import { stageFolder } from "./build-folder.js";
import { gather } from "./build-gather.js";
import type { BuildSource, SourceOutcome } from "./build-source.js";
import { stopIf } from "./build-stop.js";
import { type BuiltManifest, builtManifest, sourceEntry } from "./manifest-text.js";
import type { SourceProblem } from "./source.js";
import { digestOf, type FileDigest, writeParts } from "./write-parts.js";
import { ProblemFile } from "./write-problems.js";

export interface BuildOptions {
  /** The folder to make. A terminology that stands there is replaced once the new one is whole. */
  readonly out: string;
  readonly name: string;
  readonly version?: string;
  readonly licence?: string;
  /** In order of precedence: of one concept in several, the first gives name and category. */
  readonly sources: readonly BuildSource[];
  readonly signal?: AbortSignal;
  readonly onProblem?: (problem: SourceProblem) => void;
  /** Bytes of the sources read so far, and concepts so far. */
  readonly onRead?: (bytes: number, concepts: number) => void;
  /** Concepts written so far, of how many. */
  readonly onWritten?: (concepts: number, total: number) => void;
}

export interface Build {
  readonly manifest: BuiltManifest;
  readonly problems: number;
  /** Where the problems are kept, beside the folder; undefined when there are none. */
  readonly problemsFile: string | undefined;
}

/**
 * Makes a terminology folder out of sources: their concepts, merged by id; cross-references from mappings; withdrawn ids as
 * `formerly`. Everything is made beside its place and then moved: a build that fails or is interrupted changes nothing.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when a source cannot be read or all together have no concept, `CANCELLED` when
 *   `signal` says so, `USAGE` when `out` holds something else
 */
export async function buildTerminology(options: BuildOptions): Promise<Build> {
  const { out, sources } = options;
  const staged = stageFolder(out);
  const problems = new ProblemFile(`${out.replace(/[/\\]+$/, "")}.problems.jsonl`);
  try {
    const gathered = await gather(staged.path, sources, {
      ...options,
      onProblem(problem) {
        problems.add(problem);
        options.onProblem?.(problem);
      },
    });
    const { parts, additions, outcomes } = gathered;
    if (parts.ids.size === 0) throw nothing(outcomes, problems.count);
    const digests = new Map<string, FileDigest>();
    for (const file of sources.flatMap(({ files }) => files)) digests.set(file, await digestOf(file));
    const files = await writeParts(staged.path, parts, additions, (done) => {
      stopIf(options.signal);
      options.onWritten?.(done, parts.ids.size);
    });
    const entries = sources.map((source, index) => sourceEntry(source, outcomes[index]!, digests));
    const manifest = builtManifest(options.name, options.version, options.licence, files, entries);
    writeFileSync(join(staged.path, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    stopIf(options.signal);
    staged.keep();
    return { manifest, problems: problems.count, problemsFile: problems.keep() };
  } catch (error) {
    staged.discard();
    problems.discard();
    throw error;
  }
}

function nothing(outcomes: readonly SourceOutcome[], problems: number): LitweaveError {
  const reasons = outcomes.flatMap(({ leftOut }) =>
    Object.entries(leftOut).map(([reason, count]) => `${count} × ${reason}`),
  );
  const why = [...reasons, ...(problems > 0 ? [`${problems} damaged lines`] : [])].join(", ");
  return new LitweaveError("BAD_TERMINOLOGY", `The sources have no concept to take${why ? `: ${why}` : ""}`, {
    hint: "check the files and the filters; supplementary MeSH records need the descriptors beside them",
  });
}
