import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isScalarType,
} from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadSchema } from "../../src/api/schema.js";
import type { GraphRow, GraphStore } from "../../src/domain/graph-store.js";
import { createIngestor, type Ingestor } from "../../src/pipeline/jobs/ingestor.js";
import { lazyStages } from "../../src/pipeline/lazy-stages.js";
import { asking, type Example } from "../api/asking.js";
import { exampleAnnotator } from "../api/example-annotator.js";

/** Texts that would leave their place in SQL, FTS5, Cypher, Lucene, a pattern, a path, JSON or HTML. */
const texts = [
  "'; DROP TABLE concepts; --",
  '" OR "1"="1',
  "x' UNION SELECT name, sql FROM sqlite_master --",
  "name:* OR id:*",
  'NEAR("a" "b", 1) NOT "c"',
  "metformin* AND (",
  "') MATCH (n) DETACH DELETE n //",
  "`}) MATCH (n) DETACH DELETE n //",
  "/.*/ ~2 ^9 [a TO z]",
  "%_\\",
  "(a+)+$",
  "../../../etc/passwd",
  "MESH:D003924' OR 1=1 --",
  "MESH:D003924\u0000",
  "\ud800",
  "{{constructor.constructor('return process')()}}",
  "__proto__",
  "<script>alert(1)</script>",
  "\r\nset-cookie: a=b",
];

interface Place {
  readonly name: string;
  query(text: string): { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };
}

/** Where the path to a field begins and ends: `{ concept(id: "…") { ` … ` } }`. */
interface Wrap {
  readonly before: string;
  readonly after: string;
}

const known: Readonly<Record<string, string>> = {
  CURIE: '"MESH:D003924"',
  ID: '"PMID:9001"',
  String: '"metformin"',
};

function literal(argument: GraphQLArgument): string {
  const type = getNamedType(argument.type);
  if (isEnumType(type)) return type.getValues()[0]!.name;
  const one = known[type.name] ?? (isInputObjectType(type) ? '{mention: "metformin"}' : "1");
  return isListType(getNullableType(argument.type)) ? `[${one}]` : one;
}

const givenFor = (type: GraphQLNamedType) => (isEnumType(type) ? type.getValues()[0]!.name : "metformin");

const required = (argument: GraphQLArgument) =>
  argument.defaultValue === undefined && String(argument.type).endsWith("!");

/** A way to each object type, by the fewest fields. */
function waysTo(schema: GraphQLSchema): ReadonlyMap<string, Wrap> {
  const ways = new Map<string, Wrap>([["Query", { before: "{ ", after: " }" }]]);
  visitFrom(schema.getQueryType()!);
  return ways.set("Mutation", { before: "{ ", after: " }" });

  function visitFrom(root: GraphQLObjectType): void {
    const waiting = [root];
    for (let type = waiting.shift(); type; type = waiting.shift()) {
      const { before, after } = ways.get(type.name)!;
      for (const field of Object.values(type.getFields())) {
        const target = getNamedType(field.type);
        if (!isObjectType(target) || ways.has(target.name)) continue;
        const given = field.args.filter(required).map((one) => `${one.name}: ${literal(one)}`);
        const call = given.length ? `${field.name}(${given.join(", ")})` : field.name;
        ways.set(target.name, { before: `${before}${call} { `, after: ` }${after}` });
        waiting.push(target);
      }
    }
  }
}

const isText = (name: string) => name === "String" || name === "ID" || name === "CURIE";

/** Every argument that takes a text, of queries and mutations, and every field of an input object that does. */
function placesOf(schema: GraphQLSchema): readonly Place[] {
  const ways = waysTo(schema);
  const places: Place[] = [];
  for (const [typeName, way] of ways) {
    for (const field of Object.values((schema.getType(typeName) as GraphQLObjectType).getFields())) {
      const target = getNamedType(field.type);
      const selection = isObjectType(target) ? " { __typename }" : "";
      for (const argument of field.args) {
        const others = field.args
          .filter((one) => one !== argument && required(one))
          .map((one) => `, ${one.name}: ${literal(one)}`)
          .join("");
        const add = (path: string, value: (text: string) => unknown) =>
          places.push({
            name: `${typeName}.${field.name}(${path})`,
            query: (text) => ({
              query: `${typeName === "Mutation" ? "mutation" : "query"} ($v: ${argument.type}) ${way.before}${field.name}(${argument.name}: $v${others})${selection}${way.after}`,
              variables: { v: value(text) },
            }),
          });
        const list = isListType(getNullableType(argument.type));
        const type = getNamedType(argument.type);
        if (isScalarType(type) && isText(type.name)) add(argument.name, (text) => (list ? [text] : text));
        if (!isInputObjectType(type)) continue;
        const inputs = Object.values(type.getFields());
        for (const input of inputs) {
          if (!isText(getNamedType(input.type).name)) continue;
          const rest = Object.fromEntries(
            inputs
              .filter((one) => one !== input && String(one.type).endsWith("!"))
              .map((one) => [one.name, givenFor(getNamedType(one.type))]),
          );
          const value = (text: string) => (isListType(getNullableType(input.type)) ? [text] : text);
          add(`${argument.name}.${input.name}`, (text) => {
            const item = { ...rest, [input.name]: value(text) };
            return list ? [item] : item;
          });
        }
      }
    }
  }
  return places;
}

export const places = placesOf(loadSchema());

async function rowsOf(store: GraphStore): Promise<readonly GraphRow[]> {
  const rows: GraphRow[] = [];
  for await (const row of store.rows()) rows.push(row);
  return rows;
}

/** Holds a store to it: each text is either refused as wrong input, or looked for and not found; the graph stays as it was. */
export function describeInjection(name: string, open: () => Promise<Pick<Example, "store" | "close">>): void {
  describe(`a text that would leave its place, in ${name}`, () => {
    let example: Pick<Example, "store" | "close">;
    let before: readonly GraphRow[];
    let ingestor: Ingestor;
    const folder = mkdtempSync(join(tmpdir(), "litweave-injection-"));
    beforeAll(async () => {
      example = await open();
      before = await rowsOf(example.store);
      // Without models a job is taken, laid on the disk and begun, and writes nothing.
      const [models, jobs] = [join(folder, "models"), join(folder, "jobs")];
      ingestor = createIngestor({
        folder: jobs,
        store: example.store,
        models: lazyStages({ models, terminology: models, cache: models }),
        ncbi: {},
        log: (line) => expect.unreachable(line),
      });
    });
    afterAll(async () => {
      await ingestor.close();
      await example.close();
      rmSync(folder, { recursive: true });
    });

    it.each(places)("$name takes as what it is", async ({ query }) => {
      const { ask, logged } = asking(example.store, exampleAnnotator, {}, ingestor);
      for (const text of texts) {
        const asked = query(text);
        const { errors = [] } = await ask(asked.query, asked.variables);
        for (const { message, extensions } of errors) {
          expect(extensions.code, `${JSON.stringify(text)}: ${message}`).toMatch(/^(BAD_INPUT|NOT_FOUND)$/u);
          // A wrong value is repeated in the message.
          const ours = [text, JSON.stringify(text).slice(1, -1)].reduce(
            (said, one) => said.replaceAll(one, ""),
            message,
          );
          expect(ours).not.toMatch(/sqlite|syntax|Cypher|fts5|Neo\.|Lucene/iu);
        }
      }
      expect(logged).toEqual([]);
    });

    it("leaves nothing outside the folder of the jobs", () => {
      expect(readdirSync(folder).sort()).toEqual(["jobs", "jobs.lock"]);
      for (const id of readdirSync(join(folder, "jobs"))) expect(id).toMatch(/^\d{8}-\d{6}-[0-9a-f]{8}$/u);
    });

    it("leaves the graph as it was", async () => {
      expect(await rowsOf(example.store)).toEqual(before);
    });
  });
}
