"""What the head of an entry says of place and day holds for what it tells, unless that says otherwise."""

from __future__ import annotations

import pytest

from trucewatch.pipeline.reading import read_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document, read_text
from trucewatch.records.claims import Claim
from trucewatch.records.documents import Metadata
from trucewatch.records.places import PlaceBasis


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


def claims(text: str, tools: Tools) -> list[Claim]:
    document = read_text(text, "log.txt", metadata=Metadata(published="2024-05-15"))
    return sorted(read_claims(document, tools).claims, key=lambda one: one.trigger.start)


def test_place_and_day_of_the_head_are_carried_over_and_say_so(tools: Tools) -> None:
    (claim,) = claims(
        "El Obeid, 5 May, approx. 19:30: six mortar rounds landed in the market. 9 killed, 23 injured.", tools
    )
    assert claim.place is not None
    assert (claim.place.span.quote, claim.place.basis, claim.place.rule) == (
        "El Obeid",
        PlaceBasis.CARRIED_OVER,
        "place.entry",
    )
    assert claim.time is not None
    assert claim.time.begin == "2024-05-05T19:30"
    assert claim.harm is not None
    assert claim.harm.killed is not None
    assert claim.harm.injured is not None
    assert (claim.harm.killed.low, claim.harm.injured.low) == (9, 23)


def test_what_the_entry_says_itself_stands(tools: Tools) -> None:
    (claim,) = claims("Nyala, 2 Apr: a drone strike hit a depot in Khartoum on 1 April.", tools)
    assert claim.place is not None
    assert claim.place.span.quote == "Khartoum"
    assert claim.time is not None
    assert claim.time.begin == "2024-04-01"


def test_each_item_has_its_own_head(tools: Tools) -> None:
    text = "Incidents on 13 May:\n- Taiz: two shells hit a street.\n- Aden: a mine exploded, one farmer injured."
    assert [one.place.span.quote for one in claims(text, tools) if one.place] == ["Taiz", "Aden"]


def test_a_label_and_a_cell_tell_the_place(tools: Tools) -> None:
    (labelled,) = claims("Date: 2 May 2024. Location: Mopti. Type: ambush on a military convoy.", tools)
    assert labelled.place is not None
    assert labelled.place.span.quote == "Mopti"
    row, _ = claims("06-May-24 | Butembo | Armed clash | 3 KIA\n07-May-24 | Beni | Armed clash | 1 KIA", tools)
    assert row.place is not None
    assert row.place.span.quote == "Butembo"


def test_the_hour_at_which_an_entry_was_written_dates_nothing(tools: Tools) -> None:
    text = "Truce live\n\n10:00 p.m.\n\nGunmen shot a guard at the mill.\n\n5:30 p.m.\n\nShells hit the market."
    assert [one.time.begin if one.time else None for one in claims(text, tools)] == [None, None]


def test_an_entry_of_one_block_has_no_head(tools: Tools) -> None:
    page = "".join(
        f"<li><p><time datetime='2024-05-1{day}T09:00:00Z'></time>Shells hit the market of Taiz and a lorry.</p></li>"
        for day in (3, 4)
    )
    html = f"<html><body><main><h1>Truce live</h1><ul>{page}</ul></main></body></html>"
    document = read_document(html.encode(), "live.html", metadata=Metadata(published="2024-05-15"))
    assert len({block.entry for block in document.blocks} - {None}) == 2
    assert all(claim.place for claim in read_claims(document, tools).claims)


TABLE = (
    "<html><body><article><h1>Log of the week</h1><p>The mission publishes its log each Friday.</p>"
    "<table><tr>{head}</tr>{rows}</table><p>The next log follows in a week.</p></article></body></html>"
)


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def test_a_table_of_incidents_gives_each_row_its_place_day_and_toll(tools: Tools) -> None:
    head = "<th>Date</th><th>Location</th><th>Type</th><th>Killed</th><th>Injured</th>"
    rows = row("13 May", "Taiz", "Shelling of a market", "2", "5") + row(
        "12 May", "Marib", "Drone strike on a convoy", "0", "3"
    )
    document = read_document(
        TABLE.format(head=head, rows=rows).encode(), "log.html", metadata=Metadata(published="2024-05-15")
    )
    found = sorted(read_claims(document, tools).claims, key=lambda one: one.trigger.start)
    told = [
        (one.event, one.place and one.place.span.quote, one.time and one.time.begin, one.harm and one.harm.injured)
        for one in found
    ]
    assert [(event, place, begin) for event, place, begin, _ in told] == [
        ("shelling", "Taiz", "2024-05-13"),
        ("drone_strike", "Marib", "2024-05-12"),
    ]
    assert [count.low for *_, count in told if count] == [5, 3]


def test_a_table_of_numbers_gives_tallies_and_no_incident(tools: Tools) -> None:
    head = "<th>Governorate</th><th>Ceasefire violations</th><th>Air strikes</th><th>Killed</th>"
    rows = row("Taiz", "12", "3", "4") + row("Marib", "0", "7", "1")
    document = read_document(
        TABLE.format(head=head, rows=rows).encode(), "log.html", metadata=Metadata(published="2024-05-15")
    )
    reading = read_claims(document, tools)
    assert reading.claims == ()
    assert [(one.event, one.count.low, one.place and one.place.span.quote) for one in reading.tallies] == [
        ("truce_breached", 12, "Taiz"),
        ("air_strike", 3, "Taiz"),
        ("killing", 4, "Taiz"),
        ("truce_breached", 0, "Marib"),
        ("air_strike", 7, "Marib"),
        ("killing", 1, "Marib"),
    ]
