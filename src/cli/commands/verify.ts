import { Command } from "commander";
import type { Finding } from "../../domain/graph-store.js";
import { invariantNames, invariants } from "../../domain/invariants.js";
import { exitCodes } from "../exit.js";
import { openGraph } from "../open-graph.js";
import type { Context } from "../program.js";
import { type StoreFlags, withJson, withStore } from "./options.js";

/** How many findings are told one by one; the others are counted. */
const mostListed = 1000;

export function verifyCommand({ config, terminal, outcome }: Context): Command {
  const command = new Command("verify")
    .description("Checks every invariant of a graph, while others may read and write it.")
    .option("--repair", "put right what follows from what is there, and say what that was")
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  litweave verify --store ./graph",
        "  litweave verify --store ./graph --repair",
        "",
        "Invariants:",
        ...invariantNames.map((name) => `  ${name.padEnd(10)} ${invariants[name]}`),
        "",
        "Exit codes: 0 every invariant holds, or was put right; 1 something is broken, or the check failed; 2 wrong usage.",
      ].join("\n"),
    );
  withJson(withStore(command, config));
  return command.action(async (flags: StoreFlags & { readonly repair?: boolean }) => {
    const store = await openGraph(flags.store, { config, terminal });
    const progress = terminal.progress("verify");
    const tally = newTally();
    const listed: Finding[] = [];
    try {
      const findings = store.verify({
        repair: flags.repair ?? false,
        onProgress: (kind, done, total) => progress.update(done, total, `${kind} ${done} of ${total}`),
      });
      for await (const finding of findings) {
        tally[finding.invariant].found += 1;
        if (finding.repaired) tally[finding.invariant].repaired += 1;
        if (listed.length === mostListed) continue;
        listed.push(finding);
        terminal.print(described(finding));
      }
    } finally {
      progress.stop();
      await store.close();
    }
    const found = sum(tally, "found");
    const repaired = sum(tally, "repaired");
    // While the database itself is damaged, nothing else is looked at.
    const stopped = tally.file.found > tally.file.repaired;
    if (found > listed.length) terminal.print(`… and ${found - listed.length} more.`);
    for (const name of invariantNames) {
      terminal.print(`  ${name.padEnd(10)} ${verdict(tally[name], stopped && name !== "file")}`);
    }
    terminal.print(found === 0 ? "Every invariant holds." : `${found} findings, ${repaired} repaired.`);
    if (found > repaired && !flags.repair)
      terminal.print("`litweave verify --repair` puts right what can be.");
    terminal.printJson({ findings: found, repaired, checkedAll: !stopped, invariants: tally, listed });
    if (found > repaired) outcome.exitCode = exitCodes.failed;
  });
}

type Tally = Record<(typeof invariantNames)[number], { found: number; repaired: number }>;

function newTally(): Tally {
  return Object.fromEntries(invariantNames.map((name) => [name, { found: 0, repaired: 0 }])) as Tally;
}

function sum(tally: Tally, what: "found" | "repaired"): number {
  return Object.values(tally).reduce((total, counts) => total + counts[what], 0);
}

function verdict({ found, repaired }: Tally["file"], unchecked: boolean): string {
  if (unchecked) return "not checked, because the database is damaged";
  return found === 0 ? "holds" : `${found} findings, ${repaired} repaired`;
}

function described({ invariant, subject, message, repaired, before, after, hint }: Finding): string {
  const lines = [`${invariant}  ${subject}  ${message}${repaired ? " (repaired)" : ""}`];
  for (const name of Object.keys(before ?? {})) {
    lines.push(`    ${name}: ${JSON.stringify(before?.[name])} → ${JSON.stringify(after?.[name])}`);
  }
  if (hint !== undefined) lines.push(`    ${hint}`);
  return lines.join("\n");
}
