import { headOf, type TerminologyFormat } from "./detect-format.js";

/** Where files of formats that anybody may publish in state their licence. */
const statements: Partial<Record<TerminologyFormat, RegExp>> = {
  sssom: /^#\s*license:\s*["']?([^"'\s]+)/m,
  obo: /^property_value:\s*\S*\blicense\s+"?([^"\s]+)/m,
  obograph: /"pred"\s*:\s*"[^"]*\/terms\/license"\s*,\s*"val"\s*:\s*"([^"]+)"/,
};

/** The licence that a file states near its beginning; undefined when it states none. */
export async function statedLicence(format: TerminologyFormat, path: string): Promise<string | undefined> {
  const statement = statements[format];
  return statement?.exec(await headOf(path))?.[1];
}
