"""Who does what to whom around one word of a tree: deep subject and object, means, obliques, noun phrases.

Grammatical roles are read through passive, coordination, relative and participial clauses, and control, so that
the rules above speak of "subject" and "object" alone. Labels are Universal Dependencies (English EWT).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from trucewatch.extract.parse import Sentence
from trucewatch.records.spans import Span

NOMINAL_DEPS = frozenset(
    ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "nmod:poss", "compound", "nmod:desc")
)
OBLIQUE_DEPS = frozenset(("obl", "obl:agent", "obl:unmarked", "nmod", "nmod:unmarked", "nmod:desc"))
SUBJECT_DEPS = frozenset(("nsubj", "csubj", "nsubj:outer"))
RELATIVES = frozenset(("who", "which", "that", "whom"))
PHRASE_LEFT = frozenset(
    ("det", "amod", "compound", "nummod", "nmod:poss", "advmod", "flat", "det:predet", "nmod:desc", "nmod")
)
PHRASE_RIGHT = frozenset(("flat", "nummod", "compound", "goeswith", "fixed", "nmod:desc"))
MAX_CLIMB = 6  # how many governors may be climbed for a shared subject; longer chains are parse errors
MAX_DEPTH = 12
REACH = 14  # words: how far a misparsed verb may look for what belongs to it
TIME_WORDS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "yesterday",
        "tomorrow",
        "week",
        "month",
        "year",
        "day",
        "night",
        "morning",
        "evening",
        "afternoon",
        "weekend",
    ]
)


@dataclass(frozen=True)
class Frame:
    """The arguments of one trigger. Each is the head word of a phrase, None where the text gives none."""

    subject: Token | None = None
    object: Token | None = None
    means: Token | None = None
    obliques: tuple[tuple[str, Token], ...] = field(default=())
    complement: Token | None = None
    passive: bool = False

    def oblique(self, *cases: str) -> Token | None:
        """The first oblique with one of these prepositions, in their order."""
        for case in cases:
            for name, token in self.obliques:
                if name == case:
                    return token
        return None


def is_noun_like(token: Token) -> bool:
    """Whether the word stands as a noun: by its tag, or a gerund in a noun's place."""
    if token.pos_ in ("NOUN", "PROPN"):
        return True
    if token.pos_ in ("PRON", "AUX", "ADP", "SCONJ", "PART"):
        return False
    gerund = token.text.lower().endswith("ing") and token.pos_ in ("VERB", "ADJ")
    if gerund and token.dep_ in NOMINAL_DEPS:
        return not any(child.dep_ in ("obj", "mark", "aux") for child in token.children)
    return token.dep_ in NOMINAL_DEPS and token.pos_ in ("ADJ", "X", "VERB") and not is_finite(token)


def is_finite(token: Token) -> bool:
    """Whether the word heads a clause with a tense of its own."""
    if any(child.dep_ in ("aux", "aux:pass", "cop") and child.tag_ != "TO" for child in token.children):
        return True
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD")


def case_of(token: Token) -> str:
    """The preposition of a phrase, lower case; of "according to" and the like the first word; "" for none."""
    for child in token.children:
        if child.dep_ == "case" and child.i < token.i:
            return str(child.lower_)
    return ""


def children(token: Token, *deps: str) -> list[Token]:
    """The children of `token` with one of these labels, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def conjuncts(token: Token) -> list[Token]:
    """The words coordinated under `token`, itself first."""
    found = [token]
    for child in children(token, "conj"):
        found.extend(conjuncts(child) if len(found) < MAX_DEPTH else [])
    return found


def is_passive(verb: Token) -> bool:
    """Whether `verb` is passive: by its auxiliary or subject, or as a bare past participle on a noun."""
    if children(verb, "aux:pass", "nsubj:pass") or reduced_relative(verb) is not None:
        return True
    if verb.dep_ in ("acl", "amod") and not verb.text.lower().endswith("ing"):
        if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and _near_object(verb) is not None:
            return False  # the only verb of the sentence, misread as a participle: "the air force targeted positions"
        if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and children(verb.head, "det") and not _has_finite(verb.doc):
            return bool(children(verb, "obl:agent")) or any(case == "by" for case, _ in obliques(verb))
        return not children(verb, "obj", "aux", "mark")
    shares = verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and not children(verb, "nsubj", "obj", "aux")
    return shares and verb.head.pos_ in ("VERB", "AUX") and is_passive(verb.head)


def _has_finite(doc: Doc) -> bool:
    return any(word.tag_ in ("VBD", "VBZ", "VBP", "MD") for word in doc)


def reduced_relative(verb: Token) -> Token | None:
    """The noun before a bare participle after a comma ("the data, handed over on Monday, …"), wherever it was hung."""
    doc, i = verb.doc, verb.i
    if verb.dep_ not in ("advcl", "acl", "parataxis", "conj") or i < 2 or doc[i - 1].text != ",":
        return None
    bare = not children(verb, "nsubj", "obj", "aux", "mark", "cc") and verb.tag_ in ("VBN", "VBD")
    return doc[i - 2] if bare and doc[i - 2].pos_ in ("NOUN", "PROPN") else None


def _antecedent(word: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if word.lower_ in RELATIVES and verb.dep_ == "acl:relcl":
        return verb.head
    return word


def _own_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in SUBJECT_DEPS or child.dep_ == "nsubj:pass":
            return _antecedent(child, verb)
    if verb.dep_ == "acl:relcl" and not any(c.lower_ in ("where", "when") for c in verb.children):
        has_other = any(child.dep_ in ("obj", "obl") and child.lower_ in RELATIVES for child in verb.children)
        return None if has_other else verb.head
    return None


def surface_subject(verb: Token, climb: int = 0) -> Token | None:
    """The subject of `verb`, its own or that of the verb which shares it (coordination, control, participle)."""
    own = _own_subject(verb)
    if own is not None or climb > MAX_CLIMB:
        return own
    head = verb.head
    if head is verb:
        return None
    if verb.dep_ == "acl":
        participle = not children(verb, "mark")
        if participle or head.pos_ not in ("NOUN", "PROPN"):
            return head
        return _holder_of_noun(head, climb)
    if verb.dep_ == "xcomp":
        controller = children(head, "obj")
        return controller[0] if controller else surface_subject(head, climb + 1)
    if verb.dep_ in ("conj", "advcl", "parataxis") and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        if verb.dep_ == "advcl" and head.pos_ == "NOUN" and not is_finite(head):
            return head
        if verb.dep_ == "parataxis" and is_finite(verb):
            return None
        return surface_subject(head, climb + 1)
    return None


def _holder_of_noun(noun: Token, climb: int) -> Token | None:
    """Who has "a plan to attack": the possessor, else the subject of the verb above."""
    owners = children(noun, "nmod:poss")
    if owners:
        return owners[0]
    above = noun.head
    if noun.dep_ in ("obj", "nsubj", "nsubj:pass", "obl") and above is not noun:
        return surface_subject(above, climb + 1) if noun.dep_ != "nsubj" else None
    return None


def obliques(token: Token) -> tuple[tuple[str, Token], ...]:
    """The prepositional phrases right below `token`, with the preposition, nearest first."""
    found = [(case_of(child), child) for child in token.children if child.dep_ in OBLIQUE_DEPS]
    return tuple(sorted(found, key=lambda pair: abs(pair[1].i - token.i)))


def verb_frame(verb: Token) -> Frame:
    """The arguments of a verbal trigger."""
    passive = is_passive(verb)
    surface = surface_subject(verb)
    around = obliques(verb)
    direct = children(verb, "obj")
    obj: Token | None = direct[0] if direct else None
    if obj is not None:
        obj = _antecedent(obj, verb)
    subject = surface
    if passive:
        obj = reduced_relative(verb) or (surface if verb.dep_ not in ("acl", "amod") else verb.head)
        agents = children(verb, "obl:agent") or [word for case, word in around if case == "by"]
        subject = agents[0] if agents else None
    elif obj is None and verb.dep_ == "acl:relcl" and surface is not None and surface is not verb.head:
        obj = verb.head if verb.head.pos_ != "VERB" else None
    if not passive:
        subject = subject or _near_subject(verb)
        obj = obj or _near_object(verb)
    below = children(verb, "xcomp", "ccomp")
    return Frame(subject, obj, None, around, below[0] if below else None, passive)


def _near_subject(verb: Token) -> Token | None:
    """Where the tree gives a past-tense verb no subject: the nearest one that it hung on another word before it."""
    if verb.tag_ not in ("VBD", "VBN") or verb.dep_ in ("acl", "amod", "conj", "advcl", "xcomp"):
        return None
    for word in reversed(verb.doc[max(0, verb.i - REACH) : verb.i]):
        if word.text in (";", ":") or (word.pos_ == "VERB" and word.tag_ == "VBD"):
            return None
        if word.dep_ in ("nsubj", "nsubj:pass") and word.pos_ in ("NOUN", "PROPN"):
            return word
    return None


def _near_object(verb: Token) -> Token | None:
    """Where the tree gives a verb no object: the noun that follows with no preposition, if it is nothing's subject."""
    if children(verb, "nsubj:pass", "aux:pass", "xcomp", "ccomp") or (
        verb.text.lower().endswith("ing") and verb.pos_ == "NOUN"
    ):
        return None
    found: Token | None = None
    for word in verb.doc[verb.i + 1 : verb.i + REACH]:
        if word.pos_ in ("NOUN", "PROPN") or (word.text.isupper() and len(word.text) > 1):
            found = word
        elif (
            word.pos_ not in ("DET", "ADJ", "NUM", "ADV", "PART")
            and word.lower_ not in ("down", "up", "over", "out", "-")
        ) or (found is not None and word.pos_ != "PART"):
            break
    if (
        found is None
        or found.lower_ in TIME_WORDS
        or found.dep_ in ("nsubj", "nsubj:pass", "obl:unmarked", "obl", "nmod:unmarked")
    ):
        return None
    return found


def noun_frame(noun: Token) -> Frame:
    """The arguments of a nominal trigger, from its own dependents alone."""
    around = obliques(noun)
    owner = children(noun, "nmod:poss")
    by = next((word for case, word in around if case == "by"), None)
    return Frame(owner[0] if owner else by, None, None, around, None, False)


def phrase_tokens(head: Token) -> list[Token]:
    """The words of a compact noun phrase: no relative clause, apposition or coordination below the head."""
    low, high = head.i, head.i
    for child in head.children:
        if child.i < head.i and child.dep_ in PHRASE_LEFT and not _cuts(child):
            low = min(low, child.left_edge.i)
        elif child.i > head.i and (child.dep_ in PHRASE_RIGHT or _is_of(child)):
            high = max(high, _right_end(child))
    words = [head.doc[i] for i in range(low, high + 1)]
    cuts = [n for n, word in enumerate(words) if word.text in (",", ")", "]", ";", ":") and word.i < head.i]
    words = words[cuts[-1] + 1 :] if cuts else words
    while len(words) > 1 and (
        not words[0].text[:1].isalnum()
        or words[0].lower_ in ("least", "than")
        or words[0].pos_ in ("PUNCT", "ADP")
        or words[0].dep_ in ("punct", "case", "cc", "mark")
    ):
        words = words[1:]
    while len(words) > 1 and words[-1].pos_ in ("PUNCT", "PART") and words[-1].i > head.i:
        words = words[:-1]
    return words


def _cuts(child: Token) -> bool:
    return (child.dep_ == "nmod" and bool(case_of(child))) or child.right_edge.i - child.left_edge.i > MAX_DEPTH


def _is_of(child: Token) -> bool:
    return child.dep_ == "nmod" and case_of(child) == "of"


def _right_end(child: Token) -> int:
    return max(word.i for word in phrase_tokens(child)) if _is_of(child) else max(child.i, child.right_edge.i)


def phrase_span(sentence: Sentence, head: Token) -> Span:
    """The span of a compact noun phrase, without a leading article."""
    words = phrase_tokens(head)
    while (
        len(words) > 1
        and words[0].lower_ in ("the", "a", "an", "some", "this", "these", "both")
        and words[0] is not head
    ):
        words = words[1:]
    return sentence.span(words[0], words[-1])


def clause_head(token: Token) -> Token:
    """The nearest finite verb at or above `token`, else the root."""
    current = token
    for _ in range(MAX_DEPTH):
        if current.head is current or (current.pos_ in ("VERB", "AUX") and is_finite(current)):
            return current
        current = current.head
    return current


def governors(token: Token) -> Iterator[Token]:
    """The words above `token`, nearest first."""
    current = token
    for _ in range(4 * MAX_DEPTH):
        if current.head is current:
            return
        current = current.head
        yield current
