"""Make the shipped pipeline of a trained one: `python pack.py TRAINED TARGET`.

Adds spaCy's rule lemmatiser with its tables (WordNet's exceptions, from spacy-lookups-data), and keeps the weights
as 16-bit floats, half the size; `trucewatch.extract.parse` widens them on loading.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy
import spacy
from thinc.api import Model


def narrow(model: Model) -> None:
    """Turn every 32-bit parameter of `model` into 16 bits, in place."""
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, node.get_param(name).astype(numpy.float16))


def main(trained: str, target: str) -> None:
    nlp = spacy.load(trained)
    if "lemmatizer" not in nlp.pipe_names:
        lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"}, after="morphologizer")
        lemmatizer.initialize()
    for _, component in nlp.pipeline:
        if hasattr(component, "model") and isinstance(component.model, Model):
            narrow(component.model)
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(numpy.float16)
    nlp.meta.update(
        name="trucewatch_parser",
        description="Tagger, morphology, lemmas and Universal Dependencies for English news",
        author="Trucewatch",
        license="CC BY-SA 4.0",
        sources=[
            {"name": "UD English EWT 2.16", "license": "CC BY-SA 4.0"},
            {"name": "spacy-lookups-data 1.0.5 (Brown clusters, WordNet lemma tables)", "license": "MIT"},
        ],
    )
    nlp.meta["performance"] = {}
    nlp.config["paths"].update(train=None, dev=None)  # where it was trained says nothing to who runs it
    shutil.rmtree(target, ignore_errors=True)
    nlp.to_disk(target)
    for file in sorted(Path(target).rglob("*")):
        if file.is_file() and file.stat().st_size > 100_000:
            print(f"{file.stat().st_size / 1e6:6.2f} MB  {file}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
