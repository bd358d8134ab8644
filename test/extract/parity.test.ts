import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layPassages } from "../../src/domain/document.js";
import type { LinkedMention } from "../../src/domain/link.js";
import type { EntityType } from "../../src/domain/mention.js";
import { type Encoding, type JointEncoder, openJointEncoder } from "../../src/encode/joint-encoder.js";
import { openRelationScorer, type RelationScorer } from "../../src/encode/relation-scorer.js";
import { decodeMentions } from "../../src/extract/decode-mentions.js";
import type { PairQuestion } from "../../src/extract/relation-scheme.js";
import { mentionGroups, type PairScore, scorePairsOf } from "../../src/extract/score-pairs.js";
import { windowsOf } from "../../src/segment/windows.js";

/** What the training tools say of texts with the exported model; `python -m litweave_training parity` writes it. */
interface Fixture {
  readonly model: Readonly<Record<string, string>>;
  readonly tolerances: { readonly mentionScore: number; readonly relationLogit: number };
  readonly texts: readonly Entry[];
}

interface Entry {
  readonly name: string;
  readonly text: string;
  readonly tokenIds: readonly number[];
  readonly tokenOffsets: readonly (readonly [number, number])[];
  readonly mentions: readonly { type: EntityType; start: number; end: number; score: number }[];
  readonly relations: null | {
    readonly sentences: readonly number[];
    readonly mentionSpans: readonly (readonly [number, number])[];
    readonly mentionEntity: readonly number[];
    readonly entityTypes: readonly number[];
    readonly pairs: readonly (readonly [number, number])[];
    readonly logits: readonly (readonly number[])[];
    readonly novelty: readonly number[];
    readonly strongestToken: readonly number[];
  };
}

const root = join(import.meta.dirname, "..", "..");
const path = join(root, "test", "fixtures", "joint", "parity.json");

describe("parity with the training tools", () => {
  const fixture = JSON.parse(readFileSync(path, "utf8")) as Fixture;
  const entries = fixture.texts;
  let encoder: JointEncoder;
  let scorer: RelationScorer;
  let encodings: readonly Encoding[];

  beforeAll(async () => {
    encoder = await openJointEncoder(join(root, "models", "joint"), { device: "cpu", layWindows: windowsOf });
    scorer = await openRelationScorer(join(root, "models", "joint"));
    encodings = await encoder.encode(entries.map((entry) => entry.text));
  });
  afterAll(() => Promise.all([encoder.close(), scorer.close()]));

  const documentOf = (text: string) => ({
    passages: layPassages([{ kind: "abstract", role: "other", text }]),
  });
  const mentionsOf = (index: number) =>
    decodeMentions(documentOf(entries[index]!.text), encodings[index]!, encoder.manifest);

  it("is of the model that is here", () => {
    for (const [file, sha256] of Object.entries(fixture!.model)) {
      expect(encoder.manifest.files[file]?.sha256, `${file}: write the fixture again`).toBe(sha256);
    }
  });

  it.each(entries.map((entry, index) => [entry.name, index] as const))(
    "holds for the tokens of “%s”",
    (_, index) => {
      const { tokens } = encodings[index]!;
      expect([...tokens.ids]).toEqual(entries[index]!.tokenIds);
      expect([...tokens.ids].map((_, i) => [tokens.starts[i], tokens.ends[i]])).toEqual(
        entries[index]!.tokenOffsets,
      );
    },
  );

  it.each(entries.map((entry, index) => [entry.name, index] as const))(
    "holds for the mentions of “%s”",
    (_, index) => {
      const key = (m: { type: string; start: number; end: number }) => `${m.type} ${m.start} ${m.end}`;
      const expected = new Map(entries[index]!.mentions.map((mention) => [key(mention), mention.score]));
      const mentions = mentionsOf(index);
      expect(mentions.map(key).sort()).toEqual([...expected.keys()].sort());
      for (const mention of mentions) {
        expect(Math.abs(mention.score - expected.get(key(mention))!)).toBeLessThanOrEqual(
          fixture!.tolerances.mentionScore,
        );
      }
    },
  );

  it("holds for the relation head, from our own pairs to its answers", async () => {
    let pairs = 0;
    for (const [index, entry] of entries.entries()) {
      if (entry.relations === null) continue;
      const answers: {
        logits: Float32Array;
        attention: Float32Array;
        novelty: Float32Array;
        count: number;
      }[] = [];
      const mentions = mentionsOf(index).map((mention): LinkedMention => {
        const id = `x:${mention.text.toLowerCase().replace(/\s/gu, "_")}` as const;
        return { ...mention, link: { ids: [id], score: 1, steps: [], candidates: [] } };
      });
      const scores: PairScore[] = [];
      const ask = async (question: PairQuestion) => {
        const answer = await scorer.score(question);
        answers.push({ ...answer, count: question.pairs.length / 2 });
        return answer;
      };
      const groups = mentionGroups(mentions);
      const { tokens } = encodings[index]!;
      const told = entry.relations.sentences;
      const sentences = told.flatMap((sentence, token) =>
        sentence === told[token - 1] ? [] : [{ start: tokens.starts[token]!, end: tokens.ends[token]! }],
      );
      const sentenced = { ...encodings[index]!, sentences };
      for await (const score of scorePairsOf(groups, sentenced, encoder.manifest, ask)) scores.push(score);
      // A pair has a score for each group that answers for its types; the attention is the same in all.
      const attention = new Map(scores.map((one) => [`${one.first.id} ${one.second.id}`, one.attention]));
      const looked = [...attention.values()];
      expect(looked).toHaveLength(entry.relations.pairs.length);
      const labels = answers[0]!.logits.length / answers[0]!.count;
      const logits = answers.flatMap((answer) => [...answer.logits]);
      const novelty = answers.flatMap((answer) => [...answer.novelty]);
      for (const [row, expected] of entry.relations.logits.entries()) {
        const found = logits.slice(row * labels, (row + 1) * labels);
        const apart = Math.max(...expected.map((logit, i) => Math.abs(logit - found[i]!)));
        expect(apart, `${entry.name}, pair ${row}`).toBeLessThanOrEqual(fixture!.tolerances.relationLogit);
        const noveltyApart = Math.abs(entry.relations.novelty[row]! - novelty[row]!);
        expect(noveltyApart).toBeLessThanOrEqual(fixture!.tolerances.relationLogit);
        const { weights } = looked[row]!;
        const strongest = Math.max(...weights);
        expect(weights[entry.relations.strongestToken[row]!]).toBeGreaterThanOrEqual(strongest - 1e-3);
        pairs += 1;
      }
    }
    expect(pairs).toBeGreaterThan(10);
  });
});
