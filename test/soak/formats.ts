import type { InputFormat } from "../../src/client/index.js";
import type { Paper } from "./paper.js";

/** A way to write papers down. */
export interface Written {
  /** As the mutation calls it. */
  readonly format: InputFormat;
  /** As `POST /ingest` does. */
  readonly name: string;
  write(papers: readonly Paper[]): string;
  /** A document's text, made of the paper's title and sections. */
  text(paper: Paper): string;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The day on which a revision came out: they are put in order by it. */
function revised({ revision }: Paper): Date {
  return new Date(Date.UTC(2026, 0, revision));
}

const abstractOf = ({ sections }: Paper) => sections.map(({ text }) => text).join(" ");
const inOnePart = (paper: Paper) => `${paper.title}\n${abstractOf(paper)}`;

export const formats: readonly Written[] = [
  {
    format: "pubmed_xml",
    name: "pubmed-xml",
    write: (papers) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>\n${papers.map(article).join("")}</PubmedArticleSet>\n`,
    text: ({ title, sections }) => [title, ...sections.map(({ text }) => text)].join("\n"),
  },
  {
    format: "medline",
    name: "medline",
    write: (papers) => papers.map(medline).join("\n"),
    text: inOnePart,
  },
  {
    format: "jsonl",
    name: "jsonl",
    write: (papers) => papers.map((paper) => `${JSON.stringify(object(paper))}\n`).join(""),
    text: inOnePart,
  },
];

function article(paper: Paper): string {
  const { pmid, title, sections, year, retracts } = paper;
  const day = revised(paper);
  const date = `<Year>${day.getUTCFullYear()}</Year><Month>${months[day.getUTCMonth()]}</Month><Day>${day.getUTCDate()}</Day>`;
  const parts = sections.map(
    ({ label, text }) => `<AbstractText Label="${label}" NlmCategory="${label}">${text}</AbstractText>`,
  );
  const notice =
    retracts === undefined
      ? ""
      : `<CommentsCorrectionsList><CommentsCorrections RefType="RetractionOf"><RefSource>Made up</RefSource><PMID Version="1">${retracts}</PMID></CommentsCorrections></CommentsCorrectionsList>`;
  return `<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">${pmid}</PMID><DateRevised>${date}</DateRevised><Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>${year}</Year></PubDate></JournalIssue><Title>Journal of long days</Title></Journal><ArticleTitle>${title}</ArticleTitle><Abstract>${parts.join("")}</Abstract></Article>${notice}</MedlineCitation></PubmedArticle>\n`;
}

function medline(paper: Paper): string {
  const { pmid, title, year, retracts } = paper;
  const day = revised(paper).toISOString().slice(0, 10).replaceAll("-", "");
  const lines = [
    `PMID- ${pmid}`,
    `LR  - ${day}`,
    `DP  - ${year}`,
    "JT  - Journal of long days",
    `TI  - ${title}`,
    `AB  - ${abstractOf(paper)}`,
    ...(retracts === undefined ? [] : [`ROF - Made up. PMID: ${retracts}`]),
  ];
  return `${lines.join("\n")}\n`;
}

function object(paper: Paper) {
  const { pmid, title, year, retracts } = paper;
  return {
    id: pmid,
    title,
    abstract: abstractOf(paper),
    year,
    journal: "Journal of long days",
    revisedAt: revised(paper).toISOString().slice(0, 10),
    ...(retracts !== undefined && { retracts: [retracts] }),
  };
}
