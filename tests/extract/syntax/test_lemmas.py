"""Dictionary forms."""

from __future__ import annotations

import pytest

from trucewatch.extract.syntax.lemmas import lemma


@pytest.mark.parametrize(
    ("word", "upos", "tag", "form"),
    [
        ("shelled", "VERB", "VBD", "shell"),
        ("hated", "VERB", "VBD", "hate"),
        ("hoping", "VERB", "VBG", "hope"),
        ("singing", "VERB", "VBG", "sing"),
        ("withdrew", "VERB", "VBD", "withdraw"),
        ("denied", "VERB", "VBN", "deny"),
        ("has", "AUX", "VBZ", "have"),
        ("'ve", "AUX", "VBP", "have"),
        ("was", "AUX", "VBD", "be"),
        ("casualties", "NOUN", "NNS", "casualty"),
        ("Men", "NOUN", "NNS", "man"),
        ("Houthis", "PROPN", "NNPS", "Houthis"),
        ("worst", "ADJ", "JJS", "bad"),
        ("drone", "NOUN", "NN", "drone"),
    ],
)
def test_lemma(word: str, upos: str, tag: str, form: str) -> None:
    assert lemma(word, upos, tag) == form
