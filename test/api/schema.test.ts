import { readFileSync } from "node:fs";
import {
  type GraphQLEnumType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import { describe, expect, it } from "vitest";
import { withPredicates } from "../../scripts/relations-page.js";
import { loadSchema } from "../../src/api/schema.js";
import { categories } from "../../src/domain/concept.js";
import { entityTypes } from "../../src/domain/mention.js";
import { predicateNames, predicates } from "../../src/domain/predicate.js";

const schema: GraphQLSchema = loadSchema();

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type),
);

function enumOf(name: string): GraphQLEnumType {
  const type = schema.getType(name);
  if (!isEnumType(type)) throw new Error(`${name} is no enum`);
  return type;
}

const valuesOf = (name: string) =>
  enumOf(name)
    .getValues()
    .map((value) => value.name);

/** Everything in the schema that a reader can point at, with its description. */
function described(): readonly (readonly [string, string | null | undefined])[] {
  return types.flatMap((type) => [
    [type.name, type.description] as const,
    ...(isEnumType(type)
      ? type.getValues().map((value) => [`${type.name}.${value.name}`, value.description] as const)
      : []),
    ...(isInputObjectType(type)
      ? Object.values(type.getFields()).map(
          (field) => [`${type.name}.${field.name}`, field.description] as const,
        )
      : []),
    ...(isObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) => [
          [`${type.name}.${field.name}`, field.description] as const,
          ...field.args.map((arg) => [`${type.name}.${field.name}(${arg.name})`, arg.description] as const),
        ])
      : []),
  ]);
}

describe("schema.graphql", () => {
  it("describes every type, field, argument and value", () => {
    expect(described().length).toBeGreaterThan(150);
    expect(
      described()
        .filter(([, text]) => !text?.trim())
        .map(([name]) => name),
    ).toEqual([]);
    expect(schema.description).toContain("graph");
  });

  it("knows the domain's predicates, categories and entity types, and no others", () => {
    expect(valuesOf("Predicate")).toEqual(predicateNames);
    expect(valuesOf("Category")).toEqual(categories);
    expect(valuesOf("EntityType")).toEqual(entityTypes);
  });

  it("says of each predicate what the table says", () => {
    const written = readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8");
    expect(written, "run `npx tsx scripts/relations-page.ts`").toBe(withPredicates(written));
    for (const { name, description } of enumOf("Predicate").getValues()) {
      const row = predicates[name as keyof typeof predicates];
      expect(description).toContain(row.means);
      expect(description?.includes("Symmetric")).toBe(row.symmetric);
    }
  });

  it("bounds every list that can be long", () => {
    const paged = types.filter(isObjectType).flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => String(field.type).includes("Connection"))
        .map((field) => [
          `${type.name}.${field.name}`,
          field.args.find((arg) => arg.name === "first")?.defaultValue,
        ]),
    );
    expect(paged).toEqual([
      ["Query.concepts", 20],
      ["Query.triples", 20],
      ["Query.contradictions", 20],
      ["Query.documents", 20],
      ["Query.changes", 20],
      ["Concept.children", 20],
      ["Concept.mentionedIn", 20],
      ["Concept.triples", 20],
      ["Triple.evidence", 20],
      ["Triple.retractedEvidence", 20],
      ["Document.evidence", 20],
    ]);
  });
});
