import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { predicateNames } from "../../src/domain/predicate.js";
import { statement, statementForTypes } from "../../src/store/neo4j/statements.js";

const root = join(import.meta.dirname, "..", "..");
const files = readdirSync(join(root, "cypher"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".cypher"))
  .map((file) => file.split("\\").join("/"))
  // The saved queries are for people; neo4j-users.test.ts runs them.
  .filter((file) => !file.startsWith("explore/"));
const sources = readdirSync(join(root, "src", "store", "neo4j"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(root, "src", "store", "neo4j", file), "utf8"))
  .join("\n");

function parts(file: string): { readonly header: string; readonly body: string } {
  const lines = readFileSync(join(root, "cypher", file), "utf8")
    .trim()
    .split("\n");
  const isComment = (line: string) => line.startsWith("//");
  return {
    header: lines.filter(isComment).join("\n"),
    body: lines.filter((line) => !isComment(line)).join("\n"),
  };
}

const parametersOf = (text: string) => [...new Set(text.match(/\$[a-zA-Z]+/gu) ?? [])].sort();

describe("the statements in cypher/", () => {
  it("are there", () => expect(files.length).toBeGreaterThan(30));

  it.each(files)("%s is one statement with its purpose, parameters and result", (file) => {
    const { header, body } = parts(file);
    expect(header).toMatch(/^\/\/ Purpose: \S/u);
    expect(body).not.toContain(";");
    expect(parametersOf(header)).toEqual(parametersOf(body));
    if (/^RETURN/mu.test(body)) expect(header).toContain("// Result: ");
  });

  it.each(files.filter((file) => !file.startsWith("schema/")))("%s is used", (file) => {
    expect(sources).toContain(`"${file.replace(/\.cypher$/u, "")}"`);
  });

  it("get types and sort keys from our tables", () => {
    expect(statement("count-triples", { TRIPLE_TYPE: "TREATS" })).toContain("[r:TREATS]");
    expect(statementForTypes("count-triples", ["TREATS", "CAUSES"]).split("UNION ALL")).toHaveLength(2);
    const [, types] = /\[r:([A-Z_|]+)\]/u.exec(statement("count-triples-of-concept")) ?? [];
    expect(types?.split("|")).toEqual(predicateNames.map((name) => name.toUpperCase()));
  });

  it("stand nowhere in the sources", () => {
    const outside = sources.match(/\b(MATCH \(|MERGE \(|UNWIND \$|DETACH DELETE)/gu);
    expect(outside).toBeNull();
  });
});
