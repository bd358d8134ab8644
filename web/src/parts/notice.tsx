import type { ComponentChildren } from "preact";

interface NoticeProps {
  readonly title: string;
  /** What to do about it. */
  readonly hint?: string | undefined;
  readonly children?: ComponentChildren;
}

/** Says that something is empty, missing or failed, and what to do. */
export function Notice({ title, hint, children }: NoticeProps) {
  return (
    <div class="notice" role="status">
      <p class="notice-title">{title}</p>
      {hint && <p>{sentence(hint)}</p>}
      {children}
    </div>
  );
}

/** The API's hints are clauses: “start the server with its models”. Code in them stands between back-quotes. */
function sentence(hint: string) {
  const whole = hint.charAt(0).toUpperCase() + hint.slice(1) + (/[.!?]$/u.test(hint) ? "" : ".");
  return whole.split("`").map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part));
}
