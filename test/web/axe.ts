import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds against WCAG 2.2 AA on the page as it stands, in words. */
export async function breaches(page: Page): Promise<readonly string[]> {
  // The page's own policy refuses scripts that its server did not send; an isolated evaluation is not the page's.
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(`axe
    .run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
    .then(({ violations }) => violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ": " + node.html + " " + node.failureSummary)))`);
}
