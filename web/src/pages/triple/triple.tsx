import { TripleEvidence } from "../../evidence/triple-evidence.js";
import type { PageProps } from "../pages.js";

export default function TriplePage({ parameters }: PageProps) {
  return (
    <article class="reading">
      <TripleEvidence id={parameters.id!} level={1} />
    </article>
  );
}
