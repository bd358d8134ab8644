/** Requests that mean harm, each with the code that it is refused with. The script bench/abuse.ts shows how fast. */
export interface Abuse {
  readonly name: string;
  readonly query?: string;
  readonly variables?: unknown;
  /** In place of a query. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly code: string;
}

const many = (count: number, one: (i: number) => string, between = " ") =>
  Array.from({ length: count }, (_, i) => one(i)).join(between);

const nested = (levels: number) => `${"parents { ".repeat(levels)}id${" }".repeat(levels)}`;
const concept = (inner: string) => `{ concept(id: "MESH:D003924") { ${inner} } }`;

const chain = many(30, (i) => `fragment f${i} on Concept { parents { ...f${i + 1} } taxon ...f${i + 1} }`);
const deepJson = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

export const corpus: readonly Abuse[] = [
  { name: "deep", query: concept(nested(25)), code: "BAD_INPUT" },
  { name: "very deep", query: concept(nested(400)), code: "BAD_INPUT" },
  { name: "deeper than the text may be long", query: concept(nested(50_000)), code: "GRAPHQL_PARSE_FAILED" },
  {
    name: "wide: lists within lists",
    query:
      "{ triples(first: 100) { edges { node { evidence(first: 100) { edges { node { document { title } } } } } } } }",
    code: "BAD_INPUT",
  },
  {
    name: "wide by its variables",
    query: `query ($n: Int) { triples(first: $n) { edges { node { evidence(first: $n) { edges { node { document { id } } } } } } } }`,
    variables: { n: 100 },
    code: "BAD_INPUT",
  },
  {
    name: "a page without end",
    query: "{ triples(first: 2147483647) { edges { cursor } } }",
    code: "BAD_INPUT",
  },
  { name: "a page less than none", query: "{ triples(first: -1) { edges { cursor } } }", code: "BAD_INPUT" },
  { name: "aliased", query: `{ ${many(35, (i) => `a${i}: stats { triples }`)} }`, code: "BAD_INPUT" },
  {
    name: "aliased at the root",
    query: `{ ${many(300, (i) => `a${i}: stats { triples }`)} }`,
    code: "BAD_INPUT",
  },
  {
    name: "aliased by fragments",
    query: `{ ${many(60, () => "...s")} } fragment s on Query { ${many(20, (i) => `a${i}: stats { triples }`)} }`,
    code: "BAD_INPUT",
  },
  {
    name: "fields of one name that must be compared",
    query: concept(many(900, () => "name ")),
    code: "BAD_INPUT",
  },
  {
    name: "fields of one name within each other",
    query: `{ ${many(38, () => `stats { ${many(45, () => "triples")} }`)} }`,
    code: "BAD_INPUT",
  },
  {
    name: "fragments that lead to themselves",
    query: `${concept("...a")} fragment a on Concept { parents { ...b } } fragment b on Concept { parents { ...a } }`,
    code: "GRAPHQL_VALIDATION_FAILED",
  },
  {
    name: "a fragment that is itself",
    query: `${concept("...a")} fragment a on Concept { ...a }`,
    code: "GRAPHQL_VALIDATION_FAILED",
  },
  {
    name: "fragments that double at each step",
    query: `${concept("...f0")} ${chain} fragment f30 on Concept { id }`,
    code: "BAD_INPUT",
  },
  {
    name: "many directives on a field",
    query: `{ stats ${many(200, () => "@skip(if: false)")} { triples } }`,
    code: "BAD_INPUT",
  },
  {
    name: "many unknown directives",
    query: `{ stats ${many(600, (i) => `@x${i}`)} { triples } }`,
    code: "BAD_INPUT",
  },
  {
    name: "many operations",
    query: many(150, (i) => `query q${i} { stats { triples } }`),
    code: "BAD_INPUT",
  },
  {
    name: "many words",
    query: `{ stats { ${many(20_000, () => "triples")} } }`,
    code: "GRAPHQL_PARSE_FAILED",
  },
  {
    name: "one word of half a megabyte",
    query: `{ ${"a".repeat(500_000)} }`,
    code: "BAD_INPUT",
  },
  {
    name: "many variables",
    query: "query ($a: Int) { triples(first: $a) { edges { cursor } } }",
    variables: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`v${i}`, i])),
    code: "BAD_INPUT",
  },
  {
    name: "a list of many things in a variable",
    query: "query ($p: [Predicate!]) { triples(predicates: $p) { edges { cursor } } }",
    variables: { p: Array.from({ length: 50_000 }, () => "treats") },
    code: "BAD_INPUT",
  },
  {
    name: "variables nested by the thousand",
    body: `{"query": "{ stats { triples } }", "variables": {"a": ${deepJson}}}`,
    code: "BAD_INPUT",
  },
  {
    name: "a text longer than a name in a variable",
    query: "query ($t: String) { concepts(text: $t) { edges { cursor } } }",
    variables: { t: "a".repeat(400_000) },
    code: "BAD_INPUT",
  },
  {
    name: "an id of half a megabyte",
    query: "query ($i: CURIE!) { concept(id: $i) { id } }",
    variables: { i: "a".repeat(500_000) },
    code: "BAD_INPUT",
  },
  {
    name: "more queries in one body",
    body: JSON.stringify(Array.from({ length: 50 }, () => ({ query: "{ stats { triples } }" }))),
    code: "BAD_REQUEST",
  },
  {
    name: "a body too large",
    query: "{ stats { triples } }",
    variables: { a: "a".repeat(1_500_000) },
    code: "REQUEST_ENTITY_TOO_LARGE",
  },
  { name: "a body that is no JSON", body: "{", code: "BAD_REQUEST" },
  { name: "a body that is empty", body: "", code: "BAD_REQUEST" },
  {
    name: "a form, as foreign pages send",
    body: "query={stats{triples}}",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    code: "FORBIDDEN",
  },
  {
    name: "a made-up key",
    query: "{ stats { triples } }",
    headers: { authorization: `Bearer lw_${"0".repeat(12)}_${"A".repeat(43)}` },
    code: "UNAUTHENTICATED",
  },
  {
    name: "a token that nobody signed",
    query: "{ stats { triples } }",
    headers: { authorization: "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0." },
    code: "UNAUTHENTICATED",
  },
  {
    name: "a token of 12,000 characters",
    query: "{ stats { triples } }",
    headers: { authorization: `Bearer ${"a".repeat(12_000)}` },
    code: "UNAUTHENTICATED",
  },
  {
    name: "another host's name",
    query: "{ stats { triples } }",
    headers: { host: "evil.example" },
    code: "FORBIDDEN",
  },
];
