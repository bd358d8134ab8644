import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, validate } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mostPerPage } from "../../src/api/connection.js";
import { graphiqlOptions } from "../../src/api/graphiql.js";
import { defaultLimits } from "../../src/api/limits/defaults.js";
import { linkLimits } from "../../src/api/link-arguments.js";
import { loadSchema } from "../../src/api/schema.js";
import { type RunningServer, startServer } from "../../src/api/server.js";
import { createIngestor, type Ingestor } from "../../src/pipeline/jobs/ingestor.js";
import { lazyStages } from "../../src/pipeline/lazy-stages.js";
import { modelOptions } from "../models.js";
import { type Asking, asking, type Data, type Example, openExample } from "./asking.js";
import { exampleAnnotator } from "./example-annotator.js";
import { subscribe } from "./sse.js";

const page = readFileSync(new URL("../../docs/graphql.md", import.meta.url), "utf8");

/** Queries of the page, each with the answer that stands right behind it, if one does. */
const examples = [...page.matchAll(/```graphql\n([\s\S]*?)```(?:\n\n```json\n([\s\S]*?)```)?/gu)].map(
  ([, query = "", answer]) => ({ query, answer, title: query.trim().split("\n").slice(0, 2).join(" ") }),
);

let example: Example;
let ask: Asking["ask"];
/** A server over a graph of its own, which what the page shows of writing may change. */
let written: Example;
let ingestor: Ingestor;
let server: RunningServer;
const models = lazyStages(modelOptions);

beforeAll(async () => {
  [example, written] = [await openExample(), await openExample()];
  ({ ask } = asking(example.store, exampleAnnotator));
  const log = () => {};
  ingestor = createIngestor({
    folder: join(written.folder, "jobs"),
    store: written.store,
    models,
    ncbi: {},
    log,
  });
  server = await startServer({ store: written.store, ingestor, log, port: 0 });
});
afterAll(async () => {
  await Promise.all([server.close(0), ingestor.close()]);
  await models.close();
  await example.close();
  await written.close();
});

/** Asks what writes, or follows what is written, and gives the first answer. */
async function askWriting(query: string): Promise<Data> {
  const job = (await ingestor.jobs(1))[0]?.id;
  const { items, close } = await subscribe(server.url, query, { job });
  const { value } = await items.next();
  close();
  return value;
}

describe("docs/graphql.md", () => {
  it("shows queries and answers", () => {
    expect(examples.length).toBeGreaterThan(8);
    expect(examples.filter(({ answer }) => answer !== undefined).length).toBeGreaterThan(6);
  });

  it.each(examples)("answers as written: $title", async ({ query, answer }) => {
    // What is told of triples comes when some are written; changes.test.ts waits for it.
    if (query.includes("tripleChanges")) {
      expect(validate(loadSchema(), parse(query))).toEqual([]);
      return;
    }
    const given = /^(?:mutation|subscription)|\bjobs\(/u.test(query.trim())
      ? await askWriting(query)
      : await ask(query);
    if (answer === undefined) expect(given.errors).toBeUndefined();
    else expect(given).toEqual(JSON.parse(answer));
  });

  it("names the limits as they are", () => {
    const thousands = (number: number) => number.toLocaleString("en");
    for (const limit of [mostPerPage, ...Object.values(defaultLimits), ...Object.values(linkLimits)]) {
      expect(page).toContain(`| ${thousands(limit)}`);
    }
  });

  it("shows a command that curl understands and the API answers", async () => {
    const body = /-d '([^']+)'/u.exec(page)?.[1] ?? "";
    expect((await ask(JSON.parse(body).query)).data.stats.triples).toBe(7);
  });
});

describe("the query that GraphiQL opens with", () => {
  const opening = graphiqlOptions.defaultQuery ?? "";

  it("is answered", async () => {
    const { data, errors } = await ask(opening);
    expect(errors).toBeUndefined();
    expect(data.triples.edges).toHaveLength(5);
  });

  it("suggests queries that are answered", async () => {
    const comments = opening.slice(opening.indexOf("# To ask")).matchAll(/^#(?: {3}(.*))?$/gmu);
    const suggested = [...comments]
      .map(([, line = ""]) => line)
      .join("\n")
      .trim()
      .split(/(?=^query )/mu);
    expect(suggested).toHaveLength(2);
    for (const query of suggested) {
      const { data, errors } = await ask(query);
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).toContain("Metformin");
    }
  });
});
