"""The tables of what follows by rule: findings, commitments with who says what of them, words on the truce."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from trucewatch.exchange import cells
from trucewatch.exchange.dates import days_of
from trucewatch.exchange.outgoing import Outgoing
from trucewatch.exchange.tables import Column, Table, Value, table
from trucewatch.records.assessments import Commitment, CommitmentState, Finding, Reason, Statement
from trucewatch.report.fields import field_name, short_label
from trucewatch.report.words import word

FINDINGS = (
    Column("incident", "integer", "The incident's number."),
    Column("title", "text", "What the incident is called."),
    Column("term", "text", "The term of the agreement that it is held to."),
    Column("party", "text", "The party that is asked about it."),
    Column("applicability", "text", "Whether the term binds there, then, that party."),
    Column("finding", "text", "What follows by rule. No finding says that anybody is guilty."),
    Column("standard", "text", "How far what is on record could carry it."),
    Column("attribution", "text", "On whose word the act is laid at the party's door."),
    Column("through", "text", "Who is said to have acted, where the party answers for somebody else."),
    Column("reasons", "list", "The rules that gave it, in order."),
    Column("if_unchecked", "text", "What would follow from what is read so by the program and not checked."),
    Column("disputed", "list", "The fields on which tellings differ."),
    Column("versions", "list", "What would follow by each account."),
    Column("own_account", "list", "The claims in which the party speaks of its own act."),
    Column("accusers", "list", "Other parties that lay it at this one's door."),
    Column("ruled", "list", "What persons ruled: only here is “breach” said."),
    Column("incident_id", "id", "The incident's id."),
    Column("term_id", "id", "The term's id in agreement.yaml."),
    Column("party_id", "id", "The party's id."),
)
COMMITMENTS = (
    Column("commitment", "text", "What must be delivered."),
    Column("state", "text", "Where it stands, as told."),
    Column("overdue", "yes or no", "Whether it is overdue by the rules."),
    Column("due", "iso date", "By when, with its offset; empty where no date is given or it can't be told."),
    Column("due_day", "day", "The day of due, on the agreement's clock."),
    Column("owed_by", "list", "Who owes it; where they stand differently, with where each stands."),
    Column("says", "list", "Who says what of it."),
    Column("claims", "list", "The claims and tallies that say so."),
    Column("reasons", "list", "The rules that gave the state."),
    Column("term_id", "id", "The term's id in agreement.yaml."),
)
STATEMENTS = (
    Column("speaker", "text", "Who speaks of the truce."),
    Column("standing", "text", "On what footing."),
    Column("position", "text", "What is said of the truce."),
    Column("stance", "text", "What the speaker does with it."),
    Column("about", "text", "Whose conduct it speaks of; empty: the whole truce."),
    Column("zone", "text", "The zone it speaks of; empty: the whole."),
    *cells.WHEN,
    Column("until", "iso date", "Of a word that extends the truce: its last day."),
    Column("trust", "text", "sure: the status may rest on it; check: nothing follows from it before a person looks."),
    Column("documents", "list", "The documents that pass it on."),
    Column("words", "text", "The words of the claim."),
    Column("claim", "id", "The claim's id."),
    Column("speaker_id", "id", "The speaker's id."),
)


def findings_table(out: Outgoing) -> Table:
    """One row a finding."""
    return table(
        "findings", "An incident under a term, for a party.", FINDINGS, (_finding(out, one) for one in out.findings)
    )


def _finding(out: Outgoing, one: Finding) -> Mapping[str, Value]:
    index, term = out.index, out.index.terms.get(one.term)
    incident = index.incidents.get(one.incident)
    return {
        "incident": out.number.get(one.incident),
        "title": index.neutral(incident.title) if incident is not None else None,
        "term": term.title if term is not None else one.term,
        "party": index.actor(one.party) if one.party is not None else None,
        "applicability": word(one.applicability),
        "finding": word(one.value),
        "standard": word(one.standard),
        "attribution": index.neutral(one.attribution),
        "through": index.actor(one.through) if one.through is not None else None,
        "reasons": _reasons(out, one.trace),
        "if_unchecked": word(one.unchecked) if one.unchecked is not None else None,
        "disputed": tuple(dict.fromkeys(short_label(field_name(name)) for name in one.disputed)),
        "versions": tuple(f"{index.neutral(v.given)}: {word(v.value)}" for v in one.versions),
        "own_account": one.own_account,
        "accusers": tuple(accuser.name for accuser in one.accusers),
        "ruled": tuple(
            f"{ruling.value.replace('_', ' ')} ({ruling.by}, {ruling.at}): {ruling.reason}" for ruling in one.ruled
        ),
        "incident_id": one.incident,
        "term_id": one.term,
        "party_id": one.party,
    }


def commitments_table(out: Outgoing) -> Table:
    """One row a commitment."""
    says = "A term that must be delivered, and where it stands."
    return table("commitments", says, COMMITMENTS, (_commitment(out, one) for one in out.commitments))


def _commitment(out: Outgoing, one: Commitment) -> Mapping[str, Value]:
    index, term = out.index, out.index.terms.get(one.term)
    apart = {owed.obligor: owed.state for owed in one.owed}
    obligors = dict.fromkeys((*(term.obligors if term is not None else ()), *apart))
    return {
        "commitment": one.title,
        "state": word(one.state),
        "overdue": one.state is CommitmentState.OVERDUE or CommitmentState.OVERDUE in apart.values(),
        "due": one.due,
        "due_day": days_of(one.due, one.due).last,
        "owed_by": tuple(
            f"{index.actor(name)}: {word(apart[name])}" if name in apart else index.actor(name) for name in obligors
        ),
        "says": tuple(_said(out, one)),
        "claims": tuple(dict.fromkeys(said.claim for said in one.words)),
        "reasons": _reasons(out, one.trace),
        "term_id": one.term,
    }


def _said(out: Outgoing, one: Commitment) -> Iterator[str]:
    for said in one.words:
        day = f", {said.begin or said.finish}" if said.begin or said.finish else ""
        yield f"{out.index.speaker(said.speaker, said.speaker_name)}{day}: {out.index.neutral(said.says)}"


def statements_table(out: Outgoing) -> Table:
    """One row a word on the truce."""
    says = "One speaker's word on the truce."
    return table("statements", says, STATEMENTS, (_statement(out, one) for one in out.statements))


def _statement(out: Outgoing, one: Statement) -> Mapping[str, Value]:
    claim = out.index.claims.get(one.claim)
    return {
        "speaker": out.index.speaker(one.speaker, one.speaker_name),
        "standing": word(one.standing),
        "position": word(one.position),
        "stance": word(one.force),
        "about": out.index.actor(one.about) if one.about is not None else None,
        "zone": one.zone_name or one.zone,
        **cells.when(one.begin, one.finish),
        "until": one.until,
        "trust": "sure" if one.sure else "check",
        "documents": cells.numbers(out, one.documents),
        "words": cells.words(claim.span.quote) if claim is not None else None,
        "claim": one.claim,
        "speaker_id": one.speaker,
    }


def _reasons(out: Outgoing, trace: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(f"{out.index.neutral(step.says)} [{step.rule}]" for step in trace)
