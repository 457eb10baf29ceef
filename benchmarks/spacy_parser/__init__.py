"""The parser that Trucewatch had before its reader: a spaCy pipeline, kept as the peer that the benchmarks run beside.

spaCy is in the bench group alone (`make bench` installs it); the program needs none of it.
"""

from __future__ import annotations

from pathlib import Path

import numpy
import spacy
from spacy.language import Language
from thinc.api import Model, NumpyOps, set_current_ops

FOLDER = Path(__file__).resolve().parent


def load_peer() -> Language:
    """The pipeline as spaCy runs it: tokeniser, tags, lemmas, tree."""
    set_current_ops(NumpyOps(use_blis=False))  # its products are quicker by NumPy's OpenBLAS than by thinc's own BLIS
    language = spacy.load(FOLDER)
    for _, component in language.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            _widen(model)
    language.vocab.vectors.data = language.vocab.vectors.data.astype(numpy.float32)
    return language


def _widen(model: Model) -> None:
    """Give weights that are stored in 16 bits the 32 that the layers calculate with."""
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, node.get_param(name).astype(numpy.float32))
