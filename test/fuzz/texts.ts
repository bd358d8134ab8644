import fc from "fast-check";

/** Text as it may stand in a field, awkward parts among ordinary ones. */
export const anyText = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          "Metformin",
          " ",
          "type 2 diabetes",
          ". ",
          "p < 0.05",
          "TP53",
          "-",
          "Größe",
        ),
      },
      fc.constantFrom(
        "𝛼",
        "\u2028",
        "\u00a0",
        "\ufeff",
        "\t",
        "\n",
        "\r\n",
        "&",
        "|",
        '"',
        "e\u0301",
        "שלום",
        "\u0000",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

export const anyNumber = fc.oneof(
  fc.nat({ max: 99_999_999 }).map(String),
  fc.constantFrom("", "0", "-1", "1e999", "99999999999999999999", "01", "1.5", "x", " 7 ", "NaN"),
);

export const anyDate = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1400, max: 2100 }), fc.nat({ max: 14 }), fc.nat({ max: 33 }))
    .map((parts) => parts.join("-")),
  fc.constantFrom(
    "2019",
    "2019-02-29",
    "2020-02-29",
    "2019-13",
    "1998 Dec-1999 Jan",
    "2000 Spring",
    "20190307",
    "",
  ),
);

export function xmlEscaped(text: string): string {
  return text
    .replace(/[&<>]/gu, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark] ?? "")
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "·");
}

/** An element by its name, with attributes and content as texts; one in forty is not closed. */
export function element(
  name: string,
  content: fc.Arbitrary<string>,
  attributes: fc.Arbitrary<string> = fc.constant(""),
) {
  return fc
    .tuple(attributes, content, fc.nat({ max: 39 }))
    .map(
      ([given, inner, slip]) =>
        `<${name}${given === "" ? "" : ` ${given}`}>${inner}${slip === 0 ? "" : `</${name}>`}`,
    );
}

/** Some of the parts, in an order of their own, a part now and then twice. */
export function someOf(...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.array(fc.oneof(...parts), { maxLength: parts.length + 2 }).map((found) => found.join("\n"));
}

/** All of the parts, in order, each left out now and then. */
export function mostOf(...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc
    .tuple(...parts.map((part) => fc.option(part, { freq: 8, nil: "" })))
    .map((found) => found.join("\n"));
}

/** Text with inline markup, nested at will. */
export const marked: fc.Arbitrary<string> = fc.letrec<{ text: string; node: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 3 },
    anyText.map(xmlEscaped),
    fc.array(tie("node"), { maxLength: 3 }).map((nodes) => nodes.join("")),
  ),
  node: fc
    .tuple(
      fc.constantFrom("i", "b", "sub", "sup", "xref", "mml:math", "p", "DispFormula"),
      tie("text"),
      anyText.map(xmlEscaped),
    )
    .map(([name, inner, tail]) => `<${name}>${inner}</${name}>${tail}`),
})).text;
