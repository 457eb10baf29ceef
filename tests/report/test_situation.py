"""The situation report: what changed, what stands in it, and that each number and value leads to its words."""

from __future__ import annotations

from trucewatch.records.assessments import CommitmentState
from trucewatch.records.incidents import Grade
from trucewatch.report.changes import changes_between
from trucewatch.report.content import Content, Run, Section, runs_of
from trucewatch.report.incident_report import incident_report
from trucewatch.report.sheet import Period

from .sample import COMMITMENTS, INCIDENTS, RECORD, STATEMENTS
from .sheets import MADE, before, content, sheet

ASKED = (
    *("glance", "changes", "status", "incidents", "commitments", "disputes", "tallies", "unassessed", "symmetry"),
    *("rulings", "all-incidents", "sources"),
)


def text_of(section: Section) -> str:
    return "".join(run.text for run in runs_of(section.blocks))


def named(report: Content, name: str) -> Section:
    return next(section for section in report.sections if section.id == name)


def runs(report: Content) -> list[Run]:
    return [run for section in report.sections for run in runs_of(section.blocks)]


def test_all_that_a_situation_report_must_hold_stands_in_order() -> None:
    assert [section.id for section in content(since="2031-05-15").sections] == list(ASKED)


def test_what_changed_names_status_words_incidents_commitments_and_tallies() -> None:
    told = text_of(named(content(since="2031-05-15"), "changes"))
    assert "declared ended by one party: the Northland Army; before: in force" in told
    assert "Northland Army declares it ended, 21 May 2031" in told
    assert "New: 3. Air strike near Millford" in told
    assert (
        "Told otherwise: 1. Shelling at Elm Bridge: 1 document more (D3); told by Valley Monitoring Mission as well"
        in told
    )
    assert "Maps of minefields: delivered; adequacy contested" in told
    assert "Tally: 31 explosions" in told


def test_without_a_period_nothing_is_said_to_have_changed() -> None:
    assert "changes" not in [section.id for section in content().sections]


def test_every_note_holds_the_words_at_its_place_in_the_document() -> None:
    report = content(since="2031-05-15")
    documents = {f"D{n}": one for n, one in enumerate(sheet().index.documents, 1)}
    for note in report.notes:
        start, end = map(int, note.where.rsplit(" ", 1)[1].split("–"))
        assert " ".join(documents[note.document].text[start:end].split()).startswith(note.words.removesuffix(" …"))
    cited = {cite.href for run in runs(report) for cite in run.cites}
    assert cited == set(report.numbers) and sorted(report.numbers.values()) == list(range(1, len(report.notes) + 1))


def test_every_link_leads_to_a_place_in_the_report() -> None:
    for report in (content(), content(since="2031-05-15"), incident_report(sheet(), sheet().incidents[0], MADE)):
        places = {section.id for section in report.sections} | {run.id for run in runs(report) if run.id}
        places |= {entry.id for section in report.sections for entry in _entries(section.blocks)}
        assert {run.href.removeprefix("#") for run in runs(report) if run.href} <= places


def _entries(blocks):  # type: ignore[no-untyped-def]
    for block in blocks:
        if type(block).__name__ == "Entry":
            yield block
            yield from _entries(block.blocks)


def test_tallies_stand_beside_incidents_and_are_no_part_of_their_number() -> None:
    report = content()
    assert "31 explosions" in text_of(named(report, "tallies"))
    assert "31" not in text_of(named(report, "incidents")).split()
    assert "all6" in text_of(named(report, "incidents"))


def test_what_could_not_be_assessed_is_said() -> None:
    told = text_of(named(content(), "unassessed"))
    assert "1 finding: unable to rule: who fired is contradicted" in told
    assert "2 incidents without a date" in told and "3 documents without a known date" in told


def test_an_incident_that_shares_claims_is_the_same_one_whatever_its_id() -> None:
    now = RECORD.model_copy(update={"incidents": (INCIDENTS[0].model_copy(update={"id": "incident-other"}),)})
    changes = changes_between(before(), now, "2031-05-15")
    assert changes.incidents == () and [growth.incident.id for growth in changes.grown] == ["incident-other"]


def test_a_grade_a_dispute_and_a_commitment_that_changed_are_told() -> None:
    weak = INCIDENTS[0].model_copy(
        update={"support": INCIDENTS[0].support.model_copy(update={"grade": Grade.WEAK}), "disputes": ()}
    )
    owed = COMMITMENTS[0].model_copy(update={"state": CommitmentState.OPEN})
    earlier = RECORD.model_copy(update={"incidents": (weak,), "commitments": (owed,), "findings": ()})
    changes = changes_between(earlier, RECORD, "2031-05-15")
    assert changes.grown[0].grade_before is Grade.WEAK and changes.grown[0].disputed == ("event", "killed")
    assert changes.commitments == ((COMMITMENTS[0], CommitmentState.OPEN),)
    assert [found.value.value for found, _ in changes.findings] == ["possible_breach", "unable_to_rule"]


def test_incidents_that_were_joined_are_told_as_one() -> None:
    first, second = INCIDENTS[0], INCIDENTS[1]
    joined = first.model_copy(update={"claims": first.claims + second.claims})
    (growth,) = changes_between(RECORD, RECORD.model_copy(update={"incidents": (joined,)}), "2031-05-15").grown
    assert growth.merged == (second.title,)


def test_nothing_changes_between_a_record_and_itself() -> None:
    changes = changes_between(RECORD, RECORD, "2031-05-15")
    assert not any((changes.documents, changes.incidents, changes.grown, changes.statements, changes.tallies))
    assert changes.commitments == () and changes.findings == () and changes.rulings == ()
    assert len(STATEMENTS) == len(RECORD.statements)


def test_a_period_holds_what_may_have_happened_in_it() -> None:
    period = Period("2031-05-15", "2031-05-17")
    held = [incident.id for incident in INCIDENTS if period.holds(incident)]
    assert held == ["incident-depot", "incident-millford"]


def test_an_incident_report_has_tellings_origins_history_and_reasons() -> None:
    view = sheet().incidents[0]
    report = incident_report(sheet(), view, MADE)
    assert [section.id for section in report.sections] == [
        *("summary", "tellings", "words", "origins", "history", "grade", "findings", "sources")
    ]
    tellings = text_of(named(report, "tellings"))
    assert (
        "disputedshelling (Northland Army, Valley Monitoring Mission); mine or explosive device (Southland Front)"
        in tellings
    )
    assert "before: 10 civilians" in tellings
    assert "Northland Army (armed forces; independent): D1; D2 by way of Northland Press Service" in text_of(
        named(report, "origins")
    )
    assert "who fired is contradicted" in text_of(named(report, "findings"))
