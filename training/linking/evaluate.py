"""Acc@1 and Acc@5 on gold mentions. From training/: python -m linking.evaluate --split test

Measures the exported int8 encoder, or with --work the PyTorch checkpoint that it was made from, under the constants of
the model's manifest. Each dictionary as it is, and with the mentions of the training parts (train for dev; train and dev for
test), as BioSyn does. Dictionaries: the terminology; with --period, for diseases, also MEDIC of the corpora's own time, as BioSyn's
published figures have it (July 2012 for NCBI-disease; for BC5CDR that of 2017, the oldest at hand).
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import torch

from . import protocol
from .dictionary import Dictionary, dense_rows, load, load_medic
from .encoder import embed, load_encoder
from .onnx_encoder import OnnxEncoder
from .rank import Embed, Ranker, Weights, forms_of
from .vectors import read_vectors, remembering


PERIOD = {
    "ncbi-disease": "linking/ncbi-disease-biosyn/medic_06Jul2012.txt",
    "bc5cdr-disease": "terminology/CTD_diseases.tsv.gz",
}


def old_names(data: Path) -> Iterator[tuple[str, str]]:
    """(id, name) of the joined older dictionary, by which withdrawn gold ids are recognised."""
    with gzip.open(data / "linking/mesh_omim_names.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            concept, name, *_ = line.rstrip("\n").split("\t")
            yield concept, name


def embedder(options: argparse.Namespace) -> tuple[Embed, Weights]:
    manifest = json.loads((options.model / "manifest.json").read_text(encoding="utf-8"))
    linking = manifest["linking"]
    weights = Weights(linking["sparseWeight"], linking["keyBonus"], linking["splitMargin"], linking["wholeScore"])
    if options.work is None:
        return remembering(OnnxEncoder(options.model).embed, read_vectors(options.terminology)), weights
    model, tokenizer, _ = load_encoder(options.work, options.checkpoint)
    return remembering(lambda forms: embed(model, tokenizer, forms), {}), weights


def ranker(corpus: protocol.Corpus, split: str, data: Path, base: Dictionary, mentions: bool, embed: Embed):
    """The ranker for a corpus, and the queries of the split."""
    known = protocol.queries(protocol.read(data, corpus.train), corpus.types)
    if split == "test":
        known += protocol.queries(protocol.read(data, corpus.dev), corpus.types)
    names = [(next(iter(query.gold)), query.expanded) for query in known if len(query.gold) == 1]
    base.heir.update(protocol.former_by_name(base, [*names, *old_names(data)]))
    dictionary = protocol.add_mentions(base, known) if mentions else base
    asked = protocol.queries(protocol.read(data, corpus.test if split == "test" else corpus.dev), corpus.types)
    built = Ranker(dictionary, embed, dense_rows(dictionary, corpus.category))
    built.prepare(sorted({form for query in asked for form in forms_of(query.expanded)}))
    return built, asked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terminology", type=Path, default=Path("../models/terminology"))
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--model", type=Path, default=Path("../models/names"))
    parser.add_argument("--work", type=Path, help="folder of a checkpoint")
    parser.add_argument("--checkpoint", default="names.pt")
    parser.add_argument("--period", action="store_true", help="also the dictionaries of the corpora's own time")
    parser.add_argument("--corpus", help="one of ncbi-disease, bc5cdr-disease, bc5cdr-chemical")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    encode, weights = embedder(options)
    for corpus in protocol.CORPORA:
        if options.corpus not in (None, corpus.name):
            continue
        dictionaries = {"terminology": lambda corpus=corpus: load(options.terminology, corpus.category)}
        if options.period and corpus.name in PERIOD:
            dictionaries["period"] = lambda corpus=corpus: load_medic(options.data / PERIOD[corpus.name])
        for (name, base), mentions in product(dictionaries.items(), (True, False)):
            built, asked = ranker(corpus, options.split, options.data, base(), mentions, encode)
            linked = [(query, built.link(query.expanded, weights)) for query in asked]
            scores = {f"acc{k}": round(100 * protocol.accuracy(built.dictionary, linked, k), 2) for k in (1, 5, 20)}
            line = {"corpus": corpus.name, "split": options.split, "dictionary": name, "mentionsInDictionary": mentions}
            print(json.dumps({**line, "mentions": len(asked), **scores}), flush=True)


if __name__ == "__main__":
    main()
