"""What one marked mention does to another, as a PLOVER type, a CAMEO root and a quad class.

The words on the way from the source to the target through the tree are asked in turn, the source's side first; the
first that decides gives the type. A word that wraps what stands below it ("agreed to", "threatened to", "refused")
decides over it; negation and mood turn a deed into a refusal, a promise or a threat, as CAMEO's manual has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trucewatch.extract.events.entries import Entry
from trucewatch.extract.events.lexicon import PAIRS, event_lexicon, event_types, pair_lexicon, verbs_of
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.negation import is_negated
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import children, governors, is_noun_like
from trucewatch.extract.syntax.tree import Token

QUADS = {
    "AGREE": "verbal_cooperation",
    "CONSULT": "verbal_cooperation",
    "SUPPORT": "verbal_cooperation",
    "COOPERATE": "material_cooperation",
    "AID": "material_cooperation",
    "YIELD": "material_cooperation",
    "RETREAT": "material_cooperation",
    "ACCUSE": "verbal_conflict",
    "REQUEST": "verbal_conflict",
    "REJECT": "verbal_conflict",
    "THREATEN": "verbal_conflict",
    "PROTEST": "material_conflict",
    "MOBILIZE": "material_conflict",
    "SANCTION": "material_conflict",
    "COERCE": "material_conflict",
    "ASSAULT": "material_conflict",
}
ROOTS = {
    "AGREE": "03",
    "CONSULT": "04",
    "SUPPORT": "05",
    "COOPERATE": "06",
    "AID": "07",
    "YIELD": "08",
    "RETREAT": "08",
    "REQUEST": "10",
    "ACCUSE": "11",
    "REJECT": "12",
    "THREATEN": "13",
    "PROTEST": "14",
    "MOBILIZE": "15",
    "SANCTION": "16",
    "COERCE": "17",
    "ASSAULT": "19",
}
COOPERATIVE = frozenset(("YIELD", "AID", "COOPERATE", "RETREAT"))
DEEDS = frozenset(("COERCE", "ASSAULT", "SANCTION", "MOBILIZE", "PROTEST"))
FUTURE = frozenset(("will", "would", "'ll", "’ll", "shall", "wo"))
NEED = frozenset(("must", "should", "ought"))
# What going, calling and sending may be for, and is then counted as.
AIMS = {
    "CONSULT": ("SUPPORT", "ACCUSE", "REJECT", "REQUEST", "AGREE"),
    "AID": ("ACCUSE",),
    "MOBILIZE": ("ACCUSE", "ASSAULT"),
}
PREDICATE_REACH = 5  # words: "has also reportedly withdrawn"
CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "acl:relcl", "conj", "parataxis")


@dataclass(frozen=True)
class PairCode:
    """The code of a pair; all None where no word on the way names a type."""

    cameo_root: str | None
    plover: str | None
    quad: str | None


NOTHING = PairCode(None, None, None)
STATEMENT = PairCode("01", None, None)
"""Somebody only says something, to or about somebody: a root of CAMEO that no PLOVER type has."""


@dataclass(frozen=True)
class _Label:
    """A type on the way: its CAMEO root where that is not the type's usual one, and the word that names it."""

    code: str
    wrapper: bool
    token: Token
    root: str | None = None


def code_pair(
    sentences: Sequence[Sentence], source: tuple[int, int] | None, target: tuple[int, int] | None
) -> PairCode:
    """What the source does to the target.

    Args:
        sentences: the parsed sentences of the text.
        source, target: extents in the text, in code points; None where the text names none.

    Returns:
        The code; all None where nothing on the way between the two, nor in the sentence, names a type.
    """
    sentence = _sentence_of(sentences, source or target)
    if sentence is None:
        return NOTHING
    masked = {word.i for extent in (source, target) if extent is not None for word in sentence.tokens_in(*extent)}
    start = _head(sentence, source)
    end = _head(sentence, target)
    first = _predicate(sentence, source)
    way = _way(start, end, masked)
    label = _decide([first, *way] if first is not None and first not in way else way, masked)
    if label is None and source is not None and target is not None and any(_is_stating(word) for word in way):
        return STATEMENT
    label = label or _nearest(sentence, start, masked)
    if label is None:
        label = _inside(sentence, target) or _inside(sentence, source)
    return NOTHING if label is None else _coded(label)


def _coded(label: _Label) -> PairCode:
    code = _turned(label)
    root = label.root if code == label.code else None
    return PairCode(root or ROOTS[code], code, QUADS[code])


def _sentence_of(sentences: Sequence[Sentence], extent: tuple[int, int] | None) -> Sentence | None:
    for sentence in sentences:
        if extent is None or (sentence.start < extent[1] and extent[0] < sentence.end):
            return sentence
    return None


def _head(sentence: Sentence, extent: tuple[int, int] | None) -> Token | None:
    """The word of an extent whose governor stands outside it."""
    words = [] if extent is None else sentence.tokens_in(*extent)
    inside = {word.i for word in words}
    tops = [word for word in words if word.head.i not in inside or word.head == word]
    nouns = [word for word in tops if word.pos in ("NOUN", "PROPN", "PRON")]
    return next(iter(nouns or tops), None)


def _way(start: Token | None, end: Token | None, masked: set[int]) -> list[Token]:
    """The words from the source up to where both meet, then down to the target, without the marked words."""
    up = [] if start is None else list(governors(start))
    down = [] if end is None else list(governors(end))
    if start is None or end is None:
        way = up or down
    else:
        shared = next((word for word in [start, *up] if word in down or word is end), None)
        before = up[: up.index(shared) + 1] if shared in up else up if shared is None else []
        after = down[: down.index(shared)] if shared in down else []
        way = [*before, *reversed(after)]
        way += [word for word in up if word not in way]
    return [word for word in way if word.i not in masked]


def _predicate(sentence: Sentence, source: tuple[int, int] | None) -> Token | None:
    """The verb right behind the source, whose predicate it is wherever a tree hung it.

    Trees take a past form before its object for an adjective: "the mission withdrew observers from Zenda".
    """
    words = [] if source is None else sentence.tokens_in(*source)
    if not words or (words[0].i and words[0].nbor(-1).pos == "ADP"):
        return None  # "by the rebels": what follows is no predicate of theirs
    for word in sentence.tree[words[-1].i + 1 : words[-1].i + 1 + PREDICATE_REACH]:
        if word.pos in ("ADV", "AUX", "PART") or _is_day(word):
            continue
        finite = word.tag in ("VBD", "VBZ", "VBP", "VB") or (word.tag in ("VBN", "VBG") and word.nbor(-1).pos == "AUX")
        taken = word.tag in ("JJ", "VBN") and word.dep == "amod" and pair_lexicon().is_verb(word.lower)
        return word if finite or taken else None
    return None


def _is_day(word: Token) -> bool:
    """Whether a word says when, or is the preposition before one that does: "on Friday"."""
    days = harm_words("time_words")
    following = word.tree[word.i + 1 : word.i + 2]
    return word.lower in days or (word.pos == "ADP" and any(one.lower in days for one in following))


def _is_stating(word: Token) -> bool:
    return word.pos == "VERB" and word.lower in verbs_of("stating", PAIRS)


def _decide(way: Iterable[Token], masked: set[int]) -> _Label | None:
    """The first word on the way that names a type, itself or by what it carries."""
    for word in way:
        label = _label(word, masked) or _carried(word, masked)
        if label is not None:
            return label
    return None


def _label(word: Token, masked: set[int]) -> _Label | None:
    if word.i in masked:
        return None
    words = pair_lexicon()
    found = words.match(word)
    general = found is None or not found[0].needs
    if general and not is_noun_like(word) and words.is_light(word):
        carried = _carried(word, masked, clauses=False)
        if carried is not None:
            return carried
    if found is not None:
        aim = None if is_noun_like(word) else _aim(word, found[0].code)
        return aim or _named(found[0], word)
    event = event_lexicon().match(word)
    if event is not None:
        code = event_types()[event[0].code].plover
        if code is not None and not (is_noun_like(word) and event[0].code in ("talks", "agreement")):
            return _Label(code, False, word)
    must = word.dep == "ccomp" and any(child.lower in NEED for child in children(word, "aux"))
    return _Label("REQUEST", False, word) if must else None


def _named(entry: Entry, word: Token) -> _Label:
    return _Label(entry.code, entry.wrapper, word, entry.root)


def _aim(verb: Token, code: str) -> _Label | None:
    """What somebody goes, calls or sends others for: "phoned to thank", "sent experts to investigate"."""
    wanted = AIMS.get(code, ())
    if not wanted:
        return None
    below = [low for noun in children(verb, "obj") for low in children(noun, "acl")]
    for child in (*children(verb, "advcl", "xcomp"), *below):
        found = pair_lexicon().match(child) if children(child, "mark") else None
        if found is not None and found[0].code in wanted:
            return _Label(found[0].code, found[0].wrapper, verb, found[0].root)
    return None


def _carried(word: Token, masked: set[int], clauses: bool = True) -> _Label | None:
    """The type of what a word without one of its own carries: its object, then its clauses."""
    if is_noun_like(word):
        return None
    # What stands before the verb is the setting of the act: "after the attack, the ministry said".
    after = [child for child in children(word, "obl") if child.i > word.i]
    for child in (*children(word, "obj", "nsubj:pass"), *after):
        label = _plain(child, masked)
        if label is not None and (child.dep != "obl" or is_noun_like(child)):
            return label
    if clauses:
        for child in children(word, *CLAUSES):
            if any(one.dep == "nsubj" and one.i not in masked for one in child.children) and child.dep != "ccomp":
                continue
            label = _label(child, masked) or _carried(child, masked, child.dep in ("xcomp", "ccomp"))
            if label is not None:
                return label
    return None


def _plain(noun: Token, masked: set[int]) -> _Label | None:
    if noun.i in masked or not is_noun_like(noun):
        return None
    found = pair_lexicon().match(noun)
    if found is not None:
        return _named(found[0], noun)
    for child in children(noun, "nmod", "conj"):
        inner = None if child.i in masked else pair_lexicon().match(child)
        if inner is not None:
            return _named(inner[0], child)
    event = event_lexicon().match(noun)
    code = event_types()[event[0].code].plover if event is not None else None
    return None if code is None else _Label(code, False, noun)


def _nearest(sentence: Sentence, start: Token | None, masked: set[int]) -> _Label | None:
    """Where the way says nothing: the first word of the sentence after the source that names a type."""
    after = 0 if start is None else start.i
    for word in sorted(sentence.tree, key=lambda one: (one.i < after, abs(one.i - after))):
        label = _label(word, masked)
        if label is not None:
            return label
    return None


def _inside(sentence: Sentence, extent: tuple[int, int] | None) -> _Label | None:
    """A type named within a mention itself: "the rebel attack", "the protesters"."""
    for word in [] if extent is None else sentence.tokens_in(*extent):
        label = _label(word, set())
        if label is not None:
            return label
    return None


def _turned(label: _Label) -> str:
    """The type after negation and mood: "will not lift" rejects, "would withdraw" agrees, "will attack" threatens."""
    verb = label.token
    if is_noun_like(verb) and verb.head.pos in ("VERB", "AUX") and verb.dep in ("obj", "nsubj:pass"):
        verb = verb.head
    modals = {child.lower for child in verb.children if child.dep == "aux"}
    code = label.code
    if verb.dep == "xcomp" and _is_meant(verb.head, code):
        return "AGREE"
    if is_negated(verb):
        if code in COOPERATIVE or code in ("AGREE", "SUPPORT", "CONSULT"):
            return "REJECT"
        return "AGREE" if code in DEEDS and modals & FUTURE else "REJECT" if code == "REJECT" else code
    if code == "REJECT" and label.wrapper:
        return code
    if modals & NEED and (code in COOPERATIVE or code in DEEDS or code in ("AGREE", "SUPPORT", "CONSULT")):
        return "REQUEST"
    if modals & FUTURE:
        if code in COOPERATIVE or code in ("CONSULT", "SUPPORT"):
            return "AGREE"
        if code in DEEDS or code == "REJECT":
            return "THREATEN" if code != "REJECT" else code
    return code


def _is_meant(above: Token, code: str) -> bool:
    """Whether a friendly act is still to come: "plans to lift the siege", "decided to resume talks"."""
    if above.lower in verbs_of("intending", PAIRS):
        return code in COOPERATIVE or code in ("CONSULT", "SUPPORT")
    return above.lower in verbs_of("deciding", PAIRS) and code in ("CONSULT", "COOPERATE")
