import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inlineText } from "../../src/read/inline-text.js";
import { parseXml } from "../../src/read/xml-tree.js";

const text = (xml: string) => inlineText(parseXml(xml));

type Node = string | { readonly children: readonly Node[] };

/** As indenting programs write mixed content: each piece on a line of its own, one level deeper. */
function pretty(node: Node, level: number): string {
  if (typeof node === "string") return node;
  const only = node.children[0];
  if (node.children.length === 0 || (node.children.length === 1 && typeof only === "string"))
    return plain(node);
  const indent = (depth: number) => `\n${"    ".repeat(depth)}`;
  const pieces = node.children.map((child) => indent(level + 1) + pretty(child, level + 1));
  return `<i>${pieces.join("")}${indent(level)}</i>`;
}

function plain(node: Node): string {
  return typeof node === "string" ? node : `<i>${node.children.map(plain).join("")}</i>`;
}

/** Mixed content in which no two texts stand side by side, as after parsing. */
const tree = fc.letrec<{ node: { children: readonly Node[] } }>((tie) => ({
  node: fc
    .array(
      fc.tuple(fc.stringMatching(/^[a-z .(]{1,8}$/), fc.option(tie("node"), { maxDepth: 2, nil: undefined })),
      { maxLength: 4 },
    )
    .map((pairs) => ({
      children: pairs.flatMap(([words, child], at): readonly Node[] =>
        child === undefined && at < pairs.length - 1 ? [] : child === undefined ? [words] : [words, child],
      ),
    })),
})).node;

describe("inline text", () => {
  it("is kept as it stands in an element that was not indented", () => {
    expect(text("<t><b>Aim:</b> To  see\n what <i>E. coli</i> does. </t>")).toBe(
      "Aim: To  see\n what E. coli does. ",
    );
    expect(text("<t>\n  Only the beginning is broken.</t>")).toBe("\n  Only the beginning is broken.");
  });

  it("loses the indentation that a program put around its pieces, and no other white space", () => {
    const indented =
      "<t>\n        Growth of \n        <i>E. coli</i>\n         at high CO\n        <sub>2</sub>\n        , and at low.\n    </t>";
    expect(text(indented)).toBe("Growth of E. coli at high CO2, and at low.");
  });

  it("may begin and end with markup, and be indented by tabs or not at all", () => {
    expect(text("<t>\n\t\t<i>Phi</i>\n\t\tX174\n\t\t<sub>a</sub>\n\t</t>")).toBe("PhiX174a");
    expect(text("<t>\nA title\n</t>")).toBe("A title");
  });

  it("is the same indented and not", () => {
    fc.assert(
      fc.property(tree, fc.integer({ min: 0, max: 6 }), (node, level) => {
        expect(text(pretty(node, level))).toBe(text(plain(node)));
      }),
    );
  });
});
