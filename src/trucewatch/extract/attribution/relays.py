"""Relays: "said in a statement carried by SANA" sets SANA outside the speaker, "citing residents" sets them inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trucewatch.extract.attribution import sources as roles
from trucewatch.extract.attribution.cues import words
from trucewatch.extract.attribution.draft import Draft
from trucewatch.extract.attribution.drafts import is_citing
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.ranges import Ranges, minus, of_tokens
from trucewatch.extract.syntax.tree import Token


def relayed(sentence: Sentence, found: list[Draft]) -> Iterator[Draft]:
    """The drafts, with those that a relay passes on set within it; and the relays."""
    relays = [*_carried(sentence, found), *_cited(sentence, found)]
    inner = {id(draft): relay for draft, relay in relays if relay.within is None}
    for draft in found:
        relay = inner.get(id(draft))
        yield replace(draft, within=relay) if relay is not None else draft
    yield from (relay for _, relay in relays)


def _carried(sentence: Sentence, found: list[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """ "Said in a statement carried by SANA": SANA is the outer link of what was said."""
    for token in sentence.tree if found else ():
        if token.dep not in ("acl", "acl:relcl") or token.lemma.lower() not in words("relays"):
            continue
        carrier = token.head
        by = roles.agent(token)
        if by is None or carrier.lemma.lower() not in words("carriers"):
            continue
        for draft in found:
            if draft.rule in ("verb", "noun") and _holds(sentence, draft.cue, carrier.head, carrier):
                source = roles.source_tokens(by, token)
                mark = roles.child(by, "case")
                cue = {token.i} | ({mark.i} if mark is not None else set())
                ends = [of_tokens(sentence.tree, sentence.start, part) for part in (source, cue)]
                yield draft, Draft(ends[0], ends[1], draft.content, token.lemma.lower(), "relay", sentence.index)
                break


def _opens_after(draft: Draft, aside: Ranges) -> bool:
    return bool(aside) and 0 <= draft.cue[0][0] - aside[-1][1] <= 2


def _holds(sentence: Sentence, cue: Ranges, *tokens: Token) -> bool:
    return any(start <= sentence.start + token.idx < end for token in tokens for start, end in cue)


def _cited(sentence: Sentence, found: list[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """ "X reported that …, citing Y": Y is the inner link."""
    for token in sentence.tree:
        noun = roles.child(token, "obj") if is_citing(token) else None
        if noun is None:
            continue
        source = of_tokens(sentence.tree, sentence.start, roles.source_tokens(noun, token))
        cue = of_tokens(sentence.tree, sentence.start, {token.i})
        whole = of_tokens(sentence.tree, sentence.start, roles.indices(token))
        outer = next((d for d in found if d.rule == "verb" and _holds(sentence, d.cue, token.head)), None)
        if outer is None:
            head = token.head
            outer = next((d for d in found if d.rule == "verb" and _holds(sentence, d.content, head)), None)
        if outer is None and token.head.pos not in ("VERB", "AUX"):  # hung on a noun before the verb of saying
            outer = next((d for d in found if d.rule == "verb" and _opens_after(d, whole)), None)
        if outer is None:
            content = of_tokens(sentence.tree, sentence.start, roles.indices(token.head, token))
            alone = Draft(source, cue, content, token.lemma.lower(), "citing", sentence.index)
            yield alone, alone
        else:
            content = minus(outer.content, whole)
            yield outer, Draft(source, cue, content, token.lemma.lower(), "citing", sentence.index, within=outer)
