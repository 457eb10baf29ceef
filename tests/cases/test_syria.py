"""The bundled case against `expected.md`: the truce by date, the main incidents, copies, what must not be said."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from trucewatch.assess.status import status_at
from trucewatch.link.copies import copy_clusters
from trucewatch.pipeline.build import DocumentReading, assemble, read_one
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.example import copy_example
from trucewatch.pipeline.statuses import actors_of, status_history
from trucewatch.pipeline.tools import Tools
from trucewatch.records.assessments import CommitmentState, Position, Standing, Status, StatusValue
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Grade, Incident


class Built:
    """The case read once, so that it can be put together again in any order and from any part of it."""

    def __init__(self, folder: Path) -> None:
        copy_example(folder)
        self.case = Case(folder, lambda: "2026-01-01T00:00:00Z")
        assert self.case.take_folder() == []
        self.documents, rejections = self.case.documents()
        assert rejections == []
        self.readings = {one.id: read_one(one, self.case.tools) for one in self.documents}
        # `assemble` asks its tools for nothing but the actor book
        self.tools = cast("Tools", SimpleNamespace(book=self.case.tools.book))
        self.record = self.of(self.documents)

    def of(self, documents: list[Document]) -> CaseRecord:
        readings: dict[str, DocumentReading] = {one.id: self.readings[one.id] for one in documents}
        return assemble(self.case.files, documents, readings, self.tools)

    def document(self, number: str) -> Document:
        return next(one for one in self.documents if one.name.startswith(number))

    def claim(self, name: str) -> Claim:
        return next(one for one in self.record.claims if one.id == name)

    def numbers(self, ids: tuple[str, ...]) -> set[str]:
        names = {one.id: one.name[:2] for one in self.documents}
        return {names[one] for one in ids}

    def status(self, at: str) -> Status:
        return status_at(self.case.files.agreement, self.record.statements, at, actors_of(self.tools))

    def incident(self, words: str, document: str) -> Incident:
        """The one attack that a document tells of in a sentence with the words."""
        attacks = [one for one in self.record.claims if one.event in ("attack", "air_strike")]
        claims = {one.id for one in attacks if words in one.span.quote}
        claims &= {one.id for one in self.readings[self.document(document).id].claims}
        (found,) = {one.id: one for one in self.record.incidents if claims & set(one.claims)}.values()
        return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("syria") / "syria-2016")


@pytest.fixture(scope="module")
def strike(built: Built) -> Incident:
    return built.incident("four strikes", "06")


@pytest.fixture(scope="module")
def convoy(built: Built) -> Incident:
    return built.incident("was hit in Urum al-Kubra", "18")


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (13, StatusValue.IN_FORCE),
        (16, StatusValue.IN_FORCE),
        (18, StatusValue.IN_FORCE),
        (20, StatusValue.DECLARED_ENDED),
        (21, StatusValue.DECLARED_ENDED),
    ],
)
def test_the_truce_at_noon_in_damascus(built: Built, day: int, value: StatusValue):
    """On the 18th only a party and a co-sponsor differ: by the rule that two parties contest, it is in force."""
    status = built.status(f"2016-09-{day}T12:00:00+03:00")
    assert status.value is value
    assert set(status.by) <= {"forces:SY", "state:SY"}
    assert bool(status.by) == (value is StatusValue.DECLARED_ENDED)
    if status.by:
        assert status.wording.startswith("declared ended by one party: Military Forces of Syria")


def test_a_moment_is_one_in_every_zone(built: Built):
    there, here = (built.status(moment) for moment in ("2016-09-18T12:00:00+03:00", "2016-09-18T09:00:00Z"))
    assert there.model_copy(update={"at": None}) == here.model_copy(update={"at": None})


def test_the_history_turns_on_19_september(built: Built):
    history = status_history(built.record, built.tools, None)
    values = [status.value for status in history]
    assert values == [StatusValue.NOT_BEGUN, StatusValue.IN_FORCE, *[StatusValue.DECLARED_ENDED] * (len(values) - 2)]
    turned = next(status for status in history if status.value is StatusValue.DECLARED_ENDED)
    assert (turned.at or "").startswith("2016-09-19")


def test_only_the_syrian_government_ends_it(built: Built):
    ended = [one for one in built.record.statements if one.position is Position.ENDED]
    assert {one.speaker for one in ended if one.standing is Standing.PARTY} <= {"forces:SY", "state:SY"}
    assert not [one for one in ended if one.speaker.endswith(":RU") or one.speaker.startswith("person:")]
    assert StatusValue.EXPIRED not in {status.value for status in status_history(built.record, built.tools, None)}


def test_the_oppositions_words_are_an_accusation_and_a_judgement(built: Built):
    said = {one.position for one in built.record.statements if one.speaker == "hnc"}
    assert Position.BREACHED in said
    assert Position.ENDED not in said


def test_who_cannot_be_told_has_no_standing_and_comes_last(built: Built):
    unnamed = [one.speaker.startswith("unnamed:") for one in built.record.statements]
    assert unnamed == sorted(unnamed)
    nobody = [one for one in built.record.statements if one.speaker.startswith("unnamed:")]
    assert {one.standing for one in nobody} <= {Standing.OUTSIDER}
    named = {one.speaker_name for one in built.record.statements if not one.speaker.startswith("unnamed:")}
    assert all(name[:1].isupper() for name in named)


def test_the_strike_of_17_september_is_one_incident(built: Built, strike: Incident):
    assert (strike.begin or "").startswith("2016-09-17")
    assert strike.event == "air_strike"
    assert built.numbers(strike.documents) >= {"06", "07", "09", "10", "11", "12", "14"}
    others = [one for one in built.record.incidents if one.id != strike.id and one.event == "air_strike"]
    assert not [one for one in others if (one.begin or "").startswith("2016-09-17")]


def test_who_tells_of_the_strike_and_how(strike: Incident):
    told = {telling.origin.id: telling for telling in strike.tellings}
    assert {"command:DK-defence", "forces:SY", "sohr", "ministry:RU-defence"} <= set(told)
    # "Took part in the attack near Deir ez-Zor": a concession.
    assert strike.support.grade is Grade.CONFIRMED
    assert "command:DK-defence" in strike.support.conceded
    killed = {origin: value.value for origin in told for value in told[origin].values if value.field == "killed"}
    assert killed["sohr"].startswith("90")
    assert killed["forces:SY"].startswith("62")
    assert "command:DK-defence" not in killed
    assert not any("62" in value.value for value in told["sohr"].values)


def test_a_concession_that_a_person_accepts_confirms_the_strike(built: Built, strike: Incident):
    own = {claim for one in strike.tellings if one.origin.id == "command:DK-defence" for claim in one.claims}
    claims = [one.model_copy(update={"why_check": ()}) if one.id in own else one for one in built.record.claims]
    readings = {
        one.id: DocumentReading(claims=tuple(claim for claim in claims if claim.document == one.id))
        for one in built.documents
    }
    record = assemble(built.case.files, built.documents, readings, built.tools)
    (found,) = [one for one in record.incidents if own <= set(one.claims)]
    assert found.support.grade is Grade.CONFIRMED
    assert "command:DK-defence" not in found.support.unchecked


def test_the_counts_of_the_strike_are_disputed_and_nothing_denies_it(strike: Incident):
    disputes = {dispute.field: dispute for dispute in strike.disputes}
    assert "occurrence" not in disputes
    ours = {origin: words for words, origins in disputes["killed"].values for origin in origins}
    assert ours["sohr"] != ours["forces:SY"]
    assert ours["forces:SY"] == ours["ministry:RU-defence"]


def test_the_convoy_is_one_incident_with_a_contested_actor(built: Built, convoy: Incident):
    assert (convoy.begin or "").startswith("2016-09-19")
    assert built.numbers(convoy.documents) >= {"18", "20", "21"}
    assert convoy.support.grade is Grade.CONTESTED
    assert "ministry:RU-defence" in convoy.support.against
    assert "occurrence" in {dispute.field for dispute in convoy.disputes}
    told = {telling.origin.id: telling for telling in convoy.tellings}
    assert not [value for value in told["un"].values if value.field == "actor"]
    assert told["ministry:RU-defence"].force.value == "denies"


def test_the_two_are_not_one(strike: Incident, convoy: Incident):
    assert strike.id != convoy.id
    assert not set(strike.claims) & set(convoy.claims)


def test_copies_are_one_origin(built: Built):
    clusters = copy_clusters(built.documents, built.record.copies)
    assert clusters[built.document("23").id] == clusters[built.document("24").id]
    voices = [telling for incident in built.record.incidents for telling in incident.tellings]
    vigil = {one.origin.id for one in voices if built.numbers(one.documents) <= {"23", "24"}}
    assert vigil == {"commentary:eastern-vigil", "state:US"}  # "the Americans denied that too": relayed by both, once
    both = [one for one in voices if one.origin.id == "commentary:eastern-vigil"]
    assert all(built.numbers(one.documents) == {"23", "24"} for one in both)


def test_a_rewritten_wire_is_its_agencys_word(built: Built):
    voices = [telling for incident in built.record.incidents for telling in incident.tellings]
    for one in voices:
        if one.origin.id in ("outlet:coastal-tribune", "outlet:evening-ledger"):
            assert not built.numbers(one.documents) & {"10", "11"}
    meridian = [one for one in voices if one.origin.id == "agency:meridian"]
    assert any(built.numbers(one.documents) & {"10", "11"} for one in meridian)


def test_incidents_are_about_as_many_as_a_person_would_log(built: Built):
    """A person logs 24; some of what is told without when or where stays apart, and is no more than as many again."""
    assert 15 <= len(built.record.incidents) <= 45
    for incident in built.record.incidents:
        claims = [built.claim(name) for name in incident.claims]
        named = any(who is not None and who.actor for one in claims for who in (one.actor, one.target))
        assert named or any(one.place or (one.time and one.time.begin) for one in claims)


def test_findings_are_few_and_name_nobody_guilty(built: Built):
    assert len(built.record.findings) <= 2 * len(built.record.incidents)
    for finding in built.record.findings:
        assert finding.trace
        assert not (finding.value.value == "possible_breach" and finding.party in ("islamic-state", "hts", "state:US"))


def test_the_list_of_13_september(built: Built):
    (data,) = [one for one in built.record.commitments if one.term == "exchange-of-data"]
    assert data.state is CommitmentState.ADEQUACY_CONTESTED
    assert all(words != "done" or "13" in built.claim(claim).span.quote for _, words, claim in data.says)


def test_the_castello_road_is_contested_and_the_list_is_the_united_states(built: Built):
    states = {one.term: one for one in built.record.commitments}
    assert states["castello-pullback"].state is CommitmentState.CONTESTED
    handed = [one for one in states["exchange-of-data"].words if one.obligor == "state:US"]
    assert handed
    assert {one.standing for one in handed if one.speaker == "person:sergei-rudskoy"} <= {Standing.CO_SPONSOR}


@pytest.mark.xfail(
    reason='"regretted it if others had been hit by mistake" is now a condition, and owns nothing', strict=True
)
def test_the_strike_is_conceded_as_to_fact_and_given_per_telling(built: Built, strike: Incident):
    """A possible breach if it hit the army and the term binds a co-sponsor; none if it hit an excluded group."""
    found = [one for one in built.record.findings if one.incident == strike.id and one.party == "state:US"]
    assert [(one.value.value, one.applicability.value, one.attribution) for one in found] == [
        ("unable_to_rule", "unclear", "conceded")
    ]
    (finding,) = found
    given = {one.given: one.value.value for one in finding.versions}
    assert given["if the target was Military Forces of Syria"] == "possible_breach"
    assert given["if the target was Islamic State"] == "no_breach"
    assert any("mistake" in words for words in given)
    assert finding.own_account


def test_at_noon_on_the_20th_kerrys_word_is_his_own(built: Built):
    status = built.status("2016-09-20T12:00:00+03:00")
    said = {(one.speaker, one.position) for one in (*status.latest, *status.unchecked)}
    assert ("person:john-kerry", Position.HOLDING) in said
    assert ("person:sergei-rudskoy", Position.NO_REASON_TO_OBSERVE) in said
    assert ("forces:SY", Position.ENDED) in said


def test_a_bombed_convoy_is_no_delivery(built: Built):
    delivered = (CommitmentState.CLAIMED_DONE, CommitmentState.ACKNOWLEDGED)
    for one in built.record.commitments:
        if one.term in ("aid-access", "castello-aid"):
            assert one.state not in delivered, one.says


def test_what_must_not_be_claimed(built: Built):
    post = built.document("25")
    assert all(one.time is None or one.time.begin is None for one in built.readings[post.id].claims)
    assert not built.readings[built.document("26").id].claims
    assert not built.readings[built.document("26").id].tallies
    tanf = [one for one in built.record.incidents if one.place and "Tanf" in one.place]
    assert not tanf
    for incident in built.record.incidents:
        if (incident.begin or "").startswith("2016-09-13") and incident.place_id == "deir-ez-zor-province":
            assert incident.actors == ()


def test_every_span_of_every_record_holds(built: Built):
    texts = {one.id: one.text for one in built.documents}
    for record in (*built.record.claims, *built.record.tallies):
        assert all(span.holds(texts[record.document]) for span in record.spans())
    known = {one.id for one in built.record.claims}
    assert {name for one in built.record.incidents for name in one.claims} <= known
    assert {one.claim for one in built.record.statements} <= known


def test_the_order_of_documents_makes_no_difference(built: Built):
    turned = built.of(list(reversed(built.documents)))
    assert (turned.incidents, turned.statements) == (built.record.incidents, built.record.statements)
    assert (turned.commitments, turned.findings) == (built.record.commitments, built.record.findings)


@pytest.mark.parametrize("number", ["09", "18", "23"])
def test_a_document_taken_out_and_put_back_leaves_no_trace(built: Built, number: str):
    gone = built.document(number)
    rest = [one for one in built.documents if one.id != gone.id]
    without = built.of(rest)
    assert gone.id not in {name for one in without.incidents for name in one.documents}
    assert built.of([*rest, gone]) == built.record


def test_no_two_incidents_share_a_claim(built: Built):
    assert not [
        (one.id, other.id)
        for one, other in combinations(built.record.incidents, 2)
        if set(one.claims) & set(other.claims)
    ]
