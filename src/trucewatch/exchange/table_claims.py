"""The tables of claims and of tallies: one row for each proposition that a document relays."""

from __future__ import annotations

from collections.abc import Mapping

from trucewatch.decide.marks import marks_of
from trucewatch.exchange import cells
from trucewatch.exchange.outgoing import Outgoing
from trucewatch.exchange.tables import Column, Table, Value, table
from trucewatch.records.claims import Claim, Tally
from trucewatch.report.fields import harm_counts
from trucewatch.report.words import word

TOLD = (
    Column("event", "text", "What is told."),
    Column("stance", "text", "What the holder does with it: asserts, denies, concedes, alleges …"),
    Column("holder", "text", "Who answers for it, outermost first; “ ← ” stands before whose word is passed on."),
    Column("actor", "text", "Who acts; in quotation marks where no book knows the words."),
    Column("target", "text", "Whom or what it befalls."),
)
READ = (
    Column("trust", "text", "sure, or check: a person should look before anything rests on it."),
    Column("why_check", "list", "What there is to doubt in the reading."),
    Column("ruled", "text", "accepted, corrected, by hand or rejected, where a person said so."),
    Column("words", "text", "The words that tell it, blanks joined."),
    Column("start", "integer", "Where they begin in the document's cleaned text, in code points from 0."),
    Column("end", "integer", "Where they end, exclusive."),
    Column("document_address", "address", "Where the document is, if known."),
    Column("id", "id", "Its id, for `show` and `decide`."),
    Column("document_id", "id", "The document's id."),
    Column("event_id", "id", "The event type."),
    Column("actor_id", "id", "The actor by id."),
    Column("target_id", "id", "The target by id."),
    Column("holder_ids", "list", "The holders that a book knows, by id, outermost first."),
    Column("rule", "id", "The rule, model or person that gave it."),
)
CLAIMS = (
    Column("document", "id", "The document, by number."),
    Column("incident", "integer", "The incident that it is about; empty where it is in none."),
    *TOLD,
    Column("means", "text", "With what."),
    *cells.WHEN,
    Column("date_basis", "text", "How the claim came by its date."),
    *cells.WHERE,
    *cells.HARM,
    Column("kind", "text", "What sort of proposition."),
    Column("status", "text", "Whether it is told as having happened."),
    Column("negated", "yes or no", "Whether the proposition itself is negative."),
    Column("certainty", "number", "−3 (the text is certain that it did not happen) to 3 (certain that it did)."),
    *READ,
)
TALLIES = (
    Column("document", "id", "The document, by number."),
    Column("count_low", "integer", "The count told, or its lower end."),
    Column("count_high", "integer", "Its upper end; empty where none is told."),
    Column("of", "text", "What is counted, in the text's word."),
    *TOLD,
    *cells.WHEN,
    *READ,
)


def claims_table(out: Outgoing) -> Table:
    """One row a claim."""
    marks = marks_of(out.record)
    return table(
        "claims", "One proposition that a document relays.", CLAIMS, (_claim(out, one, marks) for one in out.claims)
    )


def tallies_table(out: Outgoing) -> Table:
    """One row a tally."""
    marks = marks_of(out.record)
    says = "One count over a time, as a speaker gives it; never added to the incidents."
    return table("tallies", says, TALLIES, (_tally(out, one, marks) for one in out.tallies))


def _claim(out: Outgoing, one: Claim, marks: Mapping[str, str]) -> Mapping[str, Value]:
    time = one.time
    return {
        "document": f"D{out.index.numbers[one.document]}",
        "incident": out.home.get(one.id),
        **_told(out, one),
        "means": cells.who(out, one.means),
        **cells.when(time.begin if time else None, time.finish if time else None),
        "date_basis": word(time.basis) if time is not None else None,
        **cells.where(one.place),
        "country": (one.place.country if one.place is not None else None) or one.country,
        **cells.harm(harm_counts(one.harm).items()),
        "kind": word(one.kind),
        "status": word(one.status),
        "negated": one.negated,
        "certainty": one.factuality,
        **_read(out, one, marks),
    }


def _tally(out: Outgoing, one: Tally, marks: Mapping[str, str]) -> Mapping[str, Value]:
    window = one.window
    return {
        "document": f"D{out.index.numbers[one.document]}",
        "count_low": one.count.low,
        "count_high": one.count.high,
        "of": one.count.of,
        **_told(out, one),
        **cells.when(window.begin if window else None, window.finish if window else None),
        **_read(out, one, marks),
    }


def _told(out: Outgoing, one: Claim | Tally) -> dict[str, Value]:
    return {
        "event": out.index.event(one.event),
        "stance": word(one.force),
        "holder": out.index.chain(one.holder),
        "actor": cells.who(out, one.actor),
        "target": cells.who(out, one.target),
    }


def _read(out: Outgoing, one: Claim | Tally, marks: Mapping[str, str]) -> dict[str, Value]:
    return {
        "trust": one.trust.value,
        "why_check": tuple(map(word, one.why_check)),
        "ruled": marks.get(one.id),
        "words": cells.words(one.span.quote),
        "start": one.span.start,
        "end": one.span.end,
        "document_address": out.index.document_of[one.document].url,
        "id": one.id,
        "document_id": one.document,
        "event_id": one.event,
        "actor_id": one.actor.actor if one.actor is not None else None,
        "target_id": one.target.actor if one.target is not None else None,
        "holder_ids": tuple(link.actor for link in one.holder if link.actor is not None),
        "rule": one.rule,
    }
