"""Scope of clauses: what a step up from a complement, a conjunct or an adverbial clause adds to certainty."""

from __future__ import annotations

from trucewatch.extract.attribution.sources import SUBJECTS, case_of, child
from trucewatch.extract.factuality.degrees import Operator, effect_of, effects, lexicon, marked, words
from trucewatch.extract.syntax.negation import negator
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Force

Step = tuple[list[Operator], str] | None  # what a step up adds, and how the head's negation reaches down; None: no step


def complement(token: Token, head: Token) -> Step:
    """What a verb, adjective or noun does to the clause that it takes: "said that", "wants to", "failed to"."""
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
    gerund = token.tag == "VBG" and token.dep == "xcomp" and child(token, "aux") is None
    if effect is not None and effect.kind == "thinking" and gerund:
        effect = effects("embedding", infinitive=True).get("plan", effect)  # "is considering declaring it void"
    if effect is None:
        return [
            *found,
            *([Operator("infinitive", float(lexicon()["infinitive"]), None, head.i)] if infinitive else []),
        ], "passes"
    lemma = head.lemma.lower()
    if lemma == "call" and token.dep == "xcomp" and not infinitive:  # "called it a breach": it names, and asks nothing
        effect = effects("embedding").get("describe", effect)
    factor, force, kind = effect.factor, effect.force, effect.kind
    if kind == "saying" and infinitive and not is_in_passive(head):
        demand = effects("embedding").get("demand")
        factor, force = (demand.factor, Force.DEMANDS) if demand is not None else (factor, force)
    if kind == "factive" and infinitive:
        return [*found, Operator(head.lemma, 0.7, None, head.i)], "passes"
    if effect.negation == "passes" and kind != "demanding" and factor > 0 and negator(head) is not None:
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
    if lemma in ("have", "be", "remain") and "yet" in adverbs and negator(head) is None:
        return Operator("yet to", float(data["yet_to"]), None, head.i)
    if lemma == "go" and head.tag == "VBG" and token.dep == "xcomp":
        factor = float(data["going_to" if negator(head) is None else "negated_prospect"])
        return Operator("going to", factor, Force.PREDICTS, head.i)
    if lemma == "have" and token.dep == "xcomp":
        return Operator("have to", float(data["have_to"]), Force.DEMANDS, head.i)
    if head.lower == "about" and token.dep == "xcomp":
        factor = float(data["about_to" if negator(head) is None else "negated_prospect"])
        return Operator("about to", factor, Force.PREDICTS, head.i)
    if "too" in adverbs and head.pos in ("ADJ", "ADV"):
        return Operator("too", float(data["too"]), None, head.i)
    if lemma == "remain" and token.dep == "xcomp" and is_in_passive(token):
        return Operator("remain to be", 0.1, None, head.i)
    if lemma == "able" and any(part.lower in ("was", "were") for part in head.children):
        return Operator("was able", float(data["actual"]), None, head.i)  # Bhatt 1999: done, where the past was able
    judged = next((part for part in head.children if part.dep == "xcomp" and part.pos == "ADJ"), None)
    if judged is not None and judged.i < token.i and judged.i != token.i:  # "made it impossible to enter"
        effect = effects("embedding", infinitive=True).get(judged.lemma.lower())
        if effect is not None and effect.kind not in ("saying", "factive", "implicative"):
            return Operator(judged.lemma, effect.factor, effect.force, judged.i)
    return None


def conjunct(token: Token, head: Token) -> Step:
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
    return token.tag == "VBN" and head.tag == "VB" and not is_in_passive(token)


def opening_of(token: Token) -> str:
    """The word that opens an adverbial clause, the first of "instead of", "rather than"."""
    if any(part.dep == "mark" and part.lower == "whether" for part in token.children):
        return "whether"  # "a question on whether he fired"
    mark = case_of(token).split(" ")[0]
    if mark:
        return mark
    adverb = child(token, "advmod")
    joined = adverb is not None and adverb.i < token.i and any(part.dep == "fixed" for part in adverb.children)
    return adverb.lower if adverb is not None and joined else ""


def adverbial(token: Token, head: Token) -> Step:
    """What opens an adverbial clause, and an infinitive of purpose, do to it: "if", "until", "in order to"."""
    mark = opening_of(token)
    if mark == "by" and token.tag == "VBG":
        return [], "passes"  # the means share what is said of the end: "would not win by shelling"
    if mark == "from" and head.lower == "far":
        return [marked("instead", token.i)], "blocks"  # "far from withdrawing, the brigade …"
    effect = effect_of(head)
    if mark in ("until", "till") and _is_told_as_past(token):
        return None
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


def _is_told_as_past(token: Token) -> bool:
    """ "Held out until the army came": it came."""
    return token.tag == "VBD" or any(
        part.dep.startswith(("aux", "cop")) and part.tag == "VBD" for part in token.children
    )


def _is_unreal(token: Token, head: Token) -> bool:
    """ "If they had fired, people would have died": a past that was not."""
    past = any(part.dep == "aux" and part.lower in ("had", "'d", "’d") for part in token.children)
    return past and any(part.dep == "aux" and part.lower in ("would", "could", "might") for part in head.children)


def _purpose(token: Token, head: Token) -> Step:
    special = _periphrasis(token, head)
    if special is not None:
        return [special], "passes"
    if head.lower in words("ranking"):
        return [Operator(head.lower, float(lexicon()["actual"]), None, head.i)], "passes"  # "was the first to leave"
    if any(part.lower == "only" and part.dep == "advmod" and part.i < token.i for part in token.children):
        return [], "blocks"  # "returned, only to be jailed": he was
    if token.lemma.lower() in words("results") and token.i > head.i:
        return [], "blocks"  # "rose to close at 90"
    if head.lemma.lower() in words("causing") and any(part.dep in ("obj", "nsubj:pass") for part in head.children):
        return [], "passes"  # "led hundreds to seek shelter": they did
    effect = effect_of(head, infinitive=True)
    if effect is not None and effect.kind not in ("saying", "factive", "implicative") and token.i > head.i:
        return [Operator(head.lemma, effect.factor, effect.force, head.i)], effect.negation
    enough = head.lower == "enough" or any(part.lower == "enough" for part in head.children)
    if enough and token.i > head.i:
        return [Operator("enough", float(lexicon()["enough"]), None, head.i)], "passes"
    factor = lexicon()["purpose" if negator(head) is None else "purpose_denied"]
    return [Operator("purpose", float(factor), Force.PREDICTS, token.i)], "blocks"


def is_infinitive(token: Token) -> bool:
    """Whether the word stands with "to"."""
    return any(part.dep == "mark" and part.lower == "to" for part in token.children)


def is_in_passive(token: Token) -> bool:
    """Whether the tree marks the verb's passive."""
    return child(token, "aux:pass", "nsubj:pass") is not None
