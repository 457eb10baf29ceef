"""What a sentence takes back, leaves unsaid or only imagines: false reports, unsaid words, conditions, whoever does so.

These frames stand above an event's clause and settle its force whatever the clause itself looks like: "reports that
they attacked are false", "neither has said that it withdrew", "had they not attacked, …", "those who attack will pay".
"""

from __future__ import annotations

import re
from itertools import islice, pairwise

from trucewatch.extract.events.denials import denial_words
from trucewatch.extract.syntax.arguments import surface_subject
from trucewatch.extract.syntax.phrases import children, governors
from trucewatch.extract.syntax.tree import Token

SAYING = frozenset(("say", "announce", "confirm", "declare", "state", "report", "indicate", "disclose", "claim"))
NEGATIVE = frozenset(("not", "n't", "n’t", "never", "neither", "nobody", "none", "nor"))
WHOEVER = frozenset(("those", "anyone", "anybody", "whoever", "everyone", "everybody", "any", "all", "they"))
BINDING = frozenset(("will", "would", "shall", "should", "must", "may", "might", "can", "could", "'ll", "’ll"))
IRREAL = frozenset(("would", "could", "might"))
INVERTED = frozenset(("had", "were", "should"))
REACH = 20  # words from a verb to what says when
CLAUSES = ("acl", "ccomp", "acl:relcl", "advcl")
ANNOUNCING = frozenset(("announce", "declare", "proclaim", "unveil"))
OFTEN = frozenset(
    ("often", "frequently", "routinely", "regularly", "usually", "sometimes", "occasionally", "typically")
)
AGAIN = frozenset(("repeatedly", "previously"))  # of habit with a perfect alone: "has repeatedly struck"
LONG = re.compile(
    r"\b(?:in the past(?! (?:\w+ )?(?:hours?|days?|weeks?|months?|years?))|over the years"
    r"|for (?:many )?(?:years|decades)"
    r"|(?:many|several|numerous|countless) times (?:before|in the past|over the years))\b",
    re.IGNORECASE,
)
NEAR = 3  # governors between a report and the verb that rejects it; more is a misparse


def disclaimed(word: Token) -> Token | None:
    """The noun of a report that the sentence calls false or denies, where `word` stands in what was reported."""
    current = word
    for above in governors(word):
        if above.lower in denial_words("reports") and current.dep in CLAUSES and _is_clause_of(current, above):
            return above if _is_rejected(above) else None
        if current.dep == "nmod" and above.lower in denial_words("reports") and above.pos in ("NOUN", "PROPN", "VERB"):
            return above if _is_rejected(above) else None
        current = above
    return None


def denier(word: Token) -> Token | None:
    """Who "dismissed as a lie" the report that `word` stands in, where its tree shows it as the verb's subject."""
    noun = disclaimed(word)
    near = (
        []
        if noun is None
        else [one for one in islice(governors(noun), NEAR) if one.lemma.lower() in denial_words("denying")]
    )
    return surface_subject(near[0]) if near and not children(near[0], "aux:pass", "nsubj:pass") else None


def _is_clause_of(clause: Token, noun: Token) -> bool:
    marks = {child.lower for child in children(clause, "mark")}
    return clause.i > noun.i and (bool(marks & {"that", "of"}) or clause.dep == "ccomp")


def _is_rejected(noun: Token) -> bool:
    for count, above in enumerate(governors(noun)):
        if count >= NEAR or noun.dep in ("nmod", "obl:agent"):
            return False
        negated = any(child.lower in NEGATIVE for child in above.children)
        if (
            above.lower in denial_words("false")
            and above.i > noun.i
            and noun.dep in ("nsubj", "nsubj:pass", "nsubj:outer")
        ):
            return not negated
        if above.lemma.lower() in denial_words("denying"):
            return not negated
        named = above.lemma.lower() in denial_words("calling") and noun.dep == "obj"
        if named and any(one.lower in denial_words("false") for one in children(above, "xcomp", "obj", "obl")):
            return not negated
        if above.pos in ("VERB", "AUX") and noun.dep not in ("obj", "obl", "appos"):
            return False
    return False


def is_unsaid(word: Token) -> bool:
    """Whether the verb of saying right above the clause is negative: "neither had said that it was leaving"."""
    current = word
    for above in governors(word):
        if current.dep == "ccomp" and above.lemma.lower() in SAYING and above.i < current.i:
            return any(_is_negative(child) for child in above.children if child.i < current.i)
        if current.dep not in ("conj", "xcomp", "obj", "obl", "nmod"):
            return False
        current = above
    return False


def _is_negative(part: Token) -> bool:
    if part.dep in ("nsubj", "nsubj:pass"):
        return part.lower in NEGATIVE or any(one.lower in ("no", "neither") for one in children(part, "det"))
    return part.dep in ("advmod", "aux", "cc:preconj", "cc") and part.lower in NEGATIVE


def is_counterfactual(word: Token) -> bool:
    """Whether `word` stands in "had they not attacked, it would have held", on either side; or under "if … had"."""
    tree = word.tree
    for aux in tree:
        if aux.lower not in INVERTED or not _opens_condition(aux):
            continue
        later = [one for one in tree[aux.i :] if one.lower in IRREAL]
        comma = next((one.i for one in tree[aux.i :] if one.text == ","), None)
        if later and comma is not None and comma < later[0].i:
            return word.i > aux.i and not any(one.text in (";", ":") for one in tree[aux.i : word.i])
        if _follows_irreal(aux):
            return word.i > aux.i or not any(one.text in (",", ";") for one in tree[word.i : aux.i])
    return False


def _opens_condition(aux: Token) -> bool:
    """An auxiliary with its subject after it, where a clause begins."""
    following = aux.nbor(1) if aux.i + 1 < len(aux.tree) else None
    if following is None or following.pos not in ("DET", "PRON", "NOUN", "PROPN", "ADJ"):
        return False
    before = aux.tree[aux.i - 1] if aux.i else None
    opens = before is None or before.is_punct or before.is_quote or before.lower in ("that", "and", "but")
    return (opens and aux.tree[-1].text != "?") or _follows_irreal(aux)


def _follows_irreal(aux: Token) -> bool:
    """ "would have held had the …": the condition comes last."""
    before = [one.lower for one in aux.tree[max(0, aux.i - 8) : aux.i]]
    perfect = any(one in IRREAL and two == "have" for one, two in pairwise(before))
    ended = aux.i > 0 and (aux.nbor(-1).tag in ("VBN", "VBD") or aux.nbor(-1).text == ",")
    return perfect and ended


def is_generic(word: Token) -> bool:
    """Whether a relative clause speaks of whoever does so: "those who violate it", "any group that attacks will …"."""
    clause = _relative(word)
    if clause is None or clause.tag not in ("VBP", "VBZ", "VB"):
        return False
    if any(
        child.dep in ("aux", "aux:pass") and child.lower in ("have", "has", "are", "is") for child in clause.children
    ):
        return False
    head = clause.head
    if head.lower in WHOEVER or any(one.lower in ("any", "all", "every") for one in children(head, "det")):
        return True
    definite = head.pos == "PROPN" or any(
        one.lower in ("the", "this", "these") or one.dep == "nmod:poss" for one in children(head, "det", "nmod:poss")
    )
    return not definite and any(
        one.dep == "aux" and one.lower in BINDING for up in governors(head) for one in up.children
    )


def _relative(word: Token) -> Token | None:
    """The relative clause whose verb, or a verb beside it, is `word`; "who" for its subject."""
    current = word
    while current.dep in ("conj", "obj") and current.head != current:
        current = current.head
    if current.dep != "acl:relcl":
        return None
    return current if any(child.lower in ("who", "that", "which") for child in current.children) else None


def announcer(noun: Token) -> Token | None:
    """Who "announced a new offensive": an act that is named as one of its kind is announced before it is done."""
    verb = noun.head
    if noun.dep != "obj" or verb.lemma.lower() not in ANNOUNCING or noun.pos not in ("NOUN", "PROPN"):
        return None
    one = any(child.lower in ("a", "an") for child in children(noun, "det"))
    plural_new = any(child.lower in ("new", "further", "fresh") for child in children(noun, "amod"))
    definite = any(child.lower in ("the", "this", "that", "these") for child in children(noun, "det"))
    told = bool(children(noun, "acl", "acl:relcl"))
    return surface_subject(verb) if (one or (plural_new and not definite)) and not told else None


def is_habitual(verb: Token) -> bool:
    """Whether a clause tells what somebody does or has done at no one time: "has often struck", "in the past"."""
    perfect = any(
        child.dep == "aux" and child.lower in ("has", "have", "'ve", "’ve", "having") for child in verb.children
    )
    adverbs = {child.lower for child in children(verb, "advmod")}
    if adverbs & OFTEN or (perfect and adverbs & AGAIN):
        return True
    following = verb.tree[verb.i : verb.i + REACH]
    end = next((one.i for one in following if one.text in (";", ",", ".")), verb.i + REACH)
    return perfect and bool(LONG.search(verb.tree.words(verb.i, end)))
