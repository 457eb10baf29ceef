"""Tallies beside the record: a count over a window that somebody gives, and what the record holds of it.

A tally is never turned into incidents, and incidents never refute it: a record holds what was told in its documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from trucewatch.assess.local import Moments, local_extent, zone_of
from trucewatch.assess.speakers import Speaker, Speakers
from trucewatch.knowledge.ontology import event_types
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.agreements import Agreement, Modality
from trucewatch.records.audits import TallyComparison
from trucewatch.records.calendar import bounds
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.documents import Document, Source
from trucewatch.records.incidents import Grade, Incident

BREACH = "truce_breached"
"""A count of breaches is of whatever the truce forbids."""


def compare_tallies(
    agreement: Agreement | None,
    tallies: Sequence[Tally],
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    documents: Sequence[Document],
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
) -> tuple[TallyComparison, ...]:
    """Each tally with the incidents of its type, window and actor that the record holds, and their origins.

    Args:
        agreement: its bans say what a count of "breaches" is of; None: all violence.
        tallies, incidents, claims, documents: of the record.
        sources, actors: by id.

    A window without an end runs to the day its document came out. An incident without a date, or without a known actor
    where the tally names one, is counted apart.
    """
    speakers = Speakers(agreement, claims, sources, actors)
    by_id = {document.id: document for document in documents}
    made = []
    for tally in tallies:
        document = by_id[tally.document]
        speaker = speakers.of_tally(tally, document)
        window = _window(tally, document, agreement)
        accused = side_of(tally.actor.actor, actors) if tally.actor is not None and tally.actor.actor else None
        fitting = [
            one for one in incidents if one.support.grade is not Grade.DISCOUNTED and _is_such(one, tally, agreement)
        ]
        sorted_out = {one.id: _falls(one, window, accused, actors, agreement) for one in fitting}
        held = [one for one in fitting if sorted_out[one.id] is True]
        made.append(_comparison(tally, speaker, speakers, accused, held, sorted_out))
    return tuple(made)


def _comparison(
    tally: Tally,
    speaker: Speaker,
    speakers: Speakers,
    accused: str | None,
    held: Sequence[Incident],
    sorted_out: Mapping[str, bool | None],
) -> TallyComparison:
    origins = sorted({telling.origin.id for one in held for telling in one.tellings})
    unplaced = tuple(name for name, falls in sorted_out.items() if falls is None)
    return TallyComparison(
        tally=tally.id,
        speaker=speaker.id,
        speaker_name=speaker.name,
        standing=speakers.standing(speaker),
        event=tally.event,
        low=tally.count.low,
        high=tally.count.high,
        accused=accused,
        begin=tally.window.begin if tally.window else None,
        finish=tally.window.finish if tally.window else None,
        incidents=tuple(one.id for one in held),
        origins=tuple(origins),
        unplaced=unplaced,
        says=_words(tally, len(held), len(origins), len(unplaced)),
    )


def _words(tally: Tally, incidents: int, origins: int, unplaced: int) -> str:
    when = f" {tally.window.expression.quote}" if tally.window and tally.window.expression else ""
    held = f"{incidents} incident{'s' if incidents != 1 else ''}, from {origins} origin{'s' if origins != 1 else ''}"
    rest = f"; {unplaced} more of unknown time or actor" if unplaced else ""
    return f"told: {tally.count.span.quote}{when}; on record: {held}{rest}"


def _window(tally: Tally, document: Document, agreement: Agreement | None) -> Moments | None:
    """From the window's beginning to its end; where it has none, to the end of the day its document came out."""
    if tally.window is None:
        return None
    zone = zone_of(agreement)
    found = local_extent(tally.window.begin, tally.window.finish, zone)
    published = bounds(document.published)
    if found is None or tally.window.finish is not None:
        return found
    return (found[0], max(found[1], published[1])) if published else found


def _is_such(incident: Incident, tally: Tally, agreement: Agreement | None) -> bool:
    """Whether an incident is of the type that a tally counts, or of a kind of it."""
    names = {incident.event, *_ancestors(incident.event)}
    if tally.event != BREACH:
        return tally.event in names
    bans = (
        [term.events for term in agreement.terms if term.modality is Modality.MUST_NOT] if agreement else [("attack",)]
    )
    return bool(names & {event for events in bans for event in events})


def _ancestors(event: str) -> Iterable[str]:
    known = event_types().get(event)
    return known.ancestors if known else ()


def _falls(
    incident: Incident,
    window: Moments | None,
    accused: str | None,
    actors: Mapping[str, Actor],
    agreement: Agreement | None,
) -> bool | None:
    """Whether an incident falls in a tally's window and is laid at the same door; None where that is not known."""
    when = local_extent(incident.begin, incident.finish, zone_of(agreement))
    sides = {side_of(one, actors) for one in incident.actors}
    if accused is not None and sides and accused not in sides:
        return False
    if window is None or when is None:
        return None
    if when[1] <= window[0] or when[0] >= window[1]:
        return False
    if when[0] < window[0] or when[1] > window[1] or (accused is not None and not sides):
        return None
    return True
