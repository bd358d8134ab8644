import { readerContract, type Sample } from "./reader-contract.js";

function xml(text: string): string {
  return text
    .replace(/[&<>]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark] ?? "")
    .replaceAll("\r", "&#13;");
}

/** Formats in which a line break ends a field. */
const oneLine = (text: string) => text.replace(/[\n\r\t]/g, " ");
/** Formats in which white space says only where words end. */
const words = (text: string) => text.replace(/[ \t\n\r]+/g, " ");

readerContract({
  format: "pubmed-xml",
  open: '<?xml version="1.0"?>\n<PubmedArticleSet>\n',
  close: "\n</PubmedArticleSet>\n",
  record: ({ id, title, abstract }) =>
    `<PubmedArticle><MedlineCitation><PMID>${id}</PMID><Article><ArticleTitle>${xml(title)}</ArticleTitle><Abstract><AbstractText>${xml(abstract)}</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>`,
  broken: {
    record: "<PubmedArticle><MedlineCitation><PMID>2</PMID></MedlineCitation></PubmedArticle>",
    field: "ArticleTitle",
    documentId: "PMID:2",
  },
});

readerContract({
  format: "jats",
  open: "<pmc-articleset>\n",
  close: "\n</pmc-articleset>\n",
  holds: words,
  record: ({ id, title, abstract }) =>
    `<article><front><article-meta><article-id pub-id-type="pmid">${id}</article-id><title-group><article-title>${xml(title)}</article-title></title-group><abstract><p>${xml(abstract)}</p></abstract></article-meta></front></article>`,
  broken: {
    record:
      '<article><front><article-meta><article-id pub-id-type="publisher-id">2</article-id></article-meta></front></article>',
    field: "article-id",
  },
});

readerContract({
  format: "medline",
  between: "\n\n",
  holds: words,
  // Broken after 80 characters at most, at spaces, as PubMed does.
  record: ({ id, title, abstract }) =>
    `PMID- ${id}\nTI  - ${title}\nAB  - ${abstract.replace(/(.{20,74}?) /gu, "$1\n      ")}\n`,
  broken: { record: "PMID- 2\nTI  - A title.\nno field\n", field: "TI", documentId: "PMID:2" },
});

readerContract({
  format: "pubtator",
  between: "\n",
  holds: oneLine,
  record: ({ id, title, abstract }) => `${id}|t|${title}\n${id}|a|${abstract}\n`,
  broken: { record: "2|a|An abstract without a title.\n", field: "title", documentId: "PMID:2" },
});

readerContract({
  format: "jsonl",
  record: (sample) => JSON.stringify(sample),
  broken: { record: '{"id":"2","title":7}', field: "title" },
});

const passagesOf = ({ title, abstract }: Sample) => [
  { offset: 0, infons: { type: "title" }, text: title },
  { offset: [...title].length + 1, infons: { type: "abstract" }, text: abstract },
];

readerContract({
  format: "bioc",
  open: '{"source":"x","date":"","key":"k","infons":{},"documents":[\n',
  between: ",\n",
  close: "\n]}\n",
  record: (sample) => JSON.stringify({ id: sample.id, infons: {}, passages: passagesOf(sample) }),
  broken: { record: '{"id":"2","passages":7}', field: "passages" },
});

readerContract({
  format: "bioc",
  open: '<?xml version="1.0"?>\n<!DOCTYPE collection SYSTEM "BioC.dtd">\n<collection><source>x</source><date/><key/>\n',
  close: "\n</collection>\n",
  record: (sample) =>
    `<document><id>${sample.id}</id>${passagesOf(sample)
      .map(
        ({ offset, infons, text }) =>
          `<passage><infon key="type">${infons.type}</infon><offset>${offset}</offset><text>${xml(text)}</text></passage>`,
      )
      .join("")}</document>`,
  broken: { record: "<document><id>2</id></document>", field: "title", documentId: "PMID:2" },
});
