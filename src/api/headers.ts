import type { Plugin } from "graphql-yoga";

/** What every answer says, whatever it holds. */
const always = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY",
} as const;

const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

/** GraphiQL is one page with its script and styles in it, and its editor compiles a worker: it may run those, and ask this server. */
const graphiqlPolicy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  "worker-src blob:",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Tells browsers to take nothing for what it is not, to show it in no foreign frame and to run nothing from elsewhere. */
export function headersPlugin(): Plugin {
  return {
    onResponse({ response }) {
      const { headers } = response;
      for (const [name, value] of Object.entries(always)) headers.set(name, value);
      // The explorer has a stricter policy of its own.
      if (headers.has("content-security-policy")) return;
      const page = headers.get("content-type")?.startsWith("text/html") === true;
      headers.set("content-security-policy", page ? graphiqlPolicy : dataPolicy);
    },
  };
}
