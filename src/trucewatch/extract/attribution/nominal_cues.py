"""Attributions by nouns: "the army's claim that …", "made the case for …"."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.extract.attribution import sources as roles
from trucewatch.extract.attribution.cues import is_speech, words
from trucewatch.extract.attribution.draft import Draft, draft_of
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.tree import Token

MAX_LIGHT = 6  # words from a light verb to its noun
CLAUSAL = ("acl", "ccomp", "acl:relcl")


def by_noun(sentence: Sentence, noun: Token) -> Iterator[Draft]:
    """What a noun of saying or minding has for a content: a clause, or what a preposition adds."""
    clause = next((p for p in noun.children if p.dep in CLAUSAL and p.i > noun.i and _is_content_clause(p)), None)
    phrase = _noun_phrase(noun)
    content = clause if clause is not None else phrase
    source, cue = _noun_parts(noun)
    told = clause is not None and (mark := roles.child(clause, "mark")) is not None and mark.lower == "that"
    if noun.dep in ("obl", "nmod") and is_speech(noun.head.lemma.lower()):
        return  # "said in a statement that": the verb has it
    if content is None or not (source or (told and noun.lemma.lower() in words("told"))):
        return
    marker = roles.child(phrase, "case") if clause is None and phrase is not None else None
    if marker is not None and marker.i == noun.i + 1:
        cue = cue | {marker.i}
    rule = "noun" if noun.lemma.lower() in words("nouns") else "light"
    draft = draft_of(sentence, source, cue, roles.indices(content) - cue, noun.lemma.lower(), rule)
    if draft is not None:
        yield draft


def completes_light_verb(noun: Token) -> bool:
    """Whether a noun that is no cue alone is one with its verb: "took issue", not "the issue"."""
    light = noun.dep == "obj" and noun.i > noun.head.i and noun.head.lemma.lower() in words("light_verbs")
    return light and noun.lemma.lower() in words("light_nouns")


def _noun_phrase(noun: Token) -> Token | None:
    """What a noun is about, by the preposition after it; more of them after a light verb: "took issue with"."""
    near = [part for part in noun.children if part.dep == "nmod"]
    cases: tuple[str, ...] = ("of", "for", "about")
    if noun.dep == "obj" and noun.head.lemma.lower() in words("light_verbs"):
        near += [part for part in noun.head.children if part.dep in ("obl", "advcl") and part.i > noun.i]
        inward = ("in",) if noun.lemma.lower() in words("light_nouns") else ()
        cases = (*cases, "on", "to", "against", "over", "with", "toward", "towards", *inward)
    return next((part for part in near if roles.case_of(part) in cases and _is_next(part, noun)), None)


def _is_next(part: Token, noun: Token) -> bool:
    return part.head.i == noun.i or part.left_edge.i == noun.right_edge.i + 1


def _is_content_clause(clause: Token) -> bool:
    """ "That the planes struck" or "to strike", not "which was made" nor "made by"."""
    mark = roles.child(clause, "mark")
    if mark is not None:
        return mark.lower in ("that", "to", "whether", "if")
    return clause.dep == "ccomp"


def _noun_parts(noun: Token) -> tuple[set[int], set[int]]:
    """The source and cue of a noun: whose it is, or the subject of the light verb that it completes."""
    owner = roles.child(noun, "nmod:poss")
    if owner is None:
        owner = next((p for p in noun.children if p.dep == "nmod" and roles.case_of(p) in ("by", "from")), None)
    if owner is not None:
        return roles.source_tokens(owner, noun), {noun.i}
    nation = next((p for p in noun.children if p.dep == "amod" and p.text[:1].isupper() and p.i), None)
    if nation is not None:
        return {nation.i}, {noun.i}
    verb = noun.head
    if noun.dep == "obj" and verb.lemma.lower() in words("light_verbs") and not roles.is_passive(verb):
        subject = roles.subject(verb)
        if subject is not None and roles.is_source(subject):
            between = set(range(verb.i, noun.i + 1)) if noun.i - verb.i <= MAX_LIGHT else {verb.i, noun.i}
            return roles.source_tokens(subject, verb), between | roles.cue_tokens(verb)
    return set(), {noun.i}
