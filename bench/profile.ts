/**
 * Where the event loop's time goes while the pipeline runs: a profile by V8 of the thread that reads, links, assembles and writes; encoder,
 * name encoder and relation heads have threads of their own, whose cost `bench/pipeline.ts` tells. The first pass over the files compiles
 * and learns nothing that the second could use: models are opened anew for it. The third has a thread that links.
 *
 * `npx tsx bench/profile.ts [FILE…] [--page]`; with `--page` a flame graph goes to docs/img and the shares to docs/performance.md.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { Profiler } from "node:inspector";
import { Session } from "node:inspector/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../src/config.js";
import { openStages } from "../src/pipeline/open-stages.js";
import { ingest } from "../src/pipeline.js";
import { openStore } from "../src/store/open-store.js";
import { type FlameNode, type Frame, flameGraph } from "./flame-graph.js";
import { inputFiles, records } from "./input.js";
import { machine, percent, table, writeBlock } from "./page.js";

const words = process.argv.slice(2);
const files = inputFiles(words);
const config = readConfig(process.env);
const where = machine();
const sampleUs = 500;
const picture = "pipeline-flame.svg";

interface Profiled {
  readonly seconds: number;
  readonly profile: Profiler.Profile;
}

/** The way of all files into a new store, by models that were just opened. */
async function pass(linkThreads: number): Promise<Profiled> {
  const folder = await mkdtemp(join(tmpdir(), "litweave-profile-"));
  const stages = await openStages({ ...config, linkThreads, log: () => undefined });
  const store = await openStore(folder);
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: sampleUs });
  try {
    await session.post("Profiler.start");
    const { seconds } = await ingest({
      records: records(files),
      stages,
      store,
      onFailure: () => undefined,
    });
    const { profile } = await session.post("Profiler.stop");
    return { seconds, profile };
  } finally {
    session.disconnect();
    await store.close();
    await stages.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function frameOf({ functionName, url }: Profiler.ProfileNode["callFrame"]): Frame {
  const [, ofPackage] = /node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(url) ?? [];
  const [, ofSource] =
    /\/src\/(?:([a-z-]+)\/)?[^/]*$/u.exec(url.replace(/\/src\/([a-z-]+)\/.*\//u, "/src/$1/")) ?? [];
  const name = functionName === "" ? (url.split("/").at(-1) ?? "") : functionName;
  if (functionName === "(garbage collector)") return { name: "garbage collector", place: "gc" };
  if (url.startsWith("wasm")) return { name: "SIMD", place: "wasm" };
  if (ofPackage !== undefined) return { name, place: ofPackage };
  if (url.includes("/src/")) return { name, place: `src/${ofSource ?? ""}` };
  return { name, place: "node" };
}

/** The stacks of a profile put together, without the time in which nothing was done; and the time of each place itself. */
function flames(profile: Profiler.Profile): {
  readonly root: FlameNode;
  readonly own: ReadonlyMap<string, number>;
} {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const own = new Map<string, number>();
  const root: FlameNode = { frame: { name: "all", place: "node" }, ms: 0, children: new Map() };
  for (const [at, sample] of profile.samples!.entries()) {
    const ms = profile.timeDeltas![at]! / 1000;
    const stack: Frame[] = [];
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const { callFrame } = nodes.get(id)!;
      if (callFrame.functionName !== "(root)") stack.unshift(frameOf(callFrame));
    }
    const last = stack.at(-1);
    if (last === undefined || last.name === "(idle)" || last.name === "(program)") continue;
    own.set(last.place, (own.get(last.place) ?? 0) + ms);
    root.ms += ms;
    let node = root;
    for (const frame of stack) {
      const key = `${frame.place} ${frame.name}`;
      const next = node.children.get(key) ?? { frame, ms: 0, children: new Map() };
      node.children.set(key, next);
      next.ms += ms;
      node = next;
    }
  }
  return { root, own };
}

await pass(0);
const alone = await pass(0);
const helped = await pass(1);
const { root, own } = flames(alone.profile);
const busy = (ms: number, { seconds }: Profiled) => `${(ms / 1000).toFixed(1)} of ${seconds.toFixed(1)} s`;
const named = files.map((file) => `\`${file}\``).join(", ");
const lines = [
  `\`npx tsx bench/profile.ts${words.includes("--page") ? " --page" : ""}\` on ${where}; ${named}: the event loop was busy ${busy(root.ms, alone)}; with a thread that links, ${busy(flames(helped.profile).root.ms, helped)}.`,
  "",
  `![Flame graph of the event loop](img/${picture})`,
  "",
  ...table([
    ["where", "time of its own, ms", "share"],
    ...[...own]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 16)
      .map(([place, ms]) => [place, ms.toFixed(0), percent(ms / root.ms)]),
  ]),
];
console.log(lines.join("\n"));
if (words.includes("--page")) {
  await writeFile(
    join(import.meta.dirname, "../docs/img", picture),
    flameGraph(root, "The event loop while abstracts become a graph"),
  );
  writeBlock("profile", lines, "performance.md");
}
