"""Speakers: each side's clearest latest word on the truce, with all its other words one step away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from trucewatch.records.assessments import WITHOUT_STANDING, Position, Standing, Statement
from trucewatch.records.calendar import bounds
from trucewatch.records.reliance import NOT_CHECKED
from trucewatch.report.cites import Cite
from trucewatch.report.index import CaseIndex
from trucewatch.report.words import date_words, range_words, word

CLAUSE = 5
"""Words from which on a quote is read as a clause, and not as a fragment of one."""


@dataclass(frozen=True)
class Said:
    """One statement on the truce."""

    speaker: str
    side: str | None
    """Who answers for the speaker, where that is somebody else."""
    standing: str
    position: str
    shape: str
    force: str
    about: str | None
    when: str
    claim: str
    cite: Cite | None
    documents: list[int]
    told_by: str | None
    """Who tells the speaker's position, None where the words are given as the speaker's own."""
    outsider: bool
    """Whether the speaker has no standing, or none that is known."""
    known: bool
    """Whether a book knows the speaker."""
    named: bool
    """Whether the speaker has a name, in a book or in the text."""


@dataclass(frozen=True)
class Speaker:
    """A side's clearest latest statement, in its own words where there are any, and its other statements."""

    latest: Said
    before: list[Said]


def view_speakers(index: CaseIndex, at: str | None) -> list[Speaker]:
    """Each side's statements, parties first; of an outsider, each speaker's. Those after `at` are left out."""
    grouped: defaultdict[tuple[int, int, str], list[Statement]] = defaultdict(list)
    asked = bounds(at)
    for item in index.record.statements:
        begun = bounds(item.begin or item.finish)
        if asked is None or begun is None or begun[0] < asked[1]:
            standing, place, _, speaker = speaker_order(index, item)
            outsider = item.standing in WITHOUT_STANDING
            grouped[standing, place, speaker if outsider else index.side(item.speaker)].append(item)
    return [_speaker(index, said) for _, said in sorted(grouped.items())]


def _speaker(index: CaseIndex, said: Iterable[Statement]) -> Speaker:
    """The statement to show first: own words, then the latest day, then the clearest; the others latest first."""
    pairs = sorted(((item, view_said(index, item)) for item in said), key=lambda pair: pair[0].claim)
    first = max(pairs, key=lambda pair: (pair[1].told_by is None, _day(pair[0]), _clearness(*pair)))
    rest = sorted((pair for pair in pairs if pair is not first), key=lambda pair: _day(pair[0]), reverse=True)
    rest.sort(key=lambda pair: pair[1].told_by is not None)
    return Speaker(first[1], [view for _, view in rest])


def _day(item: Statement) -> datetime:
    """The day of a statement, the first of all where it is unknown."""
    span = bounds((item.finish or item.begin or "")[:10])
    return span[0] if span is not None else datetime.min


def _clearness(item: Statement, view: Said) -> tuple[bool, bool, bool, datetime]:
    """How plainly a statement says where its speaker stands; compared part by part, the greater the plainer.

    A word on the truce itself or on the speaker's own conduct goes before one on somebody else's; a stand before a
    proposal; a clause before a fragment; the later before the earlier.
    """
    span = bounds(item.finish or item.begin)
    return (
        item.about is None or item.about_self,
        item.position is not Position.PROPOSED,
        view.cite is not None and len(view.cite.quote.split()) >= CLAUSE,
        span[0] if span is not None else datetime.min,
    )


def speaker_order(index: CaseIndex, item: Statement) -> tuple[int, int, bool, str]:
    """Parties first, then sponsors, mediators, monitors and outsiders; one side together, its own name first."""
    agreement = index.record.files.agreement
    sides = [index.side(one.actor) for one in agreement.participants] if agreement else []
    side = index.side(item.speaker)
    place = sides.index(side) if side in sides else len(sides)
    return (list(Standing).index(item.standing), place, side != item.speaker, item.speaker)


def view_said(index: CaseIndex, item: Statement) -> Said:
    """A statement as a reader sees it."""
    about = "its own conduct" if item.about_self else (index.actor(item.about) if item.about else None)
    side = index.side(item.speaker)
    return Said(
        speaker=index.speaker(item.speaker, item.speaker_name),
        side=index.actor(side) if side != item.speaker and index.known(side) else None,
        standing=word(item.standing),
        position=word(item.position) if item.sure else f"{word(item.position)} ({NOT_CHECKED})",
        shape=item.position.value,
        force=word(item.force),
        about=about,
        when=said_when(item),
        claim=item.claim,
        cite=index.cite_claim(item.claim),
        documents=sorted(index.numbers[name] for name in item.documents if name in index.numbers),
        told_by=told_by(index, item),
        outsider=item.standing in WITHOUT_STANDING,
        known=index.known(item.speaker),
        named=index.named(item),
    )


def said_when(item: Statement) -> str:
    """When a statement was made; one known by its document's date alone was made by then."""
    return f"by {date_words(item.finish)}" if item.finish and not item.begin else range_words(item.begin, item.finish)


def told_by(index: CaseIndex, item: Statement) -> str | None:
    """Who puts the position in the speaker's mouth: None where the text gives the words as the speaker's."""
    claim = index.claims.get(item.claim)
    if claim is None:
        return None
    if claim.holder:
        own = any(item.speaker == link.actor or item.speaker_name == link.name for link in claim.holder)
        return None if own else index.participant(claim.holder[-1])
    document = index.document_of.get(claim.document)
    source = index.sources.get(document.source or "") if document is not None else None
    if document is None or item.speaker in (document.source, source.actor if source is not None else None):
        return None
    return source.name if source is not None else "the text’s author"
