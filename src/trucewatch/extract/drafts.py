"""Attributions that one sentence's tree gives: by verbs, adjectives, nouns, prepositions, adverbs and relays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from trucewatch.extract import roles
from trucewatch.extract.cues import Cue, is_speech, verbs, words
from trucewatch.extract.parse import Sentence
from trucewatch.extract.ranges import Ranges, minus, of_tokens

LIGHT = ("make", "have", "issue", "give", "take", "raise", "offer", "share", "hold", "send", "receive", "release")
CLAUSAL = ("acl", "ccomp", "acl:relcl")


@dataclass(frozen=True)
class Draft:
    """An attribution in the making, in characters of the document; `within` is a draft known to hold it."""

    source: Ranges
    cue: Ranges
    content: Ranges
    lemma: str
    rule: str
    sentence: int
    within: Draft | None = None


def drafts_of(sentence: Sentence) -> list[Draft]:
    """All attributions that the sentence's own tree shows, in no particular order."""
    authors = tuple(words("authors"))
    reading = sentence.doc.text.casefold().startswith(authors)
    found: list[Draft] = []
    for token in sentence.doc:
        lemma = token.lemma_.lower()
        cue = verbs().get(lemma)
        if _is_citing(token):
            continue
        if cue is not None and token.pos_ in ("VERB", "AUX") and not (reading and token.dep_ == "ROOT"):
            found.extend(_by_verb(sentence, token, cue))
        elif token.pos_ == "ADJ" and lemma in words("adjectives"):
            found.extend(_by_adjective(sentence, token))
        elif token.pos_ == "NOUN" and lemma in words("nouns"):
            found.extend(_by_noun(sentence, token))
        elif lemma in words("adverbs") and token.dep_ in ("advmod", "discourse"):
            found.extend(_by_adverb(sentence, token))
        if token.dep_ in ("obl", "nmod"):
            found.extend(_by_preposition(sentence, token))
    return [*_relayed(sentence, [_interposed(sentence, draft) for draft in found])]


def _is_citing(token: Token) -> bool:
    return token.lemma_.lower() in words("citing") and token.tag_ == "VBG" and token.dep_ == "advcl"


def _draft(
    sentence: Sentence, source: set[int], cue: set[int], content: set[int], lemma: str, rule: str
) -> Draft | None:
    content = content - cue - source
    if not cue or not content:
        return None
    own = [of_tokens(sentence.doc, sentence.start, part) for part in (source, cue, content)]
    return Draft(own[0], own[1], own[2], lemma, rule, sentence.index)


def _by_verb(sentence: Sentence, verb: Token, cue: Cue) -> Iterator[Draft]:
    source = _source_of(verb)
    cue_words = roles.cue_tokens(verb)
    reached = False
    for content, lead in roles.contents(verb, cue):
        reached = True
        if not source and not roles.is_passive(verb):
            source = _source_beside(verb, content)
            if not source and not _needs_no_source(verb, cue):
                continue
        draft = _draft(sentence, source, cue_words | lead, content, verb.lemma_.lower(), "verb")
        if draft is not None:
            yield draft
    if not reached and "clause" in cue.frames:
        yield from _by_parenthesis(sentence, verb, source, cue_words)


def _source_of(verb: Token) -> set[int]:
    noun = roles.agent(verb) if roles.is_passive(verb) else roles.subject(verb)
    if verb.dep_ == "advcl" and roles.case_of(verb) == "as" and verb.head.lemma_.lower() in words("relays"):
        noun = roles.child(verb.head, "obj", "nsubj:pass")  # "SANA quoted the army as saying"
    if noun is None or not roles.is_source(noun):
        return set()
    if noun.lower_ == "it" and (noun.head.i != verb.i or roles.is_passive(verb)):
        return set()  # mostly an expletive of the main clause; a speaker that "it" stands for has its own verb
    return roles.source_tokens(noun, verb)


def _source_beside(verb: Token, content: set[int]) -> set[int]:
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or roles.child(verb, "expl") is not None:
        return set()
    noun = roles.beside(verb, content)
    if noun is None or not roles.is_source(noun):
        return set()
    return roles.source_tokens(noun, verb) - content


def _needs_no_source(verb: Token, cue: Cue) -> bool:
    """A finite verb of speech whose speaker the tree does not show, or a participle ("alleged")."""
    return verb.tag_ not in ("VB", "VBG") and "say" in cue.classes


def _by_parenthesis(sentence: Sentence, verb: Token, source: set[int], cue: set[int]) -> Iterator[Draft]:
    """ "The road, he said, was shut"; "as the army put it": the clause around the cue's own is the content."""
    as_clause = verb.dep_ == "advcl" and roles.case_of(verb) == "as"
    if not source or not (as_clause or verb.dep_ == "parataxis"):
        return
    outer = roles.indices(verb.head, verb)
    if as_clause:
        mark = roles.child(verb, "mark")
        cue = cue | ({mark.i} if mark is not None else set())
    draft = _draft(sentence, source, cue, outer - roles.indices(verb), verb.lemma_.lower(), "parenthesis")
    if draft is not None:
        yield draft


def _by_adjective(sentence: Sentence, adjective: Token) -> Iterator[Draft]:
    subject = roles.subject(adjective)
    clause = roles.child(adjective, "ccomp", "xcomp", "advcl")
    if clause is not None and clause.i < adjective.i:
        clause = None
    phrase = next(
        (
            p
            for p in adjective.children
            if p.dep_ == "obl"
            and p.i > adjective.i
            and roles.case_of(p) in ("of", "about", "by", "with", "over", "at", "to", "in")
        ),
        None,
    )
    content = clause if clause is not None else phrase
    if subject is None or content is None or subject.lower_ in roles.GENERIC or content.lower_ == "enough":
        return
    drop: set[int] = set()
    marker = roles.child(content, "case")
    if marker is not None and marker.i == adjective.i + 1:
        drop = {marker.i}
    draft = _draft(
        sentence,
        roles.source_tokens(subject, adjective),
        roles.cue_tokens(adjective) | drop,
        roles.indices(content) - drop,
        adjective.lemma_.lower(),
        "adjective",
    )
    if draft is not None:
        yield draft


def _by_noun(sentence: Sentence, noun: Token) -> Iterator[Draft]:
    clause = next((p for p in noun.children if p.dep_ in CLAUSAL and p.i > noun.i and _is_content_clause(p)), None)
    phrase = next((p for p in noun.children if p.dep_ == "nmod" and roles.case_of(p) in ("of", "for", "about")), None)
    content = clause if clause is not None else phrase
    source, cue = _noun_parts(noun)
    told = clause is not None and (mark := roles.child(clause, "mark")) is not None and mark.lower_ == "that"
    if content is None or not (source or told):
        return
    draft = _draft(sentence, source, cue, roles.indices(content), noun.lemma_.lower(), "noun")
    if draft is not None:
        yield draft


def _is_content_clause(clause: Token) -> bool:
    """ "That the planes struck" or "to strike", not "which was made" nor "made by"."""
    mark = roles.child(clause, "mark")
    if mark is not None:
        return mark.lower_ in ("that", "to", "whether", "if")
    return clause.dep_ == "ccomp"


def _noun_parts(noun: Token) -> tuple[set[int], set[int]]:
    """The source and cue of a noun: whose it is, or the subject of the light verb that it completes."""
    owner = roles.child(noun, "nmod:poss")
    if owner is None:
        owner = next((p for p in noun.children if p.dep_ == "nmod" and roles.case_of(p) in ("by", "from")), None)
    if owner is not None:
        return roles.source_tokens(owner, noun), {noun.i}
    nation = next((p for p in noun.children if p.dep_ == "amod" and p.text[:1].isupper() and p.i), None)
    if nation is not None:
        return {nation.i}, {noun.i}
    verb = noun.head
    if noun.dep_ == "obj" and verb.lemma_.lower() in LIGHT and not roles.is_passive(verb):
        subject = roles.subject(verb)
        if subject is not None and roles.is_source(subject):
            between = {i for i in range(verb.i, noun.i + 1) if noun.doc[i].head in (noun, verb) or i == noun.i}
            return roles.source_tokens(subject, verb), between | roles.cue_tokens(verb)
    return set(), {noun.i}


def _by_preposition(sentence: Sentence, noun: Token) -> Iterator[Draft]:
    """ "According to X", "in the view of X", "in X's words"."""
    case = roles.case_of(noun)
    source: set[int] = set()
    cue: set[int] = set()
    if case in words("prepositions") or (case == "according" and noun.i):
        marker = roles.child(noun, "case")
        cue = roles.indices(marker) if marker is not None else set()
        source = roles.source_tokens(noun, noun.head) - cue
    elif case in ("in", "by", "to") and noun.lemma_.lower() in words("view_nouns"):
        owner = roles.child(noun, "nmod:poss", "nmod")
        if owner is None or owner.pos_ not in ("PROPN", "NOUN", "PRON"):
            return
        source = roles.source_tokens(owner, noun)
        cue = set(roles.indices(noun) - roles.indices(owner))
    if not source:
        return
    outer = noun.head
    low, high = min(cue | source), max(cue | source)
    if low == 0 or all(part.is_punct for part in noun.doc[high + 1 :]):
        outer = next(part for part in noun.doc if part.i == part.head.i or part.dep_ == "ROOT")
    while outer.dep_ in ("nmod", "obl", "obj", "appos", "nsubj", "conj") and outer.head.i != outer.i:
        outer = outer.head
    draft = _draft(sentence, source, cue, roles.indices(outer, noun), "according", "preposition")
    if draft is not None:
        yield draft


def _by_adverb(sentence: Sentence, adverb: Token) -> Iterator[Draft]:
    head = adverb.head.head if adverb.head.dep_ == "amod" else adverb.head
    content = roles.indices(head, adverb)
    following = sentence.doc[adverb.i + 1] if adverb.i + 1 < len(sentence.doc) else adverb
    if following.tag_ == "VBN" and roles.child(following, "aux", "aux:pass", *roles.SUBJECTS) is None:
        content = {following.i, *_nominal_after(following)}  # "an allegedly downed aircraft"
    draft = _draft(sentence, set(), {adverb.i}, content, adverb.lemma_.lower(), "adverb")
    if draft is not None:
        yield draft


def _nominal_after(token: Token) -> Iterator[int]:
    for other in token.doc[token.i + 1 :]:
        if other.pos_ not in ("ADJ", "NOUN", "PROPN"):
            return
        yield other.i


def _interposed(sentence: Sentence, draft: Draft) -> Draft:
    """The draft, with all around its cue for content where that stands between commas: "It was, he said, shut"."""
    if draft.rule not in ("verb", "parenthesis") or not is_speech(draft.lemma):
        return draft
    doc = sentence.doc
    cue = sentence.tokens_in(draft.cue[-1][0], draft.cue[-1][1])
    verb = cue[-1]
    low = next((i for i in range(verb.i - 1, max(verb.i - 10, 0), -1) if doc[i].lower_ == ","), None)
    high = next((i for i in range(verb.i + 1, min(verb.i + 7, len(doc))) if doc[i].lower_ == ","), None)
    if low is None or high is None or high >= len(doc) - 3:
        return draft
    speaker = [token for token in doc[low + 1 : verb.i] if token.dep_ not in ("advmod", "aux")]
    aside = [*speaker, *doc[verb.i + 1 : high]]
    if (
        not speaker
        or speaker[0].pos_ not in ("PROPN", "PRON", "NOUN", "DET", "ADJ")
        or speaker[0].lower_ in roles.GENERIC[1:]
    ):
        return draft
    if (
        any(token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ") or token.is_quote for token in aside)
        or doc[high + 1].lower_ == "that"
    ):
        return draft
    source = of_tokens(doc, sentence.start, (token.i for token in speaker))
    rest = of_tokens(doc, sentence.start, [*range(low), *range(high + 1, len(doc))])
    return replace(draft, source=source, content=rest, rule="parenthesis")


def _relayed(sentence: Sentence, found: list[Draft]) -> Iterator[Draft]:
    """The drafts, with those that a relay passes on set within it; and the relays."""
    relays = [*_carried(sentence, found), *_cited(sentence, found)]
    inner = {id(draft): relay for draft, relay in relays if relay.within is None}
    for draft in found:
        relay = inner.get(id(draft))
        yield replace(draft, within=relay) if relay is not None else draft
    yield from (relay for _, relay in relays)


def _carried(sentence: Sentence, found: list[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """ "Said in a statement carried by SANA": SANA is the outer link of what was said."""
    for token in sentence.doc:
        carrier = token.head
        if token.lemma_.lower() not in words("relays") or token.dep_ not in ("acl", "acl:relcl"):
            continue
        by = roles.agent(token)
        if by is None or carrier.lemma_.lower() not in words("carriers"):
            continue
        for draft in found:
            if draft.rule in ("verb", "noun") and _holds(sentence, draft.cue, carrier.head, carrier):
                source = roles.source_tokens(by, token)
                mark = roles.child(by, "case")
                cue = {token.i} | ({mark.i} if mark is not None else set())
                ends = [of_tokens(sentence.doc, sentence.start, part) for part in (source, cue)]
                yield draft, Draft(ends[0], ends[1], draft.content, token.lemma_.lower(), "relay", sentence.index)
                break


def _holds(sentence: Sentence, cue: Ranges, *tokens: Token) -> bool:
    return any(start <= sentence.start + token.idx < end for token in tokens for start, end in cue)


def _cited(sentence: Sentence, found: list[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """ "X reported that …, citing Y": Y is the inner link."""
    for token in sentence.doc:
        noun = roles.child(token, "obj")
        if not _is_citing(token) or noun is None:
            continue
        source = of_tokens(sentence.doc, sentence.start, roles.source_tokens(noun, token))
        cue = of_tokens(sentence.doc, sentence.start, {token.i})
        whole = of_tokens(sentence.doc, sentence.start, roles.indices(token))
        outer = next((d for d in found if d.rule == "verb" and _holds(sentence, d.cue, token.head)), None)
        if outer is None:
            head = token.head
            outer = next((d for d in found if d.rule == "verb" and _holds(sentence, d.content, head)), None)
        if outer is None:
            content = of_tokens(sentence.doc, sentence.start, roles.indices(token.head, token))
            alone = Draft(source, cue, content, token.lemma_.lower(), "citing", sentence.index)
            yield alone, alone
        else:
            content = minus(outer.content, whole)
            yield outer, Draft(source, cue, content, token.lemma_.lower(), "citing", sentence.index, within=outer)
