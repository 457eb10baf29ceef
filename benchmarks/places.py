"""Places beside spaCy's EntityRuler, on the same texts in the same run: `python -m benchmarks.places`.

Articles of about 600 words, one process, processor time. The ruler marks every occurrence of the names that it is given
(50,000, then 200,000 of the gazetteer's, the most populous first) in text that is tokenised already; ours takes the
bare text, knows all names, weighs each occurrence and places it. The two run in turn, several rounds.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.speed import WORDS, corpora
from trucewatch.resolve.gazetteer import Gazetteer, load_gazetteer
from trucewatch.resolve.places import find_places

SIZES = (50_000, 200_000)
ROUNDS = 5


def names(gazetteer: Gazetteer, count: int) -> list[str]:
    """So many different names of places as they are written, the most populous first."""
    places = (gazetteer.entry(row).candidate for row in range(gazetteer.rows))
    ranked = sorted(places, key=lambda place: (-place.population, place.id))
    return list(dict.fromkeys(place.name for place in ranked))[:count]


def ruler(found: Sequence[str]) -> Language:
    """A blank English pipeline whose only part is an EntityRuler over these names."""
    language = spacy.blank("en")
    language.max_length = 10_000_000
    part = language.add_pipe("entity_ruler")
    part.add_patterns([{"label": "PLACE", "pattern": name} for name in found])  # type: ignore[attr-defined]
    return language


def rate(run: Callable[[], object], articles: int) -> float:
    """Articles a second of processor time."""
    begun = time.process_time()
    run()
    return articles / (time.process_time() - begun)


def compare(kind: str, texts: Sequence[str], size: int, gazetteer: Gazetteer) -> None:
    """Time all in turn and print a line for each."""
    language = ruler(names(gazetteer, size))
    part = language.get_pipe("entity_ruler")
    rates: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        documents: list[Doc] = [language.make_doc(text) for text in texts]
        runs = {
            f"EntityRuler, {size:,} names, tokenised text": partial(_each, part, documents),
            f"EntityRuler, {size:,} names, bare text": partial(_each, language, texts),
            f"find_places, {len(gazetteer):,} names, bare text": partial(
                _each, partial(find_places, gazetteer=gazetteer), texts
            ),
        }
        for name, run in runs.items():
            rates.setdefault(name, []).append(rate(run, len(texts)))
    print(f"{kind}: {len(texts)} articles of {WORDS} words")
    own = list(rates.values())[-1]
    for name, found in rates.items():
        ratio = statistics.median(mine / theirs for mine, theirs in zip(own, found, strict=True))
        print(
            f"  {name:48s} {statistics.median(found):6.0f} articles a second; find_places has {ratio:.2f} of it",
            flush=True,
        )


def _each(run: Callable[[Any], object], items: Sequence[object]) -> None:
    for item in items:
        run(item)


def main() -> None:
    """Compare on each kind of text, with each number of names."""
    gazetteer = load_gazetteer()
    for kind, texts in corpora().items():
        find_places(texts[0], gazetteer)
        for size in SIZES:
            compare(kind, texts, size, gazetteer)


if __name__ == "__main__":
    main()
