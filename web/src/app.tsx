import { useErrorBoundary } from "preact/hooks";
import { Current } from "./current.js";
import { Header } from "./parts/header.js";
import { KeyPlace } from "./parts/key-place.js";
import { Notice } from "./parts/notice.js";

export function App() {
  const [failure, reset] = useErrorBoundary();
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Header />
      <main id="main" tabIndex={-1}>
        <KeyPlace />
        {failure ? (
          <Notice
            title="This view failed"
            hint="reload the page; if it happens again, report the message below"
          >
            <p>{String(failure)}</p>
            <button type="button" onClick={reset}>
              Try again
            </button>
          </Notice>
        ) : (
          <Current />
        )}
      </main>
    </>
  );
}
