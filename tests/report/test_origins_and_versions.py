"""An incident field by field, its counts over time, and who stands behind whom."""

from __future__ import annotations

import re

from trucewatch.records.claims import Force
from trucewatch.records.documents import Credit, CreditRole
from trucewatch.records.incidents import Telling
from trucewatch.report.dossier import view_dossier
from trucewatch.report.html import render_report
from trucewatch.report.index import CaseIndex
from trucewatch.report.origin_graph import DRAWN, draw_graph, origin_words, path_words, view_graph, view_paths
from trucewatch.report.tellings import view_incidents
from trucewatch.report.versions import view_revisions, view_versions

from .builder import claim, document
from .sample import INCIDENTS, RECORD, STATUSES
from .sheets import MADE

MARKET = INCIDENTS[0]


def record(**update: object):  # type: ignore[no-untyped-def]
    made = RECORD.model_copy(update=update)
    index = CaseIndex(made)
    return index, view_incidents(index)


def test_a_field_says_whether_its_tellings_agree_differ_or_are_one() -> None:
    _, views = record()
    fields = {item.name: item for item in view_versions(views[0])}
    assert fields["event"].state == "disputed"
    assert fields["place"].state == "not disputed"  # the third denies that it happened at all
    undenied = MARKET.model_copy(update={"tellings": (MARKET.tellings[0], MARKET.tellings[2])})
    (view,) = record(incidents=(undenied,))[1]
    assert {item.name: item.state for item in view_versions(view)}["place"] == "agreed"
    assert fields["actor"].state == "one origin"
    assert fields["actor"].silent == ["Southland Front", "Valley Monitoring Mission"]
    assert [(one.text, one.former) for one in fields["killed"].versions][-1] == ("10 civilians", True)


def test_values_that_can_stand_together_are_not_called_a_dispute() -> None:
    _, views = record(incidents=(MARKET.model_copy(update={"disputes": ()}),))
    assert {item.name: item.state for item in view_versions(views[0])}["event"] == "not disputed"


def test_who_denies_an_act_is_not_listed_as_telling_who_did_it() -> None:
    accused = MARKET.tellings[0].values
    denial = next(one for one in RECORD.claims if one.force is Force.DENIES)
    tellings = (
        MARKET.tellings[0],
        MARKET.tellings[1].model_copy(
            update={"values": tuple(v.model_copy(update={"claims": (denial.id,)}) for v in accused)}
        ),
    )
    _, views = record(incidents=(MARKET.model_copy(update={"tellings": tellings, "disputes": ()}),))
    actor = next(item for item in view_versions(views[0]) if item.name == "actor")
    assert actor.state == "one origin"
    assert [version.origins for version in actor.versions] == [["Northland Army", "Southland Front (denies it)"]]
    only = MARKET.model_copy(update={"tellings": tellings[1:], "disputes": ()})
    assert {item.state for item in view_versions(record(incidents=(only,))[1][0])} == {"denied"}


def counted(number: int, day: str):  # type: ignore[no-untyped-def]
    words = f"{number} people were killed at Elm Bridge, it was said on {day}."
    source = document(f"{day}.txt", f"{words}\n", published=day, source="courier")
    return source, claim(source, words, "killing", "killed", killed=(str(number), number, number, "people"))


def test_one_origins_counts_stand_in_the_order_of_their_documents() -> None:
    pairs = [counted(83, "2031-05-18"), counted(62, "2031-05-17"), counted(62, "2031-05-16")]
    telling = MARKET.tellings[0]
    merged = telling.model_copy(update={"claims": tuple(c.id for _, c in pairs), "values": (), "revised": ()})
    index, views = record(
        documents=tuple(one for one, _ in pairs),
        claims=tuple(one for _, one in pairs),
        incidents=(MARKET.model_copy(update={"tellings": (merged,), "disputes": ()}),),
    )
    (revision,) = view_revisions(index, views[0])
    assert [(figure.text, figure.when) for figure in revision.figures] == [
        ("62 people", "16 May 2031"),
        ("83 people", "18 May 2031"),
    ]


def test_documents_lead_to_origins_by_way_of_whom_they_credit() -> None:
    index, views = record()
    army, front, mission = view_paths(index, views[0])
    assert [path_words(path) for path in army.paths] == ["D1", "D2 by way of Northland Press Service"]
    assert [path_words(path) for path in front.paths] == ["D2 by way of Northland Press Service"]
    assert origin_words(mission) == "Valley Monitoring Mission (monitor; independent): D3"


def test_versions_of_one_text_are_one_box() -> None:
    plain = tuple(one.model_copy(update={"credits": ()}) for one in RECORD.documents)
    index, views = record(documents=plain)
    assert [path_words(path) for path in view_paths(index, views[0])[0].paths] == ["D1, D2 (versions of one text)"]


def test_every_box_that_leads_anywhere_leads_to_its_document() -> None:
    index, views = record()
    graph = view_graph(index, views[0])
    assert {node.href.removeprefix("#") for node in graph.nodes if node.role == "document"} <= set(index.numbers)
    drawn = str(draw_graph(graph, "origins"))
    assert drawn.count("<a ") == sum(bool(node.href) for node in graph.nodes)
    for origin in graph.origins:
        assert origin.name in drawn


def test_many_documents_are_counted_and_not_all_drawn() -> None:
    many = tuple(document(f"n{n}.txt", f"Shells fell, note {n}.\n", published="2031-05-20") for n in range(60))
    told = tuple(claim(one, f"Shells fell, note {n}.", "shelling", "fell") for n, one in enumerate(many))
    telling: Telling = MARKET.tellings[0].model_copy(
        update={"claims": tuple(one.id for one in told), "documents": tuple(one.id for one in many), "values": ()}
    )
    index, views = record(
        documents=many, claims=told, incidents=(MARKET.model_copy(update={"tellings": (telling,), "disputes": ()}),)
    )
    graph = view_graph(index, views[0])
    assert sum(node.role == "document" for node in graph.nodes) == DRAWN
    assert [node.text for node in graph.nodes if node.role == "more"] == ["and 20 more texts"]
    assert graph.origins[0].paths[-1].documents == (60,)


def test_a_single_way_is_not_drawn() -> None:
    index, views = record()
    station = next(view for view in views if view.incident.id == "incident-station")
    assert view_dossier(index, station, {}, {}).graph is None
    assert view_dossier(index, views[0], {}, {}).graph is not None


def test_more_tellings_than_fit_side_by_side_stand_by_field() -> None:
    extra = tuple(
        MARKET.tellings[2].model_copy(
            update={
                "id": f"t{n}",
                "origin": MARKET.tellings[2].origin.model_copy(update={"id": f"o{n}", "name": f"Post {n}"}),
            }
        )
        for n in range(3)
    )
    incident = MARKET.model_copy(update={"tellings": (*MARKET.tellings, *extra)})
    made = RECORD.model_copy(update={"incidents": (incident, *INCIDENTS[1:])})
    page = render_report(made, at=None, statuses=STATUSES, generated=MADE)
    article = page.split('id="incident-incident-market"')[1].split("</article>")[0]
    assert "Tellings of incident 1 by field" in article and "5 origins" in article
    assert re.search(r"<strong><bdi>shelling</bdi></strong>", article)


def test_a_credit_without_a_holder_is_a_relay() -> None:
    credited = tuple(
        one.model_copy(update={"credits": (Credit(role=CreditRole.AGENCY, name="Harbour Wire"),)})
        for one in RECORD.documents
    )
    index, views = record(documents=credited)
    assert all(path.relays == ("Harbour Wire",) for origin in view_paths(index, views[0]) for path in origin.paths)
