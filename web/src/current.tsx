import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { notFound, type Page, type PageProps, pages } from "./pages/pages.js";
import { Notice } from "./parts/notice.js";
import { match } from "./route/match.js";
import { place } from "./route/place.js";

interface Found {
  readonly page: Page;
  readonly parameters: Readonly<Record<string, string>>;
}

function find(path: string): Found {
  for (const page of pages) {
    const parameters = match(page.pattern, path);
    if (parameters) return { page, parameters };
  }
  return { page: notFound, parameters: {} };
}

interface Loaded {
  readonly page: Page;
  readonly View?: ComponentType<PageProps>;
}

/** The page of the present address. While its code is on its way the one before stays. */
export function Current() {
  const { path } = place.value;
  const { page, parameters } = find(path);
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    let wanted = true;
    page.load().then(
      ({ default: View }) => wanted && setLoaded({ page, View }),
      () => wanted && setLoaded({ page }),
    );
    return () => {
      wanted = false;
    };
  }, [page]);
  useEffect(() => {
    document.title = `${page.title} · Litweave`;
  }, [page]);
  useArrival(path);
  if (loaded?.page !== page) return <div class="arriving" aria-busy="true" />;
  if (!loaded.View) {
    return (
      <Notice
        title="This page could not be loaded"
        hint="see that `litweave serve` is running, then reload the page"
      />
    );
  }
  return <loaded.View key={path} parameters={parameters} />;
}

/** After a step to another page its beginning is where reading and the keyboard go on. */
function useArrival(path: string): void {
  const [from] = useState(path);
  useEffect(() => {
    if (path === from) return;
    scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [path, from]);
}
