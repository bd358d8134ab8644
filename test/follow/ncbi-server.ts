import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerEutils, type PubmedRecord } from "./eutils-answers.js";

/** What the server does in place of its ordinary answer. */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  /** Announces the whole and breaks off after so many bytes, once `when` says that they have come. */
  | { readonly breakAfter: number; readonly when?: () => boolean }
  /** Sends so many bytes and then nothing more, without ending. */
  | { readonly silentAfter: number }
  /** Sends the whole, whatever range is asked for. */
  | { readonly ignoreRange: true };

export interface Asked {
  readonly path: string;
  readonly range: string | undefined;
  readonly parameters: URLSearchParams;
}

/** A server with the paths, pages and answers of ftp.ncbi.nlm.nih.gov/pubmed and of E-utilities. */
export interface NcbiServer {
  readonly pubmed: URL;
  readonly eutils: URL;
  /** Bytes by path, such as `updatefiles/pubmed26n1336.xml.gz`; each has its `.md5` beside it unless there is one here. */
  readonly files: Map<string, Buffer>;
  readonly records: PubmedRecord[];
  /** The key that E-utilities know, if they ask for one. */
  apiKey: string | undefined;
  readonly asked: Asked[];
  /** The next answers to a path are these. */
  fail(path: string, ...faults: readonly Fault[]): void;
  close(): Promise<void>;
}

export async function startNcbi(): Promise<NcbiServer> {
  const files = new Map<string, Buffer>();
  const faults = new Map<string, Fault[]>();
  const asked: Asked[] = [];
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ncbi: NcbiServer = {
    pubmed: new URL(`${root}/pubmed/`),
    eutils: new URL(`${root}/entrez/eutils/`),
    files,
    records: [],
    apiKey: undefined,
    asked,
    fail: (path, ...more) => void faults.set(path, [...(faults.get(path) ?? []), ...more]),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
  return ncbi;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent((request.url ?? "").replace(/^\/(?:pubmed|entrez\/eutils)\//u, ""));
    const { range } = request.headers;
    const parameters = new URLSearchParams(await bodyOf(request));
    asked.push({ path, range, parameters });
    const fault = faults.get(path)?.shift();
    if (fault !== undefined && "status" in fault) {
      response.writeHead(fault.status, fault.headers).end(fault.body);
      return;
    }
    if (path.endsWith(".fcgi")) {
      const { status, type, text } = answerEutils(path, parameters, ncbi.records, ncbi.apiKey);
      send(response, status, Buffer.from(text), { "content-type": type }, fault);
      return;
    }
    const bytes = contentOf(path);
    if (bytes === undefined) {
      response.writeHead(404).end("<html><title>404 Not Found</title></html>");
      return;
    }
    const [, from] = /^bytes=(\d+)-$/u.exec(range ?? "") ?? [];
    if (from === undefined || (fault && "ignoreRange" in fault)) {
      send(response, 200, bytes, {}, fault);
    } else if (Number(from) >= bytes.length) {
      response.writeHead(416, { "content-range": `bytes */${bytes.length}` }).end();
    } else {
      const headers = { "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
      send(response, 206, bytes.subarray(Number(from)), headers, fault);
    }
  }

  function contentOf(path: string): Buffer | undefined {
    const known = files.get(path);
    if (known !== undefined) return known;
    if (path.endsWith("/")) return Buffer.from(listing(path, [...files.keys()]));
    const whole = path.endsWith(".md5") ? files.get(path.slice(0, -4)) : undefined;
    if (whole === undefined) return undefined;
    const name = path.slice(path.indexOf("/") + 1, -4);
    return Buffer.from(`MD5(${name})= ${createHash("md5").update(whole).digest("hex")}\n`);
  }
}

function send(
  response: ServerResponse,
  status: number,
  bytes: Buffer,
  headers: Record<string, string>,
  fault: Fault | undefined,
): void {
  response.writeHead(status, { ...headers, "content-length": bytes.length });
  if (fault !== undefined && "breakAfter" in fault) {
    const { breakAfter, when = () => true } = fault;
    response.write(bytes.subarray(0, breakAfter), () => {
      const waiting = setInterval(() => {
        if (!when()) return;
        clearInterval(waiting);
        response.destroy();
      }, 5);
    });
  } else if (fault !== undefined && "silentAfter" in fault) {
    response.write(bytes.subarray(0, fault.silentAfter));
  } else {
    response.end(bytes);
  }
}

/** A page as the Apache server of NCBI makes it. */
function listing(folder: string, paths: readonly string[]): string {
  const names = paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
  const line = (name: string) => `<a href="${name}">${name}</a>   2026-01-09 14:05   19M`;
  const lines = names
    .filter((name) => !name.endsWith(".md5"))
    .flatMap((name) => [line(name), line(`${name}.md5`), line(name.replace(/\.xml\.gz$/u, "_stats.html"))]);
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">
<html><head><title>Index of /pubmed/${folder}</title></head><body><h1>Index of /pubmed/${folder}</h1>
<pre>Name                      Last modified      Size  <hr><a href="/pubmed/">Parent Directory</a>           -
<a href="README.txt">README.txt</a>   2026-01-08 10:00  4.5K
${lines.join("\n")}
<hr></pre></body></html>
`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
