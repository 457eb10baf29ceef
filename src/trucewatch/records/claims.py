"""Claim and Tally: what a document relays, on whose word, with what commitment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from trucewatch.records.actors import ActorKind
from trucewatch.records.base import Record
from trucewatch.records.places import EventPlace
from trucewatch.records.spans import Span
from trucewatch.records.times import EventTime


class Force(StrEnum):
    """What a holder does with a proposition."""

    ASSERTS = "asserts"
    DENIES = "denies"
    CONCEDES = "concedes"
    ALLEGES = "alleges"
    ANNOUNCES = "announces"
    THREATENS = "threatens"
    PREDICTS = "predicts"
    DEMANDS = "demands"
    RETRACTS = "retracts"
    CONDITIONAL = "conditional"
    ASKS = "asks"


class ClaimKind(StrEnum):
    """What sort of proposition. Only occurrences become incidents."""

    OCCURRENCE = "occurrence"  # something happened, or did not
    PROSPECT = "prospect"  # something may, should or will happen
    TRUCE = "truce"  # an act on the truce, or what is said of its state
    COMMITMENT = "commitment"  # something owed under the agreement was, or was not, done
    INTENT = "intent"  # why, or whether on purpose
    SPEECH = "speech"  # a diplomatic or media act


class ClaimStatus(StrEnum):
    """Whether what a claim tells is said to be so."""

    HAPPENED = "happened"  # or goes on: asserted, alleged, conceded or hedged
    DENIED = "denied"  # said not to have happened
    PROSPECT = "prospect"  # to come, threatened, demanded, conditional, asked


class Doubt(StrEnum):
    """Why a claim has to be checked before anything rests on it."""

    SUBORDINATE = "subordinate"  # a word on the truce or a concession, told in passing, inside another clause or phrase
    HEDGED = "hedged"  # open, conditional, or held to be only likely
    RELAYED = "relayed"  # more than one speaker stands between the text and it
    UNNAMED_SPEAKER = "unnamed_speaker"  # somebody says it, and the text does not say who
    PARTIES_UNSURE = "parties_unsure"  # two readings of the sentence do not agree on who did what to whom
    POINTS_BACK = "points_back"  # what it denies was told in another sentence
    PLACE_CARRIED = "place_carried"  # its place was told elsewhere in the text
    WORD_UNLISTED = "word_unlisted"  # no entry of the lexicon fits its word; the network alone reads it as an act
    WORD_DOUBTED = "word_doubted"  # an entry fits its word, and the network does not read it as that act
    CODED = "coded"  # a row of a data set: its makers coded it from what others told
    SEVERAL_CANDIDATES = "several_candidates"  # the words for a party fit several actors, or one by guess
    GUEST_ALONE = "guest_alone"  # a language model alone reads it
    GUEST_SILENT = "guest_silent"  # the language model that read its sentence beside does not tell it
    READERS_DIFFER = "readers_differ"  # built-in reader and language model read its words in two ways


class Trust(StrEnum):
    """Whether a claim can be relied on as the program read it."""

    SURE = "sure"
    CHECK = "check"


def trust_of(doubts: Sequence[Doubt]) -> Trust:
    """A claim is sure where nothing speaks against its having been read rightly."""
    return Trust.CHECK if doubts else Trust.SURE


PROSPECTIVE = frozenset((Force.THREATENS, Force.PREDICTS, Force.DEMANDS, Force.CONDITIONAL, Force.ASKS))


def status_of(force: Force, *, negated: bool, prospect: bool) -> ClaimStatus:
    """What a force makes of a proposition, which may itself be negative: who denies a denial says that it was so."""
    if prospect or force in PROSPECTIVE:
        return ClaimStatus.PROSPECT
    return ClaimStatus.DENIED if (force is Force.DENIES) != negated else ClaimStatus.HAPPENED


class Party(Record):
    """Somebody in a proposition: the words, and the actor where resolved.

    `actor` is None where unknown or where `candidates` are several; `rule` says how the actor was told.
    """

    span: Span
    name: str
    actor: str | None = None
    kind: ActorKind = ActorKind.UNKNOWN
    candidates: tuple[str, ...] = ()
    rule: str | None = None


class Participant(Party):
    """Who acts or is acted on, or with what.

    `span` may stand in another sentence where the words are a pronoun's antecedent; then `via` is the pronoun.
    `others` are those who stand beside the first in the text ("the army and its allies"), in order.
    """

    via: Span | None = None
    others: tuple[Party, ...] = ()

    def spans(self) -> Iterator[Span]:
        """The words it rests on, and those of the others beside it."""
        yield self.span
        if self.via is not None:
            yield self.via
        yield from (other.span for other in self.others)


class Holder(Record):
    """One link of the chain of attribution: who, in which words, by which cue.

    `span` is None only where the text has no words for the speaker ("it was reported that"); then `name` is
    "unnamed source" and `cue` still anchors the link.
    """

    name: str
    span: Span | None = None
    cue: Span | None = None
    actor: str | None = None
    kind: ActorKind = ActorKind.UNKNOWN
    candidates: tuple[str, ...] = ()


class Whom(StrEnum):
    """Who is counted, as far as the counting words say."""

    CIVILIANS = "civilians"
    FIGHTERS = "fighters"  # soldiers and police too: all who bear arms for a side
    BOTH = "both"
    UNKNOWN = "unknown"


class Count(Record):
    """A count as told: `low` and `high` inclusive, `high` None where the words set no upper bound ("at least 10").

    `of` is the noun as the text has it ("civilians", "soldiers"), None where it names none; `whom` is what that noun
    says of who they were. `convention`: the text says that the number is a coder's, for one that nobody knows.
    """

    low: int = Field(ge=0)
    high: int | None = None
    span: Span
    of: str | None = None
    whom: Whom = Whom.UNKNOWN
    convention: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.high is not None and self.high < self.low:
            raise ValueError(f"high {self.high} below low {self.low}")
        return self


class Harm(Record):
    """Harm as told. A field that is None was not spoken of; `none_reported` anchors "no casualties"."""

    killed: Count | None = None
    injured: Count | None = None
    missing: Count | None = None
    detained: Count | None = None
    displaced: Count | None = None
    none_reported: Span | None = None


class Claim(Record):
    """One proposition that a document relays.

    Attributes:
        span: the clause or sentence that relays it; `trigger`, the word that names the event.
        event: an id of the event ontology (`knowledge/events.yaml`).
        modifiers: words that depend on the trigger and may say when and where, closest first.
        embedded: clauses of its sentence that tell of something else, with a time and a place of their own.
        holder: outermost first; empty means the text's author. The last is the origin.
        factuality: −3.0 (the text's author is certain that it did not happen) … +3.0 (certain that it did).
        recurs: words that tie it to an earlier occurrence ("the second time in a year").
        country: ISO 3166-1 alpha-2 of where it plays, by its place, or by what else the text names; None where open.
        why_check: what speaks against its having been read rightly; empty once a person has accepted or corrected it.
        rule: the rule, model or person that gave it.
    """

    id: str
    document: str
    kind: ClaimKind
    event: str
    span: Span
    trigger: Span
    actor: Participant | None = None
    target: Participant | None = None
    means: Participant | None = None
    modifiers: tuple[Span, ...] = ()
    embedded: tuple[Span, ...] = ()
    place: EventPlace | None = None
    time: EventTime | None = None
    harm: Harm | None = None
    holder: tuple[Holder, ...] = ()
    force: Force
    negated: bool = False
    """Whether the proposition itself is negative ("has not met its commitments")."""
    factuality: float = Field(ge=-3.0, le=3.0)
    recurs: Span | None = None
    country: str | None = None
    why_check: tuple[Doubt, ...] = ()
    rule: str

    @property
    def trust(self) -> Trust:
        """Whether it can be relied on as it stands."""
        return trust_of(self.why_check)

    @property
    def status(self) -> ClaimStatus:
        """Whether what it tells is said to be so."""
        return status_of(self.force, negated=self.negated, prospect=self.kind is ClaimKind.PROSPECT)

    def spans(self) -> Iterator[Span]:
        """Every span that the claim rests on."""
        yield self.span
        yield self.trigger
        yield from self.modifiers
        yield from self.embedded
        for participant in (self.actor, self.target, self.means):
            if participant is not None:
                yield from participant.spans()
        for link in self.holder:
            yield from (span for span in (link.span, link.cue) if span is not None)
        if self.place is not None:
            yield self.place.span
        if self.time is not None and self.time.expression is not None:
            yield self.time.expression
        if self.recurs is not None:
            yield self.recurs
        if self.harm is not None:
            harm = self.harm
            for count in (harm.killed, harm.injured, harm.missing, harm.detained, harm.displaced):
                if count is not None:
                    yield count.span
            if harm.none_reported is not None:
                yield harm.none_reported


class Tally(Record):
    """A claim about a count over a window ("300 violations since Monday"): never turned into incidents."""

    id: str
    document: str
    event: str
    span: Span
    trigger: Span
    count: Count
    actor: Participant | None = None
    target: Participant | None = None
    modifiers: tuple[Span, ...] = ()
    embedded: tuple[Span, ...] = ()
    place: EventPlace | None = None
    window: EventTime | None = None
    holder: tuple[Holder, ...] = ()
    force: Force
    why_check: tuple[Doubt, ...] = ()
    rule: str

    @property
    def trust(self) -> Trust:
        """Whether it can be relied on as it stands."""
        return trust_of(self.why_check)

    @property
    def status(self) -> ClaimStatus:
        """Whether what it counts is said to be so."""
        return status_of(self.force, negated=False, prospect=False)

    def spans(self) -> Iterator[Span]:
        """Every span that the tally rests on."""
        yield from (self.span, self.trigger, self.count.span, *self.modifiers, *self.embedded)
        for participant in (self.actor, self.target):
            if participant is not None:
                yield from participant.spans()
        for link in self.holder:
            yield from (span for span in (link.span, link.cue) if span is not None)
        if self.place is not None:
            yield self.place.span
        if self.window is not None and self.window.expression is not None:
            yield self.window.expression
