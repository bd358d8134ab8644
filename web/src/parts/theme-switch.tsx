import { signal } from "@preact/signals";

const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];

/** The reader's choice; `public/theme.js` applies it before the first paint of the next visit. */
export const theme = signal<Theme>((document.documentElement.dataset.theme as Theme | undefined) ?? "system");

function choose(next: Theme): void {
  theme.value = next;
  if (next === "system") {
    localStorage.removeItem("theme");
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem("theme", next);
    document.documentElement.dataset.theme = next;
  }
}

const glyphs: Readonly<Record<Theme, string>> = { system: "◐", light: "☼", dark: "☾" };

export function ThemeSwitch() {
  const next = themes[(themes.indexOf(theme.value) + 1) % themes.length]!;
  return (
    <button
      type="button"
      class="theme"
      title={`Theme: ${theme.value}. Switch to ${next}.`}
      aria-label={`Theme: ${theme.value}. Switch to ${next}.`}
      onClick={() => choose(next)}
    >
      <span aria-hidden="true">{glyphs[theme.value]}</span>
    </button>
  );
}
