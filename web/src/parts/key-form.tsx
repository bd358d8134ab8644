import { useId, useState } from "preact/hooks";
import type { AskError } from "../api/ask.js";
import { apiKey, keepKey } from "../api/key.js";
import { Notice } from "./notice.js";
import "./key-form.css";

/** The server says so where a key is missing, is not known, or may not do what was asked. */
export const wantsKey = (error: AskError | undefined) =>
  error?.code === "FORBIDDEN" || error?.code === "UNAUTHENTICATED";

interface KeyFormProps {
  /** What the server said of the key, or of none. */
  readonly refused: AskError | undefined;
  onKept(): void;
}

/** A place for a key where the server wants one. It is kept for this tab alone, and sent nowhere else. */
export function KeyForm({ refused, onKept }: KeyFormProps) {
  const id = useId();
  const [key, setKey] = useState("");
  const keep = (wanted: string) => {
    keepKey(wanted);
    setKey("");
    onKept();
  };
  if (!refused) {
    return (
      <p class="key-note">
        Your API key is used until this tab is closed.{" "}
        <button type="button" class="quiet" onClick={() => keep("")}>
          Forget it now
        </button>
      </p>
    );
  }
  return (
    <Notice title={refused.message} hint={refused.hint}>
      <p class="notice-code">{refused.code}</p>
      <form
        class="key-form"
        onSubmit={(event) => {
          event.preventDefault();
          keep(key.trim());
        }}
      >
        <label for={id}>{apiKey.value === "" ? "API key" : "Another API key"}</label>
        <input
          id={id}
          type="password"
          autocomplete="off"
          value={key}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
        <button type="submit" disabled={key.trim() === ""}>
          Use it
        </button>
        <p class="key-note">It is kept until this tab is closed, and sent to this server alone.</p>
      </form>
    </Notice>
  );
}
