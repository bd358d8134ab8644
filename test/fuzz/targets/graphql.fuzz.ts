import fc from "fast-check";
import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
} from "graphql";
import { loadSchema } from "../../../src/api/schema.js";
import { serveExample } from "../api-rules.js";
import type { FuzzTarget } from "../target.js";
import { anyNumber, anyText } from "../texts.js";

const schema = loadSchema();
const ids = fc.constantFrom(
  "MESH:D003924",
  "MESH:D008687",
  "PMID:9001",
  "NCBIGene:7157",
  "t1_00000000000000000000000000000000",
  "x",
);

function literalOf(type: GraphQLInputType): fc.Arbitrary<string> {
  const named = getNamedType(type);
  const text = fc.oneof(ids, anyText).map((one) => JSON.stringify(one));
  const one: fc.Arbitrary<string> = isEnumType(named)
    ? fc.constantFrom(...named.getValues().map(({ name }) => name), "NONE")
    : isInputObjectType(named)
      ? fc
          .tuple(
            ...Object.values(named.getFields()).map((field) =>
              fc.option(literalOf(field.type).map((value) => `${field.name}: ${value}`)),
            ),
          )
          .map((fields) => `{${fields.filter((field) => field !== null).join(", ")}}`)
      : named.name === "Int" || named.name === "Float"
        ? fc.oneof(
            fc.integer({ min: -1, max: 120 }).map(String),
            fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
            anyNumber,
          )
        : named.name === "Boolean"
          ? fc.constantFrom("true", "false")
          : text;
  const listed = isListType(getNullableType(type))
    ? fc.array(one, { maxLength: 4 }).map((items) => `[${items.join(", ")}]`)
    : one;
  return fc.oneof({ weight: 30, arbitrary: listed }, fc.constantFrom("null", "1", '"a"', "[]", "{}", "$v"));
}

function argumentsOf(given: readonly GraphQLArgument[]): fc.Arbitrary<string> {
  if (given.length === 0) return fc.constant("");
  return fc
    .tuple(
      ...given.map((one) =>
        fc.option(
          literalOf(one.type).map((value) => `${one.name}: ${value}`),
          { freq: String(one.type).endsWith("!") ? 30 : 1 },
        ),
      ),
    )
    .map((all) => all.filter((one) => one !== null).join(", "))
    .map((text) => (text === "" ? "" : `(${text})`));
}

/** Some fields of a type, three levels deep, with arguments by their types. */
function selectionOf(type: GraphQLObjectType, depth: number): fc.Arbitrary<string> {
  const fields = Object.values(type.getFields()).map((field): fc.Arbitrary<string> => {
    const named = getNamedType(field.type);
    const inner = isObjectType(named) || isInterfaceType(named);
    if (inner && depth === 0) return fc.constant("__typename");
    const below =
      inner && isObjectType(named)
        ? fc.constant(0).chain(() => selectionOf(named, depth - 1))
        : fc.constant("");
    return fc
      .tuple(argumentsOf(field.args), below, fc.nat({ max: 30 }))
      .map(
        ([given, rest, slip]) =>
          `${slip === 0 ? "a: " : ""}${field.name}${given}${slip === 1 ? " @skip(if: $b)" : ""}${rest}`,
      );
  });
  return fc
    .array(fc.oneof(...fields), { minLength: 1, maxLength: 3 })
    .map((chosen) => ` { ${chosen.join(" ")} }`);
}

const query = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          "",
          "query",
          "query Q($v: String, $b: Boolean = true)",
          "query ($v: [CURIE!])",
          "subscription",
        ),
        selectionOf(schema.getQueryType()!, 4),
      )
      .map(([head, rest]) => `${head}${rest}`),
  },
  selectionOf(schema.getMutationType()!, 2).map((rest) => `mutation${rest}`),
);
const body = fc
  .record(
    {
      query: fc.oneof({ weight: 12, arbitrary: query }, fc.jsonValue()),
      variables: fc.oneof(
        fc.record({ v: fc.oneof(anyText, fc.jsonValue()), b: fc.boolean() }, { requiredKeys: [] }),
        fc.jsonValue(),
      ),
      operationName: fc.constantFrom("Q", null, 1, "x"),
    },
    { requiredKeys: ["query"] },
  )
  .map((one) => JSON.stringify(one));

const asked = [
  "{ stats { triples documents concepts evidence } }",
  '{ concept(id: "MESH:D003924") { id name synonyms parents { id } triples(first: 3) { totalCount edges { cursor node { id belief evidence(first: 2) { edges { node { id document { title } } } } } } } } }',
  "query Q($v: String) { concepts(text: $v, first: 5) { edges { node { id } } pageInfo { hasNextPage endCursor } } }",
  "{ __schema { types { name fields { name } } } }",
  'fragment F on Concept { id parents { ...F } } { concept(id: "x") { ...F } }',
];

/** Requests as the server takes them: the body's bytes, the query, its limits, its validation, the example graph. */
export async function openTarget(): Promise<FuzzTarget> {
  const served = await serveExample();
  return {
    name: "graphql",
    covers: [
      "api/limits.ts",
      "api/limits/shape.ts",
      "api/limits/values.ts",
      "api/limits/json-body.ts",
      "api/weight.ts",
      "api/arguments.ts",
      "api/triple-arguments.ts",
      "api/link-arguments.ts",
      "api/connection.ts",
      "api/errors.ts",
    ],
    seeds: asked.map((text) => JSON.stringify({ query: text, variables: { v: "metformin" } })),
    grammar: body,
    words: [
      "{ ",
      " }",
      "fragment F on Concept { ",
      "...F",
      "... on Concept { id }",
      "@skip(if: true)",
      "@include(if: $b)",
      "$v",
      "query ($v: String) ",
      "first: 100",
      "first: -1",
      'after: \\"',
      "a: ",
      "__typename",
      "__schema { types { name } }",
      '\\"\\"\\"',
      "subscription ",
      "mutation ",
      '"variables":{"v":',
      '"extensions":{"persistedQuery":',
      "\\ud800",
    ],
    async check(input) {
      await served.send(input);
    },
    close: served.close,
  };
}
