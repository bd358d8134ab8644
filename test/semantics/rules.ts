import { testBelief } from "./belief.js";
import { testConvergence } from "./convergence.js";
import { testEvidence } from "./evidence.js";
import { testIdentity } from "./identity.js";
import type { Place } from "./places.js";
import { testRetraction } from "./retraction.js";
import { testRevision } from "./revision.js";
import { testTime } from "./time.js";

/** How often each rule is tried, and how many histories. */
export interface Runs {
  readonly rules: number;
  readonly histories: number;
}

/** Every rule of `docs/graph-semantics.md` but those of terminologies and of cost, which have suites of their own. */
export function testRules(place: Place, runs: Runs): void {
  testIdentity(place, runs.rules);
  testEvidence(place, runs.rules);
  testBelief(place, runs.rules);
  testTime(place, runs.rules);
  testRevision(place, runs.rules);
  testRetraction(place, runs.rules);
  testConvergence(place, runs.histories);
}
