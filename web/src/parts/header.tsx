import { useEffect, useRef, useState } from "preact/hooks";
import { pages } from "../pages/pages.js";
import { conceptAddress } from "../route/addresses.js";
import { navigate, place } from "../route/place.js";
import { ConceptSearch } from "./concept-search.js";
import { ThemeSwitch } from "./theme-switch.js";

/** On a narrow screen the pages stand behind a button. */
export function Header() {
  const { path } = place.value;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    if (!open) return;
    const closeByKey = ({ key }: KeyboardEvent) => {
      if (key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("keydown", closeByKey);
    return () => document.removeEventListener("keydown", closeByKey);
  }, [open]);
  return (
    <header class="header">
      <a class="brand" href="/">
        Litweave
      </a>
      <button
        type="button"
        class="menu"
        ref={button}
        aria-expanded={open}
        aria-controls="pages"
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">☰</span> Menu
      </button>
      <nav id="pages" aria-label="Main" class={open ? "open" : ""}>
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
