"""The parts that a cue's tree has: who is its source and which words are the cue. `complements` has its content."""

from __future__ import annotations

from trucewatch.extract.attribution.cues import is_speech, verbs, words
from trucewatch.extract.syntax.tree import Token

SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
LEFT_OUT_OF_SOURCE = ("acl:relcl", "punct", "parataxis")
LOOSE = ("conj", "advcl", "acl")  # what may hang too low in a tree
SPEAKING = ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "X", "SYM")
CLAUSE_OPENERS = ("after", "before", "until", "till", "since", "when", "while", "as", "because", "once", "if")
GENERIC = ("it", "there", "this", "that", "which", "what")


def indices(token: Token, *without: Token) -> set[int]:
    """The tokens of `token`'s subtree, without the subtrees of `without`."""
    inside = {part.i for part in token.subtree}
    for other in without:
        inside -= {part.i for part in other.subtree}
    return inside


def child(token: Token, *labels: str) -> Token | None:
    """The first dependent with one of the labels."""
    return next((part for part in token.children if part.dep in labels), None)


def case_of(token: Token) -> str:
    """The preposition of a nominal, joined where it is fixed: "of", "according to"; the mark of a clause."""
    marker = child(token, "case", "mark")
    if marker is None:
        return ""
    return " ".join([marker.lower, *(part.lower for part in marker.children if part.dep == "fixed")])


def is_passive(token: Token) -> bool:
    """Whether the verb's subject is what it is done to; not where a past tense has an object, whatever "by" follows."""
    if token.tag == "VBD" and child(token, "obj") is not None and child(token, "aux:pass", "nsubj:pass") is None:
        return False
    short = child(token, "aux:pass")
    if short is not None and short.lower in ("'s", "’s") and child(token, "ccomp", "obj") is not None:
        return token.lemma.lower() in words("telling")  # "who's argued that", but "he's told that"
    return child(token, "aux:pass", "nsubj:pass", "obl:agent") is not None


def agent(token: Token) -> Token | None:
    """The noun after "by" of a passive."""
    found = child(token, "obl:agent")
    if found is not None:
        return found
    return next((part for part in token.children if part.dep == "obl" and case_of(part) == "by"), None)


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
    if token.dep == "conj" and (above := _conjoined(token)).pos in ("VERB", "AUX", "ADJ"):
        return subject(above, depth + 1)
    if speaks_on(token) and (speech := _spoke_before(token)) is not None:
        return agent(speech) if is_passive(speech) else subject(speech, depth + 1)
    if token.dep == "xcomp":
        return child(head, "obj") or subject(head, depth + 1)
    if token.dep in ("advcl", "parataxis") and token.tag in ("VBG", "VB", "VBN") and head.pos != "NOUN":
        return agent(head) if is_passive(head) and agent(head) is not None else subject(head, depth + 1)
    if token.dep == "acl" and token.tag == "VBG" and (_after_comma(token) or case_of(token) == "of"):
        return _clause_subject(head, depth)  # ", saying": the parser often hangs it on the noun before it
    if token.dep == "acl" and head.pos in ("NOUN", "PROPN", "PRON"):
        return head if token.tag == "VBG" else child(head, "nmod:poss")
    return None


def _odd_subject(token: Token) -> Token | None:
    """A speaker with another label: "it" before an active verb with a clause, the noun of `," says PolitiFact`."""
    if token.tag not in ("VBD", "VBZ", "VBP") or is_passive(token) or not is_speech(token.lemma.lower()):
        return None
    if token.dep == "conj":
        return None
    expletive = child(token, "expl")
    if expletive is not None:
        return expletive if child(token, "ccomp") is not None and expletive.i == token.i - 1 else None
    noun = child(token, "obj")
    before = token.tree[token.i - 1] if token.i else None
    if noun is None or before is None or not (before.is_quote or before.lower == ","):
        return None
    return noun if min(part.i for part in noun.subtree) == token.i + 1 else None


def _conjoined(token: Token) -> Token:
    """What the verb goes on from: "said that the strike had been deliberate, and rejected …" from "said".

    A bare past tense of speech is no parallel to a participle or an adjective within what another verb of speech says.
    """
    head = token.head
    if token.tag in ("VBD", "VBZ", "VBP") and head.pos in ("NOUN", "PROPN", "PRON") and child(head, "cop") is None:
        return next((p for p in head.ancestors if p.tag == token.tag), head)  # "denies it and points out that …"
    if token.tag != "VBD" or head.tag == "VBD" or not is_speech(token.lemma.lower()):
        return head
    for outer in head.ancestors:
        if outer.tag == "VBD" and is_speech(outer.lemma.lower()):
            return outer
    return head


def strays(clause: Token) -> set[int]:
    """Words that hang in the clause of a content though they go on from its cue."""
    inside = indices(clause)
    below = (part for part in clause.subtree if part.dep in LOOSE and part.i != clause.i)
    found = (p for p in below if _goes_on_from_cue(p, inside) or speaks_on(p) or _contrasts(p))
    return set().union(*(indices(part) for part in found))


def _goes_on_from_cue(part: Token, inside: set[int]) -> bool:
    return part.dep == "conj" and _conjoined(part).i not in inside


def _contrasts(clause: Token) -> bool:
    """Whether it is what somebody else did meanwhile: ", while the army said …"."""
    mark = child(clause, "mark")
    if clause.dep != "advcl" or mark is None or child(clause, "nsubj") is None:
        return False
    return mark.lower in ("while", "whereas") and mark.i > 0 and mark.tree[mark.i - 1].lower == ","


def speaks_on(token: Token) -> bool:
    """Whether a participle after a comma goes on from who spoke before: ", adding that …", ", calling it …"."""
    if token.tag != "VBG" or token.dep not in ("advcl", "acl") or token.lemma.lower() not in verbs():
        return False
    first = token.left_edge.i
    bare = all(part.is_punct or part.pos == "ADV" for part in token.tree[first : token.i])
    return bare and any(part.lower == "," for part in token.tree[max(first - 1, 0) : token.i])


def _spoke_before(token: Token) -> Token | None:
    """The outermost cue whose content a participle hangs in though it goes on from the cue."""
    found: Token | None = None
    below = token
    for above in token.ancestors:
        inside = below.dep in ("ccomp", "obj", "xcomp", "obl") and above.pos == "VERB" and above.i < token.i
        if inside and above.lemma.lower() in verbs():
            found = above
        below = above
    return found


def _after_comma(token: Token) -> bool:
    return token.i > 0 and token.tree[token.i - 1].lower == ","


def _clause_subject(noun: Token, depth: int) -> Token | None:
    """The subject of the clause that the noun stands in."""
    for ancestor in noun.ancestors:
        if ancestor.pos in ("VERB", "AUX") or child(ancestor, "cop") is not None:
            return subject(ancestor, depth + 1)
    return noun


def beside(verb: Token, outside: set[int]) -> Token | None:
    """A nominal right before or after a finite verb that got no subject, none of it in `outside`."""
    left = verb.i - 1
    while left >= 0 and verb.tree[left].dep in ("advmod", "aux", "punct") and left >= verb.i - 3:
        left -= 1
    left = _before_phrase(verb, left)
    left = _before_aside(verb, left)
    for start, step in ((left, -1), (verb.i + 1, 1)):
        if not 0 <= start < len(verb.tree):
            continue
        token = verb.tree[start]
        while (
            token.head.pos in ("NOUN", "PROPN")
            and token.head.i not in outside
            and (token.head.i - verb.i) * step > 0
            and token.head.i != token.i
            and case_of(token) not in CLAUSE_OPENERS
            and not (token.dep == "appos" and token.head.lower in words("no_speakers"))
            and not any(part.lower in (":", ";") for part in verb.tree[min(token.i, token.head.i) : verb.i])
        ):
            token = token.head
        counted = token.pos in ("NUM", "SYM") and step < 0
        if (token.pos in ("PROPN", "PRON", "NOUN") or counted) and token.i not in outside:
            return token
    return None


def _before_phrase(verb: Token, left: int) -> int:
    """Where the nominal ends that an adverbial phrase parts from the verb: "officers had until then claimed"."""
    phrase = verb.tree[left] if 0 <= left < verb.i else verb
    case = child(phrase, "case")
    if phrase.dep not in ("obl", "advmod") or case is None or case.i == 0 or phrase.right_edge.i > phrase.i:
        return left
    return case.i - 2 if verb.tree[case.i - 1].lower in ("has", "have", "had") else left


def _before_aside(verb: Token, left: int) -> int:
    """Where the nominal ends that a participle or relative clause between commas parts from the verb."""
    if verb.i < 3 or verb.tree[verb.i - 1].lower != ",":
        return left
    for position in range(verb.i - 3, max(verb.i - 20, 0), -1):
        if verb.tree[position].lower == ",":
            opens = verb.tree[position + 1]
            return position - 1 if opens.tag in ("VBG", "WP", "WDT", "WP$") else left
    return left


def source_tokens(noun: Token, verb: Token) -> set[int]:
    """The words of a source: the noun's subtree without relative clauses, its preposition and the verb's own part."""
    dropped = [part for part in noun.children if part.dep in LEFT_OUT_OF_SOURCE or part.dep in ("case", "mark")]
    dropped += [p for p in noun.children if p.dep.endswith(":unmarked") and p.lemma.lower() in words("no_speakers")]
    if noun.dep not in SUBJECTS:
        dropped += [part for part in noun.children if part.dep in ("cop", "advcl", "aux", "acl", *SUBJECTS)]
    dropped += [p for p in noun.children if p.i < noun.i and p.dep in ("cc", "advmod") and p.i == noun.left_edge.i]
    dropped += [p for p in noun.children if p.i > noun.i and p.dep in ("nmod", "obl") and _is_day(p)]
    dropped += [p for p in noun.children if p.dep == "acl" and p.lemma.lower() in words("citing") and _after_comma(p)]
    inside = indices(noun, *dropped)
    if verb.i in inside:
        inside -= indices(verb)
    return inside


def _is_day(noun: Token) -> bool:
    """Whether a phrase is when something was said: "the mayor *on Monday* told …"."""
    return case_of(noun) == "on" and noun.lemma.lower() in words("no_speakers")


def is_main(verb: Token) -> bool:
    """Whether a verb that hangs on a noun is its sentence's main one, since that has no other."""
    root = next(part for part in (verb, *verb.ancestors) if part.head.i == part.i)
    return root.pos in ("NOUN", "PROPN") and child(root, "cop") is None


def is_source(noun: Token) -> bool:
    """Whether the noun can stand for a speaker: no expletive, no clause, no demonstrative."""
    names_nobody = (noun.lower if noun.pos == "PROPN" else noun.lemma.lower()) in words("no_speakers")
    names_nobody = names_nobody or noun.lower in words("no_speakers")
    return (
        (noun.pos in SPEAKING or noun.tag.startswith("NN"))
        and (noun.lower not in GENERIC[1:] or _relates(noun))
        and (not names_nobody or (noun.tag == "CD" and noun.lower == "one"))
        and noun.dep != "csubj"
        and (noun.dep != "expl" or noun.lower == "it")
    )


def _relates(noun: Token) -> bool:
    """Whether it is the subject of a relative clause: "the daily, *which* reported that …"."""
    verb = noun.head
    relative = noun.dep == "nsubj" and noun.lower in ("which", "that") and verb.dep == "acl:relcl"
    return relative and is_speech(verb.lemma.lower())


def cue_tokens(verb: Token) -> set[int]:
    """The verb with auxiliaries, negation, adverbs and governing verbs that stand right before it, and particles."""
    wanted = {verb.i}
    top = verb
    while top.dep == "xcomp" and top.head.i < top.i and top.i - top.head.i <= 3 and top.head.pos in ("VERB", "ADJ"):
        between = range(top.head.i, top.i)
        if _wills(top.head):
            break  # "hopes to say": the hope is a cue of its own, and what is said its content
        if any(verb.tree[i].pos not in ("PART", "ADV", "VERB", "AUX", "ADJ") for i in between):
            break
        wanted.update(between)
        top = top.head
    for position in range(top.i - 1, -1, -1):
        token = verb.tree[position]
        if (
            token.dep in ("aux", "aux:pass", "cop", "advmod", "mark")
            and token.head.i in wanted
            and (token.pos in ("AUX", "ADV", "PART", "VERB") or token.dep == "mark")
            and (token.dep != "mark" or token.lower == "to")
        ):
            if token.dep == "advmod" and token.tag in ("WRB", "WDT"):
                break
            wanted.update(range(position, top.i))
        else:
            break
    particle = child(verb, "compound:prt")
    if particle is not None and particle.i == verb.i + 1:
        wanted.add(particle.i)
    return wanted | _channel(verb, max(wanted))


def _wills(verb: Token) -> bool:
    cue = verbs().get(verb.lemma.lower()) if verb.pos == "VERB" else None
    return cue is not None and "to" in cue.frames and "seem" not in cue.classes


def _channel(verb: Token, last: int) -> set[int]:
    """The words right after a verb of speech that name its channel: "said *in a statement*", "wrote *on Facebook*"."""
    if not is_speech(verb.lemma.lower()):
        return set()
    for part in verb.children:
        if part.dep != "obl" or part.lemma.lower() not in words("channels") or case_of(part) not in ("in", "on", "by"):
            continue
        own = indices(part, *(p for p in part.children if p.dep in ("acl", "acl:relcl", "nmod", "appos", "punct")))
        if min(own) == last + 1 and max(own) - last == len(own):
            return own
    return set()
