"""Actors: the mentions of a text; `descriptions` has how words are read, `actor_book` who there is."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.records.actors import ActorKind, ActorMention
from trucewatch.records.spans import Span
from trucewatch.resolve.actor_book import ActorBook, load_actor_book
from trucewatch.resolve.actor_introduced import with_introduced
from trucewatch.resolve.actor_words import Word, heads, words_of
from trucewatch.resolve.descriptions import OWNED, Resolved, choice, longest_alias, name_of, nations_in, resolve_name

__all__ = ["ActorBook", "Resolved", "find_actors", "load_actor_book", "resolve_name"]


def find_actors(text: str, book: ActorBook, *, countries: Sequence[str] = ()) -> tuple[ActorMention, ...]:
    """The mentions of actors in a text, in order, without overlaps: names, and descriptions with a nationality.

    A country's or capital's bare name counts only where it acts ("Moscow said"). A name of several actors keeps
    them as candidates, unless `countries` leaves one.
    """
    book = with_introduced(text, book)
    words = words_of(text)
    mentions = []
    position = 0
    while position < len(words):
        word = words[position]
        if not word.capital and word.key.split(" ", 1)[0] not in book.reach:
            position += 1
            continue
        found = _mention_at(position, words, text, book, countries)
        if found is None:
            position += 1
            continue
        last, resolved = found
        span = Span.on(text, words[position].start, words[last].end)
        mentions.append(
            ActorMention(
                span=span,
                name=resolved.name,
                actor=resolved.actor,
                kind=resolved.kind,
                candidates=resolved.candidates,
                rule=resolved.rule,
            )
        )
        position = last + 1
    return tuple(mentions)


def _mention_at(
    position: int, words: Sequence[Word], text: str, book: ActorBook, countries: Sequence[str]
) -> tuple[int, Resolved] | None:
    last = longest_alias(position, words, text, book)
    if words[position].backing and position + 1 < len(words) and last is None:
        return None
    composed = _composed(position, words, text, book, countries)
    if last is not None and (composed is None or last >= composed[0]):
        found = name_of(words[position : last + 1], text, book, countries)
        bare = found is not None and found.kind is ActorKind.STATE and _only_nation(words[position : last + 1], book)
        if found is not None and (not bare or _acts(position, last, words, text)):
            return last, found
    if composed is None:
        key = words[position].key
        if key in book.metonyms and words[position].capital and _acts(position, position, words, text):
            ids = [f"state:{code}" for code in book.metonyms[key]]
            return position, choice(ids, words[position].text, book, countries, "metonym")
    return composed


def _only_nation(run: Sequence[Word], book: ActorBook) -> bool:
    return " ".join(word.key for word in run) in book.nations


def _acts(first: int, last: int, words: Sequence[Word], text: str) -> bool:
    following = words[last + 1] if last + 1 < len(words) else None
    before = words[first - 1].key if first else ""
    if before == "by":
        return True
    if before in {"in", "of", "from", "near", "to", "at", "outside", "into", "across", "and"} or following is None:
        return False
    return following.key in heads().acting and not text[words[last].end : following.start].strip()


def _composed(
    position: int, words: Sequence[Word], text: str, book: ActorBook, countries: Sequence[str]
) -> tuple[int, Resolved] | None:
    """A nationality and a head noun after it: "Turkish special forces", "Ukraine's troops"."""
    word = words[position]
    if not word.capital or word.backing or not nations_in([word], book):
        return None
    last = None
    for place in range(position + 1, min(len(words), position + 5)):
        if text[words[place - 1].end : words[place].start].strip("'’s ") or words[place].key in heads().ends:
            break
        if words[place].key in heads().acting or (words[place].capital and nations_in([words[place]], book)):
            break
        kind = heads().classes.get(words[place].key)
        if kind in OWNED and kind != "opposition":
            if words[place].key in heads().things:
                break
            last = place
        elif last is not None:
            break
    if last is None:
        return None
    run = words[position : last + 1]
    if any(other.backing for other in run):
        return None
    found = resolve_name(text[run[0].start : run[-1].end], book, countries)
    return (last, found) if found.actor or found.candidates else None
