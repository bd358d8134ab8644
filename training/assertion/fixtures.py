"""Writes test/fixtures/assertion/parity.json, by which the program's cues are held to these.
From training/: python -m assertion.fixtures

For each of our own sentences: kind, place, probability and scope of each cue.
"""

import json
from pathlib import Path

from .find import Phrases, Table, find_cues

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "src" / "extract" / "assertion" / "weights.json"

SENTENCES = [
    "Aspirin did not reduce the risk of stroke.",
    "These data suggest that aspirin may prevent stroke, but not death, in older adults.",
    "Neither metformin nor insulin changed the expression of the receptor (Fig. 2).",
    "Whether vitamin D causes falls is not known, although a role in bone loss is likely.",
    "Cells lacking p53 failed to undergo apoptosis; this effect was absent in controls.",
    "The factor could be detected in the nucleus and might bind either IL-2 or the NF-κB site.",
    "No association between coffee and cancer was found.",
    "It is possible that TNF-α, a cytokine thought to cause fever, rather than IL-1β, is involved.",
    "Metformin lowers glucose without hypoglycaemia; the mechanism remains unclear.",
    "An effect of the drug cannot be excluded.",
    "Naïve T cells didn't respond, suggesting a lack of the putative receptor.",
    "The protein appears to be unable to form dimers in the absence of calcium (10 mM).",
    "Not only aspirin but also heparin reduced the risk.",
    "",
    "?",
    "May 2003 (or so)",
    "The 5′-flanking region, which is believed to hold the promoter, was cloned.",
]


def load() -> tuple[Phrases, Table]:
    lines = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    phrases = [line.split("\t") for line in lines["phrases"]]
    weights = [line.split("\t") for line in lines["weights"]]
    return (
        Phrases({tuple(phrase.split(" ")): kinds for phrase, *kinds in phrases}),
        {(template, a, b): float(weight) for template, a, b, weight in weights},
    )


def main() -> None:
    phrases, table = load()
    sentences = [
        {
            "text": text,
            "cues": [
                {
                    "start": cue.start,
                    "end": cue.end,
                    "kind": cue.kind,
                    "probability": round(cue.probability, 4),
                    "scope": list(cue.scope),
                }
                for cue in find_cues(text, phrases, table)
            ],
        }
        for text in SENTENCES
    ]
    path = ROOT / "test" / "fixtures" / "assertion" / "parity.json"
    path.write_text(json.dumps({"sentences": sentences}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(sentences)} sentences → {path}")


if __name__ == "__main__":
    main()
