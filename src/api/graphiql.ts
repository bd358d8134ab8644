import type { GraphiQLOptions } from "graphql-yoga";
import { csrfHeader } from "./csrf.js";

const defaultQuery = `# Welcome to Litweave.
#
# Press the play button, or Ctrl-Enter, to run this.
# The icon at the top left opens the documentation
# of every type and field; Ctrl-Space completes.
#
# The strongest triples of the graph, each with the
# sentence that supports it best:

query StrongestTriples {
  stats {
    documents
    concepts
    triples
    evidence
  }
  triples(first: 5) {
    edges {
      node {
        subject { id name }
        predicate
        object { id name }
        belief
        affirmed
        denied
        firstYear
        lastYear
        evidence(first: 1) {
          edges {
            node {
              sentences { text section }
              certainty
              document { id title year }
            }
          }
        }
      }
    }
  }
}

# To ask about one thing, find it by name
# (small typing errors are forgiven) …
#
#   query Find {
#     concepts(text: "metformin", first: 5) {
#       edges { node { id name category documents } }
#     }
#   }
#
# … and use its id:
#
#   query About {
#     concept(id: "MESH:D008687") {
#       name
#       triples(first: 10) {
#         edges { node { predicate object { name } belief } }
#       }
#     }
#   }
`;

export const graphiqlOptions: GraphiQLOptions = {
  title: "Litweave",
  defaultQuery,
  defaultEditorToolsVisibility: false,
  additionalHeaders: { [csrfHeader]: "1" },
};

/** The page with its script and styles in it, 9 MB, read when the first reader comes; it works without a network. */
export async function renderPage(options: GraphiQLOptions | undefined): Promise<string> {
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  return renderGraphiQL(options);
}
