"""Trains the sentence-level relation model and measures it. From training/:

    python -m sentence_relations choose gad --base DIR               # forms and rates, on the first fold's training sentences
    python -m sentence_relations folds gad --base DIR --out DIR      # ten folds; goes on where it stopped
    python -m sentence_relations corpus chemprot --base DIR --out DIR --minutes 60    # resumes, too

`--base` is any BERT-family folder; `python -m linking.from_joint --out DIR` makes one of the joint encoder's body.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from litweave_training.config import Config

from .corpus import Form, run
from .classifier import STATES
from .folds import choose, folds
from .instances import PAIR_TYPES
from .marking import FORMS

FOLDED = ("gad", "euadr")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sentence_relations", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("choose", "folds", "corpus"):
        command = commands.add_parser(name)
        command.add_argument("corpus", choices=FOLDED if name != "corpus" else [g for g in ("chemprot", "ddi") if g in PAIR_TYPES])
        command.add_argument("--base", type=Path, required=True)
        command.add_argument("--data", type=Path, default=Path("../../shared/data"))
        command.add_argument("--threads", type=int, default=2)
        command.add_argument("--seed", type=int, default=13)
        command.add_argument("--batch-tokens", type=int, default=1024)
        many = name == "choose"
        command.add_argument("--form", choices=FORMS, **({"nargs": "+", "default": list(FORMS)} if many else {"default": "anonymise"}))
        command.add_argument("--state", choices=STATES, **({"nargs": "+", "default": list(STATES)} if many else {"default": "marks"}))
        command.add_argument("--rate", type=float, **({"nargs": "+", "default": [1e-4, 2e-4]} if many else {"default": 2e-4}))
        command.add_argument("--epochs", type=int, **({"nargs": "+", "default": [3]} if many else {"default": 3}))
        if name != "choose":
            command.add_argument("--out", type=Path, required=True)
        if name == "folds":
            command.add_argument("--folds", type=int, nargs="+", default=list(range(1, 11)), choices=range(1, 11), metavar="K")
        if name == "corpus":
            command.add_argument("--minutes", type=float, default=0, help="wall-clock budget: the rate then falls with time")
            command.add_argument("--every", type=int, default=200, help="steps between two points of the learning curve")
    return parser.parse_args()


def main() -> None:
    options = parse()
    config = Config(
        options.corpus, (), seed=options.seed, threads=options.threads, batch_tokens=options.batch_tokens, warmup=0.1
    )
    if options.command == "choose":
        forms = [Form(form, state) for form in options.form for state in options.state]
        choose(options.corpus, options.data, options.base, forms, options.rate, options.epochs, config)
        return
    form = Form(options.form, options.state)
    config = Config(**{**vars(config), "learning_rate": options.rate, "epochs": options.epochs, "minutes": getattr(options, "minutes", 0)})
    if options.command == "folds":
        told = folds(options.corpus, options.data, options.base, form, config, options.out, options.folds)
    else:
        told = run(options.corpus, options.data, options.base, form, config, options.out, options.every)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
