"""Attributions that one sentence's tree gives: by verbs, adjectives, nouns, prepositions and adverbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from trucewatch.extract.attribution import sources as roles
from trucewatch.extract.attribution.asides import closing_aside
from trucewatch.extract.attribution.complements import contents
from trucewatch.extract.attribution.cues import Cue, is_speech, is_told, verbs, words
from trucewatch.extract.attribution.draft import Draft, draft_of
from trucewatch.extract.attribution.nominal_cues import by_noun, completes_light_verb
from trucewatch.extract.attribution.reaching import reached
from trucewatch.extract.attribution.word_order import (
    according,
    apart,
    between_commas,
    by_order,
    by_participle,
    interposed,
)
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.ranges import covers, minus, of_tokens, overlap
from trucewatch.extract.syntax.tree import Token

AUTHORS_REACH = 8  # tokens at a sentence's head that may say "in other words"
OWN_ACT = frozenset(("agree", "want", "promise", "threaten", "demand"))
UNLISTED = Cue(frozenset(("clause",)), ("unlisted",), None, frozenset())
PUT_AT = "put at"  # "put the toll at 12": the lexicon's name for it
VIEWS = (("by", "account"), ("by", "admission"), ("by", "reckoning"), ("by", "estimate"), ("to", "mind"))


def drafts_of(sentence: Sentence) -> list[Draft]:
    """All attributions that the sentence's own tree shows, in no particular order."""
    authors = tuple(words("authors"))
    reading = sentence.tree.words(0, AUTHORS_REACH).casefold().startswith(authors)
    found: list[Draft] = []
    for token in sentence.tree:
        kind, label = token.pos, token.dep
        if kind in ("VERB", "AUX") or (kind == "NOUN" and _is_mistaken(token)):
            if is_citing(token):
                continue
            cue = verbs().get(token.lemma.lower()) or _by_frame(token)
            if cue is None and token.tag == "VBN" and token.lower in words("adjectives"):
                found.extend(_by_adjective(sentence, token))  # "were alarmed by the shelling"
            if cue is not None and not (reading and label == "ROOT") and not _says_nothing(token):
                drafts = [*_by_verb(sentence, token, cue)]
                found.extend(drafts or _by_words(sentence, token))
        elif kind == "ADJ" and token.lemma.lower() in words("adjectives"):
            found.extend(_by_adjective(sentence, token))
        elif kind == "NOUN" and (token.lemma.lower() in words("nouns") or completes_light_verb(token)):
            found.extend(by_noun(sentence, token))
        elif label in ("advmod", "discourse") and token.lemma.lower() in words("adverbs"):
            found.extend(_by_adverb(sentence, token))
        if label in ("obl", "nmod"):
            found.extend(_by_preposition(sentence, token))
    found.extend([*according(sentence, found)])
    found = _without_closing(sentence, found)
    return _with_aside(sentence, apart([interposed(sentence, draft) for draft in found]))


def is_citing(token: Token) -> bool:
    """Whether the token opens ", citing local officials": a relay, no cue of its own, as ", citing the cost" is."""
    if token.tag != "VBG" or token.dep not in ("advcl", "acl") or token.lemma.lower() not in words("citing"):
        return False
    cited = roles.child(token, "obj")
    return cited is None or cited.pos == "PROPN" or cited.lemma.lower() in _tellers()


@cache
def _tellers() -> frozenset[str]:
    return words("cited") | words("speaker_nouns") | words("carriers") | words("told")


def _by_words(sentence: Sentence, verb: Token) -> list[Draft]:
    """What the order of words shows of a cue for which the tree has no content."""
    between = [*between_commas(sentence, verb)]
    return between or [*by_order(sentence, verb)] or [*by_participle(sentence, verb)]


def _says_nothing(verb: Token) -> bool:
    return verb.i + 1 < len(verb.tree) and verb.tree[verb.i + 1].lower == "nothing"


def _is_mistaken(noun: Token) -> bool:
    """Whether a cue verb was taken for a noun: it has a subject, and no copula or article makes a predicate of it."""
    if noun.lemma.lower() not in verbs() or roles.child(noun, "nsubj") is None:
        return False
    return roles.child(noun, "cop", "det", "nmod:poss", "case", "amod") is None


def _by_frame(token: Token) -> Cue | None:
    """A verb outside the lexicon is a cue where somebody does it "that …": "related that", "shared that".

    So is "put" of what is put at a number: "put the toll at 12".
    """
    if token.lemma == "put" and any(_is_number(part) for part in token.children):
        return verbs()[PUT_AT]
    clause = roles.child(token, "ccomp") if token.pos == "VERB" else None
    if clause is None or roles.case_of(clause) != "that" or token.lemma.lower() in words("no_cues"):
        return None
    noun = roles.child(token, *roles.SUBJECTS)
    if noun is None or noun.pos not in ("PROPN", "PRON", "NOUN") or not roles.is_source(noun):
        return None
    return None if noun.lemma.lower() in words("nouns") | words("told") else UNLISTED


def _name_of(verb: Token, cue: Cue) -> str:
    """What the lexicon calls a cue."""
    return PUT_AT if cue is verbs()[PUT_AT] else verb.lemma.lower()


def _is_number(phrase: Token) -> bool:
    """ "at 12 dead", "at between 60 and 107"."""
    return (
        phrase.dep.startswith("obl") and roles.case_of(phrase) == "at" and any(w.pos == "NUM" for w in phrase.subtree)
    )


def _by_verb(sentence: Sentence, verb: Token, cue: Cue) -> Iterator[Draft]:
    source = _source_of(verb)
    cue_words = roles.cue_tokens(verb)
    found = False
    for by_tree, lead in contents(verb, cue):
        found = True
        content = _told(verb, by_tree)
        if "seem" in cue.classes:  # "the truce seems to hold": to nobody in particular
            content, source = content | source, set()
        elif not source and not roles.is_passive(verb):
            source = _source_beside(verb, content) or _source_across(verb, content)
            content = content - source
            if not source and not _needs_no_source(verb, cue):
                continue
        draft = draft_of(sentence, source, cue_words | lead, content, _name_of(verb, cue), "verb")
        if draft is not None:
            yield reached(sentence, draft)
    if not found and "clause" in cue.frames:
        yield from _by_parenthesis(sentence, verb, source, cue_words)


def _source_of(verb: Token) -> set[int]:
    noun = roles.agent(verb) if roles.is_passive(verb) or _is_asked(verb) else roles.subject(verb)
    sayer = _sayer(verb)
    noun = sayer if sayer is not None and (noun is None or noun.pos == "NUM") else noun
    if roles.case_of(verb) == "as" and verb.tag == "VBG":  # "SANA quoted the army as saying"
        if verb.dep == "advcl" and verb.head.lemma.lower() in words("relays"):
            noun = roles.child(verb.head, "obj", "nsubj:pass")
        elif verb.dep == "acl" and verb.head.head.lemma.lower() in words("relays"):
            own = [part for part in verb.head.children if part.i < verb.head.i]
            return {verb.head.i}.union(*(roles.indices(part) for part in own))
    if noun is None or not roles.is_source(noun):
        return set()
    goes_on = verb.dep == "conj" and noun.dep == "nsubj" and noun.head.tag == verb.tag == "VBD"
    acts = noun.head.pos == "VERB" and roles.child(noun.head, "obj") is not None
    if noun.lower == "it" and (noun.head.i != verb.i or roles.is_passive(verb)) and not (goes_on or acts):
        return set()  # mostly an expletive of the main clause; a speaker that "it" stands for has its own verb
    return roles.source_tokens(noun, verb)


def _sayer(verb: Token) -> Token | None:
    """Who says it by the verb's frame, where the tree shows nobody."""
    told = verb.frame
    sayer = told.get("ARG0") if told is not None and told.sure > 0 and is_speech(verb.lemma.lower()) else None
    return None if sayer is None else sayer.head


def _told(verb: Token, content: set[int]) -> set[int]:
    """The content of a verb of speech, set right by its frame where the tree broke it off or took another clause."""
    told = verb.frame
    said = told.get("ARG1") if told is not None and told.sure > 0 and is_speech(verb.lemma.lower()) else None
    if said is None or said.first.i <= verb.i:
        return content
    words = set(range(said.first.i, said.last.i + 1)) - roles.strays(said.head)
    if said.head.pos not in ("VERB", "AUX") and not {i for i in content if i > verb.i} <= words:
        return content
    if said.head.i not in content:
        return {i for i in content if i > verb.i} | words
    return content | words if max(content) < said.last.i else content


def _source_across(verb: Token, content: set[int]) -> set[int]:
    """The nominal before the cue that the tree made the subject of what is said after it."""
    finite = verb.tag in ("VBD", "VBZ", "VBP")
    before = [part for part in verb.tree[: verb.i] if part.i in content and part.dep == "nsubj"]
    across = next((part for part in before if part.head.i > verb.i and part.head.i in content), None)
    if not finite or across is None or not roles.is_source(across):
        return set()
    return {i for i in roles.source_tokens(across, verb) if i < verb.i}


def _source_beside(verb: Token, content: set[int]) -> set[int]:
    if verb.tag not in ("VBD", "VBZ", "VBP") or roles.child(verb, "expl") is not None:
        return set()
    if verb.dep == "acl" and not roles.is_main(verb):
        return set()
    noun = roles.beside(verb, content)
    if noun is None or not roles.is_source(noun):
        return set()
    return roles.source_tokens(noun, verb) - content


def _needs_no_source(verb: Token, cue: Cue) -> bool:
    """A finite verb of speech whose speaker the tree does not show, or a participle ("alleged")."""
    if verb.dep in ("acl", "acl:relcl") and not OWN_ACT.isdisjoint(cue.classes):
        return False  # "groups agreed to join": what the noun does, whoever tells it
    return _is_asked(verb) or (verb.tag not in ("VB", "VBG") and "say" in cue.classes)


def _is_asked(verb: Token) -> bool:
    """ "Asked whether …, the mayor said …": nobody tells who asked."""
    cue = verbs().get(verb.lemma.lower())
    participle = (verb.tag == "VBN" and verb.dep in ("advcl", "csubj")) or (verb.i == 0 and verb.lower.endswith("ed"))
    return participle and roles.child(verb, "nsubj") is None and cue is not None and "ask" in cue.classes


def _by_parenthesis(sentence: Sentence, verb: Token, source: set[int], cue: set[int]) -> Iterator[Draft]:
    """ "The road, he said, was shut"; "as the army put it": the clause around the cue's own is the content."""
    as_clause = verb.dep == "advcl" and roles.case_of(verb) == "as"
    if roles.is_passive(verb) and not (as_clause and is_speech(verb.lemma.lower())):
        return  # "…, which is held by the army"
    if as_clause and verb.tag == "VBN" and roles.child(verb, "nsubj", "nsubj:pass") is None:
        return  # "as reported, the pause is to last": nobody is named
    lemma = verb.lemma.lower()
    if not source or not ((as_clause and is_speech(lemma)) or (verb.dep == "parataxis" and is_told(lemma))):
        return
    outer = roles.indices(verb.head, verb)
    if as_clause:
        mark = roles.child(verb, "mark")
        cue = cue | ({mark.i} if mark is not None else set())
    draft = draft_of(sentence, source, cue, outer - roles.indices(verb), verb.lemma.lower(), "parenthesis")
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
            if p.dep in ("obl", "obl:agent")
            and p.i > adjective.i
            and roles.case_of(p) in ("of", "about", "by", "with", "over", "at", "to", "in")
        ),
        None,
    )
    content = clause if clause is not None else phrase
    if subject is None or content is None or subject.lower in roles.GENERIC or content.lower == "enough":
        return
    drop: set[int] = set()
    marker = roles.child(content, "case")
    if marker is not None and marker.i == adjective.i + 1:
        drop = {marker.i}
    draft = draft_of(
        sentence,
        roles.source_tokens(subject, adjective),
        roles.cue_tokens(adjective) | drop,
        roles.indices(content) - drop,
        adjective.lemma.lower(),
        "adjective",
    )
    if draft is not None:
        yield draft


def _by_preposition(sentence: Sentence, noun: Token) -> Iterator[Draft]:
    """ "According to X", "in the view of X", "in X's words"."""
    case = roles.case_of(noun)
    source: set[int] = set()
    cue: set[int] = set()
    if case in words("prepositions") or (case == "per" and noun.pos == "PROPN") or (case == "according" and noun.i):
        marker = roles.child(noun, "case")
        cue = roles.indices(marker) if marker is not None else set()
        source = roles.source_tokens(noun, noun.head) - cue
    elif noun.head.lower == "according" and case == "to" and noun.head.dep in ("advcl", "acl", "obl", "advmod"):
        cue = {noun.head.i, noun.head.i + 1}
        source = roles.source_tokens(noun, noun.head) - cue
        noun = noun.head
    elif (case, noun.lemma.lower()) in VIEWS or (case == "in" and noun.lemma.lower() in words("view_nouns")):
        owner = roles.child(noun, "nmod:poss", "nmod")
        if owner is None or owner.pos not in ("PROPN", "NOUN", "PRON"):
            return
        source = roles.source_tokens(owner, noun)
        cue = set(roles.indices(noun) - roles.indices(owner))
    if not source:
        return
    said = _after_source(noun, source)
    source -= said
    outer = noun.head
    low, high = min(cue | source), max(cue | source)
    if low == 0 or all(part.is_punct for part in noun.tree[high + 1 :]):
        outer = next(part for part in noun.tree if part.i == part.head.i or part.dep == "ROOT")
    while outer.dep in ("nmod", "obl", "obj", "appos", "nsubj", "conj") and outer.head.i != outer.i:
        outer = outer.head
    content = said if _opens_clause(noun.tree[low - 2 : low]) else said | roles.indices(outer, noun)
    draft = draft_of(sentence, source, cue, content, "according", "preposition")
    if draft is not None:
        yield draft


def _after_source(noun: Token, source: set[int]) -> set[int]:
    """What the tree took into a source after its comma though it is what was said: "…, an air raid killed two"."""
    tree, commas = noun.tree, [i for i in sorted(source) if noun.tree[i].text == ","]
    follows = tree[max(source) + 1] if max(source) + 1 < len(tree) else None
    if commas and follows is not None and (follows.pos == "AUX" or follows.tag in ("VBD", "VBZ", "VBP", "MD")):
        return {i for i in source if i > commas[-1]}  # "According to the mayor, soldiers had fired": their subject
    comma = next((i for i in commas if i > noun.i), None)
    rest = set() if comma is None else {i for i in source if i > comma}
    relative = comma is not None and noun.tree[comma + 1].tag.startswith("W")
    finite = any(noun.tree[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in rest)
    return rest if finite and not relative else set()


def _opens_clause(before: Sequence[Token]) -> bool:
    """Whether a clause has just begun: "in which, according to …", "that, according to …"."""
    return any(part.tag in ("WDT", "WP", "WRB", "IN") and part.dep != "case" for part in before)


def _by_adverb(sentence: Sentence, adverb: Token) -> Iterator[Draft]:
    head = adverb.head.head if adverb.head.dep == "amod" else adverb.head
    content = roles.indices(head, adverb)
    following = sentence.tree[adverb.i + 1] if adverb.i + 1 < len(sentence.tree) else adverb
    if following.tag == "VBN" and roles.child(following, "aux", "aux:pass", *roles.SUBJECTS) is None:
        content = {following.i, *_nominal_after(following)}  # "an allegedly downed aircraft"
    draft = draft_of(sentence, set(), {adverb.i}, content, adverb.lemma.lower(), "adverb")
    if draft is not None:
        yield draft


def _nominal_after(token: Token) -> Iterator[int]:
    for other in token.tree[token.i + 1 :]:
        if other.pos not in ("ADJ", "NOUN", "PROPN"):
            return
        yield other.i


def _without_closing(sentence: Sentence, found: list[Draft]) -> list[Draft]:
    """The drafts, with a closing ", according to X" out of all other contents: it stands over the whole sentence."""
    last = max((token.idx + len(token) for token in sentence.tree if not token.is_punct), default=0) + sentence.start
    closing = [one for one in found if one.rule == "preposition" and one.source and one.source[-1][1] >= last]
    for own in closing:
        apart = (*own.cue, *own.source)
        found = [one if one is own else replace(one, content=minus(one.content, apart)) for one in found]
    return [one for one in found if one.content]


def _with_aside(sentence: Sentence, found: list[Draft]) -> list[Draft]:
    """The drafts, with the sentence's closing clause of saying over all before it, and out of all other contents."""
    aside = closing_aside(sentence)
    if aside is None:
        return found
    tree, start = sentence.tree, sentence.start
    cue = of_tokens(tree, start, roles.cue_tokens(aside.verb) - set(aside.speaker))
    whole = of_tokens(tree, start, aside.whole)
    closing = Draft(
        of_tokens(tree, start, aside.speaker),
        cue,
        of_tokens(tree, start, range(aside.whole.start)),
        aside.verb.lemma.lower(),
        "verb",
        sentence.index,
    )
    others = [d if covers(whole, d.cue) else replace(d, content=minus(d.content, whole)) for d in found]
    return [*(d for d in others if d.content and not overlap(d.cue, cue)), closing]
