"""Operators on factuality: the words between a predicate and its sentence's root, from inside out.

Each multiplies the predicate's certainty: 1 leaves it, 0 makes it open, a negative factor turns it round. The walk
follows complements, shared auxiliaries of conjuncts and infinitives, and ends where a clause is asserted by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from trucewatch.extract.roles import SUBJECTS, case_of, child
from trucewatch.extract.tokens import Token
from trucewatch.knowledge import load_yaml
from trucewatch.records.claims import Force

MAX_DEPTH = 40
MAX_REACH = 6  # tokens between a predicate and its "not"; beyond it the tree is most likely wrong
COMPLEMENTS = ("ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer")
ARGUMENTS = ("obj", "iobj", "nsubj:pass", "obl", "obl:agent")
WH = ("who", "what", "when", "where", "why", "how", "which", "whom", "whose")


@dataclass(frozen=True)
class Operator:
    """One word's effect: the word, its factor, the force that it gives, and the token it stands at."""

    name: str
    factor: float
    force: Force | None = None
    at: int = -1
    turns: bool = False

    @property
    def negates(self) -> bool:
        """Whether what stands under it is said not to be so."""
        return self.turns or self.factor < 0


@dataclass(frozen=True)
class Effect:
    """An entry of the lexicon."""

    factor: float
    force: Force | None
    negation: str
    kind: str


@cache
def lexicon() -> dict[str, Any]:
    """`knowledge/factuality.yaml`."""
    data: dict[str, Any] = load_yaml("factuality.yaml")
    return data


@cache
def effects(part: str, *, infinitive: bool = False) -> dict[str, Effect]:
    """Word → effect for one of the lexicon's parts; the first class that lists a word has it.

    With `infinitive`, the classes whose complement is a finite clause come last: "agreed to go", "agreed that".
    """
    out: dict[str, Effect] = {}
    groups = lexicon()[part]
    if infinitive:
        groups = sorted(groups, key=lambda group: group.get("class") in ("saying", "factive"))
    for group in groups:
        force = Force(group["force"]) if "force" in group else None
        effect = Effect(float(group["factor"]), force, group.get("negation", "passes"), group.get("class", part))
        for word in group["words"]:
            out.setdefault(word, effect)
    return out


def operators(token: Token, stop: Token | None = None) -> Iterator[Operator]:
    """The operators that `token` stands under, from inside out, up to `stop` (left out) or the sentence's root."""
    negation = "passes"
    for _ in range(MAX_DEPTH):
        yield from local(token, negation)
        head = token.head
        if head.i == token.i:
            yield from _of_sentence(token)
            return
        if stop is not None and head.i == stop.i:
            return
        step = _step(token, head)
        if step is None:
            return
        found, negation = step
        yield from found
        token = head


def local(token: Token, negation: str = "passes") -> Iterator[Operator]:
    """The operators that stand at the predicate itself: modals, negation, adverbs, a condition on it."""
    if negation == "blocks":
        return
    perfect = any(part.dep == "aux" and part.lemma == "have" for part in token.children)
    denied = _negation(token)
    for part in token.children:
        word = part.lower.replace("’", "'")
        if part.dep == "aux" and (modal := _modal(part, perfect)) is not None:
            able = denied is not None and modal.name in lexicon()["sure_when_negated"]
            yield replace(modal, factor=max(modal.factor, float(lexicon()["negated_prospect"]))) if able else modal
        elif (adverb := effects("adverbs").get(word)) is not None and part.dep in ("advmod", "discourse"):
            yield Operator(word, adverb.factor, adverb.force, part.i)
        elif part.dep == "amod" and (modifier := effects("modifiers").get(word)) is not None:
            yield Operator(word, modifier.factor, modifier.force, part.i)
        elif part.dep == "advcl" and case_of(part) in ("if", "unless"):
            yield Operator("condition", float(lexicon()["conditional_main"]), Force.CONDITIONAL, part.i)
    if denied is not None and negation != "spent":
        factor = float(lexicon()["negation"])
        if negation == "dims":
            yield Operator("negation", 0.25, None, denied.i)
        elif denied.head.i != token.i and denied.head.dep == "obj" and token.lemma not in lexicon()["light_verbs"]:
            yield Operator("negated object", 0.5, None, denied.i, turns=True)  # "sees no end": it sees
        else:
            yield Operator("negation", factor, None, denied.i)


def _modal(aux: Token, perfect: bool) -> Operator | None:
    spelled = {"'ll": "will", "wo": "will", "ca": "can", "'d": "would", "’ll": "will", "’d": "would"}
    word = spelled.get(aux.lower, aux.lower)
    entry = lexicon()["modals"].get(word)
    if entry is None or aux.tag != "MD":
        return None
    factor = lexicon()["modals_perfect"].get(word, entry["factor"]) if perfect else entry["factor"]
    force = Force(entry["force"]) if "force" in entry and not (perfect and word != "will") else None
    return Operator(word, float(factor), force, aux.i)


def _negation(token: Token) -> Token | None:
    """The word that negates the predicate, if any; two of them undo each other only across clauses."""
    for part in token.children:
        if _negates(part, token):
            return part
        if part.dep in (*SUBJECTS, "obj") and token.pos in ("VERB", "AUX", "ADJ") and part.lower != "matter":
            if part.lower in lexicon()["negative_pronouns"]:
                return part
            determiner = child(part, "det")
            if determiner is not None and determiner.lower in lexicon()["negative_determiners"]:
                return determiner
    return None


def _negates(part: Token, token: Token) -> bool:
    """Whether the dependent `part` is itself a negation of `token`."""
    data, word = lexicon(), part.lower.replace("’", "'")
    if part.dep == "det":
        return word in data["negative_determiners"] and token.lower != "matter"
    if part.dep == "case":
        return word == "without"
    if word == "longer":
        return any(other.lower == "no" for other in part.children)
    if part.dep not in ("advmod", "cc:preconj", "aux", "cc") or word not in data["negative_words"]:
        return False
    following = token.tree[part.i + 1].lower if part.i + 1 < len(token.tree) else ""
    return abs(part.i - token.i) <= MAX_REACH and not (word == "not" and following in ("only", "just"))


def _step(token: Token, head: Token) -> tuple[list[Operator], str] | None:
    """What the relation of `token` to `head` adds, and how the head's negation reaches it; None where it ends."""
    label = token.dep
    against = lexicon()["against"]
    if case_of(token) == "against" and head.lemma.lower() in against["words"]:
        return [Operator("against", float(against["factor"]), None, head.i)], "passes"
    if label in COMPLEMENTS:
        return _complement(token, head)
    if label == "conj":
        return _conjunct(token, head)
    if label == "advcl":
        return _adverbial(token, head)
    if label == "acl" and _is_infinitive(token):
        return _of_noun(token, head, float(lexicon()["bare_infinitive_of_noun"]))
    if label == "acl" and case_of(token) in ("of", "for", "that", "about", "in", "with", "from"):
        return _of_noun(token, head, 1.0)
    if label == "nmod":
        return _of_noun(token, head, 1.0) if case_of(token) in ("of", "for", "about", "on", "in") else None
    if label.startswith("acl") and _is_denied_object(head):
        return [], "passes"
    if label == "parataxis" or label == "appos" or label.startswith("acl"):
        return None
    if label in ARGUMENTS:
        return _argument(token, head)
    if label == "compound":
        return _of_noun(token, head, 1.0) or ([], "passes")
    return None


def _is_denied_object(noun: Token) -> bool:
    """Whether a negated verb has this indefinite noun for its object: "did not sign a paper agreeing to leave"."""
    determiner = child(noun, "det")
    open_ = determiner is not None and determiner.lower in ("a", "an", "any")
    return open_ and noun.dep == "obj" and _negation(noun.head) is not None


def _embedding(head: Token, infinitive: bool = False) -> Effect | None:
    return effects("embedding", infinitive=infinitive).get(head.lemma.lower())


def _complement(token: Token, head: Token) -> tuple[list[Operator], str]:
    mark = case_of(token)
    found: list[Operator] = []
    if mark in ("whether", "if"):
        indirect = mark == "whether" or head.lemma.lower() in lexicon()["whether_heads"]
        factor = float(lexicon()["marks"][mark]["factor"])
        found.append(Operator(mark, factor, None if indirect else Force.CONDITIONAL, token.i))
    lemma = head.lemma.lower()
    if lemma == "go" and head.tag == "VBG" and token.dep == "xcomp" and _is_infinitive(token):
        entry = lexicon()["modals"]["will"]
        return [*found, Operator("going to", float(entry["factor"]), Force.PREDICTS, head.i)], "passes"
    if lemma == "have" and token.dep == "xcomp" and _is_infinitive(token):
        return [*found, Operator("have to", 0.5, Force.DEMANDS, head.i)], "passes"
    infinitive = token.dep == "xcomp" and _is_infinitive(token)
    effect = _embedding(head, infinitive)
    if effect is None:
        return [*found, *([Operator("infinitive", 0.6, None, head.i)] if infinitive else [])], "passes"
    if lemma == "call" and token.dep == "xcomp" and not infinitive:  # "called it a breach": it names, and asks nothing
        effect = effects("embedding").get("describe", effect)
    factor, force, kind = effect.factor, effect.force, effect.kind
    if kind == "saying" and token.dep == "xcomp" and _is_infinitive(token) and not _passive(head):
        demand = effects("embedding").get("demand")
        factor, force = (demand.factor, Force.DEMANDS) if demand is not None else (factor, force)
    if kind == "factive" and infinitive:
        return [*found, Operator(head.lemma, 0.7, None, head.i)], "passes"
    if effect.negation == "passes" and kind != "demanding" and factor > 0 and _negation(head) is not None:
        factor = max(factor, float(lexicon()["negated_prospect"]))  # "did not want to", "was not expected to"
    return [*found, Operator(head.lemma, factor, force, head.i)], effect.negation


def _conjunct(token: Token, head: Token) -> tuple[list[Operator], str] | None:
    """A conjunct shares its head's auxiliaries where it has neither subject nor tense of its own."""
    own = any(part.dep in (*SUBJECTS, "aux", "cop") for part in token.children)
    if token.pos in ("NOUN", "PROPN", "ADJ") and head.pos == token.pos:
        return [], "passes"
    if not own and token.tag in ("VBD", "VBZ", "VBP") and head.tag in ("VB", "VBG"):
        return None  # "failed to find a buyer and filed for bankruptcy": no parallel to the infinitive
    if own or token.tag != head.tag:
        return [], "blocks"
    if any(part.dep in ("cc", "cc:preconj") and part.lower == "nor" for part in token.children):
        return [], "spent"  # "neither shelled nor attacked": each has a negation of its own
    contrast = child(token, "cc")
    return [], "blocks" if contrast is not None and contrast.lower == "but" else "passes"


def _adverbial(token: Token, head: Token) -> tuple[list[Operator], str] | None:
    mark = case_of(token)
    if mark == "by" and token.tag == "VBG":
        return [], "passes"  # the means share what is said of the end: "would not win by shelling"
    entry = lexicon()["marks"].get(mark)
    if entry is not None:
        force = Force(entry["force"]) if "force" in entry else None
        effect = _embedding(head)
        if mark in ("from", "for", "against") and effect is not None:
            return [Operator(head.lemma, effect.factor, effect.force, head.i)], effect.negation
        if mark in ("for", "from"):
            return None
        operator = Operator(mark, float(entry["factor"]), force, token.i)
        return [operator], "blocks"
    if _is_infinitive(token):
        effect = _embedding(head, True)
        if effect is not None and effect.kind not in ("saying", "factive", "implicative") and token.i > head.i:
            return [Operator(head.lemma, effect.factor, effect.force, head.i)], effect.negation
        return [Operator("purpose", float(lexicon()["purpose"]), Force.PREDICTS, token.i)], "blocks"
    effect = _embedding(head)
    if effect is not None and mark in ("of", "about", "that", "on", "in", "at", "to") and token.i > head.i:
        return [Operator(head.lemma, effect.factor, effect.force, head.i)], effect.negation
    return None


def _of_noun(token: Token, head: Token, default: float) -> tuple[list[Operator], str] | None:
    effect = effects("nouns").get(head.lemma.lower())
    if effect is not None:
        return [Operator(head.lemma, effect.factor, effect.force, head.i)], "passes"
    verb = _embedding(head.head) if head.dep == "obj" and case_of(token) in ("of", "for", "with", "from") else None
    if verb is not None and token.dep == "acl":  # "accused the rebels of shelling", hung on the object
        return [Operator(head.head.lemma, verb.factor, verb.force, head.head.i)], "passes"
    if default != 1.0:
        return [Operator("infinitive of noun", default, None, head.i)], "passes"
    return None


def _argument(token: Token, head: Token) -> tuple[list[Operator], str] | None:
    """An event noun as object: what "want", "prevent" or a negated verb does to it; a definite one is given."""
    if head.pos not in ("VERB", "AUX"):
        return None
    effect = effects("object").get(head.lemma.lower())
    prepositional = token.dep == "obl"
    case = case_of(token)
    if prepositional and case == "without":
        return None
    if effect is not None and (not prepositional or case in ("for", "on", "against", "of", "from", "about", "out")):
        return [Operator(head.lemma, effect.factor, effect.force, head.i)], "dims"
    determiner = child(token, "det")
    given = determiner is not None and determiner.lower in ("the", "this", "that", "these", "those")
    if head.lemma.lower() in lexicon()["carrying_out"] and not prepositional:
        return [], "passes"
    if prepositional or given or child(token, "nmod:poss") is not None or token.dep == "obl:agent":
        return None
    return [], "passes"


def _is_infinitive(token: Token) -> bool:
    return any(part.dep == "mark" and part.lower == "to" for part in token.children)


def _passive(token: Token) -> bool:
    return child(token, "aux:pass", "nsubj:pass") is not None


def _of_sentence(root: Token) -> Iterator[Operator]:
    """What holds for the whole sentence: a question, an order."""
    last = root.tree[-1]
    asks = "?" in last.text or (len(root.tree) > 1 and last.is_quote and "?" in root.tree[-2].text)
    if asks:
        wh = any(part.lower in WH for part in root.tree[:3])
        yield Operator("question", float(lexicon()["wh_question" if wh else "question"]), Force.ASKS, last.i)
    elif root.tag == "VB" and not any(part.dep in (*SUBJECTS, "aux", "cop") for part in root.children):
        if root.i and root.nbor(-1).pos in ("NOUN", "PROPN"):
            return  # "On 3 May shells hit the town": a past tense that looks like an infinitive
        yield Operator("imperative", float(lexicon()["imperative"]), Force.DEMANDS, root.i)
