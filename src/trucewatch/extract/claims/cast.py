"""The cast of a text: whom its sentences are about, for the pronouns that go on speaking of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trucewatch.extract.events.lexicon import event_lexicon
from trucewatch.extract.syntax.arguments import surface_subject
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import phrase_span
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.spans import Span

RELATIVE = frozenset(("which", "who", "that"))
BODIES = ("side", "monitor", "body")  # word classes of what may speak and is an "it" or a "they"


@dataclass(frozen=True)
class Body:
    """A side or body that is the subject of a sentence: its phrase, and whether it is a plural."""

    span: Span
    plural: bool


@dataclass(frozen=True)
class Cast:
    """Who is at hand.

    Attributes:
        bodies: the sides and bodies that are subjects of their sentences, in text order.
        relatives: where a relative pronoun that is a subject begins → the phrase it stands for.
    """

    bodies: tuple[Body, ...] = ()
    relatives: Mapping[int, Span] = field(default_factory=dict)

    def last_body(self, pronoun: Span) -> Span | None:
        """The nearest of the bodies before an "it" or a "they" that agrees with it in number."""
        if pronoun.quote.lower() not in ("it", "they"):
            return None
        singular = pronoun.quote.lower() == "it"
        fit = [one.span for one in self.bodies if one.span.end <= pronoun.start and not (singular and one.plural)]
        return max(fit, key=lambda one: one.start, default=None)


def cast_of(sentences: Sequence[Sentence]) -> Cast:
    """The cast of the parsed sentences of a text."""
    words = event_lexicon()
    bodies: list[Body] = []
    relatives: dict[int, Span] = {}
    for sentence in sentences:
        for token in sentence.tree:
            if token.dep == "ROOT" and token.pos in ("VERB", "AUX"):
                subject = surface_subject(token)
                if subject is not None and subject.pos in ("NOUN", "PROPN") and words.in_class(subject, *BODIES):
                    bodies.append(Body(phrase_span(sentence, subject), subject.tag in ("NNS", "NNPS")))
            if token.lower in RELATIVE and token.dep.startswith("nsubj") and token.head.dep == "acl:relcl":
                relatives[sentence.start + token.idx] = _without_clause(sentence, token.head.head, token)
    return Cast(tuple(bodies), relatives)


def _without_clause(sentence: Sentence, noun: Token, pronoun: Token) -> Span:
    """The noun's phrase up to its relative clause."""
    last = pronoun.i - 1
    while last > noun.i and sentence.tree[last].is_punct:
        last -= 1
    first = noun.left_edge
    while first.dep == "case" and first.i < noun.i:
        first = first.nbor(1)
    return sentence.span(first, sentence.tree[max(noun.i, last)])
