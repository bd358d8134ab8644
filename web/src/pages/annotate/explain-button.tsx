import { number } from "../../parts/numbers.js";
import { mostExplained } from "./draft.js";

export interface ExplanationState {
  readonly explaining: boolean;
  /** Missing where the text is too long to be explained. */
  readonly onExplain: (() => void) | undefined;
}

/** Explaining takes several times as long as reading, so it is only done when asked for. */
export function ExplainButton({ explaining, onExplain }: ExplanationState) {
  if (!onExplain) {
    return (
      <p class="soft">
        Texts of more than {number(mostExplained)} characters are not explained. Paste a part of it.
      </p>
    );
  }
  return (
    <button type="button" onClick={onExplain} disabled={explaining}>
      {explaining ? "Weighing the words …" : "Weigh the words"}
    </button>
  );
}
