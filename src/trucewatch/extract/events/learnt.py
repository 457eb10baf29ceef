"""Words that the lexicon does not know as acts and the network does: "sank a tanker", "were turned back at the bridge".

The network learnt from our own marked sentences (`training/acts`) what kind of act a word tells. What it alone finds is
a mention like any other, filled from the same tree; the claim says so and is one to check.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from trucewatch.extract.events.entries import Entry
from trucewatch.extract.events.lexicon import event_types
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.arguments import Frame, noun_frame, verb_frame
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.phrases import is_noun_like
from trucewatch.extract.syntax.tree import Token, Tree
from trucewatch.knowledge.ontology import act_of

LIKELY = 0.97  # from here on a word that no entry fits is held for an act
EVEN = 0.5
RULE = "learnt"
TOLD_BY_WORDS = ("tally", "commitment")  # what is counted and what is owed need more than one word
FIRST_TYPES = {"obstruction": "restriction"}
CASES = ("on", "upon", "against", "at", "into")


def learnt_triggers(tree: Tree, matched: Collection[Token], *, truce: bool) -> Iterator[tuple[Token, Entry, Frame]]:
    """The words of a sentence that the network alone takes for acts, each with an entry for its kind.

    Args:
        tree: the sentence.
        matched: the words that entries of the lexicon fitted: what stands with one of these tells the same act.
        truce: whether the sentence names a truce, without which nothing is said of one.
    """
    for token in tree:
        kind, chance = token.act
        if chance < LIKELY or kind in TOLD_BY_WORDS or (not truce and kind.startswith("truce")):
            continue
        if _may_tell(token) and not _is_of(token, kind, matched):
            yield token, _entry(kind), noun_frame(token) if is_noun_like(token) else verb_frame(token)


def _may_tell(token: Token) -> bool:
    """Whether a word can carry an act by itself: the top of the likely words that stand together."""
    if token.pos not in ("VERB", "NOUN", "ADJ") or token.dep in ("compound", "case", "aux", "aux:pass"):
        return False
    if token.lemma == "lose" or token.lower in harm_words("killed", "injured"):
        return False  # how many were harmed is read beside the act (`extract.harm`)
    if any(child.dep == "obj" and child.act[0] == token.act[0] and child.act[1] >= EVEN for child in token.children):
        return False  # "halted the signing": the noun tells the act, and the verb only what became of it
    above = token.head
    together = above is not token and abs(above.i - token.i) <= 2 and above.act[1] >= LIKELY
    return not (together and above.act[0] == token.act[0] and above.pos in ("VERB", "NOUN", "ADJ"))


def _is_of(token: Token, kind: str, matched: Collection[Token]) -> bool:
    """Whether a word of the lexicon tells the act: the word itself, or one that it carries or hangs on."""
    near = (token, token.head, *token.children)
    return any(word in matched and (word is token or word.act[0] == kind or word.i == token.i + 1) for word in near)


def is_learnt(mention: EventMention) -> bool:
    """Whether the network alone found it."""
    return mention.rule.startswith(RULE)


@cache
def _entry(kind: str) -> Entry:
    """An entry of no word: the plainest type of the kind, filled as any verb or noun of it."""
    code = FIRST_TYPES.get(kind) or next(name for name in event_types() if act_of(name) == kind)
    return Entry(
        code=code,
        verbs=(),
        nouns=(),
        words=(),
        needs=(),
        bars=(),
        target=CASES,
        symmetric=kind == "clash",
        wrapper=False,
        root=None,
        rule=f"{RULE}.{kind}",
    )
