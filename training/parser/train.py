"""Train the parser: `python train.py WORKDIR [config overrides]`, one process, seed in the config.

The matrix product goes to NumPy's OpenBLAS, not to thinc's bundled BLIS: the same
scores, about half again as fast on one core.
"""

from __future__ import annotations

import sys
from pathlib import Path

import spacy
from clusters import add_clusters
from spacy.cli._util import parse_config_overrides
from spacy.cli.train import train
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops
from tokens import ud_tokenizer

HERE = Path(__file__).parent


@spacy.registry.callbacks("trucewatch.tokens_and_clusters.v1")
def tokens_and_clusters():
    """What a blank pipeline gets before its layers are initialised."""

    def prepare(nlp: Language) -> Language:
        return add_clusters(ud_tokenizer(nlp))

    return prepare


def main() -> None:
    work = Path(sys.argv[1])
    set_current_ops(NumpyOps(use_blis=False))
    overrides = {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        **parse_config_overrides(sys.argv[2:]),
    }
    train(HERE / "config.cfg", work / "model", overrides=overrides)


if __name__ == "__main__":
    main()
