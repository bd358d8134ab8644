import { SourceLink } from "../../parts/source-link.js";
import type { Paper } from "./document.js";

/** What indexers say the paper is about, its main points first. */
export function Headings({ headings }: { readonly headings: Paper["meshHeadings"] }) {
  if (headings.length === 0) return null;
  const main = headings.filter(({ majorTopic }) => majorTopic);
  return (
    <section aria-labelledby="mesh-headings">
      <h2 id="mesh-headings">MeSH headings</h2>
      <ul class="headings-given">
        {[...main, ...headings.filter(({ majorTopic }) => !majorTopic)].map(({ id, name, majorTopic }) => (
          <li key={name}>
            {majorTopic ? (
              <b title="A main point of the paper">
                <span aria-hidden="true">★ </span>
                {name}
                <span class="unseen">, a main point</span>
              </b>
            ) : (
              name
            )}{" "}
            {id && <SourceLink curie={id.includes(":") ? id : `MESH:${id}`} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
