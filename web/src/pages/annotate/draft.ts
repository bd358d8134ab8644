import { signal } from "@preact/signals";

export interface Draft {
  readonly title: string;
  readonly text: string;
}

/** What stands in the form, and what was read of it. Both live as long as the tab, so that one may follow a link and come back. */
export const draft = signal<Draft>({ title: "", text: "" });
export const read = signal<Draft | undefined>(undefined);

/** As the API takes them: characters of title and text together, to be read and to be explained. */
export const mostCharacters = 200_000;
export const mostExplained = 10_000;

export const lengthOf = ({ title, text }: Draft) => title.length + text.length;
