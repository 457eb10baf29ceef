"""Actors: which entry of the book a name or a description means, and the mentions of a text.

A name is looked up; a description ("the Syrian army command", "a Russian military official") is read: whose it is,
from the demonym or possessive, and what it is, from its head noun. Who backs, leads or stands against somebody
("US-backed groups", "anti-ISIS coalition") is not that somebody. Several candidates stay several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from trucewatch.knowledge import load_yaml
from trucewatch.records.actors import ActorKind, ActorMention
from trucewatch.records.spans import Span
from trucewatch.resolve.actor_book import ActorBook, load_actor_book
from trucewatch.resolve.names import fold_name

__all__ = ["ActorBook", "Resolved", "find_actors", "load_actor_book", "resolve_name"]

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:-\w+)*|\w+(?:['’‘ʻʼ`&.-]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_DETERMINERS_TEXT = (
    "the a an this that these those its their his her our some several many two three four five six seven eight nine "
    "ten dozens hundreds scores of"
)
_DETERMINERS = frozenset(_DETERMINERS_TEXT.split())
_KINDS = {"forces": ActorKind.ARMED_FORCES, "police": ActorKind.ARMED_FORCES, "state": ActorKind.STATE,
          "media": ActorKind.MEDIA, "opposition": ActorKind.OPPOSITION,
    "armed": ActorKind.ARMED_GROUP, "civilians": ActorKind.CIVILIANS,
          "anonymous": ActorKind.ANONYMOUS}  # fmt: skip
_OWNED = {"forces": "forces:", "police": "police:", "state": "state:", "opposition": "opposition:"}
CANDIDATES = 8


class Resolved(NamedTuple):
    """Who is meant: `actor` is None where unknown, or where `candidates` are several."""

    actor: str | None
    name: str
    kind: ActorKind
    candidates: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: where it stands, as written, folded, and what a hyphen in it says."""

    start: int
    end: int
    text: str
    key: str
    backing: bool
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it has a capital at its head, or after an article's hyphen."""
        return any(part[:1].isupper() for part in self.text.split("-")[:2])


@dataclass(frozen=True)
class Heads:
    """`knowledge/actors/words.yaml`: the class of a head noun, and the other words descriptions are read by."""

    classes: dict[str, str]
    unnamed: frozenset[str]
    things: frozenset[str]
    official: frozenset[str]
    military: frozenset[str]
    backing: frozenset[str]
    prefixes: frozenset[str]
    ends: frozenset[str]
    roles: frozenset[str]
    titles: frozenset[str]
    acting: frozenset[str]
    back: dict[str, frozenset[ActorKind]]


@cache
def heads() -> Heads:
    """The words that descriptions are read by, read once."""
    data = load_yaml("actors/words.yaml")
    classes = {fold_name(word): kind for kind, words in data["heads"].items() for word in words}
    lists = {
        name: frozenset(data[name])
        for name in (
            "unnamed",
            "official",
            "things",
            "military",
            "backing",
            "prefixes",
            "ends",
            "roles",
            "titles",
            "acting",
        )
    }
    back = {noun: frozenset(ActorKind(kind) for kind in kinds) for noun, kinds in data["back"].items()}
    return Heads(classes, back=back, **lists)


def words_of(text: str) -> list[Word]:
    """The words of a text with their places in it."""
    found = []
    for match in _WORD.finditer(text):
        written = match.group()
        tail = _POSSESSIVE.search(written)
        if tail is None and text[match.end() : match.end() + 1] in {"'", "’"} and written.endswith("s"):
            possessive = True
        else:
            possessive = tail is not None
        if tail is not None:
            written = written[: tail.start()]
        if not written:
            continue
        parts = fold_name(written.replace(".", "")).split()
        backing = "-" in written and ((parts[-1:] and parts[-1] in heads().backing) or parts[0] in heads().prefixes)
        found.append(
            Word(match.start(), match.start() + len(written), written, fold_name(written), bool(backing), possessive)
        )
    return found


def resolve_name(text: str, book: ActorBook, countries: Sequence[str] = ()) -> Resolved:
    """Who a participant's or a speaker's words mean.

    Args:
        text: the words, with or without determiner, titles and clauses after the head noun.
        book: see `load_actor_book`.
        countries: ISO 3166-1 alpha-2 codes of the case or of the text, by which a description without a country
            ("government forces") is read where exactly one candidate stands.
    """
    words = words_of(text)
    if words and (found := _alias(words, text, book, countries)) is not None:
        return found
    while len(words) > 1 and words[0].key in _DETERMINERS:
        words = words[1:]
    if not words:
        return Resolved(None, text.strip() or text, ActorKind.UNKNOWN, (), "actor.none")
    plain = text[words[0].start :].strip()
    core = _core(words)
    for run in (words, core):
        if (found := _alias(run, text, book, countries)) is not None:
            return found
    return (
        _person(core, words, plain, text, book, countries)
        or _named_inside(core, text, book, countries)
        or _described(core, plain, book, countries)
        or Resolved(None, plain, _bare_kind(core), (), "actor.unknown")
    )


def find_actors(text: str, book: ActorBook, *, countries: Sequence[str] = ()) -> tuple[ActorMention, ...]:
    """The mentions of actors in a text, in order, without overlaps: names, and descriptions with a nationality.

    A country's or capital's bare name counts only where it acts ("Moscow said"). A name of several actors keeps
    them as candidates, unless `countries` leaves one.
    """
    words = words_of(text)
    mentions = []
    position = 0
    while position < len(words):
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


def alias_runs(words: Sequence[Word], text: str, book: ActorBook) -> Iterator[tuple[int, int]]:
    """Longest runs `[first, last]` of words that are names in the book, leaving out who only backs or leads."""
    position = 0
    while position < len(words):
        last = _longest(position, words, text, book)
        if last is None:
            position += 1
        else:
            yield position, last
            position = last + 1


def _longest(position: int, words: Sequence[Word], text: str, book: ActorBook) -> int | None:
    if words[position].key.split(" ", 1)[0] not in book.first_words:
        return None
    for last in range(min(len(words), position + book.longest) - 1, position - 1, -1):
        run = words[position : last + 1]
        if last > position and any("\n\n" in text[a.end : b.start] for a, b in pairwise(run)):
            continue
        if book.find(" ".join(word.key for word in run), text[run[0].start : run[-1].end]):
            return last
    return None


def _core(words: list[Word]) -> list[Word]:
    """The words up to the first that only says where, when or against whom."""
    for position, word in enumerate(words):
        if position and word.key in heads().ends and not word.capital:
            return words[:position]
    return words


def _alias(run: Sequence[Word], text: str, book: ActorBook, countries: Sequence[str]) -> Resolved | None:
    written = text[run[0].start : run[-1].end]
    found = book.find(" ".join(word.key for word in run), written)
    if not found and len(run) > 2:
        for skip in range(1, len(run) - 1):
            if not run[skip].capital:
                key = " ".join(word.key for place, word in enumerate(run) if place != skip)
                if found := book.find(key, written):
                    break
    if not found:
        return None
    return _choice([alias.actor for alias in found], written, book, countries, "label" if found[0].label else "alias")


def _choice(ids: Sequence[str], written: str, book: ActorBook, countries: Sequence[str], rule: str) -> Resolved:
    """One actor where one stands, or where the case's countries leave one; else all as candidates."""
    unique = list(dict.fromkeys(ids))
    wholes = {relation.to for key in unique if (actor := book.get(key)) is not None for relation in actor.relations}
    unique = [key for key in unique if key not in wholes] or unique
    if len(unique) > 1 and countries:
        at_home = [key for key in unique if (actor := book.get(key)) is not None and actor.country in countries]
        unique = at_home or unique
    kinds = {actor.kind for key in unique if (actor := book.get(key)) is not None}
    kind = kinds.pop() if len(kinds) == 1 else ActorKind.UNKNOWN
    if len(unique) == 1 and (actor := book.get(unique[0])) is not None:
        return Resolved(actor.id, actor.name, actor.kind, (), f"actor.{rule}")
    return Resolved(None, written, kind, tuple(unique[:CANDIDATES]), f"actor.{rule}")


def _named_inside(core: Sequence[Word], text: str, book: ActorBook, countries: Sequence[str]) -> Resolved | None:
    """A name that the description is built on: "ISIS militants", "Syrian Arab Army positions"."""
    runs = [(first, last) for first, last in alias_runs(core, text, book) if not core[last].backing]
    found = [_alias(core[first : last + 1], text, book, countries) for first, last in runs]
    bodies = [hit for hit in found if hit is not None and not (hit.actor or "").startswith("state:")]
    bodies = _most_telling(bodies, book)
    if len({hit.actor or hit.candidates for hit in bodies}) > 1:
        ids = [key for hit in bodies for key in ((hit.actor,) if hit.actor else hit.candidates)]
        return _choice([key for key in ids if key], text[core[0].start : core[-1].end], book, (), "several")
    return bodies[0]._replace(rule="actor.named_inside") if bodies else None


def _most_telling(found: list[Resolved], book: ActorBook) -> list[Resolved]:
    """Without those that another one already answers to: "UN envoy Staffan de Mistura" is one person."""
    sides = {actor.side for hit in found if hit.actor and (actor := book.get(hit.actor)) is not None}
    parts = {r.to for hit in found if hit.actor and (actor := book.get(hit.actor)) for r in actor.relations}
    return [hit for hit in found if hit.actor not in sides | parts] or found


def _described(core: Sequence[Word], plain: str, book: ActorBook, countries: Sequence[str]) -> Resolved | None:
    own = [word for word in core if not word.backing]
    nations = _nations(own, book)
    opposed = any(heads().classes.get(word.key) == "opposition" for word in own)
    kind = next((heads().classes[word.key] for word in reversed(own) if word.key in heads().classes), None)
    if kind == "armed" and opposed:
        kind = "opposition"
    if kind == "acts":
        kind = "forces" if nations else None
    elif kind == "state" and any(word.key in heads().military for word in own):
        kind = "forces"
    if nations:
        return _of_nations(kind or "state", nations, plain, book, countries) if kind or _only_names(own, book) else None
    before_of = next((own[:place] for place, word in enumerate(own) if place and word.key == "of"), own)
    if kind is None or before_of[-1].key not in heads().classes:
        return None
    head = before_of[-1].key
    kind = kind if heads().classes[head] in {"acts", "state", "forces"} else heads().classes[head]
    if kind in {"civilians", "anonymous", "media", "armed"}:
        return Resolved(None, plain, _KINDS[kind], (), f"actor.{kind}")
    if head in heads().unnamed:
        return Resolved(None, plain, ActorKind.ANONYMOUS, (), "actor.unnamed")
    if any(word.backing for word in core) and kind == "opposition":
        ids = [key for code in countries if (key := f"opposition:{code}") in book.entries]
        return Resolved(None, plain, ActorKind.OPPOSITION, tuple(ids), "actor.backed")
    if any(word.capital for word in own) and kind != "state":
        return Resolved(None, plain, ActorKind.UNKNOWN, (), "actor.unlisted")
    if not any(word.key in heads().official for word in own):
        return Resolved(None, plain, _KINDS[kind], (), "actor.generic")
    ids = [key for code in countries if (key := _OWNED[kind] + code) in book.entries]
    if len(ids) == 1 and len(set(countries)) == 1:
        return _choice(ids, plain, book, (), "only_candidate")
    return Resolved(None, plain, _KINDS[kind], tuple(ids[:CANDIDATES]), "actor.generic")


def _of_nations(kind: str, nations: Sequence[str], plain: str, book: ActorBook, countries: Sequence[str]) -> Resolved:
    ids = [key for code in nations if (key := _OWNED.get(kind, "-") + code) in book.entries]
    if not ids:
        return Resolved(None, plain, _KINDS[kind], (), f"actor.{kind}")
    return _choice(ids, plain, book, countries, "described")


def _nations(words: Sequence[Word], book: ActorBook) -> list[str]:
    """Codes of the states that names, demonyms and capitals among the words stand for."""
    found: list[str] = []
    position = 0
    while position < len(words):
        for size in (4, 3, 2, 1):
            run = words[position : position + size]
            key = " ".join(word.key for word in run)
            codes = book.nations.get(key) or book.metonyms.get(key)
            if len(run) == size and codes and run[0].capital and not (key == "us" and not run[0].text.isupper()):
                found += codes
                position += size - 1
                break
        else:
            if "-" in words[position].text:
                parts = fold_name(words[position].text).split()
                found += [code for part in parts for code in book.nations.get(part, ())]
        position += 1
    return list(dict.fromkeys(found))


def _only_names(words: Sequence[Word], book: ActorBook) -> bool:
    """Whether the words are a state's or capital's name and nothing else, a bare adjective not counting."""
    key = " ".join(word.key for word in words)
    if key in book.metonyms or key in book.nations:
        return True
    return any(alias.actor.startswith("state:") for alias in book.aliases.get(key, ()))


def _person(
    core: Sequence[Word], words: Sequence[Word], plain: str, text: str, book: ActorBook, countries: Sequence[str]
) -> Resolved | None:
    """A titled person, or a person with a body beside the name; the body answers, the name stays."""
    titled = [word for word in core if word.key in heads().titles]
    if not titled or not titled[0].capital:  # "a spokesman for X, Col. John Thomas": the name comes after the role
        late = [word for word in words if word.key in heads().titles and word.capital]
        titled, core = (late, words) if late else (titled, core)
    names = [word for word in core if word.capital and word not in titled]
    roles = [word for word in words if word.key in heads().roles and not word.capital]
    if not (titled and names) and not (roles and len(words) > len(core)):
        return None
    body = _named_inside(words, text, book, countries) or _state_inside(words, plain, book, countries)
    if titled and names and titled[0].start < names[-1].start:
        if (found := _alias(names, text, book, countries)) is not None and found.kind is ActorKind.PERSON:
            return found
        name = _full_name(titled[0], core, text)
        if body is None or body.actor is None:
            foreign = _nations(names, book)
            return None if foreign else Resolved(None, name, ActorKind.PERSON, (), "actor.person")
        if body.kind is ActorKind.PERSON:
            return body
        return body._replace(name=name, kind=ActorKind.PERSON, rule="actor.person_of")
    return None if body is None else body._replace(rule="actor.role_of")


def _full_name(title: Word, core: Sequence[Word], text: str) -> str:
    """From the title to the last capitalised word that follows it without a break."""
    first = list(core).index(title)
    last = first
    while (
        last + 1 < len(core) and core[last + 1].capital and not text[core[last].end : core[last + 1].start].strip(". ")
    ):
        last += 1
    return text[title.start : core[last].end]


def _state_inside(words: Sequence[Word], plain: str, book: ActorBook, countries: Sequence[str]) -> Resolved | None:
    nations = _nations([word for word in words if not word.backing], book)
    return _of_nations("state", nations, plain, book, countries) if len(nations) == 1 else None


def _bare_kind(core: Sequence[Word]) -> ActorKind:
    capitals = [word for word in core if word.capital]
    return ActorKind.PERSON if len(core) == 2 == len(capitals) and not core[0].text.isupper() else ActorKind.UNKNOWN


def _mention_at(
    position: int, words: Sequence[Word], text: str, book: ActorBook, countries: Sequence[str]
) -> tuple[int, Resolved] | None:
    if (
        words[position].backing
        and position + 1 < len(words)
        and _longest(position, words, text, book) in {None, position}
    ):
        return None
    composed = _composed(position, words, text, book, countries)
    last = _longest(position, words, text, book)
    if last is not None and (composed is None or last >= composed[0]):
        found = _alias(words[position : last + 1], text, book, countries)
        bare = found is not None and found.kind is ActorKind.STATE and _only_nation(words[position : last + 1], book)
        if found is not None and (not bare or _acts(position, last, words, text)):
            return last, found
    if composed is None:
        key = words[position].key
        if key in book.metonyms and words[position].capital and _acts(position, position, words, text):
            ids = [f"state:{code}" for code in book.metonyms[key]]
            return position, _choice(ids, words[position].text, book, countries, "metonym")
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
    if not word.capital or word.backing or not _nations([word], book):
        return None
    last = None
    for place in range(position + 1, min(len(words), position + 5)):
        if text[words[place - 1].end : words[place].start].strip("'’s ") or words[place].key in heads().ends:
            break
        if words[place].key in heads().acting or (words[place].capital and _nations([words[place]], book)):
            break
        kind = heads().classes.get(words[place].key)
        if kind in _OWNED and kind != "opposition":
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
