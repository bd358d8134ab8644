import { LitweaveError } from "../../domain/errors.js";
import type { PubmedRequest } from "../../domain/job.js";
import { documentId } from "../arguments.js";
import { type ApiContext, ingestorOf } from "../context.js";
import type { MutationFetchPubMedArgs, MutationResolvers } from "../generated.js";
import type { Ingestor } from "../ingestor.js";
import { type Role, requireRole } from "../roles.js";

/** Documents that one job fetches by name or takes away. */
const mostIds = 10_000;
/** Records that a query brings when nobody says how many. */
const usualLimit = 1_000;

export const mutation: MutationResolvers = {
  ingestText(_root, { text, id, title, year, journal }, context) {
    const more = {
      ...(id != null && { id }),
      ...(title != null && { title }),
      ...(year != null && { year }),
      ...(journal != null && { journal }),
    };
    return allowed(context, "ingest").ingestText({ text, ...more });
  },
  ingestRecords: (_root, { format, content }, context) =>
    allowed(context, "ingest").ingestRecords(format.replaceAll("_", "-"), content),
  fetchPubMed: (_root, args, context) => allowed(context, "ingest").fetchPubmed(pubmedRequest(args)),
  deleteDocuments: (_root, { ids }, context) =>
    allowed(context, "admin").deleteDocuments(someOf("ids", ids).map(documentId)),
  retryJob: async (_root, { id }, context) => (await allowedFor(context, id)).retry(id),
  cancelJob: async (_root, { id }, context) => (await allowedFor(context, id)).cancel(id),
};

function allowed(context: ApiContext, role: Role): Ingestor {
  requireRole(context, role);
  return ingestorOf(context);
}

/** What began a job is needed to begin it again. */
async function allowedFor(context: ApiContext, id: string): Promise<Ingestor> {
  const ingestor = allowed(context, "ingest");
  if ((await ingestor.job(id))?.kind === "deletion") requireRole(context, "admin");
  return ingestor;
}

function pubmedRequest({ pmids, query, limit }: Partial<MutationFetchPubMedArgs>): PubmedRequest {
  if ((pmids == null) === (query == null)) {
    throw new LitweaveError("BAD_INPUT", "Give either pmids or a query");
  }
  if (pmids != null) return { pmids: someOf("pmids", pmids).map(pmidOf) };
  const term = (query ?? "").trim();
  if (term === "") {
    throw new LitweaveError("BAD_INPUT", "The query is empty", {
      hint: "give one as you would type it at PubMed",
    });
  }
  const most = limit ?? usualLimit;
  if (most >= 1 && most <= mostIds) return { query: term, limit: most };
  throw new LitweaveError("BAD_INPUT", `limit is ${most}; a job fetches 1 to ${mostIds} records`);
}

function pmidOf(id: string): string {
  const [, pmid] = /^(?:PMID:)?0*([1-9]\d{0,8})$/u.exec(id) ?? [];
  if (pmid !== undefined) return pmid;
  throw new LitweaveError("BAD_INPUT", `“${id}” is no PMID`, {
    hint: "PMIDs are whole numbers of at most nine digits",
  });
}

function someOf(argument: string, ids: readonly string[]): readonly string[] {
  if (ids.length >= 1 && ids.length <= mostIds) return [...new Set(ids)];
  throw new LitweaveError("BAD_INPUT", `${argument} has ${ids.length} entries; a job takes 1 to ${mostIds}`);
}
