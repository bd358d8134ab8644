"""Acc@1 and Acc@5 on gold mentions. From training/: python -m linking.evaluate --split test

Measures the exported int8 encoder, or with --work the PyTorch checkpoint that it was made from, under the constants of
the model's manifest. Two dictionaries: the terminology, and the terminology with the mentions of the training parts (train for dev;
train and dev for test), as BioSyn does.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import torch

from . import protocol
from .dictionary import Dictionary, dense_rows, load
from .encoder import NameEncoder, embed, load_tokenizer
from .onnx_encoder import OnnxEncoder
from .rank import Embed, Ranker, Weights, forms_of
from .vectors import read_vectors, remembering


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
    state = torch.load(options.work / "names.pt", weights_only=True)
    model, tokenizer = NameEncoder(), load_tokenizer()
    model.load_state_dict(state["model"])
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
    parser.add_argument("--work", type=Path, help="folder with names.pt")
    parser.add_argument("--corpus", help="one of ncbi-disease, bc5cdr-disease, bc5cdr-chemical")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    encode, weights = embedder(options)
    for corpus in protocol.CORPORA:
        if options.corpus not in (None, corpus.name):
            continue
        for mentions in (True, False):
            built, asked = ranker(corpus, options.split, options.data, load(options.terminology, corpus.category), mentions, encode)  # fmt: skip
            linked = [(query, built.link(query.expanded, weights)) for query in asked]
            scores = {f"acc{k}": round(100 * protocol.accuracy(built.dictionary, linked, k), 2) for k in (1, 5)}
            line = {"corpus": corpus.name, "split": options.split, "mentionsInDictionary": mentions}
            print(json.dumps({**line, "mentions": len(asked), **scores}), flush=True)


if __name__ == "__main__":
    main()
