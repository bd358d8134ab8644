import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import { testConvergence } from "./convergence.js";
import { embeddedPlace } from "./places.js";

// In memory where the system offers a folder there, since each commit is forced to disk.
const shelf = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const place = embeddedPlace(mkdtempSync(join(shelf, "litweave-semantics-")));
afterAll(() => place.end());

describe("the embedded store", () => {
  testConvergence(place, 500);
});
