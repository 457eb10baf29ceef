"""`show`: one record in plain lines, with its words and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trucewatch.decide.fields import FIELDS, written
from trucewatch.pipeline.decisions_told import history_lines, rows_on
from trucewatch.pipeline.lookup import Lookup
from trucewatch.pipeline.recording import named
from trucewatch.records.agreements import Term
from trucewatch.records.base import Record
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.decisions import DecisionState, LedgerEntry
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Incident
from trucewatch.records.spans import Span
from trucewatch.report.words import word


def show_lines(record: CaseRecord, wanted: str) -> tuple[Record, list[str]]:
    """The record that is wanted, by id, its beginning, or any number that a face prints, and its lines.

    Raises:
        CaseError: there is none, or more than one.
    """
    lookup = Lookup(record)
    thing = lookup.find(wanted)
    match thing:
        case Incident():
            lines = list(_incident(thing, lookup, named(record.documents, thing.documents)))
        case Claim():
            lines = [*claim_lines(thing, named(record.documents, [thing.document])), *_beside(thing, record)]
        case Tally():
            lines = list(tally_lines(thing, named(record.documents, [thing.document])))
        case Document():
            lines = list(_document(thing, lookup))
        case Term():
            lines = list(_term(thing, record))
        case LedgerEntry():
            return thing, [line for row in rows_on(lookup, {thing.hash}) for line in history_lines(row)][:40]
    about = {thing.id, *(thing.claims if isinstance(thing, Incident) else ())}
    rulings = [row for row in rows_on(lookup, about) if row.effect.state is not DecisionState.UNDONE]
    return thing, [*lines, *(f"  {line}" for row in rulings for line in history_lines(row))]


def _beside(claim: Claim, record: CaseRecord) -> Iterator[str]:
    """What the program had read where a person corrected it, and whether a person rejected it."""
    read = next((one for one in record.as_read if one.id == claim.id), None)
    for field in FIELDS if read is not None else ():
        before, after = (written(one, field) if one else None for one in (read, claim))
        if before != after:
            yield f"  {field}: the program had read {before or 'nothing'}, a person says {after or 'not known'}"
    if claim.id in record.rejected:
        yield "  rejected by a person: nothing rests on it"


def _words(span: Span, document: Document) -> str:
    page = document.line_of(span.start)
    place = f"{document.name}, {page}" if page else document.name
    return f"“{span.quote.replace(chr(10), ' ')}”  {place} [{span.start}, {span.end})"


def _holders(claim: Claim | Tally) -> str:
    return " ← ".join(link.name for link in claim.holder) or "the text's author"


def claim_lines(claim: Claim, documents: Mapping[str, Document]) -> Iterator[str]:
    """A claim in plain lines, each value with its words."""
    document = documents[claim.document]
    negated = "not: " if claim.negated else ""
    yield f"{claim.id}  {claim.kind.value}: {negated}{claim.event.replace('_', ' ')}"
    yield f"  {_words(claim.span, document)}"
    yield f"  holder: {_holders(claim)}; {claim.force.value}; factuality {claim.factuality:+.1f}"
    for name, who in (("actor", claim.actor), ("target", claim.target), ("means", claim.means)):
        if who is not None:
            meant = who.actor or (f"one of {', '.join(who.candidates)}" if who.candidates else "unresolved")
            yield f"  {name}: “{who.span.quote}” ({meant})"
    if claim.place is not None:
        place = claim.place
        point = (
            f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else "not located"
        )
        relation = f"{place.relation} " if place.relation else ""
        yield f"  place: {relation}“{place.span.quote}” ({place.name}, {point}; {place.precision.value})"
    if claim.time is not None:
        time = claim.time
        words = f"“{time.expression.quote}”, " if time.expression else ""
        extent = " to ".join(dict.fromkeys(value for value in (time.begin, time.finish) if value)) or "unknown"
        yield f"  time: {extent} ({words}{time.basis.value})"
    if claim.harm is not None:
        for name in ("killed", "injured", "missing", "detained", "displaced"):
            count = getattr(claim.harm, name)
            if count is not None:
                high = "or more" if count.high is None else ("" if count.high == count.low else f"to {count.high}")
                yield f"  {name}: {count.low} {high}".rstrip() + f" “{count.span.quote}”"
        if claim.harm.none_reported is not None:
            yield f"  no harm reported: “{claim.harm.none_reported.quote}”"
    yield from _trust(claim)
    yield f"  given by: {claim.rule}"


def _trust(one: Claim | Tally) -> Iterator[str]:
    """Whether a claim can be relied on as it was read, and if not, why."""
    why = f" ({'; '.join(word(doubt) for doubt in one.why_check)})" if one.why_check else ""
    yield f"  trust: {word(one.trust)}{why}"


def tally_lines(tally: Tally, documents: Mapping[str, Document]) -> Iterator[str]:
    """A tally in plain lines."""
    document = documents[tally.document]
    yield f"{tally.id}  tally: {tally.count.low} {tally.event.replace('_', ' ')}"
    yield f"  {_words(tally.span, document)}"
    yield f"  holder: {_holders(tally)}; {tally.force.value}"
    yield from _trust(tally)


def _incident(incident: Incident, lookup: Lookup, documents: Mapping[str, Document]) -> Iterator[str]:
    record = lookup.record
    yield f"{incident.id}  {lookup.label(incident.id)}: {incident.title}"
    yield f"  grade: {incident.support.grade.value}; {incident.support.documents} documents"
    yield from (f"    {reason}" for reason in incident.support.reasons)
    names = {telling.origin.id: telling.origin.name for telling in incident.tellings}
    for dispute in incident.disputes:
        told = "; ".join(
            f"{value} ({', '.join(names.get(one, one) for one in origins)})" for value, origins in dispute.values
        )
        yield f"  disputed, {dispute.field}: {told}"
    claims = named(record.claims, incident.claims)
    for telling in incident.tellings:
        yield f"  {telling.origin.name} ({telling.force.value}; {telling.origin.dependence.value})"
        for value in telling.values:
            yield f"    {value.field}: {value.value}"
        for claim_id in telling.claims:
            if claim_id in claims:
                yield f"    {_words(claims[claim_id].span, documents[claims[claim_id].document])}  {claim_id}"


def _document(document: Document, lookup: Lookup) -> Iterator[str]:
    record = lookup.record
    yield f"{document.id}  {lookup.label(document.id)}: {document.title or document.name}"
    yield f"  source: {document.source or 'unknown'}; published: {document.published or 'date unknown'}"
    yield f"  SHA-256 {document.sha256}"
    if document.original is not None:
        yield f"  {document.part} within the original with SHA-256 {document.original}"
    if document.pages:
        yield f"  {len(document.pages)} pages"
    for credit in document.credits:
        yield f"  {credit.role.value}: {credit.name}"
    for part in document.boilerplate:
        yield f"  left out, {part.kind.value}: {_words(part.span, document)[:120]}"
    for claim in record.claims:
        if claim.document == document.id:
            yield f"  {claim.id}  {claim.event}  {_holders(claim)}  {_words(claim.trigger, document)}"


def _term(term: Term, record: CaseRecord) -> Iterator[str]:
    yield f"{term.id}  {term.title} ({term.modality.value}; {term.instrument})"
    yield f"  words: “{term.quote}”" if term.quote else "  words: not public, or not entered"
    yield f"  obligors: {', '.join(term.obligors) or 'not said'}; events: {', '.join(term.events) or 'none'}"
    for commitment in record.commitments:
        if commitment.term == term.id:
            yield f"  state: {commitment.state.value}"
            yield from (f"    {speaker}: {says} ({claim})" for speaker, says, claim in commitment.says)
    for finding in record.findings:
        if finding.term == term.id:
            yield f"  {finding.incident}: {finding.value.value} ({finding.applicability.value})"
            yield from (f"    {one.value}: {one.by}, {one.at}: {one.reason}" for one in finding.ruled)
