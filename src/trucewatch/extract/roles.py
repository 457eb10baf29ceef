"""The parts that a cue's tree has: who is its source, which words are the cue, which complements the content."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from trucewatch.extract.cues import Cue, is_speech, words

SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
LEFT_OUT_OF_SOURCE = ("acl:relcl", "punct", "parataxis")
SPEAKING = ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "X", "SYM")
GENERIC = ("it", "there", "this", "that", "which", "what")


def indices(token: Token, *without: Token) -> set[int]:
    """The tokens of `token`'s subtree, without the subtrees of `without`."""
    inside = {part.i for part in token.subtree}
    for other in without:
        inside -= {part.i for part in other.subtree}
    return inside


def child(token: Token, *labels: str) -> Token | None:
    """The first dependent with one of the labels."""
    return next((part for part in token.children if part.dep_ in labels), None)


def case_of(token: Token) -> str:
    """The preposition of a nominal, joined where it is fixed: "of", "according to"; the mark of a clause."""
    marker = child(token, "case", "mark")
    if marker is None:
        return ""
    return " ".join([marker.lower_, *(part.lower_ for part in marker.children if part.dep_ == "fixed")])


def is_passive(token: Token) -> bool:
    """Whether the verb's subject is what it is done to."""
    return child(token, "aux:pass", "nsubj:pass", "obl:agent") is not None


def agent(token: Token) -> Token | None:
    """The noun after "by" of a passive."""
    found = child(token, "obl:agent")
    if found is not None:
        return found
    return next((part for part in token.children if part.dep_ == "obl" and case_of(part) == "by"), None)


def subject(token: Token, depth: int = 0) -> Token | None:
    """The subject, its own or the one it shares: with its conjunct, its governor, or the noun it modifies."""
    own = child(token, *SUBJECTS)
    if own is not None:
        return own
    if depth > 4:
        return None
    if (odd := _odd_subject(token)) is not None or child(token, "expl") is not None:
        return odd
    head = token.head
    if token.dep_ == "conj" and head.pos_ in ("VERB", "AUX", "ADJ"):
        return subject(head, depth + 1)
    if token.dep_ == "xcomp":
        return child(head, "obj") or subject(head, depth + 1)
    if token.dep_ in ("advcl", "parataxis") and token.tag_ in ("VBG", "VB", "VBN") and head.pos_ != "NOUN":
        return agent(head) if is_passive(head) and agent(head) is not None else subject(head, depth + 1)
    if token.dep_ == "acl" and token.tag_ == "VBG" and _after_comma(token):
        return _clause_subject(head, depth)  # ", saying": the parser often hangs it on the noun before it
    if token.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return head if token.tag_ == "VBG" else child(head, "nmod:poss")
    return None


def _odd_subject(token: Token) -> Token | None:
    """A speaker with another label: "it" before an active verb with a clause, the noun of `," says PolitiFact`."""
    if token.tag_ not in ("VBD", "VBZ", "VBP") or is_passive(token) or not is_speech(token.lemma_.lower()):
        return None
    expletive = child(token, "expl")
    if expletive is not None:
        return expletive if child(token, "ccomp") is not None and expletive.i == token.i - 1 else None
    noun = child(token, "obj")
    before = token.doc[token.i - 1] if token.i else None
    if noun is None or before is None or not (before.is_quote or before.lower_ == ","):
        return None
    return noun if min(part.i for part in noun.subtree) == token.i + 1 else None


def _after_comma(token: Token) -> bool:
    return token.i > 0 and token.doc[token.i - 1].lower_ == ","


def _clause_subject(noun: Token, depth: int) -> Token | None:
    """The subject of the clause that the noun stands in."""
    for ancestor in noun.ancestors:
        if ancestor.pos_ in ("VERB", "AUX") or child(ancestor, "cop") is not None:
            return subject(ancestor, depth + 1)
    return noun


def beside(verb: Token, outside: set[int]) -> Token | None:
    """A nominal right before or after a finite verb that got no subject, none of it in `outside`."""
    left = verb.i - 1
    while left >= 0 and verb.doc[left].dep_ in ("advmod", "aux", "punct") and left >= verb.i - 3:
        left -= 1
    for start, step in ((left, -1), (verb.i + 1, 1)):
        if not 0 <= start < len(verb.doc):
            continue
        token = verb.doc[start]
        while (
            token.head.pos_ in ("NOUN", "PROPN")
            and token.head.i not in outside
            and (token.head.i - verb.i) * step > 0
            and token.head.i != token.i
        ):
            token = token.head
        if token.pos_ in ("PROPN", "PRON", "NOUN") and token.i not in outside and token.ent_type_ != "DATE":
            return token
    return None


def source_tokens(noun: Token, verb: Token) -> set[int]:
    """The words of a source: the noun's subtree without relative clauses, its preposition and the verb's own part."""
    dropped = [part for part in noun.children if part.dep_ in LEFT_OUT_OF_SOURCE or part.dep_ in ("case", "mark")]
    if noun.dep_ not in SUBJECTS:
        dropped += [part for part in noun.children if part.dep_ in ("cop", "advcl", "aux", "acl", *SUBJECTS)]
    inside = indices(noun, *dropped)
    if verb.i in inside:
        inside -= indices(verb)
    return inside


def is_source(noun: Token) -> bool:
    """Whether the noun can stand for a speaker: no expletive, no clause, no demonstrative."""
    return (
        noun.pos_ in SPEAKING
        and noun.lower_ not in GENERIC[1:]
        and noun.lower_ not in words("no_speakers")
        and noun.dep_ != "csubj"
        and (noun.dep_ != "expl" or noun.lower_ == "it")
    )


def cue_tokens(verb: Token) -> set[int]:
    """The verb with auxiliaries, negation, adverbs and governing verbs that stand right before it, and particles."""
    wanted = {verb.i}
    top = verb
    while top.dep_ == "xcomp" and top.head.i < top.i and top.i - top.head.i <= 3 and top.head.pos_ in ("VERB", "ADJ"):
        between = range(top.head.i, top.i)
        if any(verb.doc[i].pos_ not in ("PART", "ADV", "VERB", "AUX", "ADJ") for i in between):
            break
        wanted.update(between)
        top = top.head
    for position in range(top.i - 1, -1, -1):
        token = verb.doc[position]
        if (
            token.dep_ in ("aux", "aux:pass", "cop", "advmod", "mark")
            and token.head.i in wanted
            and (token.pos_ in ("AUX", "ADV", "PART", "VERB") or token.dep_ == "mark")
            and token.lower_ not in ("that", "as")
        ):
            if token.dep_ == "advmod" and token.tag_ in ("WRB", "WDT"):
                break
            wanted.update(range(position, top.i))
        else:
            break
    particle = child(verb, "compound:prt")
    if particle is not None and particle.i == verb.i + 1:
        wanted.add(particle.i)
    return wanted


def contents(verb: Token, cue: Cue) -> Iterator[tuple[set[int], set[int]]]:
    """The verb's contents, each as (its tokens, tokens that join it to the cue, such as a preposition)."""
    clause = _clause(verb) if "clause" in cue.frames or is_passive(verb) else None
    if clause is not None:
        yield indices(clause), set()
        return
    passive = is_passive(verb)
    if passive and set(cue.classes) <= {"want"}:
        return  # "are aimed at", "is meant to" say nothing of anybody's will
    object_ = child(verb, "nsubj:pass") if passive else child(verb, "obj")
    phrase = _phrase(verb, cue)
    if "label" in cue.classes and object_ is not None and not passive:
        yield _predication(verb, object_), set()
        return
    as_phrase = phrase if phrase is not None and case_of(phrase) == "as" else None
    if "as" in cue.frames and (as_phrase is not None or (phrase is None and child(verb, "xcomp") is not None)):
        second = as_phrase if as_phrase is not None else child(verb, "xcomp")
        if second is not None:
            yield indices(second) | (indices(object_) if object_ is not None else set()), set()
            return
    infinitive = _infinitive(verb, cue)
    if infinitive is not None and ("to" in cue.frames or passive or infinitive.tag_ == "VBG"):
        extra = indices(object_) if passive and object_ is not None and object_.lower_ not in GENERIC else set()
        yield indices(infinitive) | extra, set()
    elif phrase is not None:
        marker = child(phrase, "case", "mark")
        lead = {marker.i} if marker is not None and marker.i == verb.i + 1 else set()
        drop = {marker.i} if marker is not None else set()
        yield indices(phrase) - drop, lead
    elif object_ is not None and _may_be_content(verb, object_, cue):
        yield indices(object_), set()


def _may_be_content(verb: Token, object_: Token, cue: Cue) -> bool:
    own = child(verb, *SUBJECTS)
    source = subject(verb) if own is None and not is_passive(verb) else own
    same = source is not None and source.i == object_.i and not is_passive(verb)
    return "object" in cue.frames and object_.lemma_.lower() not in words("no_speakers") and not same


def _infinitive(verb: Token, cue: Cue) -> Token | None:
    """The infinitive or gerund that completes the verb, also where the tree makes an adjunct of it."""
    own = child(verb, "xcomp")
    if own is not None:
        gerund = own.tag_ == "VBG" and "object" in cue.frames
        return own if gerund or own.tag_ != "VBG" else None
    if "to" not in cue.frames or not {"demand", "want", "agree"} & set(cue.classes):
        return None
    addressee = child(verb, "obj")
    after = addressee.i if addressee is not None else verb.i
    for part in verb.children:
        if part.dep_ == "advcl" and part.i > after and part.tag_ == "VB" and case_of(part) in ("to", "not"):
            return part
    if addressee is None:
        return None
    return next((p for p in addressee.children if p.dep_ == "acl" and case_of(p) == "to"), None)


def _predication(verb: Token, object_: Token) -> set[int]:
    """The object and what it is said to be: all complements up to a conjunct or an adjunct clause."""
    inside: set[int] = set()
    for part in verb.children:
        if part.i >= object_.i and part.dep_ not in ("conj", "cc", "advcl", "parataxis", "punct", "ccomp"):
            inside |= indices(part)
    return inside


def _clause(verb: Token) -> Token | None:
    clause = child(verb, "ccomp")
    if clause is not None:
        return clause
    for part in verb.children:
        if part.dep_ == "parataxis" and part.pos_ in ("VERB", "ADJ", "AUX", "NOUN") and part.i > verb.i:
            between = verb.doc[verb.i + 1 : min(t.i for t in part.subtree)].text
            if between.strip()[-1:] in (",", ":", "") and child(part, *SUBJECTS) is not None:
                return part
    return _stray_clause(verb)


def _stray_clause(verb: Token) -> Token | None:
    """A clause that the tree hangs elsewhere: "declared at a briefing that …", "have not said when …"."""
    for part in verb.children:
        if part.i < verb.i:
            continue
        if part.dep_ == "advcl" and case_of(part) in ("that", "whether"):
            return part
        question = next((p for p in part.children if p.tag_ in ("WRB", "WP", "WDT") and p.i == verb.i + 1), None)
        if part.dep_ == "advcl" and question is not None:
            return part
        if part.dep_ not in ("obl", "obl:unmarked", "iobj", "obj"):
            continue
        for clause in part.subtree:
            mark = child(clause, "mark")
            if clause.dep_ not in ("acl", "acl:relcl") or mark is None or mark.lower_ != "that":
                continue
            if clause.head.lemma_.lower() not in words("nouns") or part.dep_ == "obl":
                return clause
    return None


def _phrase(verb: Token, cue: Cue) -> Token | None:
    """A prepositional complement which the verb's frame makes a content."""
    allowed = set(cue.prepositions)
    if "of" in cue.frames:
        allowed |= {"of", "for", "with"} if "object" not in cue.frames else {"of", "for"}
    if "as" in cue.frames:
        allowed.add("as")
    for part in verb.children:
        if part.dep_ in ("obl", "advcl", "xcomp", "nmod") and part.i > verb.i and case_of(part) in allowed:
            return part
    return None
