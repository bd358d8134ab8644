import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { describeCost } from "./cost.js";
import { embeddedWorkbench } from "./work.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-cost-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeCost("embedded", {
  open: () => embeddedWorkbench(join(folder, "graph")),
  large: 2_000,
  tolerance: 0.01,
});
