import { statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { Command } from "commander";
import { type Build, buildTerminology } from "../../terminology/build-terminology.js";
import type { SourceProblem } from "../../terminology/source.js";
import { exitCodes } from "../exit.js";
import type { Context } from "../program.js";
import {
  type BuildFlags,
  type RequestedSource,
  requested,
  withBuildFlags,
} from "../terminology/build-flags.js";
import { countsText, sourceLines } from "../terminology/describe.js";
import { openSources, wholeLicence } from "../terminology/sources.js";
import { withJson } from "./options.js";

/** Of damaged lines, this many are shown; all are in the problems file. */
const shownProblems = 5;

export function terminologyBuildCommand({ terminal, outcome }: Context): Command {
  const requests: RequestedSource[] = [];
  const command = new Command("build")
    .description("Makes a terminology folder from published files, to be given to --terminology.")
    .argument("[files...]", "sources whose format is told from what they hold, after those of the flags")
    .addHelpText(
      "after",
      [
        "",
        "Files may be gzipped. Of one concept in several sources, the first gives name and category, all give names.",
        "What cannot be read is reported, kept in <out>.problems.jsonl, and left out.",
        "",
        "Examples:",
        "  litweave terminology build --out my-mesh --mesh desc2026.xml.gz --mesh supp2026.xml.gz --former supp2015.xml.gz",
        "  litweave terminology build --out my-umls --umls 2026AA/META --umls-sources MSH,OMIM --version 2026AA",
        "  litweave terminology build --out genes --gene-info Homo_sapiens.gene_info.gz --taxon 9606 --gene-history gene_history.gz",
        "  litweave terminology build --out mine models/terminology --biosyn Disease=dictionary.txt",
        "",
        "Exit codes: 0 all done, 1 failed, 2 wrong usage, 3 done but some lines were left out as damaged.",
      ].join("\n"),
    );
  withJson(withBuildFlags(command, requests));
  return command.action(async (files: readonly string[], flags: BuildFlags) => {
    const asked = [...requests, ...files.map((path) => requested(undefined, path))];
    requests.length = 0;
    const sources = await openSources(asked, flags);
    const bytes = sources
      .flatMap((source) => source.files)
      .reduce((sum, file) => sum + statSync(file).size, 0);
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    process.once("SIGINT", stop).once("SIGTERM", stop);
    const reading = terminal.progress("read");
    const writing = terminal.progress("write");
    const began = performance.now();
    let problems = 0;
    try {
      const licence = wholeLicence(flags);
      const build = await buildTerminology({
        out: flags.out,
        name: flags.name ?? basename(resolve(flags.out)),
        ...(flags.version && { version: flags.version }),
        ...(licence && { licence }),
        sources,
        signal: stopping.signal,
        onProblem(problem) {
          problems += 1;
          if (problems <= shownProblems) terminal.log(problemLine(problem));
          if (problems === shownProblems) terminal.log("… further ones are in the problems file only.");
        },
        onRead: (done, concepts) => reading.update(done, bytes, `${concepts.toLocaleString("en")} concepts`),
        onWritten(done, total) {
          reading.stop();
          writing.update(done, total, `${done.toLocaleString("en")} concepts`);
        },
      });
      writing.stop();
      conclude(build, flags.out, (performance.now() - began) / 1000);
    } finally {
      reading.stop();
      writing.stop();
      process.off("SIGINT", stop).off("SIGTERM", stop);
    }
  });

  function conclude({ manifest, problems, problemsFile }: Build, folder: string, seconds: number): void {
    const { name, version, licence, concepts, names, categories, sources } = manifest;
    terminal.print(
      [
        `${folder}: ${name} ${version}, ${countsText(manifest)}, in ${seconds.toFixed(1)} s`,
        ...sourceLines(sources),
        ...(problemsFile ? [`${problems} lines were left out as damaged; they are in ${problemsFile}.`] : []),
        `Use it: litweave link "a name" --terminology ${folder}`,
      ].join("\n"),
    );
    terminal.printJson({
      folder,
      name,
      version,
      licence,
      concepts,
      names,
      categories,
      sources,
      problems,
      ...(problemsFile ? { problemsFile } : {}),
      seconds,
    });
    if (problems > 0) outcome.exitCode = exitCodes.someRecordsFailed;
  }
}

function problemLine({ file, line, field, message }: SourceProblem): string {
  return `${file}, line ${line}${field ? `, ${field}` : ""}: ${message}`;
}
