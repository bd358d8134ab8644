import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { AskError } from "../api/ask.js";
import { apiKey, keepKey, refusal } from "../api/key.js";
import { place } from "../route/place.js";
import { Notice } from "./notice.js";
import "./key-place.css";

/** The one place for a key, on whichever page the server wants one. It is kept for this tab alone, and sent nowhere else. */
export function KeyPlace() {
  const { path } = place.value;
  useEffect(() => {
    // What was refused on another page need not be here.
    refusal.value = undefined;
  }, [path]);
  if (refusal.value) return <KeyForm refused={refusal.value} />;
  if (apiKey.value === "") return null;
  return (
    <p class="key-note">
      Your API key is used until this tab is closed. <Forget>Forget it now</Forget>
    </p>
  );
}

function KeyForm({ refused }: { readonly refused: AskError }) {
  const id = useId();
  const [key, setKey] = useState("");
  const form = useRef<HTMLFormElement>(null);
  // What was refused may lie far down the page.
  useEffect(() => form.current?.scrollIntoView({ block: "nearest" }), [refused]);
  return (
    <Notice title={refused.message} hint={refused.hint}>
      <p class="notice-code">{refused.code}</p>
      <form
        class="key-form"
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          keepKey(key.trim());
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
        {apiKey.value !== "" && <Forget>Go on without a key</Forget>}
        <p class="key-note">It is kept until this tab is closed, and sent to this server alone.</p>
      </form>
    </Notice>
  );
}

function Forget({ children }: { readonly children: string }) {
  return (
    <button type="button" class="quiet" onClick={() => keepKey("")}>
      {children}
    </button>
  );
}
