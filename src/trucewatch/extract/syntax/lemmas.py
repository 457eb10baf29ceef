"""Dictionary forms: WordNet's exceptions, endings and words, as spacy-lookups-data keeps them (MIT)."""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import NamedTuple

from trucewatch.knowledge import ROOT

TABLES = ROOT / "reader" / "lemmas.json.gz"
BASE_TAGS = frozenset(("NN", "VB", "VBP", "JJ", "RB"))  # words that stand in their dictionary form
AUXILIARIES = {
    **dict.fromkeys(("am", "is", "are", "was", "were", "been", "being", "'m", "’m", "'re", "’re", "'s", "’s"), "be"),
    **dict.fromkeys(("has", "had", "having", "'ve", "’ve"), "have"),
    **dict.fromkeys(("does", "did", "done", "doing"), "do"),
    **dict.fromkeys(("wo", "'ll", "’ll"), "will"),
    "ca": "can",
}


class Table(NamedTuple):
    """What is known of one part of speech."""

    exceptions: dict[str, list[str]]
    endings: list[tuple[str, str]]
    words: frozenset[str]


@cache
def _tables() -> dict[str, Table]:
    data = json.loads(gzip.decompress(TABLES.read_bytes()))
    return {
        kind: Table(one["exceptions"], [(old, new) for old, new in one["endings"]], frozenset(one["words"]))
        for kind, one in data["tables"].items()
    }


@cache
def lemma(word: str, upos: str, tag: str) -> str:
    """The dictionary form of `word`, read as `upos` and `tag` (Penn): lower case, but for names."""
    lower = word.lower()
    if upos == "AUX":
        return AUXILIARIES.get(lower, lower)
    if upos == "PROPN":
        return word
    table = _tables().get(upos)
    if table is None or (tag in BASE_TAGS and lower not in table.exceptions) or tag in ("NN", "VB", "VBP"):
        return lower
    if lower in table.exceptions:
        return table.exceptions[lower][0]
    candidates = [lower[: len(lower) - len(old)] + new for old, new in table.endings if lower.endswith(old)]
    known = [form for form in candidates if form in table.words]
    odd = [form for form in candidates if form and not form.isalpha()]
    if len(known) > 1 and upos == "VERB" and not known[-1].endswith("ng"):
        return known[0]  # "hated" is of "hate": "hat" would double its consonant; but "singing" is of "sing"
    return (known[-1:] or odd or [form for form in candidates if form] or [lower])[0]
