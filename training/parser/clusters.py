"""Word classes as static vectors: Brown clusters of one million words, from spacy-lookups-data (MIT).

EWT has 200,000 words; most words of a news text are not among them. A word's class was counted on far more
text. Each class becomes one row of codes, random but fixed by the seed, one block for each length of its path
from the root of the tree, so that near classes have near rows and the network learns what each block is worth.
Some 200,000 words share the 1,000 rows: the table is small and needs no code of ours at run time.
"""

from __future__ import annotations

import numpy
from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.vectors import Vectors

WORDS = 200_000
BLOCKS = {4: 16, 6: 32, 8: 48, 11: 64, 20: 96}  # bits of the path → width of its code
SEED = 7


def path_codes(rng: numpy.random.Generator, paths: list[int]) -> numpy.ndarray:
    """One row a path (least significant bit first from the root): `(len(paths), sum of widths)`, float32."""
    blocks = []
    for bits, width in BLOCKS.items():
        cut = [path & ((1 << bits) - 1) for path in paths]
        codes = {key: rng.standard_normal(width) / width**0.5 for key in sorted(set(cut))}
        blocks.append(numpy.stack([codes[key] for key in cut]))
    return numpy.concatenate(blocks, axis=1).astype("float32")


def add_clusters(nlp: Language) -> Language:
    """Give `nlp` the table, for the most frequent words, and return `nlp`."""
    tables = load_lookups("en", ["lexeme_cluster", "lexeme_prob"])
    clusters, probs = tables.get_table("lexeme_cluster"), tables.get_table("lexeme_prob")
    words = sorted(clusters.keys(), key=lambda key: (-probs.get(key, -100.0), key))[:WORDS]
    paths = sorted({clusters[word] for word in words})
    rows = {path: row for row, path in enumerate(paths)}
    data = path_codes(numpy.random.default_rng(SEED), paths)
    vectors = Vectors(strings=nlp.vocab.strings, data=data, name="brown_clusters")
    for word in words:
        vectors.add(word, row=rows[clusters[word]])
    nlp.vocab.vectors = vectors
    return nlp
