import { LitweaveError } from "../../domain/errors.js";

/**
 * The address of a server's folder, as given by the user.
 *
 * @throws LitweaveError `USAGE` when it is no http or https address, or holds a user or a password
 */
export function parseBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text.endsWith("/") ? text : `${text}/`) : undefined;
  if (url === undefined || !/^https?:$/u.test(url.protocol)) {
    throw new LitweaveError("USAGE", `--base-url is “${text}”, which is no http or https address`, {
      hint: "give one like https://ftp.ncbi.nlm.nih.gov/pubmed/",
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new LitweaveError("USAGE", "--base-url holds a user or a password", {
      hint: "name a server that asks for none",
    });
  }
  return url;
}
