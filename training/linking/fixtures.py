"""Writes test/fixtures/names/parity.json, by which the program's linker is held to this one.
From training/: python -m linking.fixtures

For each of our own names: normal form, key, token ids and the first eight components of the int8 encoder's vector,
embedded alone; and the tf-idf ranking of a few queries over these names.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from .abbreviations import expand, find_abbreviations
from .normalise import key, normal_form
from .onnx_encoder import OnnxEncoder
from .sparse import SparseIndex

NAMES = [
    "Diabetes Mellitus, Type II", "type 2 diabetes", "T2DM", "Diabète de type 2", "Sjögren’s syndrome", "Sjogren syndrome",
    "TNF-α", "β-thalassaemia", "beta thalassemia major", "IL-1β", "interleukin 1 beta", "iron-deficiency anaemia",
    "haemorrhagic stroke", "cerebral oedema", "oesophageal tumours", "oestradiol", "sulphasalazine", "leucocytosis",
    "factor V Leiden", "factor VIII deficiency", "vitamin K", "Chiari malformation type I", "grade III glioma",
    "MEN 1", "tuberous sclerosis complex V", "(+)-catechin", "5-fluorouracil", "N,N-dimethyltryptamine", "H₂O₂",
    "Ca²⁺", "CO₂ retention", "ﬁbroﬂuorine", "½-dose", "İstanbul fever", "ΣΑΣ", "naïve B-cell lymphoma", "Ménière disease",
    "déjà vu", "α-synuclein", "ångström", "２型糖尿病", "心筋梗塞", "аспирин", "Parkinson’s disease", "heart attacks",
    "Attacks of the Heart", "myocardial infarction", "infarction, myocardial", "allergies to food", "food allergy",
    "viruses", "virus", "sepsis", "pancreatitis (acute, necrotising)", "X-linked adrenoleukodystrophy", "p53",
    "non-small-cell lung cancer", "NSCLC", "cancer of the lung and bronchus", "   ", "the of", "a/b", "drug-induced liver injury",
    "3,4-methylenedioxymethamphetamine hydrochloride monohydrate of exceedingly long and tedious systematic naming 1 2 3",
]  # fmt: skip
QUERIES = ["type two diabetes", "diabetes", "thalassemia", "lung cancers", "parkinson", "interleukin-1", "zzz"]
TEXTS = [
    "Children with juvenile idiopathic arthritis (JIA) were followed; JIA activity fell.",
    "MTX (methotrexate) lowered the risk of interstitial lung disease (ILD).",
    "We saw no change (n = 12) in heart rate (beats per minute).",
    "Tumour necrosis factor α (TNF-α), angiotensin II (Ang II) and 5-hydroxytryptamine (5-HT) rose (P < 0.05; Fig. 2).",
    "The syndrome (also known as BHD syndrome) of Birt, Hogg and Dube (BHD), non-small-cell lung cancer [NSCLC].",
    "delta-9-tetrahydrocannabinol (THC), Interferon (IFN)-gamma, poly(A) tails, and the barrier (blood-brain barrier, BBB).",
    "Testosterone (T) was measured in (A) men and (B) women with hereditary haemorrhagic telangiectasia (syndrome) (HHT).",
    "The succinyl-CoA synthetase from yeast (SCS(y)) and Ngn3/paired box factor 6 (PAX6) differ [confidence interval (CI) 2-3].",
    "Electroencephalograms (EEGs), prolactin (PRL), community intervention trial for smoking cessation (COMMIT).",
    "İstanbul fever (IF) and ﬁbroblast growth factor 21 (FGF21) (Smith et al., 2001) (see below) (10 mg) (i.e. none).",
]
MENTIONS = ["JIA", "severe JIA", "MTX", "ILDs", "juvenile idiopathic arthritis (JIA)", "T", "vitamin T", "anti-TNF-α", "EEGs"]


def rounded(vector: np.ndarray) -> list[float]:
    return [round(float(value), 4) for value in vector]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("../models/names"))
    parser.add_argument("--out", type=Path, default=Path("../test/fixtures/names/parity.json"))
    options = parser.parse_args()
    encoder = OnnxEncoder(options.model)
    entries = []
    for name in NAMES:
        form = normal_form(name)
        entry: dict = {"name": name, "form": form, "key": key(name)}
        if form:
            entry["tokens"] = encoder.token_ids(form)
            entry["vector"] = rounded(encoder.embed([form])[0, :8])
        entries.append(entry)
    forms = list(dict.fromkeys(entry["form"] for entry in entries if entry["form"]))
    ranking = []
    for query, scores in zip(QUERIES, SparseIndex(forms).scores([normal_form(query) for query in QUERIES]), strict=True):
        best = [row for row in np.argsort(-scores, kind="stable")[:5] if scores[row] > 0]
        ranking.append({"query": query, "best": [[forms[row], round(float(scores[row]), 4)] for row in best]})
    abbreviations = {short: long for text in TEXTS for short, long in find_abbreviations(text).items()}
    fixture = {
        "about": "made by training/linking/fixtures.py",
        "tolerance": 0.005,
        "names": entries,
        "sparse": {"forms": forms, "ranking": ranking},
        "abbreviations": {
            "texts": TEXTS,
            "found": abbreviations,
            "expanded": {mention: expand(mention, abbreviations) for mention in MENTIONS},
        },
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(fixture, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(entries)} names")


if __name__ == "__main__":
    main()
