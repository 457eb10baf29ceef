"""The event lexicon: triggers with their conditions, from `knowledge/triggers.yaml` and `knowledge/pairs.yaml`.

An entry names lemmas and what must stand around them. The first entry that fits a word wins, so the narrow ones
stand before the broad ones in the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from trucewatch.extract.attribution.reported import stands_for
from trucewatch.extract.events.entries import TRIGGERS, Entry, read_classes, read_entry
from trucewatch.extract.syntax.arguments import Frame, noun_frame, verb_frame
from trucewatch.extract.syntax.inflection import Forms, harm_words, noun_forms, verb_forms
from trucewatch.extract.syntax.misread import is_in_row, is_misread_verb, is_shooting, with_hyphen
from trucewatch.extract.syntax.negation import is_withheld
from trucewatch.extract.syntax.particles import has_particles, with_particle
from trucewatch.extract.syntax.phrases import case_of, children, conjuncts, is_noun_like
from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge import load_yaml

PAIRS = "pairs.yaml"
EVENTS = "events.yaml"
QUANTIFIERS = (
    "any",
    "none",
    "all",
    "some",
    "most",
    "part",
    "one",
    "each",
    "both",
    "number",
    "several",
    "many",
    "dozens",
    "hundreds",
    "thousands",
    "scores",
)
LONG_NOUN = 6


@dataclass(frozen=True)
class EventType:
    """One type of `knowledge/events.yaml`."""

    id: str
    family: str
    kind: str
    label: str
    parent: str | None
    acled: tuple[str, str] | None
    cameo: str | None
    plover: str | None


@cache
def event_types() -> Mapping[str, EventType]:
    """The event ontology by id."""
    found = {}
    for row in load_yaml(EVENTS)["types"]:
        acled = row.get("acled")
        found[row["id"]] = EventType(
            id=row["id"],
            family=row["family"],
            kind=row["kind"],
            label=row["label"],
            parent=row.get("parent"),
            acled=(acled[0], acled[1]) if acled else None,
            cameo=row.get("cameo"),
            plover=row.get("plover"),
        )
    return found


class Lexicon:
    """Entries by lemma, word classes, and the test of an entry against a word of a tree."""

    def __init__(self, *tables: Mapping[str, Any]) -> None:
        self._classes = read_classes(tables)
        self._unions: dict[tuple[str, ...], frozenset[str]] = {}
        self._verb = Forms()
        self._noun = Forms()
        self._by_verb: dict[str, list[tuple[Entry, tuple[str, ...]]]] = {}
        self._by_noun: dict[str, list[Entry]] = {}
        self._by_word: dict[str, list[Entry]] = {}
        self.light = frozenset(word for table in tables for word in table.get("light_verbs", ()))
        for verb in self.light:
            self._verb.add(verb.split()[0], verb_forms(verb.split()[0]))
        for table in tables:
            for number, row in enumerate(table.get("entries", ())):
                self._add(read_entry(row, number))
        self._known = self._noun.all_forms() | self._verb.all_forms() | self._by_word.keys()

    def _add(self, entry: Entry) -> None:
        for phrase in entry.verbs:
            lemma, *rest = phrase.split()
            self._verb.add(lemma, verb_forms(lemma))
            self._by_verb.setdefault(lemma, []).append((entry, tuple(rest)))
        for noun in entry.nouns:
            self._noun.add(noun, noun_forms(noun))
            self._by_noun.setdefault(noun, []).append(entry)
        for word in entry.words:
            self._by_word.setdefault(word, []).append(entry)

    def gate_terms(self) -> Iterator[tuple[frozenset[str], tuple[frozenset[str], ...]]]:
        """For each entry, the forms that trigger it and, for each of its conditions, the words that may meet it.

        A sentence with none of an entry's forms, or without a word for one of its conditions, cannot match it. Words
        that tell the harm of an event in another sentence stand last.
        """
        entries = [entry for entry, _ in chain(*self._by_verb.values())]
        entries += list(chain(*self._by_noun.values(), *self._by_word.values()))
        for entry in dict.fromkeys(entries):
            forms = {form for phrase in entry.verbs for form in verb_forms(phrase.split()[0])}
            forms |= {form for noun in entry.nouns for form in noun_forms(noun)} | set(entry.words)
            needs = [
                frozenset(chain(*(self.forms_of(name) for name in names)))
                for _, names in entry.needs
                if names != ("any",)
            ]
            yield frozenset(forms), tuple(needs)
        yield harm_words("tell_harm"), ()

    def in_class(self, word: Token | str, *names: str) -> bool:
        """Whether a word belongs to one of the classes; a name that is no class stands for itself."""
        if names not in self._unions:  # as many as entries and rules name together
            self._unions[names] = frozenset().union(*map(self.forms_of, names))
        forms = self._unions[names]
        if isinstance(word, str):
            return word in forms
        return word.lower in forms or with_hyphen(word) in forms

    def first_about(self, token: Token, frame: Frame, role: str) -> Entry | None:
        """The first entry of a verb that fits with `frame` and asks for something in `role` ("subj", "obj")."""
        for lemma in sorted(self._verb.lemmas(token.lower)):
            for entry, particles in self._by_verb.get(lemma, ()):
                asks = any(name == role for name, _ in entry.needs)
                whole = not particles or has_particles(token, particles)
                if asks and whole and self._fits(entry, token, frame, noun=False):
                    return entry
        return None

    def forms_of(self, name: str) -> frozenset[str]:
        """The forms of a class, or those of the word that a name stands for."""
        return self._classes[name] if name in self._classes else noun_forms(name)

    def phrase_in_class(self, head: Token, *names: str) -> bool:
        """Whether a noun phrase belongs to a class: by its head, a compound or adjective, or the noun after "of"."""
        if self.in_class(head, *names):
            return True
        for child in head.children:
            if child.dep in ("compound", "amod", "flat", "nmod:desc", "nmod:unmarked") and self.in_class(child, *names):
                return True
            if child.dep == "conj" and self.in_class(child, *names):
                return True
            if (
                child.dep == "nmod"
                and case_of(child) in ("of", "on", "for")
                and self.in_class(head, "carrier", *QUANTIFIERS)
            ) and self.phrase_in_class(child, *names):
                return True
        return False

    def is_light(self, verb: Token) -> bool:
        """Whether the verb only carries its object: "carried out", "launched"."""
        for lemma in self._verb.lemmas(verb.lower):
            if lemma in self.light or any(f"{lemma} {c.lower}" in self.light for c in verb.children):
                return True
        return False

    def is_verb(self, form: str) -> bool:
        """Whether a form (lower case) belongs to a verb of the lexicon."""
        return bool(self._verb.lemmas(form))

    def names_act(self, form: str) -> bool:
        """Whether a noun (lower case) names an act and not somebody ("the strike hit"): it cannot act or speak."""
        if self.in_class(form, "armed", "civilian", "crowd", "heavy_weapon", "vehicle"):
            return False  # a howitzer that is seen is told of, and still the one that fires
        return any(self._by_noun.get(lemma) for lemma in self._noun.lemmas(form))

    def match(self, token: Token) -> tuple[Entry, Frame] | None:
        """The first entry that fits `token` where it stands, with the token's frame."""
        form = token.lower
        if form not in self._known:
            return None  # as nearly every word
        # No function word looks like these nouns; a tagger took one for it ("airstrike" for a conjunction).
        mistagged = token.pos in ("SCONJ", "ADP", "ADV", "INTJ", "SYM") and len(form) >= LONG_NOUN
        if mistagged or (is_noun_like(token) and not is_misread_verb(token)):
            for lemma in sorted(self._noun.lemmas(form)):
                frame = noun_frame(token)
                for entry in self._by_noun[lemma]:
                    if self._fits(entry, token, frame, noun=True):
                        return entry, frame
        # A tagger takes past forms for nouns ("the army shot dead a man"); no noun of the lexicon looks like them.
        misread = (
            token.pos in ("NOUN", "X") and token.text.islower() and form.endswith(("ed", "shot")) and form != "shot"
        )
        if (
            token.pos in ("VERB", "AUX", "ADJ")
            or misread
            or is_shooting(token)
            or is_misread_verb(token)
            or (
                (token.dep in ("ROOT", "conj") and token.pos != "PROPN" and not children(token, "det", "case"))
                and not is_in_row(token)
            )
        ):
            found = self._match_verb(token)
            if found is not None:
                return found
        return self._match_word(token)

    def _match_verb(self, token: Token) -> tuple[Entry, Frame] | None:
        frame: Frame | None = None
        for lemma in sorted(self._verb.lemmas(token.lower)):
            for entry, particles in self._by_verb.get(lemma, ()):
                if particles and not has_particles(token, particles):
                    continue
                frame = frame or verb_frame(token)
                ready = with_particle(frame, particles)
                if self._fits(entry, token, ready, noun=False):
                    return entry, ready
        return None

    def _match_word(self, token: Token) -> tuple[Entry, Frame] | None:
        for entry in self._by_word.get(token.lower, ()):
            frame = verb_frame(token)
            if self._fits(entry, token, frame, noun=False):
                return entry, frame
        return None

    def _fits(self, entry: Entry, token: Token, frame: Frame, noun: bool) -> bool:
        if any(self.holds(token, frame, role, names, noun) for role, names in entry.bars):
            return False
        return all(self.holds(token, frame, role, names, noun) for role, names in entry.needs)

    def holds(self, token: Token, frame: Frame, role: str, names: tuple[str, ...], noun: bool) -> bool:
        """Whether something in the role belongs to one of the classes; "any" asks only that it is there."""
        found = list(self._in_role(token, frame, role, noun))
        if names == ("any",):
            return bool(found)
        if role in ("within", "mod"):
            return any(self.in_class(word, *names) for word in found)
        return any(self.phrase_in_class(one, *names) for word in found for one in conjuncts(word))

    def _in_role(self, token: Token, frame: Frame, role: str, noun: bool) -> Iterable[Token]:
        if role == "subj":
            return _some(stands_for(frame.subject))
        if role == "obj":
            return _some(frame.object)
        if role == "theme":
            return _themes(token, frame, noun)
        if role == "of_obj":
            return (
                []
                if frame.object is None
                else [c for case, c in noun_frame(frame.object).obliques if case in ("of", "to", "in")]
            )
        if role == "obj_bare":
            return [one for one in _some(frame.object) if not _modifiers(one)]
        if role == "obj_name":
            return [one for one in _some(frame.object) if one.pos == "PROPN"]
        if role == "negated":
            return _some(token if is_withheld(token) else None)
        if role == "comp":
            return _some(frame.complement)
        if role == "mod":
            return _modifiers(token)
        if role == "by":
            return _instruments(token, frame)
        if role == "within":
            return token.subtree
        if role == "bare":
            own = children(token, "case")
            return own if own and len(own) == len(list(token.children)) else []
        if role == "gov":
            first = token
            while first.dep == "conj" and first.pos == token.pos:
                first = first.head
            return _some(first.head if first.head != first else None)
        return [word for case, word in frame.obliques if case == role]


def _some(token: Token | None) -> list[Token]:
    return [] if token is None else [token]


def _themes(token: Token, frame: Frame, noun: bool) -> list[Token]:
    if not noun:
        return _some(frame.object)
    return [word for case, word in frame.obliques if case in ("of", "to", "for")] + _modifiers(token)


def _modifiers(token: Token) -> list[Token]:
    found = children(token, "compound", "amod", "nmod:desc", "flat", "nmod:poss", "nmod:unmarked")
    return found + [child for word in found for child in children(word, "compound", "amod", "flat", "conj")]


def _instruments(token: Token, frame: Frame) -> list[Token]:
    found = _some(frame.subject) + [
        word for case, word in frame.obliques if case in ("with", "using", "by", "from", "via")
    ]
    for noun in (*_some(frame.object), *(word for _, word in frame.obliques)):
        # A tree hangs "with artillery" on what was hit, or on where that was.
        found += [word for word in children(noun, "nmod") if case_of(word) in ("with", "using")]
    for verb in children(token, "advcl", "acl", "xcomp"):
        if verb.lower == "using":
            found += children(verb, "obj")
    found += [word for one in list(found) if one.pos == "VERB" and one.text.isupper() for word in one.subtree]
    return found + [word for one in list(found) for word in _modifiers(one)]


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the plain word lists of `triggers.yaml`."""
    return frozenset(load_yaml(TRIGGERS)[name])


@cache
def verbs_of(name: str, file: str = TRIGGERS) -> frozenset[str]:
    """All forms of the verbs in one of the word lists of `triggers.yaml`, or of another lexicon."""
    return frozenset(form for lemma in load_yaml(file)[name] for form in verb_forms(lemma))


@cache
def event_lexicon(*, named: bool = False) -> Lexicon:
    """The lexicon of event triggers, read once; with `named` the one for a text that has named its truce.

    There "the agreement", "the deal" are names of that truce: "the agreement came into effect on Saturday".
    """
    triggers = load_yaml(TRIGGERS)
    if not named:
        return Lexicon({**triggers, "entries": [row for row in triggers["entries"] if not row.get("named")]})
    classes = {**triggers["classes"], "truce": [*triggers["classes"]["truce"], *triggers["truce_names"]]}
    return Lexicon({**triggers, "classes": classes})


@cache
def pair_lexicon() -> Lexicon:
    """The lexicon for coding pairs, read once; it knows the classes of the event lexicon too."""
    triggers = load_yaml(TRIGGERS)
    return Lexicon({"classes": triggers["classes"]}, load_yaml(PAIRS))
