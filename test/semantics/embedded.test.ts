import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";

import { embeddedPlace } from "./places.js";
import { testRules } from "./rules.js";

// In memory where the system offers a folder there, since each commit is forced to disk.
const shelf = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const place = embeddedPlace(mkdtempSync(join(shelf, "litweave-semantics-")));
afterAll(() => place.end());

describe("the embedded store", () => {
  testRules(place, { rules: 40, histories: 300 });
});
