"""What a cue's verb says, thinks or wants: the complements that its frames make a content."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from trucewatch.extract.attribution.cues import Cue, words
from trucewatch.extract.attribution.sources import (
    GENERIC,
    SUBJECTS,
    agent,
    case_of,
    child,
    indices,
    is_passive,
    speaks_on,
    strays,
    subject,
)
from trucewatch.extract.syntax.tree import Token

TOLD_TO = frozenset(("demand", "want", "predict"))  # "urged the parties to stop": the parties belong to what is urged
SEQUENCE = frozenset(("before", "after", "earlier", "later", "afterwards", "beforehand", "previously"))
MINDING = frozenset(("judge", "stance", "want", "deny", "think"))  # whose object may be a person alone: "rejected him"
JUDGING = frozenset(("accuse", "judge", "stance"))
ASKING = frozenset(("ask", "wonder", "question", "inquire", "enquire", "query"))
TAIL = ("obl", "obl:unmarked", "advcl", "advmod", "xcomp")
OCCASIONS = frozenset(
    ("during", "after", "before", "since", "until", "till", "because", "while", "unless", "amid", "following")
)
COMPLETING = frozenset(("to", "for", "of", "from", "with", "as", "about", "against", "on", "over", "into"))
TELLING = frozenset(("say", "announce", "promise", "threaten", "deny", "allege", "predict", "demand"))


def contents(verb: Token, cue: Cue) -> Iterator[tuple[set[int], set[int]]]:
    """The verb's contents, each as (its tokens, tokens that join it to the cue, such as a preposition)."""
    if _has_other_particle(verb):
        return
    quoted = _quoted_as(verb, cue)
    if quoted:
        yield quoted, set()
        return
    clause = _clause(verb) if "clause" in cue.frames or is_passive(verb) else None
    if clause is not None:
        that = _after_adverb(clause)
        lead = {part.i for part in clause.subtree if that is not None and part.i < that.i}
        yield _with_tail(verb, indices(clause) - strays(clause) - lead), set()
        return
    passive = is_passive(verb)
    if passive and set(cue.classes) <= {"want"}:
        return  # "are aimed at", "is meant to" say nothing of anybody's will
    if passive and "label" in cue.classes and agent(verb) is None:
        return  # "the front was called Nusra": its name, which nobody gives here
    beside = child(verb, "advcl")
    if passive and beside is not None and case_of(beside) == "as" and "think" in cue.classes:
        return  # "was held by the rebels, as most of the province is"
    object_ = child(verb, "nsubj:pass") if passive else child(verb, "obj")
    phrase = _phrase(verb, cue)
    if "label" in cue.classes and object_ is not None and not passive:
        yield _predication(verb, object_), set()
        return
    as_phrase = phrase if phrase is not None and case_of(phrase) == "as" and child(phrase, *SUBJECTS) is None else None
    if "as" in cue.frames and (as_phrase is not None or (phrase is None and child(verb, "xcomp") is not None)):
        second = as_phrase if as_phrase is not None else child(verb, "xcomp")
        if second is not None:
            yield indices(second) | (indices(object_) if object_ is not None else set()), set()
            return
    infinitive = _infinitive(verb, cue)
    if infinitive is not None and ("to" in cue.frames or passive or infinitive.tag == "VBG"):
        told = not passive and object_ is not None and object_.i < infinitive.i and not TOLD_TO.isdisjoint(cue.classes)
        addressee = object_ if object_ is not None else child(verb, "iobj")
        extra = set()
        if addressee is not None and addressee.lower not in GENERIC and (passive or told or object_ is None):
            extra = indices(addressee) - indices(infinitive)
        yield _with_tail(verb, indices(infinitive) - strays(infinitive)) | extra, set()
    elif phrase is not None:
        judged = object_ if not passive and not JUDGING.isdisjoint(cue.classes) else None
        yield _phrase_with_object(verb, phrase, judged)
    elif object_ is not None and _may_be_content(verb, object_, cue):
        yield _with_tail(verb, indices(object_) - strays(object_), _completes), set()


def _phrase_with_object(verb: Token, phrase: Token, judged: Token | None) -> tuple[set[int], set[int]]:
    """What a preposition adds: "spoke of *a truce*"; with whom the verb judges for it: "accused *them of lying*"."""
    marker = child(phrase, "case", "mark")
    own = _with_tail(verb, indices(phrase) - strays(phrase), _completes)
    if judged is not None:
        return own | (indices(judged) - strays(judged)), set()
    if marker is None:
        return own, set()
    return own - {marker.i}, {marker.i} if marker.i == verb.i + 1 else set()


def _is_told(cue: Cue) -> bool:
    return not TELLING.isdisjoint(cue.classes) and {"label", "quote"}.isdisjoint(cue.classes)


def _has_other_particle(verb: Token) -> bool:
    """Whether a particle makes another verb of it: "called off", but not "pointed out"."""
    particle = child(verb, "compound:prt")
    if particle is None and verb.i + 1 < len(verb.tree) and verb.tree[verb.i + 1].lower == "off":
        particle = verb.tree[verb.i + 1]
    return particle is not None and f"{verb.lemma.lower()} {particle.lower}" not in words("particles")


def _quoted_as(verb: Token, cue: Cue) -> set[int]:
    """The content of "quoted a source as denying that …" where the tree hangs it on the source."""
    if verb.dep == "acl" and verb.tag == "VBG" and case_of(verb) == "as":
        return {part.i for part in verb.head.subtree if part.i > verb.i}
    object_ = child(verb, "obj")
    if "quote" not in cue.classes or object_ is None:
        return set()
    told = next((part for part in object_.children if part.tag == "VBG" and case_of(part) == "as"), None)
    return indices(object_) if told is not None else set()


def _with_tail(verb: Token, content: set[int], belongs: Callable[[Token], bool] | None = None) -> set[int]:
    """The content with the adjuncts that follow it without a comma, which the tree often hangs on the cue."""
    content = set(content)
    for part in verb.children:
        if part.i < verb.i or part.dep not in TAIL or speaks_on(part) or (belongs is not None and not belongs(part)):
            continue
        inside = indices(part)
        if content and min(inside) == max(content) + 1:
            content |= inside
    return content


def _completes(part: Token) -> bool:
    """Whether an adjunct after an object is of what is said, not its occasion: no time, no channel, no reason."""
    case = case_of(part)
    if part.tag == "VBG" and not case:
        return True  # "shows the convoy burning"
    if case in OCCASIONS or part.lemma.lower() in words("channels") | words("no_speakers") or part.is_digit:
        return False
    return part.pos in ("NOUN", "PROPN", "PRON", "NUM") or case in COMPLETING


def _may_be_content(verb: Token, object_: Token, cue: Cue) -> bool:
    if is_passive(verb) and (object_.lower in GENERIC or (agent(verb) is None and not _is_told(cue))):
        return False  # "the front was called Nusra", "it is known"
    own = child(verb, *SUBJECTS)
    source = subject(verb) if own is None and not is_passive(verb) else own
    same = source is not None and source.i == object_.i and not is_passive(verb)
    judged = not MINDING.isdisjoint(cue.classes) and object_.pos == "PRON"
    known = judged or object_.lemma.lower() not in words("no_speakers")
    if "publish" in cue.classes and "announce" not in cue.classes:
        known = object_.lemma.lower() in words("published") | words("carriers") | words("told")
    return "object" in cue.frames and known and not same


def _infinitive(verb: Token, cue: Cue) -> Token | None:
    """The infinitive or gerund that completes the verb, also where the tree makes an adjunct of it."""
    own = child(verb, "xcomp") or next((p for p in verb.children if _is_bare_gerund(p)), None)
    if own is not None:
        return own if own.tag != "VBG" or "object" in cue.frames else None
    if "to" not in cue.frames or not {"demand", "want", "agree"} & set(cue.classes):
        return None
    addressee = child(verb, "obj", "iobj")
    after = addressee.i if addressee is not None else verb.i
    for part in verb.children:
        if part.dep == "advcl" and part.i > after and part.tag == "VB" and case_of(part) in ("to", "not"):
            return part
    if addressee is None:
        return None
    return next((p for p in addressee.children if p.dep == "acl" and case_of(p) == "to"), None)


def _is_bare_gerund(part: Token) -> bool:
    return part.dep == "advcl" and part.tag == "VBG" and part.i == part.head.i + 1


def _predication(verb: Token, object_: Token) -> set[int]:
    """The object and what it is said to be: all complements up to a conjunct or an adjunct clause."""
    inside: set[int] = set()
    for part in verb.children:
        if part.i >= object_.i and part.dep not in ("conj", "cc", "advcl", "parataxis", "punct", "ccomp"):
            inside |= indices(part)
    return inside


def _clause(verb: Token) -> Token | None:
    clause = child(verb, "ccomp")
    if clause is not None:
        return clause
    for part in verb.children:
        if part.dep == "parataxis" and part.pos in ("VERB", "ADJ", "AUX", "NOUN") and part.i > verb.i:
            between = verb.tree.words(verb.i + 1, min(t.i for t in part.subtree))
            if between.strip()[-1:] in (",", ":", "") and child(part, *SUBJECTS) is not None:
                return part
    return _stray_clause(verb)


def _stray_clause(verb: Token) -> Token | None:
    """A clause that the tree hangs elsewhere: "declared at a briefing that …", "have not said when …"."""
    for part in verb.children:
        if part.i < verb.i:
            continue
        opens = ("that", "whether", "if") if verb.lemma.lower() in ASKING else ("that", "whether")
        if part.dep == "advcl" and (case_of(part) in opens or _after_adverb(part) is not None):
            return part
        question = next((p for p in part.children if p.tag in ("WRB", "WP", "WDT") and p.i == verb.i + 1), None)
        if part.dep == "advcl" and question is not None:
            return part
        if part.dep not in ("obl", "obl:unmarked", "iobj", "obj"):
            continue
        for clause in part.subtree:
            mark = child(clause, "mark")
            if clause.dep not in ("acl", "acl:relcl") or mark is None or mark.lower != "that":
                continue
            if clause.head.lemma.lower() not in words("nouns") or part.dep == "obl":
                return clause
    return None


def _after_adverb(clause: Token) -> Token | None:
    """The "that" of a clause whose mark the tree has tied to the adverb before it: "had said shortly before that …"."""
    mark = child(clause, "mark")
    if mark is None or mark.lower not in SEQUENCE or mark.i + 1 >= len(mark.tree):
        return None
    following = mark.nbor()
    return following if following.lower == "that" and following.pos == "SCONJ" else None


def _phrase(verb: Token, cue: Cue) -> Token | None:
    """A prepositional complement which the verb's frame makes a content."""
    allowed = set(cue.prepositions)
    if "of" in cue.frames:
        allowed |= {"of", "for", "with"} if "object" not in cue.frames else {"of", "for"}
    if "as" in cue.frames:
        allowed.add("as")
    for part in verb.children:
        complement = part.dep in ("obl", "advcl", "xcomp", "nmod") and part.i > verb.i and case_of(part) in allowed
        if complement and part.lemma.lower() not in words("no_speakers"):  # "for three days"
            return part
    object_ = child(verb, "obj")
    if object_ is None or JUDGING.isdisjoint(cue.classes):
        return None
    return next((part for part in object_.children if part.dep in ("nmod", "acl") and case_of(part) == "for"), None)
