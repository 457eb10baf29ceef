"""Clauses of a sentence that tell of something else than the event: "…, which it signed on 12 February, …".

What such a clause says of when and where is its own. A clause that the event stands in is none of these, nor is one
that tells the same occurrence ("were killed when a shell hit …", "…, wounding three"). Words at a verb of saying or
denying above the event ("on Monday denied shelling …") date the word, and not the act.
"""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.extract.events.lexicon import Lexicon, event_types
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.factuality.degrees import effects
from trucewatch.extract.factuality.operators import COMPLEMENTS
from trucewatch.extract.syntax.phrases import OBLIQUE_DEPS, children, governors
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.spans import Span

CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "nmod", "obl"))
# What opens a clause about another time than that of the clause it hangs on.
OTHER_TIME = frozenset(
    ("after", "before", "since", "until", "till", "following", "because", "although", "though", "unless")
)
RELATIVE = frozenset(("which", "who", "whom", "whose", "that", "where"))
PARTICIPLES = frozenset(("VBN", "VBD"))
WORDS = frozenset(("denying", "alleging", "saying"))  # classes of `factuality.yaml`
OF_CHARGE = frozenset(("acl", "advcl", "obl", "obj"))  # how act or accused hang on "accused … of shelling"
SPOKEN = frozenset(("truce", "diplomacy"))  # families whose act is the word itself: "on Monday declared a truce"


def embedded_spans(mention: EventMention, words: Lexicon) -> tuple[Span, ...]:
    """The embedded clauses of the mention's sentence that it does not stand in, outermost first.

    After them, the words between who says, denies or alleges the event and what is said of it.
    """
    own = {mention.trigger.i, mention.carrier.i}
    above = own | {token.i for token in governors(mention.trigger)} | {token.i for token in governors(mention.carrier)}
    found: list[tuple[int, int]] = []
    for token in mention.sentence.tree:
        low, high = token.left_edge.i, _end(token)
        if token.i in above or token.dep not in CLAUSES or any(low <= i <= high for i in own):
            continue
        if any(first <= low and high <= last for first, last in found) or not _tells_of_else(token, words):
            continue
        found.append((low, high))
    tree = mention.sentence.tree
    return tuple(mention.sentence.span(tree[low], tree[high]) for low, high in (*found, *_at_words(mention)))


def _at_words(mention: EventMention) -> Iterator[tuple[int, int]]:
    """First and last index of what stands at each verb of a word that the event is told in, before the event."""
    if event_types()[mention.event].family in SPOKEN:
        return
    told = mention.trigger
    for verb in governors(told):
        kind = _word_kind(verb, told)
        if kind:
            speaker = next((one for one in children(verb, "nsubj", "nsubj:pass") if one.i < verb.i), verb)
            last = _before_content(verb, told)
            if speaker.i < last:
                yield min(speaker.i + 1, verb.i), last
        if kind == "denying":  # "On Monday the army denied"; of a mere saying, it frames what is said
            early = [one for one in verb.children if one.dep in OBLIQUE_DEPS and one.right_edge.i < verb.i]
            yield from ((one.left_edge.i, one.right_edge.i) for one in early)
        told = verb


def _word_kind(verb: Token, told: Token) -> str:
    """The class of the verb of saying or denying whose content `told` heads; "" where it is none."""
    effect = effects("embedding").get(verb.lemma.lower()) if verb.pos == "VERB" else None
    if effect is None or effect.kind not in WORDS or told.i < verb.i:
        return ""
    charged = effect.kind == "alleging" and told.dep in OF_CHARGE
    denied = effect.kind == "denying" and told.dep == "advcl" and _is_gerund(told)  # "denied on Monday shelling"
    return effect.kind if charged or denied or told.dep in COMPLEMENTS else ""


def _before_content(verb: Token, told: Token) -> int:
    """Index of the last word before what is said: before "that", before a bare gerund, else before its clause."""
    content = told.i if _is_gerund(told) else told.left_edge.i
    opening = next((i for i in range(verb.i + 1, told.i) if verb.tree[i].lower == "that"), content)
    return min(content, opening) - 1


def _is_gerund(token: Token) -> bool:
    return token.tag == "VBG" and not children(token, "nsubj", "nsubj:pass", "aux")


def _tells_of_else(head: Token, words: Lexicon) -> bool:
    """Whether the clause under `head` has a time of its own."""
    clause = list(head.tree[head.left_edge.i : head.right_edge.i + 1])
    verbal = head.pos in ("VERB", "AUX") or head.tag in PARTICIPLES
    opening = next((token.lower for token in clause if token.is_alpha), "")
    if head.dep == "acl:relcl" or (verbal and opening in RELATIVE and head.dep != "ccomp"):
        return not (_is_restrictive(head) and _is_progressive(head))
    if opening in OTHER_TIME and (verbal or head.dep == "advcl"):
        return True
    if head.left_edge.i == 0:  # what opens a sentence frames all of it
        return False
    return head.tag in PARTICIPLES and head.dep in ("acl", "advcl") and _is_reduced(head, words)


def _end(head: Token) -> int:
    """Index of the clause's last word; a restrictive clause ends at the comma after its verb, whatever trees say."""
    last = head.right_edge.i
    if not _is_restrictive(head):
        return int(last)
    return next((i - 1 for i in range(head.i + 1, last + 1) if head.tree[i].text == ","), int(last))


def _is_restrictive(head: Token) -> bool:
    first = head.left_edge
    return first.text != "," and (first.i == 0 or head.tree[first.i - 1].text != ",")


def _is_progressive(head: Token) -> bool:
    """ "Trucks which were carrying aid": what is going on while the rest happens has its time."""
    return head.tag == "VBG" and any(child.lemma == "be" for child in head.children)


def _is_reduced(head: Token, words: Lexicon) -> bool:
    """Whether a participle after a noun names an event of its own: "the truce agreed on …", "an attack launched …".

    One that only says in what state the noun is ("a village held by the rebels on …") does not.
    """
    before = head.tree[head.i - 1] if head.i else None
    return before is not None and before.pos in ("NOUN", "PROPN") and words.match(head) is not None
