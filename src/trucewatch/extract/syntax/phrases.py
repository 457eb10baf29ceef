"""Reading one dependency tree: kinds of words, their children and governors, compact noun phrases.

Labels are Universal Dependencies (English EWT).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.spans import Span

NOMINAL_DEPS = frozenset(
    ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "nmod:poss", "compound", "nmod:desc")
)
OBLIQUE_DEPS = frozenset(("obl", "obl:agent", "obl:unmarked", "nmod", "nmod:unmarked", "nmod:desc"))
PHRASE_LEFT = frozenset(
    ("det", "amod", "compound", "nummod", "nmod:poss", "advmod", "flat", "det:predet", "nmod:desc", "nmod")
)
PHRASE_RIGHT = frozenset(("flat", "nummod", "compound", "goeswith", "fixed", "nmod:desc"))
MAX_DEPTH = 12  # of a tree or a coordination; deeper ones are misparses
ARTICLES = frozenset(("the", "a", "an", "some", "this", "these", "both"))


def is_noun_like(token: Token) -> bool:
    """Whether the word stands as a noun: by its tag, or a gerund in a noun's place."""
    if token.pos in ("NOUN", "PROPN"):
        return True
    if token.pos in ("PRON", "AUX", "ADP", "SCONJ", "PART"):
        return False
    gerund = token.text.lower().endswith("ing") and token.pos in ("VERB", "ADJ")
    if gerund and token.dep in NOMINAL_DEPS:
        return not any(child.dep in ("obj", "mark", "aux") for child in token.children)
    return token.dep in NOMINAL_DEPS and token.pos in ("ADJ", "X", "VERB") and not is_finite(token)


def is_finite(token: Token) -> bool:
    """Whether the word heads a clause with a tense of its own."""
    if any(child.dep in ("aux", "aux:pass", "cop") and child.tag != "TO" for child in token.children):
        return True
    return token.tag in ("VBD", "VBZ", "VBP", "MD")


def has_finite(tokens: Iterable[Token]) -> bool:
    """Whether any of the words is tagged as a finite verb."""
    return any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in tokens)


def case_of(token: Token) -> str:
    """The preposition of a phrase, lower case; of "according to" and the like the first word; "" for none."""
    for child in token.children:
        if child.dep == "case" and child.i < token.i:
            return str(child.lower)
    return ""


def children(token: Token, *deps: str) -> list[Token]:
    """The children of `token` with one of these labels, in text order."""
    return [child for child in token.children if child.dep in deps]


def conjuncts(token: Token) -> list[Token]:
    """The words coordinated under `token`, itself first."""
    found = [token]
    for child in children(token, "conj"):
        found.extend(conjuncts(child) if len(found) < MAX_DEPTH else [])
    return found


def obliques(token: Token) -> tuple[tuple[str, Token], ...]:
    """The prepositional phrases right below `token`, with the preposition, nearest first."""
    found = [(case_of(child), child) for child in token.children if child.dep in OBLIQUE_DEPS]
    return tuple(sorted(found, key=lambda pair: abs(pair[1].i - token.i)))


def governors(token: Token) -> Iterator[Token]:
    """The words above `token`, nearest first."""
    current = token
    for _ in range(4 * MAX_DEPTH):
        if current.head == current:
            return
        current = current.head
        yield current


def clause_head(token: Token) -> Token:
    """The nearest finite verb at or above `token`, else the root."""
    current = token
    for _ in range(MAX_DEPTH):
        if current.head == current or (current.pos in ("VERB", "AUX") and is_finite(current)):
            return current
        current = current.head
    return current


def phrase_tokens(head: Token) -> list[Token]:
    """The words of a compact noun phrase: no relative clause, apposition or coordination below the head."""
    low, high = head.i, head.i
    for child in head.children:
        if child.i < head.i and child.dep in PHRASE_LEFT and not _cuts(child):
            low = min(low, child.left_edge.i)
        elif child.i > head.i and (child.dep in PHRASE_RIGHT or _is_of(child)):
            high = max(high, _right_end(child))
    words = [head.tree[i] for i in range(low, high + 1)]
    cuts = [n for n, word in enumerate(words) if word.text in (",", ")", "]", ";", ":") and word.i < head.i]
    words = words[cuts[-1] + 1 :] if cuts else words
    while len(words) > 1 and (
        not words[0].text[:1].isalnum()
        or words[0].lower in ("least", "than")
        or words[0].pos in ("PUNCT", "ADP")
        or words[0].dep in ("punct", "case", "cc", "mark")
        or words[0].tag == "WDT"
    ):
        words = words[1:]
    words = _without_day(words, head)
    while len(words) > 1 and words[-1].pos in ("PUNCT", "PART") and words[-1].i > head.i:
        words = words[:-1]
    return words


def _without_day(words: list[Token], head: Token) -> list[Token]:
    """Without a day or hour in front, which trees hang on the noun after it: "last Sunday helicopters"."""
    days = harm_words("time_words")
    while len(words) > 1 and words[0] != head:
        first, second = words[0], words[1]
        dated = first.lower in days and first.pos != "VERB" and second.text not in ("'s", "’s", "-")
        before = first.lower in ("last", "this", "next", "that") and second.lower in days and second != head
        mark = first.lower == "that" and head.tag in ("NNS", "NNPS")
        hour = ":" in first.text and first.text[:1].isdigit()
        if not (dated or before or mark or hour):
            break
        words = words[1:]
    return words


def _cuts(child: Token) -> bool:
    return (child.dep == "nmod" and bool(case_of(child))) or child.right_edge.i - child.left_edge.i > MAX_DEPTH


def _is_of(child: Token) -> bool:
    return child.dep == "nmod" and case_of(child) == "of" and child.pos not in ("VERB", "AUX")


def _right_end(child: Token) -> int:
    return max(word.i for word in phrase_tokens(child)) if _is_of(child) else max(child.i, child.right_edge.i)


def phrase_span(sentence: Sentence, head: Token) -> Span:
    """The span of a compact noun phrase, without a leading article."""
    words = phrase_tokens(head)
    while len(words) > 1 and words[0].lower in ("the", "a", "an", "some", "this", "these", "both") and words[0] != head:
        words = words[1:]
    return sentence.span(words[0], words[-1])
