import { LitweaveError } from "../domain/errors.js";
import type { NameEmbeddings } from "../domain/name-embeddings.js";
import { normalForm } from "../link/normal-form.js";
import type { Linking } from "./open-stages.js";

/**
 * Unit vectors of names as the linker sees them: in normal form, so that case, marks and punctuation do not count.
 *
 * @throws LitweaveError `BAD_INPUT` naming the first name that has no letter or digit
 */
export async function nameEmbeddings(
  { nameEncoder, embedNames }: Pick<Linking, "nameEncoder" | "embedNames">,
  names: readonly string[],
): Promise<NameEmbeddings> {
  const forms = names.map(normalForm);
  const empty = forms.indexOf("");
  if (empty >= 0) {
    throw new LitweaveError("BAD_INPUT", `name ${empty} (“${names[empty]}”) has no letter or digit`, {
      hint: "leave it out; names are counted from 0",
    });
  }
  const { name: model, version, dim, maxTokens } = nameEncoder;
  return { model, version, dim, maxTokens, vectors: await embedNames(forms) };
}
