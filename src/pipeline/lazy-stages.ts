import type { Encoding } from "../encode/joint-encoder.js";
import { lazily } from "./lazily.js";
import { type Linking, type OpenStagesOptions, openLinking, openStages } from "./open-stages.js";
import { stageVersions } from "./stage-versions.js";
import type { Stages, StageVersions } from "./stages.js";

/** Models that are opened when they are first needed: terminology and name encoder, and besides them the extractor. */
export interface LazyStages {
  /** What documents would be processed by; opens nothing. */
  versions(): StageVersions;
  linking(): Promise<Linking>;
  /** The same linking, with the extractor. */
  stages(): Promise<Stages<Encoding>>;
  /** Closes what was opened. */
  close(): Promise<void>;
}

export function lazyStages(options: OpenStagesOptions): LazyStages {
  const linking = lazily(() => openLinking(options));
  const stages = lazily(() => openStages(options, linking.get));
  return {
    versions: () => stageVersions(options),
    linking: linking.get,
    stages: stages.get,
    async close() {
      if (stages.opened) await (await stages.opened).close();
      else if (linking.opened) await (await linking.opened).close();
    },
  };
}
