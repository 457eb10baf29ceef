"""Who was harmed, by the tree: the sufferer of a verb or adjective of harm, and the count of its noun phrase."""

from __future__ import annotations

from trucewatch.extract.harm.counts import add, count_phrase, parse_number
from trucewatch.extract.harm.people import FIELDS
from trucewatch.extract.syntax.arguments import verb_frame
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import children, is_noun_like
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Count

RESULTING = frozenset(("resulting", "resulted", "results", "leading", "led", "causing", "caused", "leaving", "left"))
BARE_PLURAL = (2, None)
NUMBER_REACH = 4  # words
MAX_REACH = 15  # words between a verb of harm and its object; further is a misparse


def count_by_tree(sentence: Sentence, word: Token) -> Count | None:
    """The people whom a word of harm befell, as its tree counts them; None where it shows none."""
    if word.lower in harm_words("fatal_nouns", "injury_nouns") or (
        word.lower in ("killing", "wounding", "injuring") and is_noun_like(word)
    ):
        return _count_of_noun(sentence, word)
    head = _sufferer(word)
    if head is None or (head.pos == "ADJ" and head.i > word.i):
        following = _number_after(sentence, word)
        if following is not None:
            return following
    if head is None or is_negated(head) or is_negated(word) or head.lower in harm_words("things", "casualty_nouns"):
        return None
    if is_noun_like(head) and head.i > word.i + MAX_REACH:
        return None
    if head.pos == "PRON" and head.lower not in (
        "others",
        "another",
        "him",
        "her",
        "one",
        "some",
        "several",
        "someone",
        "many",
    ):
        return None
    count = count_phrase(sentence, head, harm_words(*FIELDS))
    if count is None or (count.low, count.high) == BARE_PLURAL:
        count = _number_after(sentence, word) or count
    beside = _beside_subject(head)
    if count is not None and beside is not None:
        more = count_phrase(sentence, beside, harm_words(*FIELDS))
        count = count if more is None or more.span.overlaps(count.span) else add(sentence, count, more)
    either = any(child.lower == "or" for other in children(word, "conj") for child in children(other, "cc"))
    return count.model_copy(update={"low": 0}) if count is not None and either else count


def _beside_subject(head: Token) -> Token | None:
    """The second of two coordinated sufferers which the tree makes two subjects: "a man and a boy were killed"."""
    if head.dep not in ("nsubj", "nsubj:pass"):
        return None
    others = [one for one in children(head.head, head.dep) if 0 < one.i - head.i < NUMBER_REACH]
    return next((one for one in others if any(cc.lower == "and" for cc in children(one, "cc"))), None)


def _number_after(sentence: Sentence, word: Token) -> Count | None:
    """The number right after a verb of harm ("killed 4 …"), where the tree shows no object for it."""
    tree = word.tree
    for i in range(word.i + 1, min(word.i + NUMBER_REACH, len(tree))):
        token = tree[i]
        value = parse_number([token.text])
        if value is not None:
            noun = next((one for one in tree[i + 1 : i + NUMBER_REACH] if one.pos in ("NOUN", "PROPN")), None)
            following = tree[i + 1] if i + 1 < len(tree) else None
            if noun is None or following is None or not following.text[:1].isalpha():
                return None
            counted = not {following.lower, noun.lower} & harm_words("measures", "things", "animals")
            lower = tree[i - 1].lower in ("least", "than")
            high = None if lower else value
            return Count(low=value, high=high, span=sentence.span(token), of=noun.text) if counted else None
        if token.lower not in ("at", "least", "more", "than", "some", "about", "around", "another", "up", "to"):
            return None
    return None


def _count_of_noun(sentence: Sentence, noun: Token) -> Count | None:
    """ "12 deaths", "the deaths of 12 soldiers"; a bare "fatalities" counts nothing."""
    if noun.lower == "death" and any(one.lower in ("his", "her") for one in children(noun, "nmod:poss")):
        return Count(low=1, high=1, span=sentence.span(noun))
    for child in children(noun, "nmod"):
        if any(case.lower == "of" for case in children(child, "case")):
            return None if child.lower in harm_words("measures") else count_phrase(sentence, child)
    if not children(noun, "nummod") or is_negated(noun):
        return None
    own = count_phrase(sentence, noun)
    first = noun.head
    shared = noun.dep == "conj" and bool(children(first, "nummod")) and first.head.lower in RESULTING
    if own is None or not shared or first.lower in harm_words("things", "measures", "injury_nouns"):
        return own
    more = count_phrase(sentence, first, frozenset((noun.lower,)))
    if more is None or more.span.overlaps(own.span):
        return more or own
    return add(sentence, more, own)  # "led to 3 civilian and 2 police deaths"


def _sufferer(word: Token) -> Token | None:
    """The noun phrase of those harmed."""
    if word.lower in ("dead", "missing", "hurt") or (word.dep in ("amod", "xcomp") and word.pos == "ADJ"):
        return _of_adjective(word)
    beside = [one for one in children(word, "compound") if one.i == word.i - 1]
    if beside and word.tag in ("VBN", "VBD"):
        return beside[0]  # "1 soldier killed", with the participle taken for the noun
    frame = verb_frame(word)
    if word.lower in ("died", "perished", "fled"):
        return frame.subject
    if frame.object is not None:
        return frame.object
    if word.dep == "conj" and word.head.pos in ("VERB", "AUX"):
        later = [one for one in children(word.head, "obj") if one.i > word.i]
        if later:
            return later[0]  # "shot and killed a man", with the man on the first verb
    for child in children(word, "conj"):
        shared = verb_frame(child).object
        if shared is not None and not children(child, "nsubj", "nsubj:pass"):
            return shared
    return None


def _of_adjective(word: Token) -> Token | None:
    for child in children(word, "nsubj", "nsubj:pass", "nsubj:outer"):
        return child
    if word.head.lower in ("shot", "left", "leaving", "leaves", "found") and word.head != word:
        return verb_frame(word.head).object
    if word.dep in ("amod", "acl"):
        return word.head
    if word.dep == "xcomp":
        return verb_frame(word.head).object
    numbers = [child for child in word.children if child.dep == "nummod"]
    return word if numbers else None


def is_negated(token: Token) -> bool:
    """Whether "no", "not" or "none" hangs on the word."""
    return any(
        child.lower in ("no", "not", "n't", "without", "zero", "any") for child in token.children
    ) or token.lower in (
        "none",
        "nobody",
    )
