import {
  type Client,
  followJob,
  ingestRecords,
  type JobPartsFragment,
  type Operation,
} from "../../src/client/index.js";
import type { Random } from "../fuzz/engine/random.js";
import { formats, type Written } from "./formats.js";
import type { Library } from "./library.js";
import type { Listeners, Told } from "./listening.js";
import { noticeOf, type Paper, paperOf } from "./paper.js";
import type { Tally } from "./record.js";
import type { Subjects } from "./subjects.js";
import { pause } from "./waiting.js";

export interface Writing {
  readonly client: Client;
  readonly origin: string;
  readonly subjects: Subjects;
  readonly library: Library;
  readonly listeners: Listeners;
  readonly random: Random;
  readonly tally: Tally;
  /** Papers that the graph holds: what is beyond is deleted, the oldest first. */
  readonly window: number;
}

/** With what breaks off what takes far too long. */
interface During extends Writing {
  readonly signal: AbortSignal;
}

export interface Writer {
  /** One to three new papers, and the oldest deleted instead. */
  add(): Promise<void>;
  /** Another text of a paper. */
  revise(): Promise<void>;
  /** A notice that retracts a paper. */
  retract(): Promise<void>;
}

const seen = `query Seen($ids: [ID!]!) {
  documentsById(ids: $ids) { id text status mentions { link { concepts { id } } } }
}`;
interface SeenDocument {
  readonly id: string;
  readonly text: string;
  readonly status: string;
  readonly mentions: readonly { readonly link: { readonly concepts: readonly { readonly id: string }[] } }[];
}
interface Mentioning {
  readonly documents: {
    readonly edges: readonly { readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
const mentioning: Operation<Mentioning, { readonly ids: readonly string[]; readonly after?: string }> = {
  toString: () => `query Mentioning($ids: [CURIE!]!, $after: String) {
    documents(mentioning: $ids, first: 100, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } }
  }`,
};
const brought = `query Brought($since: DateTime!) {
  changes(since: $since, first: 100) { edges { node { documentId
    appeared { id predicate subject { id } object { id } } changed { id predicate subject { id } object { id } } } } }
}`;
interface Brought {
  readonly changes: {
    readonly edges: readonly {
      readonly node: {
        readonly documentId: string;
        readonly appeared: readonly Told[];
        readonly changed: readonly Told[];
      };
    }[];
  };
}
const standing = "query Standing($ids: [ID!]!) { triplesById(ids: $ids) { id } }";
const deleting = `mutation Delete($ids: [ID!]!) {
  deleteDocuments(ids: $ids) { id kind state source read written unchanged withdrawn failed total triplesAppeared error }
}`;

/** What subscribers may take to be told. */
const tellingMs = 10_000;
const idOf = (pmid: string) => `PMID:${pmid}`;

/** A signal of its own for each piece of work: one for all would gather the listeners of every request. */
const patienceMs = 120_000;

export function openWriter(writing: Writing, firstNumber: number): Writer {
  const { client, library, random, subjects, tally, window } = writing;
  let number = firstNumber;
  const begin = (): During => ({ ...writing, signal: AbortSignal.timeout(patienceMs) });

  /** A paper that counts and says something, not among those that go next. */
  function someLive(): Paper | undefined {
    const live = library
      .settled()
      .slice(10)
      .filter(({ status, paper }) => status === "live" && paper.retracts === undefined);
    return live.length === 0 ? undefined : random.pick(live).paper;
  }

  async function removeOldest(during: During): Promise<void> {
    const settled = library.settled();
    const oldest = settled.slice(0, Math.max(0, settled.length - window));
    if (oldest.length === 0) return;
    const pmids = oldest.map(({ paper }) => paper.pmid);
    library.begin(pmids);
    const since = performance.now();
    const { deleteDocuments } = await client.request<
      { deleteDocuments: JobPartsFragment },
      { ids: readonly string[] }
    >(deleting, { ids: pmids.map(idOf) }, { signal: during.signal });
    await ended(during, "delete", deleteDocuments.id, { withdrawn: pmids.length });
    tally.took("job: deletion", performance.now() - since);
    const left = (await documents(during, pmids)).filter((document) => document !== null);
    for (const { id } of left) tally.wrong("delete", `${id} is there after its deletion`);
    library.remove(pmids);
  }

  return {
    async add() {
      const during = begin();
      await deliver(
        during,
        Array.from({ length: 1 + random.below(3) }, () => paperOf(subjects, number++)),
      );
      await removeOldest(during);
    },
    async revise() {
      const paper = someLive();
      if (paper) await deliver(begin(), [paperOf(subjects, paper.number, paper.revision + 1)]);
    },
    async retract() {
      const paper = someLive();
      if (!paper) return;
      const during = begin();
      library.begin([paper.pmid]);
      await deliver(during, [noticeOf(paper, number++)]);
      const [found] = await documents(during, [paper.pmid]);
      if (found?.status !== "retracted" || found.mentions.length > 0)
        tally.wrong("retract", `PMID:${paper.pmid} is ${found?.status} after its notice`);
      library.retract(paper.pmid);
      await removeOldest(during);
    },
  };
}

/** Sends papers in one of the ways that there are, waits until they are in the graph, and looks whether they are. */
async function deliver(during: During, papers: readonly Paper[]): Promise<void> {
  const { library, random, tally } = during;
  const written = random.pick(formats);
  const byFile = random.chance(0.5);
  library.begin(papers.map(({ pmid }) => pmid));
  const at = new Date();
  const since = performance.now();
  const job = await (byFile ? upload : send)(during, written, papers);
  await ended(during, "write", job, {
    written: papers.filter(({ retracts }) => retracts === undefined).length,
    // A notice counts among what takes away.
    withdrawn: papers.filter(({ retracts }) => retracts !== undefined).length,
  });
  tally.took(byFile ? "job: file" : "job: records", performance.now() - since);
  for (const paper of papers) library.settle(paper, written);
  await checkThere(during, papers);
  await checkTold(during, papers, at, since);
}

async function send({ client, signal }: During, { format, write }: Written, papers: readonly Paper[]) {
  return (await ingestRecords(client, { format, content: write(papers) }, { signal })).id;
}

async function upload({ origin, signal }: During, { name, write }: Written, papers: readonly Paper[]) {
  const url = new URL(`/ingest?name=papers&format=${name}`, origin);
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: write(papers),
    signal,
  });
  const answer = (await response.json()) as { readonly job?: string };
  if (response.status !== 202 || answer.job === undefined)
    throw new Error(`POST /ingest answers ${response.status}: ${JSON.stringify(answer)}`);
  return answer.job;
}

/** Follows a job to its end; some leave meanwhile and come back. */
async function ended(
  { client, random, signal, tally }: During,
  kind: string,
  id: string,
  awaited: Partial<JobPartsFragment>,
): Promise<void> {
  let job: JobPartsFragment | undefined;
  if (random.chance(0.2)) for await (job of followJob(client, id, { signal })) break;
  for await (job of followJob(client, id, { signal }));
  const wanted: Partial<JobPartsFragment> = { state: "done", failed: 0, ...awaited };
  for (const [field, value] of Object.entries(wanted)) {
    const is = job?.[field as keyof JobPartsFragment];
    if (is !== value) tally.wrong(kind, `job ${id}: ${field} is ${is}, not ${value}; ${JSON.stringify(job)}`);
  }
}

async function documents({ client, signal }: During, pmids: readonly string[]) {
  const { documentsById } = await client.request<
    { documentsById: readonly (SeenDocument | null)[] },
    { ids: readonly string[] }
  >(seen, { ids: pmids.map(idOf) }, { signal });
  return documentsById;
}

/** Each has the text that was sent, and is found by what it mentions. */
async function checkThere(during: During, papers: readonly Paper[]): Promise<void> {
  const { client, library, signal, tally } = during;
  const found = await documents(
    during,
    papers.map(({ pmid }) => pmid),
  );
  for (const [at, paper] of papers.entries()) {
    const held = library.held(paper.pmid);
    const document = found[at];
    // Another one may have been at it meanwhile.
    if (held === undefined || held.paper !== paper) continue;
    if (document?.text !== held.text) tally.wrong("write", `${paper.pmid} has the text ${document?.text}`);
    if (paper.retracts !== undefined) continue;
    const ids = [
      ...new Set(document?.mentions.flatMap(({ link }) => link.concepts.map(({ id }) => id))),
    ].slice(0, 2);
    if (ids.length === 0) tally.wrong("write", `in ${paper.pmid} nothing was recognised: ${held.text}`);
    let among = false;
    const list = client.items(mentioning, { ids }, (data) => data.documents, { signal });
    for await (const { id } of list) among ||= id === idOf(paper.pmid);
    if (!among && library.held(paper.pmid) === held)
      tally.wrong("write", `${paper.pmid} is not among those that mention ${ids.join(", ")}`);
  }
}

/** Who waits for triples was told of those that the papers brought. */
async function checkTold(
  { client, listeners, signal, tally }: During,
  papers: readonly Paper[],
  at: Date,
  since: number,
): Promise<void> {
  const ids = papers.map(({ pmid }) => idOf(pmid));
  const { changes } = await client.request<Brought, { since: string }>(
    brought,
    { since: at.toISOString() },
    { signal },
  );
  const own = changes.edges.filter(({ node }) => ids.includes(node.documentId));
  if (own.length < papers.length && changes.edges.length < 100)
    tally.wrong("changes", `${ids.join(", ")} are not among the changes since ${at.toISOString()}`);
  const triples = own.flatMap(({ node }) => [...node.appeared, ...node.changed]);
  const untold = () => triples.filter((triple) => listeners.untold(triple, since).length > 0);
  for (let waited = 0; waited < tellingMs && untold().length > 0; waited += 100) await pause(100, signal);
  const late = untold();
  if (late.length === 0 || signal.aborted) return;
  // What vanished before it could be told is not told.
  const { triplesById } = await client.request<
    { triplesById: readonly ({ readonly id: string } | null)[] },
    { ids: readonly string[] }
  >(standing, { ids: late.map(({ id }) => id) }, { signal });
  for (const triple of late.filter((_, number) => triplesById[number] !== null))
    tally.wrong("listening", `${listeners.untold(triple, since).join(", ")} not told of ${triple.id}`);
}
