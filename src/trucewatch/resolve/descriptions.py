"""Who a name or a description means.

A name is looked up; a description ("the Syrian army command", "a Russian military official") is read: whose it is,
from the demonym or possessive, and what it is, from its head noun. Who backs, leads or stands against somebody
("US-backed groups", "anti-ISIS coalition") is not that somebody. Several candidates stay several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from trucewatch.records.actors import ANSWERS_FOR, Actor, ActorKind
from trucewatch.resolve.actor_book import ActorBook
from trucewatch.resolve.actor_words import DETERMINERS, Word, heads, words_of
from trucewatch.resolve.names import fold_name

_KINDS = {"forces": ActorKind.ARMED_FORCES, "police": ActorKind.ARMED_FORCES, "state": ActorKind.STATE,
          "media": ActorKind.MEDIA, "opposition": ActorKind.OPPOSITION,
    "armed": ActorKind.ARMED_GROUP, "civilians": ActorKind.CIVILIANS,
          "anonymous": ActorKind.ANONYMOUS}  # fmt: skip

OWNED = {"forces": "forces:", "police": "police:", "state": "state:", "opposition": "opposition:"}

CANDIDATES = 8
LONGEST_NATION = 4  # words
MOST_WORDS = 60  # a longer description is a parse gone wrong; its head stands at the front


class Resolved(NamedTuple):
    """Who is meant: `actor` is None where unknown, or where `candidates` are several."""

    actor: str | None
    name: str
    kind: ActorKind
    candidates: tuple[str, ...]
    rule: str


def resolve_name(text: str, book: ActorBook, countries: Sequence[str] = ()) -> Resolved:
    """Who a participant's or a speaker's words mean.

    Args:
        text: the words, with or without determiner, titles and clauses after the head noun.
        book: see `load_actor_book`.
        countries: ISO 3166-1 alpha-2 codes of the case or of the text, by which a description without a country
            ("government forces") is read where exactly one candidate stands.
    """
    words = words_of(text)[:MOST_WORDS]
    if words and (found := name_of(words, text, book, countries)) is not None:
        return found
    words = _uncounted(words)
    if not words:
        return Resolved(None, text.strip() or text, ActorKind.UNKNOWN, (), "actor.none")
    plain = text[words[0].start :].strip()
    core = _core(words, text, book)
    for run in (words, core):
        if (found := name_of(run, text, book, countries)) is not None:
            return found
    return (
        _person(core, words, plain, text, book, countries)
        or _rule_of(_named_inside(core, text, book, countries), core, book)
        or _described(core, plain, book, countries)
        or Resolved(None, plain, _bare_kind(core), (), "actor.unknown")
    )


def _uncounted(words: list[Word]) -> list[Word]:
    """The words without determiner, number, or what only counts: "a group of students" is students."""
    while len(words) > 1:
        counting = words[0].key in heads().quantities and words[1].key == "of" and len(words) > 2
        if not counting and words[0].key not in DETERMINERS and not words[0].key.isdigit():
            break
        words = words[1:]
    return words


def alias_runs(words: Sequence[Word], text: str, book: ActorBook) -> Iterator[tuple[int, int]]:
    """Longest runs `[first, last]` of words that are names in the book, leaving out who only backs or leads."""
    position = 0
    while position < len(words):
        last = longest_alias(position, words, text, book)
        if last is None:
            position += 1
        else:
            yield position, last
            position = last + 1


def longest_alias(position: int, words: Sequence[Word], text: str, book: ActorBook) -> int | None:
    """The last word of the longest name of the book that begins at `position`, None where none does."""
    reach = book.reach.get(words[position].key.split(" ", 1)[0])
    if reach is None:
        return None
    for last in range(min(len(words), position + reach) - 1, position - 1, -1):
        key = " ".join([word.key for word in words[position : last + 1]])
        if key not in book.aliases:
            continue
        written = text[words[position].start : words[last].end]
        if book.find(key, written) and (last == position or "\n\n" not in written):
            return last
    return None


def _core(words: list[Word], text: str, book: ActorBook) -> list[Word]:
    """The words up to the first that only says where, when or against whom, and is no part of a name."""
    ends = [n for n, word in enumerate(words) if n and word.key in heads().ends and not word.capital]
    if not ends:
        return words
    names = list(alias_runs(words, text, book))
    apart = (place for place in ends if not any(first < place < last for first, last in names))
    return words[: next(apart, len(words))]


def name_of(run: Sequence[Word], text: str, book: ActorBook, countries: Sequence[str]) -> Resolved | None:
    """Who a run of words names, as a whole or without one word in lower case inside it; None where nobody."""
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
    return choice([alias.actor for alias in found], written, book, countries, "label" if found[0].label else "alias")


def choice(ids: Sequence[str], written: str, book: ActorBook, countries: Sequence[str], rule: str) -> Resolved:
    """One actor where one stands, or where the case's countries leave one; else all as candidates."""
    unique = list(dict.fromkeys(ids))
    wholes = {whole for key in unique for whole in _wholes(book.get(key))}
    unique = [key for key in unique if key not in wholes] or unique
    if len(unique) > 1 and countries:
        at_home = [key for key in unique if (actor := book.get(key)) is not None and actor.country in countries]
        unique = at_home or unique
    kinds = {actor.kind for key in unique if (actor := book.get(key)) is not None}
    kind = kinds.pop() if len(kinds) == 1 else ActorKind.UNKNOWN
    if len(unique) == 1 and (actor := book.get(unique[0])) is not None:
        return Resolved(actor.id, actor.name, actor.kind, (), f"actor.{rule}")
    return Resolved(None, written, kind, tuple(unique[:CANDIDATES]), f"actor.{rule}")


def _wholes(actor: Actor | None) -> list[str]:
    """What an actor is a part or an organ of."""
    return [] if actor is None else [relation.to for relation in actor.relations if relation.kind in ANSWERS_FOR]


def _named_inside(core: Sequence[Word], text: str, book: ActorBook, countries: Sequence[str]) -> Resolved | None:
    """A name that the description is built on: "ISIS militants", "Syrian Arab Army positions"."""
    runs = [(first, last) for first, last in alias_runs(core, text, book) if first == last or not core[last].backing]
    found = [name_of(core[first : last + 1], text, book, countries) for first, last in runs]
    bodies = [hit for hit in found if hit is not None and not (hit.actor or "").startswith("state:")]
    bodies = _most_telling(bodies, book)
    if len({hit.actor or hit.candidates for hit in bodies}) > 1:
        ids = [key for hit in bodies for key in ((hit.actor,) if hit.actor else hit.candidates)]
        return choice([key for key in ids if key], text[core[0].start : core[-1].end], book, (), "several")
    return bodies[0]._replace(rule="actor.named_inside") if bodies else None


def _rule_of(found: Resolved | None, core: Sequence[Word], book: ActorBook) -> Resolved | None:
    """ "The X regime" and "X's forces" with a person's name are the state and its forces, and not the person."""
    last = core[-1].key if core else ""
    if found is None or found.kind is not ActorKind.PERSON or core[-1].capital:
        return found
    part = "state" if last in {"regime", "government", "administration"} else heads().classes.get(last)
    person = book.get(found.actor or "")
    if part not in {"state", "forces"} or last in heads().unnamed or last in heads().roles or person is None:
        return found
    owner = book.get(f"{part}:{person.country}")
    return found if owner is None else Resolved(owner.id, owner.name, owner.kind, (), "actor.rule_of")


def _most_telling(found: list[Resolved], book: ActorBook) -> list[Resolved]:
    """Without those that another one already answers to: "UN envoy Staffan de Mistura" is one person."""
    known = [actor for hit in found if hit.actor and (actor := book.get(hit.actor)) is not None]
    sides = {actor.side for actor in known if actor.side != actor.id}
    parts = {whole for hit in found if hit.actor for whole in _wholes(book.get(hit.actor))}
    return [hit for hit in found if hit.actor not in sides | parts] or found


def _described(core: Sequence[Word], plain: str, book: ActorBook, countries: Sequence[str]) -> Resolved | None:
    own = _without_facility([word for word in core if not word.backing])
    nations = nations_in(own, book)
    opposed = any(heads().classes.get(word.key) == "opposition" for word in own)
    kind = next((heads().classes[word.key] for word in reversed(own) if word.key in heads().classes), None)
    if kind == "forces" and any(heads().classes.get(word.key) == "police" for word in own):
        kind = "police"
    if opposed and kind in {"armed", "forces"} and not any(word.key in heads().governing for word in own):
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
    kind = (
        kind if kind == "opposition" or heads().classes[head] in {"acts", "state", "forces"} else heads().classes[head]
    )
    if kind in {"civilians", "anonymous", "media", "armed"}:
        return Resolved(None, plain, _KINDS[kind], (), f"actor.{kind}")
    if head in heads().unnamed and not any(word.key in heads().organs for word in own):
        return Resolved(None, plain, ActorKind.ANONYMOUS, (), "actor.unnamed")
    if kind == "opposition" and not any(word.key == "opposition" for word in own):
        # "rebels", "insurgents": one party's word for whom it fights, and a name of nobody.
        return Resolved(None, plain, ActorKind.OPPOSITION, (), "actor.label")
    if any(word.backing for word in core) and kind == "opposition":
        ids = [key for code in countries if (key := f"opposition:{code}") in book.entries]
        return Resolved(None, plain, ActorKind.OPPOSITION, tuple(ids), "actor.backed")
    proper = [word for word in own if word.capital and word.key not in heads().official | heads().classes.keys()]
    if proper and kind != "state" and not _is_command(own):
        return Resolved(None, plain, ActorKind.UNKNOWN, (), "actor.unlisted")
    if not any(word.key in heads().official for word in own) and not _is_command(own):
        return Resolved(None, plain, _KINDS[kind], (), "actor.generic")
    ids = [key for code in countries if (key := OWNED[kind] + code) in book.entries]
    if len(ids) == 1 and len(set(countries)) == 1:
        return choice(ids, plain, book, (), "only_candidate")
    return Resolved(None, plain, _KINDS[kind], tuple(ids[:CANDIDATES]), "actor.generic")


def _without_facility(words: list[Word]) -> list[Word]:
    """ "A police station", "army checkpoints": the words for whose it is, where police or soldiers are told."""
    cut = len(words)
    while cut > 1 and words[cut - 1].key in heads().facilities:
        cut -= 1
    owners = [heads().classes.get(word.key) for word in words[:cut] if word.key not in heads().things]
    return words[:cut] if {"police", "forces"} & set(owners) else words


def _is_command(words: Sequence[Word]) -> bool:
    """ "General Command", "Armed Forces": the state's, though neither word says so alone."""
    pairs = {f"{one.key} {other.key}" for one, other in pairwise(words)}
    return bool(pairs & {"general command", "high command", "general staff", "supreme command", "armed forces"})


def _of_nations(kind: str, nations: Sequence[str], plain: str, book: ActorBook, countries: Sequence[str]) -> Resolved:
    ids = [key for code in nations if (key := OWNED.get(kind, "-") + code) in book.entries]
    if not ids:
        return Resolved(None, plain, _KINDS[kind], (), f"actor.{kind}")
    return choice(ids, plain, book, countries, "described")


def nations_in(words: Sequence[Word], book: ActorBook) -> list[str]:
    """Codes of the states that names, demonyms and capitals among the words stand for."""
    found: list[str] = []
    position = 0
    while position < len(words):
        first = words[position]
        for size in range(min(LONGEST_NATION, len(words) - position) if first.capital else 0, 0, -1):
            key = " ".join([word.key for word in words[position : position + size]])
            codes = book.nations.get(key) or book.metonyms.get(key) or _people(key, book)
            if codes and not (key == "us" and not first.text.isupper()):
                found += codes
                position += size - 1
                break
        else:
            if "-" in first.text:
                parts = fold_name(first.text).split()
                found += [code for part in parts for code in book.nations.get(part, ())]
        position += 1
    return list(dict.fromkeys(found))


def _people(key: str, book: ActorBook) -> tuple[str, ...]:
    """The nation of "Palestinians", by its demonym."""
    return book.nations.get(key[:-1], ()) if key.endswith(("ns", "is", "ts", "ks")) else ()


def _only_names(words: Sequence[Word], book: ActorBook) -> bool:
    """Whether the words are a state's or capital's name and nothing else, a bare adjective not counting."""
    key = " ".join(word.key for word in words)
    if key in book.metonyms:
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
    if (not (titled and names) and not (roles and len(words) > len(core))) or _is_command(core):
        return None
    body = _named_inside(words, text, book, countries) or _state_inside(words, plain, book, countries)
    if titled and names and titled[0].start < names[-1].start:
        if (found := name_of(names, text, book, countries)) is not None and found.kind is ActorKind.PERSON:
            return found
        name = _full_name(titled[0], core, text)
        if body is None or body.actor is None:
            foreign = nations_in(names, book)
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
    nations = nations_in([word for word in words if not word.backing], book)
    return _of_nations("state", nations, plain, book, countries) if len(nations) == 1 else None


def _bare_kind(core: Sequence[Word]) -> ActorKind:
    capitals = [word for word in core if word.capital]
    return ActorKind.PERSON if len(core) == 2 == len(capitals) and not core[0].text.isupper() else ActorKind.UNKNOWN
