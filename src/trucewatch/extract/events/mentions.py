"""EventMention: one mention of an event in one sentence, with the words that stand around it."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.spans import Span


@dataclass(frozen=True)
class EventMention:
    """One mention of an event.

    Attributes:
        trigger: the word that names it; `carrier` is the verb whose mood and negation hold for it (often the trigger).
        actor, target, means: heads of phrases, None where the sentence gives none.
        modifiers: spans that may say when and where, closest first.
        embedded: clauses of the sentence that tell of something else, with a time of their own.
        rule: the lexicon entry that fitted.
    """

    sentence: Sentence
    trigger: Token
    carrier: Token
    event: str
    rule: str
    actor: Token | None = None
    target: Token | None = None
    means: Token | None = None
    modifiers: tuple[Span, ...] = ()
    embedded: tuple[Span, ...] = ()

    def span(self) -> Span:
        """The trigger's span."""
        return self.sentence.span(self.trigger)
