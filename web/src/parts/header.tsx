import { pages } from "../pages/pages.js";
import { conceptAddress } from "../route/addresses.js";
import { navigate, place } from "../route/place.js";
import { ConceptSearch } from "./concept-search.js";
import { ThemeSwitch } from "./theme-switch.js";

export function Header() {
  const { path } = place.value;
  return (
    <header class="header">
      <a class="brand" href="/">
        Litweave
      </a>
      <nav aria-label="Main">
        {pages.map(
          ({ nav, pattern }) =>
            nav && (
              <a key={pattern} href={pattern} aria-current={path === pattern ? "page" : undefined}>
                {nav}
              </a>
            ),
        )}
        <a href="/graphql">API</a>
      </nav>
      {path !== "/" && (
        <ConceptSearch label="Find a concept" compact onChoose={({ id }) => navigate(conceptAddress(id))} />
      )}
      <ThemeSwitch />
    </header>
  );
}
