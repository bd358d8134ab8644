/**
 * What assertion costs a sentence, on the sentences of files in BioScope's format: cues with their scopes, and all that changes
 * an assertion. `npx tsx bench/assertion.ts FILE…` prints microseconds of processor time, the least of five rounds.
 */
import { readFileSync } from "node:fs";
import { foldOf, readBioScope } from "../src/evaluate/assertion/read-bioscope.js";
import { assertionOf } from "../src/extract/assertion/assertion.js";
import { findCues } from "../src/extract/assertion/find-cues.js";
import { parseXml } from "../src/read/xml-tree.js";

const rounds = 5;

for (const file of process.argv.slice(2)) {
  const documents = foldOf(readBioScope(parseXml(readFileSync(file, "utf8")), file), "all");
  const sentences = documents.flatMap(({ sentences }) => sentences.map(({ text }) => text));
  const least = (work: (text: string) => unknown) => {
    const times = Array.from({ length: rounds }, () => {
      const from = process.cpuUsage();
      for (const text of sentences) work(text);
      const { user, system } = process.cpuUsage(from);
      return (user + system) / sentences.length;
    });
    return Math.min(...times).toFixed(1);
  };
  // First and last character stand for the mentions: where they are does not matter for the cost.
  const whole = (text: string) =>
    assertionOf(
      {
        text,
        subjectSpans: [{ start: 0, end: 1 }],
        objectSpans: [{ start: text.length - 1, end: text.length }],
      },
      "associated_with",
    );
  console.log(
    `${file}: ${sentences.length} sentences, cues ${least(findCues)} µs, assertion ${least(whole)} µs a sentence`,
  );
}
