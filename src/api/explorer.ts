import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import type { Plugin } from "graphql-yoga";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The page runs what this server sends and nothing else: no inline script or style, no other host. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Names under `assets/` carry a hash of their content, so they never change; the rest is asked for anew each time. */
function headersOf(path: string): Record<string, string> {
  return {
    "content-type": types[extname(path)]!,
    "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    vary: "accept-encoding",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "content-security-policy": policy,
  };
}

/**
 * The files that the build made, by the path at which a browser asks for them; under a megabyte. They are read once, so that a build
 * made anew while the server runs does not take from a reader's page what it has yet to load.
 */
function filesOf(folder: string): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [`/${relative(folder, file).split(sep).join("/")}`, new Uint8Array(readFileSync(file))];
      }),
  );
}

const suffixes = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

/**
 * Serves the explorer that `npm run build` put into `folder`. A path that only the explorer's own router knows gets the page, but
 * only a browser's navigation does: a program that asks for what is not there is told so. Without a build it serves nothing.
 */
export function explorerPlugin(folder: string, reserved: readonly string[]): Plugin {
  const files = filesOf(folder);
  return {
    onRequest({ request, url, fetchAPI, endResponse }) {
      if (request.method !== "GET" && request.method !== "HEAD") return;
      if (!files.has("/index.html") || reserved.includes(url.pathname)) return;
      const navigates = request.headers.get("accept")?.includes("text/html") === true;
      const known = files.has(url.pathname) && types[extname(url.pathname)] !== undefined;
      if (!known && url.pathname !== "/" && !(navigates && !url.pathname.startsWith("/assets/"))) return;
      const path = known ? url.pathname : "/index.html";
      const accepted = request.headers.get("accept-encoding") ?? "";
      const packed = suffixes.find(([name, suffix]) => accepted.includes(name) && files.has(path + suffix));
      const body = files.get(packed ? path + packed[1] : path)!;
      const headers = { ...headersOf(path), ...(packed && { "content-encoding": packed[0] }) };
      endResponse(new fetchAPI.Response(request.method === "HEAD" ? null : body, { headers }));
    },
  };
}
