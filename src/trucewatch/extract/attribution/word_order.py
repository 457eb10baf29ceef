"""Attributions that the order of words shows where a tree does not: between commas, or around a verb of speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from trucewatch.extract.attribution import sources as roles
from trucewatch.extract.attribution.asides import FINITE
from trucewatch.extract.attribution.cues import is_speech, is_told
from trucewatch.extract.attribution.draft import Draft, draft_of
from trucewatch.extract.attribution.openings import goes_on, opening
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.ranges import Ranges, minus, of_tokens
from trucewatch.extract.syntax.tree import Token

HYPHENS = ("-", "'", "’")
MAX_NAMED = 15  # words of a source after "according to"


def interposed(sentence: Sentence, draft: Draft) -> Draft:
    """The draft, with all around its cue for content where that stands between commas: "It was, he said, shut"."""
    if draft.rule not in ("verb", "parenthesis") or not is_speech(draft.lemma):
        return draft
    tree = sentence.tree
    cue = sentence.tokens_in(draft.cue[-1][0], draft.cue[-1][1])
    verb = next((token for token in reversed(cue) if token.pos in ("VERB", "AUX")), cue[-1])
    low = next((i for i in range(verb.i - 1, max(verb.i - 10, 0), -1) if tree[i].lower == ","), None)
    high = next((i for i in range(verb.i + 1, min(verb.i + 7, len(tree))) if tree[i].lower == ","), None)
    if low is None or high is None or high >= len(tree) - 3:
        return draft
    speaker = [token for token in tree[low + 1 : verb.i] if token.dep not in ("advmod", "aux")]
    aside = [*speaker, *tree[verb.i + 1 : high]]
    if (
        not speaker
        or speaker[0].pos not in ("PROPN", "PRON", "NOUN", "DET", "ADJ")
        or speaker[0].lower in roles.GENERIC[1:]
    ):
        return draft
    if (
        any(token.pos in ("VERB", "AUX", "CCONJ", "SCONJ") or token.is_quote for token in aside)
        or tree[high + 1].lower == "that"
    ):
        return draft
    source = of_tokens(tree, sentence.start, (token.i for token in speaker))
    first = range(0) if tree[low - 1].dep == "cc" else range(low)  # "fell and, he said, rose": the second alone
    rest = of_tokens(tree, sentence.start, [*first, *range(high + 1, len(tree))])
    return replace(draft, source=source, content=rest, rule="parenthesis")


def between_commas(sentence: Sentence, verb: Token) -> Iterator[Draft]:
    """A verb of speech between commas for which the tree has no content."""
    if verb.tag not in ("VBD", "VBZ", "VBP") or not is_told(verb.lemma.lower()) or roles.is_passive(verb):
        return
    cue = of_tokens(sentence.tree, sentence.start, roles.cue_tokens(verb))
    draft = interposed(sentence, Draft((), cue, (), verb.lemma.lower(), "verb", sentence.index))
    finite = (t for t in sentence.tree if t.tag in ("VBD", "VBZ", "VBP", "MD") and t.i != verb.i)
    if draft.rule == "parenthesis" and any(_covered(sentence, draft.content, token) for token in finite):
        yield draft


def by_order(sentence: Sentence, verb: Token) -> Iterator[Draft]:
    """A verb of speech whose speaker and content stand around it though the tree does not say so."""
    found = opening(sentence, verb)
    if found is not None:
        cue = roles.cue_tokens(verb) - set(found.speaker) - set(found.content)
        draft = draft_of(sentence, set(found.speaker), cue, set(found.content), verb.lemma.lower(), "order")
        if draft is not None:
            yield draft


def apart(found: Sequence[Draft]) -> list[Draft]:
    """The drafts, what goes on with a participle taken out of what was said before it."""
    going_on = [draft for draft in found if draft.rule == "participle"]
    if not going_on:
        return list(found)
    asides = [(draft.cue[0][0], draft.content[-1][1]) for draft in going_on]
    shorter = [d if d.cue[0][0] > asides[0][0] or d in going_on else _without(d, asides) for d in found]
    return [draft for draft in shorter if draft.content]


def _without(draft: Draft, asides: Sequence[tuple[int, int]]) -> Draft:
    return replace(draft, content=minus(draft.content, asides))


def by_participle(sentence: Sentence, verb: Token) -> Iterator[Draft]:
    """A participle of speech that goes on from the sentence's own cue or its main verb."""
    said = goes_on(verb)
    if said is None:
        return
    before = [t for t in verb.tree[: verb.i] if t.tag in FINITE and roles.child(t, "nsubj") is not None]
    spoken = [t for t in before if is_speech(t.lemma.lower())]
    told = spoken[-1] if spoken else before[0] if before else None
    speaker = roles.subject(told) if told is not None else None
    if told is None or speaker is None or not roles.is_source(speaker):
        return
    source = roles.source_tokens(speaker, told)
    draft = draft_of(sentence, source, {verb.i}, set(said), verb.lemma.lower(), "participle")
    if draft is not None:
        yield draft


def _covered(sentence: Sentence, ranges: Ranges, token: Token) -> bool:
    return any(start <= sentence.start + token.idx < end for start, end in ranges)


def according(sentence: Sentence, found: Sequence[Draft]) -> Iterator[Draft]:
    """ "…, according to two residents": where the tree hangs the phrase elsewhere, by the commas around it."""
    tree = sentence.tree
    for token in tree[:-2] if "according" in sentence.text.lower() else ():
        if token.lower != "according" or tree[token.i + 1].lower != "to":
            continue
        if any(_covered(sentence, draft.cue, token) for draft in found):
            continue
        end = next((t.i for t in tree[token.i + 2 :] if t.is_punct and t.text not in HYPHENS), len(tree))
        named = [t.i for t in tree[token.i + 2 : end]]
        opens, closes = token.i == 0, all(t.is_punct for t in tree[end:])
        said = range(end, len(tree)) if opens else range(token.i)
        if named and (opens or closes) and len(named) <= MAX_NAMED:
            draft = draft_of(sentence, set(named), {token.i, token.i + 1}, set(said), "according", "order")
            if draft is not None:
                yield draft
