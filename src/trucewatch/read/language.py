"""The language of a text, where it is long and clear enough to tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

MIN_LETTERS = 40  # below this even a person is often unsure, and names decide
MIN_CONFIDENCE = 0.9
SAMPLE = 1500  # characters: more changes no answer on news and costs time
_LETTER = re.compile(r"[^\W\d_]")


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`; None where it is short or unclear."""
    sample = text[:SAMPLE]
    if len(_LETTER.findall(sample)) < MIN_LETTERS:
        return None
    language, confidence = _identifier().classify(sample)
    return str(language) if confidence >= MIN_CONFIDENCE else None


def language_confidence(text: str) -> float:
    """How surely the beginning of `text` is of some language: 0 … 1."""
    _, confidence = _identifier().classify(text[:SAMPLE])
    return float(confidence)


@cache
def _identifier() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
