"""How far a content reaches, by the order of words, where its tree has broken off: "said he came | and that he left".

A content that begins right after its cue goes on where the next words cannot begin anything else: a second "that …"
or "to …", or the verb of a subject that the tree took for all that was said.
"""

from __future__ import annotations

from dataclasses import replace

from trucewatch.extract.attribution.asides import FINITE
from trucewatch.extract.attribution.cues import is_speech
from trucewatch.extract.attribution.draft import Draft
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.ranges import union
from trucewatch.extract.syntax.tree import Token, Tree

OPENERS = frozenset(("that", "whether", "if", "how", "why", "to"))
JOINERS = frozenset(("and", "or", "but", "nor"))


def reached(sentence: Sentence, draft: Draft) -> Draft:
    """The draft, its content carried on to where it ends."""
    last = draft.cue[-1][1]
    parts = [part for part in draft.content if part[0] >= last]
    if len(parts) != len(draft.content) or not parts:
        return draft
    said = sentence.tokens_in(parts[0][0], parts[-1][1])
    start = said[-1].i + 1
    verb = sentence.tokens_in(*draft.cue[-1])[-1]
    if start >= len(sentence.tree) or not _goes_on(sentence.tree, said, start, verb):
        return draft
    end = _end(sentence.tree, start)
    first, final = sentence.tree[start], sentence.tree[end - 1]
    added = (sentence.start + first.idx, sentence.start + final.idx + len(final.text))
    return replace(draft, content=union((*draft.content, added)))


def _goes_on(tree: Tree, said: list[Token], start: int, verb: Token) -> bool:
    opens = said[0].lower
    following = tree[start]
    if opens == "that" and not any(token.pos in ("VERB", "AUX") for token in said):
        return not following.is_punct or following.lower == ","
    if verb.tag in ("VBD", "VBZ", "VBP") and is_speech(verb.lemma.lower()) and _is_nominal(said):
        return following.tag in FINITE and following.pos in ("VERB", "AUX")
    place = start + 1 if following.lower == "," and start + 1 < len(tree) else start
    second = tree[place + 1] if place + 1 < len(tree) else tree[place]
    return tree[place].lower in JOINERS and second.lower == opens and opens in OPENERS


def _is_nominal(said: list[Token]) -> bool:
    """Whether the words can be a subject alone: no verb among them but within its relative clause."""
    finite = [token for token in said if token.tag in FINITE]
    return said[0].pos not in ("VERB", "AUX", "PART", "SCONJ") and all(t.dep == "acl:relcl" for t in finite)


def _end(tree: Tree, start: int) -> int:
    """Where the sentence or its half ends, or another speaks on after a comma."""
    for token in tree[start:]:
        if token.lower == ";" or (token.is_quote and token.i > start):
            return token.i
        if token.lower == "," and token.i + 1 < len(tree):
            after = tree[token.i + 1]
            if after.tag == "VBG" and is_speech(after.lemma.lower()):
                return token.i
    return len(tree)
