"""Operators on factuality: the words between a predicate and its sentence's root, from inside out.

Each multiplies the predicate's certainty: 1 leaves it, 0 makes it open, a negative factor turns it round. The walk
follows complements, shared auxiliaries of conjuncts and infinitives, and ends where a clause is asserted by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trucewatch.extract.attribution.sources import SUBJECTS, case_of
from trucewatch.extract.factuality.clause_scope import Step, adverbial, complement, conjunct, is_infinitive
from trucewatch.extract.factuality.degrees import Operator, lexicon, marked
from trucewatch.extract.factuality.noun_scope import argument, below_noun, of_noun, subject_of_being
from trucewatch.extract.factuality.polarity import DIMMED, local
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Force

MAX_DEPTH = 40
COMPLEMENTS = ("ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer")
ARGUMENTS = ("obj", "iobj", "nsubj:pass", "obl", "obl:agent")
WH = ("who", "what", "when", "where", "why", "how", "which", "whom", "whose")
ADVERBIAL_MARKS = ("after", "because", "since", "while", "as", "when", "although", "though", "before", "until", "till")


@dataclass(frozen=True)
class Climb:
    """The way up from a predicate: the operators over it, from inside out, and the word at which it ended."""

    operators: tuple[Operator, ...]
    top: Token


def climb(token: Token, stop: Token | None = None) -> Climb:
    """From `token` up to `stop` (left out), to where a clause is asserted by itself, or to the sentence's root."""
    found: dict[int, Operator] = {}  # no word acts twice: "no action was taken"
    negation = "passes"
    for _ in range(MAX_DEPTH):
        _add(found, local(token, negation))
        _add(found, _order(token))
        head = token.head
        if head.i == token.i:
            _add(found, _of_sentence(token))
            break
        step = None if stop is not None and head.i == stop.i else _step(token, head)
        if step is None:
            break
        more, below = step
        _add(found, (_shielded(operator, negation) for operator in more))
        negation = below
        token = head
    return Climb(tuple(found.values()), token)


def _shielded(operator: Operator, negation: str) -> Operator:
    """What turns a clause of knowing or saying round does not turn what is known or said: "refused to admit that"."""
    if operator.factor >= 0 or negation not in ("dims", "blocks"):
        return operator
    return replace(operator, factor=DIMMED if negation == "dims" else 1.0)


def _add(found: dict[int, Operator], more: Iterable[Operator]) -> None:
    for operator in more:
        found.setdefault(operator.at, operator)


def operators(token: Token, stop: Token | None = None) -> tuple[Operator, ...]:
    """The operators that `token` stands under, from inside out, up to `stop` (left out) or the sentence's root."""
    return climb(token, stop).operators


def _order(token: Token) -> list[Operator]:
    """An imperative that is quoted or stands beside another clause: "Hold your fire," she told them."""
    bare = token.tag == "VB" and token.dep in ("ccomp", "parataxis") and token.left_edge.i >= token.i - 1
    if not bare or any(part.dep in (*SUBJECTS, "aux", "cop", "mark") for part in token.children):
        return []
    opens = token.i == 0 or token.nbor(-1).is_quote or token.nbor(-1).lower in ("please", "not", "n't", "never")
    return [Operator("imperative", float(lexicon()["imperative"]), Force.DEMANDS, token.i)] if opens else []


def _step(token: Token, head: Token) -> Step:
    """What the relation of `token` to `head` adds, and how the head's negation reaches it; None where it ends."""
    label = token.dep
    if case_of(token) == "against" and head.lemma.lower() in lexicon()["against"]["words"]:
        return [Operator("against", float(lexicon()["against"]["factor"]), Force.DEMANDS, head.i)], "passes"
    infinitive = is_infinitive(token)
    if label in COMPLEMENTS or (infinitive and label in ("obl", "obj", "nmod") and head.pos == "VERB"):
        if label == "ccomp" and case_of(token) in ADVERBIAL_MARKS:
            return adverbial(token, head)
        return complement(token, head)
    if label == "conj":
        return conjunct(token, head)
    if label == "advcl":
        return adverbial(token, head)
    if label.startswith("acl") or label == "nmod":
        return below_noun(token, head, infinitive)
    if label in ARGUMENTS:
        return argument(token, head)
    if label == "nsubj":
        return subject_of_being(token, head)
    if label == "compound":
        return of_noun(token, head) or ([], "passes")
    return None


def _of_sentence(root: Token) -> list[Operator]:
    """What holds for the whole sentence: a question, an order, a "whether" that the tree has at its root."""
    last = root.tree[-1]
    asks = "?" in last.text or (len(root.tree) > 1 and last.is_quote and "?" in root.tree[-2].text)
    if asks:
        wh = any(part.lower in WH for part in root.tree[:3])
        return [Operator("question", float(lexicon()["wh_question" if wh else "question"]), Force.ASKS, last.i)]
    if is_infinitive(root):  # "Envoy to visit the town"; "both sides are to withdraw"
        due = any(part.lower in ("is", "are", "was", "were") for part in root.children)
        return [Operator("be to", float(lexicon()["going_to"]), None if due else Force.PREDICTS, root.i)]
    if root.tag == "VB" and not any(part.dep in (*SUBJECTS, "aux", "cop") for part in root.children):
        if root.i and root.nbor(-1).pos in ("NOUN", "PROPN"):
            return []  # "On 3 May shells hit the town": a past tense that looks like an infinitive
        return [Operator("imperative", float(lexicon()["imperative"]), Force.DEMANDS, root.i)]
    return [marked("whether", root.i)] if case_of(root) == "whether" else []
