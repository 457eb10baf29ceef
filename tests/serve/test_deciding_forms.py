"""Decisions by form: told before they are written, then recorded; nothing stale overwrites anything."""

from __future__ import annotations

import pytest
from lxml import html

from serve.client import Client, sent_by, text_of
from trucewatch.records.decisions import DecisionKind
from trucewatch.records.documents import Metadata


def first_incident(client: Client) -> str:
    return client.snapshot.lookup.incidents[1].id


def record(client: Client, fields: dict[str, object], **more: object) -> str:
    """Record it; where it leads."""
    answer = client.decide(fields, step="record", **more)
    assert answer.status_code == 303, text_of(answer)
    return str(answer.headers["location"])


def test_a_dry_run_is_told_and_nothing_is_written(client: Client) -> None:
    path = f"/incidents/{first_incident(client)}"
    fields = client.form(path, "grade")
    told = client.decide({**fields, "word": [fields["word"][0], "fair"]})
    assert told.status_code == 200
    assert "Not written yet" in text_of(told)
    assert "grade weak → fair" in text_of(told)
    assert client.snapshot.record.decisions == ()


def test_a_grade_is_recorded_under_a_name_with_a_reason_and_undone(client: Client) -> None:
    path = f"/incidents/{first_incident(client)}"
    fields = client.form(path, "grade")
    where = record(client, {**fields, "word": [fields["word"][0], "fair"], "by": "B. Analyst", "reason": "two origins"})
    assert where == f"{path}?ruled=1"
    told = text_of(client.get(where))
    assert "Ruling 1 is recorded" in told
    assert "by rule" not in told or "fair" in told
    entry = client.snapshot.record.decisions[0]
    assert (entry.decision.kind, entry.decision.by, entry.decision.reason) == (
        DecisionKind.GRADE,
        "B. Analyst",
        "two origins",
    )
    assert client.snapshot.view(first_incident(client)).grade == "fair"
    assert 'value="B. Analyst"' in client.get("/queue").text
    undo = client.form("/decisions", "undo")
    record(client, undo)
    assert client.snapshot.view(first_incident(client)).grade == "weak"
    assert "undone by" in text_of(client.get("/decisions"))


def test_two_incidents_are_merged_and_the_old_address_still_leads_there(client: Client) -> None:
    one, other = (client.snapshot.lookup.incidents[place].id for place in (1, 2))
    before = len(client.snapshot.record.incidents)
    fields = client.form(f"/incidents/{one}", "merge")
    record(client, {**fields, "pick": client.snapshot.lookup.label(other)})
    assert len(client.snapshot.record.incidents) == before - 1
    assert client.get(f"/incidents/{other}").status_code == client.get(f"/incidents/{one}").status_code == 200


def test_likely_duplicates_are_offered_with_their_reasons(client: Client) -> None:
    pair = client.snapshot.near.pairs[0]
    page = client.page(f"/incidents/{pair.first}")
    offered = page.xpath("//form[@aria-label='Merge']//input[@type='checkbox']/@value")
    assert pair.second in offered
    assert client.snapshot.near.reasons(pair)[0] in page.xpath("//form[@aria-label='Merge']")[0].text_content()


def test_a_claim_is_corrected_in_the_fields_that_were_changed_alone(client: Client) -> None:
    claim = next(one for one in client.snapshot.record.claims if one.event == "shelling" and one.place is not None)
    fields = client.form(f"/claims/{claim.id}", "correct")
    sent = {**fields, "set-event": "attack", "was-event": "shelling", "set-force": "asserts", "was-force": "asserts"}
    told = text_of(client.decide(sent))
    assert "event shelling → attack" in told
    record(client, sent)
    decision = client.snapshot.record.decisions[0].decision
    assert [(one.field, one.value, one.before) for one in decision.fields] == [("event", "attack", "shelling")]
    assert "the program had read: shelling" in text_of(client.get(f"/claims/{claim.id}"))


def test_a_field_that_is_emptied_is_not_known_any_more_after_the_confirmation_too(client: Client) -> None:
    claim = next(one for one in client.snapshot.record.claims if one.time is not None and one.time.begin)
    fields = client.form(f"/claims/{claim.id}", "correct")
    told = client.decide({**fields, "set-time": "", "was-time": "2016-09-12"})
    form = html.fromstring(told.text).xpath("//form[contains(@class,'confirm')]")[0]
    client.web.post("/decide", data=sent_by(form), follow_redirects=False)
    assert client.snapshot.claim(claim.id).time is None  # type: ignore[union-attr]


def test_a_value_that_cannot_be_is_told_by_its_field_and_nothing_is_written(client: Client) -> None:
    claim = client.snapshot.record.claims[0]
    fields = client.form(f"/claims/{claim.id}", "correct")
    answer = client.decide(
        {**fields, "set-event": "party", "was-event": claim.event, "set-time": "soon"}, step="record"
    )
    assert answer.status_code == 422
    assert "event" in text_of(answer)
    assert "time" in text_of(answer)
    assert client.snapshot.record.decisions == ()


@pytest.mark.parametrize(("field", "code"), [("by", "decide.by"), ("reason", "decide.reason")])
def test_a_decision_needs_a_name_and_a_reason(client: Client, field: str, code: str) -> None:
    fields = {**client.form("/queue", "accept"), field: "  "}
    answer = client.decide(fields, step="record")
    assert answer.status_code == 422
    assert code in answer.text


def test_a_claim_is_added_by_hand_from_words_of_a_document(client: Client) -> None:
    document = client.snapshot.record.documents[0]
    fields = client.form(f"/documents/{document.id}", "add")
    words = next(line for line in document.text.split("\n") if len(line) > 60)[:60].rsplit(" ", 1)[0]
    where = record(client, {**fields, "word": [document.id, words], "set-event": "attack", "was-event": ""})
    assert where.startswith(f"/documents/{document.id}")
    made = [one for one in client.snapshot.record.claims if one.rule == "person"]
    assert [(one.event, one.span.quote) for one in made] == [("attack", words)]


def test_claims_are_split_off_and_moved_back(client: Client) -> None:
    incident = max(client.snapshot.record.incidents, key=lambda one: len(one.claims))
    fields = client.form(f"/incidents/{incident.id}", "split")
    claim = incident.claims[-1]
    record(client, {**fields, "kind": "split", "word": [claim]})
    home = client.snapshot.homes[claim].id
    assert claim not in client.snapshot.incident(incident.id).claims
    fields = client.form(f"/incidents/{home}", "move")
    record(client, {**fields, "word": [claim], "pick": incident.id})
    assert claim in client.snapshot.incident(incident.id).claims


def test_a_finding_is_ruled_by_a_person_beside_the_rules(client: Client) -> None:
    finding = client.snapshot.record.findings[0]
    fields = client.form(f"/incidents/{finding.incident}", "rule")
    record(client, {**fields, "word": [finding.incident, finding.term, "", "breach"]})
    assert client.snapshot.record.decisions[0].decision.value == "breach"
    assert "breach" in text_of(client.get(f"/incidents/{finding.incident}"))


def test_what_was_checked_leaves_the_queue(client: Client) -> None:
    first, count = client.snapshot.to_check[0].claim.id, len(client.snapshot.to_check)
    record(client, client.form("/queue", "accept"))
    assert first not in [one.claim.id for one in client.snapshot.to_check]
    assert len(client.snapshot.to_check) < count


def test_a_pair_that_a_person_says_is_two_leaves_the_queue(client: Client) -> None:
    pair = client.snapshot.open_pairs[0]
    fields = client.form("/queue", "merge")
    record(client, {**fields, "kind": "note"})
    assert pair not in client.snapshot.open_pairs
    assert {pair.first, pair.second} <= set(client.snapshot.record.decisions[0].decision.subjects)


def test_a_second_person_is_told_what_the_first_decided_and_nothing_is_overwritten(client: Client) -> None:
    other = Client(client.folder, client.desk)
    path = f"/incidents/{first_incident(client)}"
    mine, theirs = client.form(path, "grade"), other.form(path, "grade")
    record(client, {**mine, "word": [mine["word"][0], "fair"], "by": "A. First", "reason": "seen first"})
    answer = other.decide({**theirs, "word": [theirs["word"][0], "discounted"], "by": "B. Second"}, step="record")
    assert answer.status_code == 409
    told = text_of(answer)
    assert "Nothing was written" in told
    assert "A. First" in told
    assert "seen first" in told
    assert len(client.snapshot.record.decisions) == 1
    # What the second person wrote is still there, and can be looked at anew.
    form = html.fromstring(answer.text).xpath("//form[contains(@class,'confirm')]")[0]
    again = other.web.post("/decide", data=sent_by(form), follow_redirects=False)
    assert again.status_code == 200
    assert "grade fair → discounted" in text_of(again)
    assert len(client.snapshot.record.decisions) == 1


def test_a_decision_on_something_else_is_not_held_up(client: Client) -> None:
    one, other = (client.snapshot.lookup.incidents[place].id for place in (1, 5))
    late = client.form(f"/incidents/{other}", "note")
    fields = client.form(f"/incidents/{one}", "note")
    record(client, fields)
    record(client, late)
    assert len(client.snapshot.record.decisions) == 2


def test_what_the_command_line_decided_meanwhile_is_seen_at_once(client: Client) -> None:
    from serve.client import now
    from trucewatch.pipeline.case import Case
    from trucewatch.pipeline.deciding import decide
    from trucewatch.pipeline.order import Order

    path = f"/incidents/{first_incident(client)}"
    fields = client.form(path, "note")
    order = Order("grade", (first_incident(client), "fair"), {}, "C. Terminal", "by hand")
    decide(Case(client.folder, now), [order], now())
    assert client.decide(fields, step="record").status_code == 409
    assert "C. Terminal" in text_of(client.get(path))


def test_the_part_of_a_page_is_answered_where_htmx_asks(client: Client) -> None:
    fields = client.form("/queue", "accept")
    headers = {"hx-request": "true"}
    told = client.web.post("/decide", data=fields, headers=headers)
    assert "<html" not in told.text
    done = client.web.post("/decide", data={**fields, "step": "record"}, headers=headers)
    assert (done.status_code, done.headers["hx-redirect"]) == (204, "/queue?ruled=1")


def test_files_and_a_pasted_text_are_taken_in_and_what_was_refused_is_told(client: Client) -> None:
    token = client.form("/queue", "accept")["token"]
    sent = [
        ("files", ("new.txt", b"The army shelled Idlib on 20 September 2016, killing three people.\n", "text/plain")),
        ("files", ("../../bad.exe", b"\x00\x01\x02\x03MZ\xff\xfe\x00", "application/octet-stream")),
    ]
    fields = {
        "token": token,
        "published": "2016-09-21",
        "source": "Northgate News",
        "text": "Rebels shelled Homs on Monday.",
    }
    answer = client.web.post("/add", data=fields, files=sent, follow_redirects=False)
    assert answer.status_code == 303
    assert client.bench.jobs.get(1).ended.wait(120)
    page = text_of(client.get(answer.headers["location"]))
    assert "Done: 3 new files" in page
    assert "What was refused, and why" in page
    assert "bad.exe" in page
    names = {one.name: one for one in client.snapshot.record.documents}
    assert names["new.txt"].published == "2016-09-21"
    assert "pasted text.txt" in names
    assert "bad.exe" in text_of(client.get("/queue"))
    assert not (client.folder.parent.parent / "bad.exe").exists()


def test_nothing_sent_and_a_wrong_day_are_told(client: Client) -> None:
    token = client.form("/queue", "accept")["token"]
    assert "serve.nothing" in client.web.post("/add", data={"token": token}).text
    wrong = client.web.post("/add", data={"token": token, "text": "x", "published": "yesterday"})
    assert (wrong.status_code, "serve.published" in wrong.text) == (422, True)


def test_withheld_words_are_on_no_page_and_the_original_is_not_given_out(client: Client) -> None:
    client.desk.case.add(
        b"Yusuf Examplov of 4 Garden Street said the army shelled Idlib.", "w.txt", metadata=Metadata()
    )
    with client.desk.writing() as case:
        case.build()
    document = next(one for one in client.snapshot.record.documents if one.name == "w.txt")
    fields = client.form(f"/documents/{document.id}", "redact")
    record(client, {**fields, "word": [document.id, "Yusuf Examplov"]})
    for path in (f"/documents/{document.id}", "/decisions", "/lists/documents", f"/documents/{document.id}/reasons"):
        assert "Examplov" not in client.get(path).text, path
    refused = client.get(f"/documents/{document.id}/original")
    assert (refused.status_code, "serve.withheld" in refused.text) == (422, True)


def test_looking_is_remembered_for_the_visitor(client: Client) -> None:
    assert "since you looked" in text_of(client.get("/"))
    token = client.form("/queue", "accept")["token"]
    assert client.web.post("/looked", data={"token": token}, follow_redirects=False).status_code == 303
    assert "since you looked" not in text_of(client.get("/"))
    record(client, client.form("/queue", "accept"))
    assert "since you looked" in text_of(client.get("/"))


def test_while_the_case_is_built_a_decision_is_told_to_wait_and_pages_are_read(client: Client) -> None:
    import threading

    fields = client.form("/queue", "accept")
    client.desk.patience = 0.01
    begun, done = threading.Event(), threading.Event()

    def build() -> None:
        with client.desk.writing():
            begun.set()
            done.wait(30)

    thread = threading.Thread(target=build)
    thread.start()
    begun.wait(30)
    answer = client.decide(fields, step="record")
    assert (answer.status_code, "serve.busy" in answer.text) == (409, True)
    assert client.get("/incidents").status_code == 200
    done.set()
    thread.join(30)
    record(client, fields)
