"""Operators on factuality: the words between a predicate and its sentence's root, from inside out.

Each multiplies the predicate's certainty: 1 leaves it, 0 makes it open, a negative factor turns it round. The walk
follows complements, shared auxiliaries of conjuncts and infinitives, and ends where a clause is asserted by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trucewatch.extract.background import is_given
from trucewatch.extract.degrees import Operator, effect_of, effects, lexicon, marked, words
from trucewatch.extract.polarity import DIMMED, is_none, local, negation_of
from trucewatch.extract.roles import SUBJECTS, case_of, child
from trucewatch.extract.tokens import Token
from trucewatch.records.claims import Force

MAX_DEPTH = 40
COMPLEMENTS = ("ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer")
ARGUMENTS = ("obj", "iobj", "nsubj:pass", "obl", "obl:agent")
WH = ("who", "what", "when", "where", "why", "how", "which", "whom", "whose")
ADVERBIAL_MARKS = ("after", "because", "since", "while", "as", "when", "although", "though", "before", "until", "till")

Step = tuple[list[Operator], str] | None  # what a step up adds, and how the head's negation reaches down


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


def _step(token: Token, head: Token) -> Step:
    """What the relation of `token` to `head` adds, and how the head's negation reaches it; None where it ends."""
    label = token.dep
    if case_of(token) == "against" and head.lemma.lower() in lexicon()["against"]["words"]:
        return [Operator("against", float(lexicon()["against"]["factor"]), None, head.i)], "passes"
    infinitive = is_infinitive(token)
    if label in COMPLEMENTS or (infinitive and label in ("obl", "obj", "nmod") and head.pos == "VERB"):
        adverbial = label == "ccomp" and case_of(token) in ADVERBIAL_MARKS
        return _adverbial(token, head) if adverbial else _complement(token, head)
    if label == "conj":
        return _conjunct(token, head)
    if label == "advcl":
        return _adverbial(token, head)
    if label.startswith("acl") or label == "nmod":
        return _below_noun(token, head, infinitive)
    if label in ARGUMENTS:
        return _argument(token, head)
    if label == "nsubj":
        return _subject(token, head)
    if label == "compound":
        return _of_noun(token, head) or ([], "passes")
    return None


def _complement(token: Token, head: Token) -> Step:
    mark = case_of(token)
    found: list[Operator] = []
    if mark in ("whether", "if"):
        indirect = mark == "whether" or head.lemma.lower() in words("whether_heads")
        factor = float(lexicon()["marks"][mark]["factor"])
        found.append(Operator(mark, factor, None if indirect else Force.CONDITIONAL, token.i))
    infinitive = is_infinitive(token)
    if infinitive and (special := _periphrasis(token, head)) is not None:
        return [*found, special], "passes"
    if token.dep == "ccomp" and (is_subjunctive(token) or (infinitive and child(token, *SUBJECTS) is None)):
        return [*found, _wished(head)], "passes"
    infinitive = infinitive and token.dep != "ccomp"
    effect = effect_of(head, infinitive=infinitive)
    if effect is None:
        return [
            *found,
            *([Operator("infinitive", float(lexicon()["infinitive"]), None, head.i)] if infinitive else []),
        ], "passes"
    lemma = head.lemma.lower()
    if lemma == "call" and token.dep == "xcomp" and not infinitive:  # "called it a breach": it names, and asks nothing
        effect = effects("embedding").get("describe", effect)
    factor, force, kind = effect.factor, effect.force, effect.kind
    if kind == "saying" and infinitive and not _passive(head):
        demand = effects("embedding").get("demand")
        factor, force = (demand.factor, Force.DEMANDS) if demand is not None else (factor, force)
    if kind == "factive" and infinitive:
        return [*found, Operator(head.lemma, 0.7, None, head.i)], "passes"
    if effect.negation == "passes" and kind != "demanding" and factor > 0 and negation_of(head) is not None:
        factor = max(factor, float(lexicon()["negated_prospect"]))  # "did not want to", "was not expected to"
    return [*found, Operator(head.lemma, factor, force, head.i)], effect.negation


def is_subjunctive(token: Token) -> bool:
    """ "That they be returned", "that it withdraw": a finite clause without a finite verb, asked for and not told."""
    if child(token, *SUBJECTS) is None or child(token, "mark") is None or is_infinitive(token):
        return False
    auxiliaries = [part for part in token.children if part.dep in ("aux", "aux:pass", "cop")]
    if auxiliaries:
        return auxiliaries[0].lower == "be"
    return token.tag == "VB"


def _wished(head: Token) -> Operator:
    """What a verb does to a clause that it asks for; one that is none of asking asks all the same."""
    effect = effect_of(head, infinitive=True)
    if effect is None or effect.kind in ("saying", "factive", "implicative"):
        effect = effects("embedding")["demand"]
    return Operator(head.lemma, effect.factor, effect.force, head.i)


def _periphrasis(token: Token, head: Token) -> Operator | None:
    """What an infinitive means with its head as one: "going to", "have to", "yet to", "too weak to", "was able to"."""
    data, lemma = lexicon(), head.lemma.lower()
    adverbs = {part.lower for part in head.children if part.dep == "advmod"}
    if lemma in ("have", "be", "remain") and "yet" in adverbs and negation_of(head) is None:
        return Operator("yet to", float(data["yet_to"]), None, head.i)
    if lemma == "go" and head.tag == "VBG" and token.dep == "xcomp":
        return Operator("going to", float(data["going_to"]), Force.PREDICTS, head.i)
    if lemma == "have" and token.dep == "xcomp":
        return Operator("have to", float(data["have_to"]), Force.DEMANDS, head.i)
    if head.lower == "about" and token.dep == "xcomp":
        return Operator("about to", float(data["about_to"]), Force.PREDICTS, head.i)
    if "too" in adverbs and head.pos in ("ADJ", "ADV"):
        return Operator("too", float(data["too"]), None, head.i)
    if lemma == "remain" and token.dep == "xcomp" and _passive(token):
        return Operator("remain to be", 0.1, None, head.i)
    if lemma == "able" and any(part.lower in ("was", "were") for part in head.children):
        return Operator("was able", float(data["was_able"]), None, head.i)  # Bhatt 1999: done, where the past was able
    judged = next((part for part in head.children if part.dep == "xcomp" and part.pos == "ADJ"), None)
    if judged is not None and judged.i < token.i and judged.i != token.i:  # "made it impossible to enter"
        effect = effects("embedding", infinitive=True).get(judged.lemma.lower())
        if effect is not None and effect.kind not in ("saying", "factive", "implicative"):
            return Operator(judged.lemma, effect.factor, effect.force, judged.i)
    return None


def _conjunct(token: Token, head: Token) -> Step:
    """A conjunct shares its head's auxiliaries where it has neither subject nor tense of its own."""
    own = any(part.dep in (*SUBJECTS, "aux", "cop") for part in token.children)
    conjunction = child(token, "cc")
    if conjunction is not None and conjunction.lower in ("rather", "instead", "let"):
        return [marked("rather", token.i)], "blocks"  # "stopped rather than cross", "to see, let alone touch"
    if token.pos in ("NOUN", "PROPN", "ADJ") and head.pos == token.pos:
        return [], "passes"
    bare = head.tag == "VB" and token.tag == "VBP" and token.lower == token.lemma.lower()
    if (
        not own
        and not bare
        and head.tag in ("VB", "VBG")
        and (token.tag in ("VBD", "VBZ", "VBP") or _is_past(token, head))
    ):
        return None  # "failed to find a buyer and filed for bankruptcy": no parallel to the infinitive
    if own or (token.tag != head.tag and not bare):
        return [], "blocks"
    if any(part.dep in ("cc", "cc:preconj") and part.lower == "nor" for part in token.children):
        return [], "spent"  # "neither shelled nor attacked": each has a negation of its own
    return [], "blocks" if conjunction is not None and conjunction.lower == "but" else "passes"


def _is_past(token: Token, head: Token) -> bool:
    """Whether what is tagged a participle can only be a past tense: its parallel is an infinitive."""
    return token.tag == "VBN" and head.tag == "VB" and not _passive(token)


def _mark(token: Token) -> str:
    """The word that opens an adverbial clause, the first of "instead of", "rather than"."""
    if any(part.dep == "mark" and part.lower == "whether" for part in token.children):
        return "whether"  # "a question on whether he fired"
    mark = case_of(token).split(" ")[0]
    if mark:
        return mark
    adverb = child(token, "advmod")
    joined = adverb is not None and adverb.i < token.i and any(part.dep == "fixed" for part in adverb.children)
    return adverb.lower if adverb is not None and joined else ""


def _adverbial(token: Token, head: Token) -> Step:
    mark = _mark(token)
    if mark == "by" and token.tag == "VBG":
        return [], "passes"  # the means share what is said of the end: "would not win by shelling"
    effect = effect_of(head)
    if mark in lexicon()["marks"]:
        if mark in ("from", "for", "against") and effect is not None:
            return [Operator(head.lemma, effect.factor, effect.force, head.i)], effect.negation
        if mark in ("for", "from") and not is_infinitive(token):
            return None
        if mark not in ("for", "from"):
            unreal = mark == "if" and _is_unreal(token, head)
            return [
                Operator("if (unreal)", float(lexicon()["unreal"]), Force.CONDITIONAL, token.i)
                if unreal
                else marked(mark, token.i)
            ], "blocks"
    if is_infinitive(token):
        return _purpose(token, head)
    if effect is not None and mark in ("of", "about", "that", "on", "in", "at", "to") and token.i > head.i:
        return [Operator(head.lemma, effect.factor, effect.force, head.i)], effect.negation
    return None


def _is_unreal(token: Token, head: Token) -> bool:
    """ "If they had fired, people would have died": a past that was not."""
    past = any(part.dep == "aux" and part.lower in ("had", "'d", "’d") for part in token.children)
    return past and any(part.dep == "aux" and part.lower in ("would", "could", "might") for part in head.children)


def _purpose(token: Token, head: Token) -> Step:
    special = _periphrasis(token, head)
    if special is not None:
        return [special], "passes"
    if any(part.lower == "only" and part.dep == "advmod" and part.i < token.i for part in token.children):
        return [], "blocks"  # "returned, only to be jailed": he was
    if token.lemma.lower() in words("results") and token.i > head.i:
        return [], "blocks"  # "rose to close at 90"
    effect = effect_of(head, infinitive=True)
    if effect is not None and effect.kind not in ("saying", "factive", "implicative") and token.i > head.i:
        return [Operator(head.lemma, effect.factor, effect.force, head.i)], effect.negation
    enough = head.lower == "enough" or any(part.lower == "enough" for part in head.children)
    if enough and token.i > head.i:
        return [Operator("enough", float(lexicon()["enough"]), None, head.i)], "passes"
    return [Operator("purpose", float(lexicon()["purpose"]), Force.PREDICTS, token.i)], "blocks"


def _below_noun(token: Token, head: Token, infinitive: bool) -> Step:
    """A clause or phrase of a noun: "a plan to leave", "threat of war", "no sign pointing to it"."""
    mark = _mark(token)
    if token.dep == "nmod":
        return _of_noun(token, head) if mark in ("of", "for", "about", "on", "in") else None
    if token.dep == "acl" and mark in ("without", "instead", "rather"):
        return [marked(mark, token.i)], "blocks"
    if token.dep == "acl" and infinitive and any(part.lower in words("ranking") for part in head.children):
        return [], "passes"  # "the first to leave" left
    if token.dep == "acl" and infinitive:
        return _of_noun(token, head) or (
            [Operator("infinitive of noun", float(lexicon()["bare_infinitive_of_noun"]), None, head.i)],
            "passes",
        )
    if token.dep == "acl" and mark in ("of", "for", "that", "about", "in", "with", "from"):
        return _of_noun(token, head)
    apart = token.left_edge.text == "," or (token.left_edge.i > 0 and token.tree[token.left_edge.i - 1].text == ",")
    if (is_none(head) and not apart) or (token.dep == "acl" and _is_denied_object(head)):
        return ([], "blocks") if head.lemma.lower() in words("undoubted") else ([], "passes")
    return None


def _is_denied_object(noun: Token) -> bool:
    """Whether a negated verb has this indefinite noun for its object: "did not sign a paper agreeing to leave"."""
    determiner = child(noun, "det")
    open_ = determiner is not None and determiner.lower in ("a", "an", "any")
    return open_ and noun.dep == "obj" and negation_of(noun.head) is not None


def _of_noun(token: Token, head: Token) -> Step:
    verb = head.head
    if (
        head.dep in ("obj", "nsubj:pass")
        and verb.lemma.lower() in words("refusing")
        and (is_infinitive(token) or case_of(token) == "for")
    ):
        return [Operator(verb.lemma, float(lexicon()["refused"]), None, verb.i)], "passes"  # "denied a request to open"
    effect = effects("nouns").get(head.lemma.lower())
    if is_none(head) and head.lemma.lower() in words("undoubted"):
        return [], "blocks"
    if effect is not None and effect.factor > 0 and is_none(head) and is_infinitive(token):
        return [Operator(head.lemma, float(lexicon()["negated_prospect"]), effect.force, head.i)], "passes"
    if effect is not None:
        return [Operator(head.lemma, effect.factor, effect.force, head.i)], "passes"
    governed = effect_of(verb) if head.dep == "obj" and case_of(token) in ("of", "for", "with", "from") else None
    if governed is not None and token.dep == "acl":  # "accused the rebels of shelling", hung on the object
        return [Operator(verb.lemma, governed.factor, governed.force, verb.i)], "passes"
    return None


def _argument(token: Token, head: Token) -> Step:
    """An event noun as object: what "want", "prevent" or a negated verb does to it; a definite one is given."""
    if head.pos not in ("VERB", "AUX"):
        return None
    lemma, case, prepositional = head.lemma.lower(), case_of(token), token.dep == "obl"
    if prepositional and case == "without":
        return None
    if token.lemma.lower() in words("utterances") and lemma in words("responding"):
        return None  # "rejected the offer", "denied reports": they were made
    effect = effect_of(head, "object")
    if effect is not None and effect.kind == "excluding" and negation_of(head) is not None:
        return [Operator(head.lemma, float(lexicon()["not_excluded"]), Force.PREDICTS, head.i)], "blocks"
    if effect is not None and (not prepositional or case in ("for", "on", "against", "of", "from", "about", "out")):
        return [Operator(head.lemma, effect.factor, effect.force, head.i)], "dims"
    if lemma in words("carrying_out") and not prepositional:
        return [], "passes"
    if prepositional or is_given(token) or token.dep == "obl:agent":
        return None
    return [], "passes"


def _subject(token: Token, head: Token) -> Step:
    """An event noun as subject of its own being: "there is no plan", "a clash may occur"."""
    if child(head, "expl") is not None and head.lemma.lower() in ("be", "come", "remain", "exist", "follow"):
        return [], "passes"
    lemma = head.lemma.lower()
    if lemma in words("occurring") or (lemma == "take" and any(p.lower == "place" for p in head.children)):
        return [], "passes"
    return ([], "passes") if lemma in words("carrying_out") and not is_given(token) else None


def is_infinitive(token: Token) -> bool:
    """Whether the word stands with "to"."""
    return any(part.dep == "mark" and part.lower == "to" for part in token.children)


def _passive(token: Token) -> bool:
    return child(token, "aux:pass", "nsubj:pass") is not None


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
