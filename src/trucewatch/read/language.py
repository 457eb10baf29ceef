"""The language of a text, where it is long and clear enough to tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

MIN_LETTERS = 40  # below this even a person is often unsure, and names decide
MIN_CONFIDENCE = 0.9
SAMPLE = 1500  # characters: more changes no answer on news and costs time
END = 250  # characters at either end of the sample: where both are of one language, the rest changed no answer on news
_ENOUGH_LETTERS = re.compile(rf"(?:[\W\d_]*+[^\W\d_]){{{MIN_LETTERS}}}")


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`; None where it is short or unclear."""
    sample = text[:SAMPLE]
    if _ENOUGH_LETTERS.match(sample) is None:
        return None
    if len(sample) > 2 * END:
        opening = _classified(sample[:END])
        if opening is not None and opening == _classified(sample[-END:]):
            return opening
    return _classified(sample)


def language_confidence(text: str) -> float:
    """How surely the beginning of `text` is of some language: 0 … 1."""
    _, confidence = _identifier().classify(text[:SAMPLE])
    return float(confidence)


def _classified(sample: str) -> str | None:
    """The language of all of `sample`, None where it is unclear."""
    language, confidence = _identifier().classify(sample)
    return str(language) if confidence >= MIN_CONFIDENCE else None


@cache
def _identifier() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
