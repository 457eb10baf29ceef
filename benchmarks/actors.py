"""Actors beside spaCy's EntityRuler, on the same texts in the same run: `python -m benchmarks.actors`.

Articles of about 600 words, one process, processor time. Both know the same names: the built-in actor book, padded to
200,000 names with made-up ones of two and three words from the book's own words, by a fixed seed. The ruler marks every
occurrence of a name in text that is tokenised already, or in bare text. Ours takes the bare text: it finds names and
descriptions ("Turkish special forces"), learns the short names that the text introduces, and resolves each mention to
an actor or to candidates. Neither side's building of its tables is timed.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.speed import WORDS, corpora
from trucewatch.records.actors import Actor, ActorKind
from trucewatch.resolve.actors import ActorBook, find_actors, load_actor_book

SIZES = (50_000, 200_000)
ROUNDS = 5
SEED = 20_160_919


def own_names(book: ActorBook) -> list[str]:
    """Every name and alias of the book, once."""
    names = (name for entry in book.entries.values() for name in (entry.name, *entry.aliases))
    return list(dict.fromkeys(names))


def made_up(names: Sequence[str], count: int) -> Iterator[str]:
    """So many names of two or three words that are none of `names`, made of their words."""
    words = sorted({word for name in names for word in name.split() if word[:1].isupper() and word.isalpha()})
    chance, seen = random.Random(SEED), set(names)
    while count:
        name = " ".join(chance.sample(words, chance.choice((2, 3))))
        if name not in seen:
            seen.add(name)
            count -= 1
            yield name


def padded(book: ActorBook, size: int) -> tuple[ActorBook, list[str]]:
    """A book of so many names, and the names."""
    names = own_names(book)
    extra = list(made_up(names, max(0, size - len(names))))
    entries = [
        Actor(id=f"made-up:{number}", name=name, kind=ActorKind.ARMED_GROUP, source="benchmark")
        for number, name in enumerate(extra)
    ]
    return ActorBook([*book.entries.values(), *entries]), [*names, *extra][:size]


def ruler(names: Sequence[str]) -> Language:
    """A blank English pipeline whose only part is an EntityRuler over these names."""
    language = spacy.blank("en")
    part = language.add_pipe("entity_ruler")
    part.add_patterns([{"label": "ACTOR", "pattern": name} for name in names])  # type: ignore[attr-defined]
    return language


def rate(run: Callable[[], object], articles: int) -> float:
    """Articles a second of processor time."""
    begun = time.process_time()
    run()
    return articles / (time.process_time() - begun)


def compare(kind: str, texts: Sequence[str], size: int, book: ActorBook, language: Language) -> None:
    """Time all in turn and print a line for each."""
    part = language.get_pipe("entity_ruler")
    rates: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        documents: list[Doc] = [language.make_doc(text) for text in texts]
        runs = {
            "EntityRuler, tokenised text": partial(_each, part, documents),
            "EntityRuler, bare text": partial(_each, language, texts),
            "find_actors, bare text": partial(_each, partial(find_actors, book=book), texts),
        }
        for name, run in runs.items():
            rates.setdefault(name, []).append(rate(run, len(texts)))
    print(f"{kind}: {len(texts)} articles of {WORDS} words, {size:,} names")
    peers = rates["EntityRuler, tokenised text"]
    for name, found in rates.items():
        ratio = statistics.median(one / peer for one, peer in zip(found, peers, strict=True))
        print(f"  {name:28s} {statistics.median(found):7.1f} articles a second  {ratio:5.2f} times the ruler's speed")


def _each(run: Callable[[Any], object], items: Sequence[Any]) -> None:
    for item in items:
        run(item)


def main() -> None:
    """Compare on every kind of text, at every size."""
    built_in = load_actor_book()
    for size in SIZES:
        book, names = padded(built_in, size)
        language = ruler(names)
        for kind, texts in corpora().items():
            compare(kind, texts, size, book, language)


if __name__ == "__main__":
    main()
