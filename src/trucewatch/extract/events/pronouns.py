"""The truce by other names: as "it" ("A truce began on Monday. It held for a week."), as "the agreement"."""

from __future__ import annotations

import re
from functools import cache

from trucewatch.extract.events.entries import Entry
from trucewatch.extract.events.lexicon import Lexicon, event_lexicon, event_types, word_list
from trucewatch.extract.syntax.arguments import Frame, verb_frame
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import children, is_noun_like
from trucewatch.extract.syntax.tree import Token

PROPER = re.compile(
    r"\b(?:cease-?fires?|truces?|armistice|cessation of (?:hostilities|fire|fighting))\b", re.IGNORECASE
)
IT = re.compile(r"\bit\b", re.IGNORECASE)
ROLES = {"nsubj": "subject", "nsubj:pass": "subject", "obj": "object"}
NAMED = frozenset(("nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj"))


@cache
def _names() -> re.Pattern[str]:
    forms = sorted(event_lexicon().forms_of("truce"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE)


def names_truce(text: str) -> bool:
    """Whether a text names a truce as such, so that "the agreement" in it may be that truce."""
    return PROPER.search(text) is not None


def is_other_matter(token: Token) -> bool:
    """Whether an agreement in the phrases around a trigger is about something else: "the grain deal"."""
    near = [token, *token.children, *(child for word in token.children for child in word.children), token.head]
    accords = [one for one in near if one.lemma.lower() in word_list("truce_names")]
    beside = (child for one in accords for child in children(one, "compound", "amod", "nmod"))
    return any(child.lower in word_list("other_matters") for child in beside)


def goes_on_with_it(sentence: Sentence) -> bool:
    """Whether a sentence names no truce itself and has an "it" for its subject, as one that goes on has."""
    if _names().search(sentence.text) is not None:
        return False
    return any(token.lower == "it" and token.dep == "nsubj" for token in sentence.tree)


def truce_named(sentence: Sentence, before: Sentence | None, words: Lexicon) -> dict[Token, Token]:
    """For each "it" of a sentence that may stand for a truce: the truce's word, here or in the sentence before."""
    pronouns = [token for token in sentence.tree if token.lower == "it" and token.dep in ROLES]
    if not pronouns:
        return {}
    here = [token for token in sentence.tree if _is_truce(token, words)]
    earlier = [] if before is None else [token for token in before.tree if _is_truce(token, words)]
    found: dict[Token, Token] = {}
    for pronoun in pronouns:
        near = [token for token in here if token.i < pronoun.i] or earlier
        if near:
            found[pronoun] = near[-1]
    return found


def _is_truce(token: Token, words: Lexicon) -> bool:
    return token.dep in NAMED and is_noun_like(token) and words.phrase_in_class(token, "truce")


def match_truce(token: Token, named: dict[Token, Token], words: Lexicon) -> tuple[Entry, Frame] | None:
    """The truce's own entry that fits a verb whose subject or object is "it": "it held", "agreed to extend it"."""
    for pronoun, truce in named.items():
        if pronoun.head is not token or children(token, "ccomp", "xcomp"):
            continue
        role = ROLES[pronoun.dep]
        frame = verb_frame(token)
        if role == "subject" and frame.passive:
            role = "object"
        filled = Frame(
            truce if role == "subject" else frame.subject,
            truce if role == "object" else frame.object,
            frame.means,
            frame.obliques,
            frame.complement,
            frame.passive,
        )
        entry = words.first_about(token, filled, "subj" if role == "subject" else "obj")
        if entry is not None and event_types()[entry.code].family == "truce":
            return entry, filled
    return None
