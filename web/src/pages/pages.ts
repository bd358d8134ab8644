import type { ComponentType } from "preact";

export interface PageProps {
  /** What the pattern's parameters stand for in this address. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A page is a folder; its code is loaded when somebody goes there. */
export interface Page {
  readonly pattern: string;
  /** Title of the tab, until the page knows better. */
  readonly title: string;
  /** Its name in the navigation; left out where one only comes by a link. */
  readonly nav?: string;
  load(): Promise<{ readonly default: ComponentType<PageProps> }>;
}

export const pages: readonly Page[] = [
  { pattern: "/", title: "Search", nav: "Search", load: () => import("./home/home.js") },
  { pattern: "/graph", title: "Graph", nav: "Graph", load: () => import("./graph/graph.js") },
  { pattern: "/paths", title: "Paths", nav: "Paths", load: () => import("./paths/paths.js") },
  {
    pattern: "/contradictions",
    title: "Contradictions",
    nav: "Contradictions",
    load: () => import("./contradictions/contradictions.js"),
  },
  {
    pattern: "/annotate",
    title: "Read a text",
    nav: "Read a text",
    load: () => import("./annotate/annotate.js"),
  },
  { pattern: "/add", title: "Add papers", nav: "Add papers", load: () => import("./ingest/ingest.js") },
  { pattern: "/concept/:id", title: "Concept", load: () => import("./concept/concept.js") },
  { pattern: "/triple/:id", title: "Statement", load: () => import("./triple/triple.js") },
  { pattern: "/document/:id", title: "Paper", load: () => import("./document/document.js") },
];

export const notFound: Page = {
  pattern: "",
  title: "Not found",
  load: () => import("./not-found/not-found.js"),
};
