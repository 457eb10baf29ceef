"""The page of an agreement: every field in plain words, and two pages held against each other."""

from __future__ import annotations

from trucewatch.records.agreements import Agreement, Modality
from trucewatch.report.agreement import AgreementPage, view_agreement
from trucewatch.report.agreement_diff import Change, compare

from .sample import AGREEMENT

VALLEY = Agreement.model_validate(
    {
        "id": "valley",
        "title": "The valley truce",
        "identifiers": {"pa_x": None},
        "instruments": [
            {"id": "text", "title": "The text", "publication": "official"},
            {"id": "letter", "title": "The letter", "publication": "unpublished", "part_of": "text"},
        ],
        "participants": [
            {"actor": "north", "capacity": "party", "act": "signed"},
            {"actor": "south", "capacity": "unknown", "readings": [{"says": "it is a party", "by": ["north"]}]},
        ],
        "zones": [
            {
                "id": "strip",
                "name": "The strip",
                "lines": [{"id": "front", "name": "The front", "party": "north", "unpublished": True}],
            }
        ],
        "clocks": [
            {"id": "truce", "name": "The truce", "begin": "2031-05-01T06:00+02:00"},
            {"id": "day-7", "name": "Day 7", "after": "truce", "delay": "P6D", "duration": "P1D"},
            {
                "id": "calm",
                "name": "Seven days",
                "after": "truce",
                "duration": "P7D",
                "consecutive": True,
                "resets_on": ["shelling"],
                "extension": {"kind": "while_talks", "by": ["league"]},
                "values": [{"by": ["south"], "begin": "2031-05-03", "says": "counted from the third"}],
            },
        ],
        "terms": [
            {
                "id": "guns",
                "instrument": "text",
                "title": "Guns go back",
                "modality": "must",
                "kind": "weapons",
                "obligors": ["north", "south"],
                "proxies": ["band"],
                "proxy_duty": "prevents",
                "deliverable": True,
                "zone": "strip",
                "due": "day-7",
                "measures": [
                    {"kind": "distance", "of": "guns", "bound": "at_least", "value": 15, "unit": "km", "line": "front"},
                    {
                        "kind": "ratio",
                        "of": "prisoners",
                        "bound": "exactly",
                        "value": 30,
                        "unit": "men",
                        "per": "woman",
                    },
                    {"kind": "distance", "of": "rockets", "unit": "km"},
                ],
                "preconditions": [{"says": "maps first", "term": "maps"}],
                "passage": "Article 2",
                "quote": "Guns shall be moved back.",
            },
            {"id": "maps", "instrument": "letter", "title": "Maps", "modality": "must"},
        ],
        "whole": "truce",
        "mechanism": {
            "summary": "They meet.",
            "steps": [{"says": "tell", "within": "PT24H"}],
            "determination": "joint",
        },
        "unknowns": ["Who drew the line."],
    }
)


def page(agreement: Agreement = VALLEY) -> AgreementPage:
    return view_agreement(agreement, str.title)


def rows(section: str, key: str) -> dict[str, tuple[str, ...]]:
    (found,) = [one for part in page().sections if part.title == section for one in part.items if one.key == key]
    return {row.label: row.lines for row in found.rows}


def test_a_term_says_who_how_much_by_when_and_in_which_words() -> None:
    found = rows("Terms", "guns")
    assert found["Who"] == ("North, South: must",)
    assert found["For whose conduct"] == ("Band: must keep them from it",)
    assert found["How much"] == (
        "guns, from “The front”: at least 15 km",
        "prisoners: 30 men for each woman",
        "rockets: km; the figure is not given here",
    )
    assert found["Due by"] == ("“Day 7”",)
    assert found["First"] == ("maps first (“Maps”)",)
    assert found["Text"] == ("“Guns shall be moved back.”", "“The text”, Article 2; published officially")


def test_clocks_say_from_what_they_run_and_who_counts_otherwise() -> None:
    assert rows("Clocks", "truce")["Begins"] == ("1 May 2031, 06:00 UTC+02:00",)
    assert rows("Clocks", "day-7")["Begins"] == ("6 days after the beginning of “The truce”",)
    calm = rows("Clocks", "calm")
    assert calm["Ends"] == ("7 days after “The truce” begins",)
    assert calm["Counts"] == ("days in a row; they begin anew on: shelling",)
    assert calm["May be moved"] == ("extended while talks go on by League",)
    assert calm["Told differently"] == ("according to South: begins 3 May 2031; counted from the third",)


def test_parties_zones_and_mechanism() -> None:
    assert rows("Participants", "south unknown")["Read differently"] == ("according to North: it is a party",)
    assert rows("Zones", "strip")["Lines"] == ("The front, for North; its course is not public",)
    assert rows("Mechanism and exit", "mechanism")["Steps"] == ("1. tell, within 24 hours",)


def test_what_is_not_known_is_gathered() -> None:
    assert page().unknown == (
        "The text: its date.",
        "The letter: not published.",
        "The letter: its date.",
        "How South consented.",
        "Where “The strip” lies.",
        "Whom “Maps” binds.",
        "The words of “Maps”.",
        "How it may be left or ended.",
        "Who drew the line.",
    )


def test_every_item_has_a_place_of_its_own() -> None:
    for agreement in (VALLEY, AGREEMENT):
        places = [one.id for section in page(agreement).sections for one in section.items]
        assert len(places) == len(set(places))


def test_what_came_what_went_and_what_is_otherwise() -> None:
    guns, maps = VALLEY.terms
    terms = (
        guns.model_copy(update={"due": None, "modality": Modality.SHOULD}),
        maps.model_copy(update={"id": "lists"}),
    )
    changes = compare(page(), page(VALLEY.model_copy(update={"declared": "2031-04-30", "terms": terms})))
    assert changes == [
        Change("changed", "Facts", "", "", "Declared", (), ("30 April 2031",)),
        Change("removed", "Terms", "maps", "Maps"),
        Change("changed", "Terms", "guns", "Guns go back", "Who", ("North, South: must",), ("North, South: should",)),
        Change("changed", "Terms", "guns", "Guns go back", "Due by", ("“Day 7”",), ()),
        Change("changed", "Terms", "guns", "Guns go back", "First", ("maps first (“Maps”)",), ("maps first (“maps”)",)),
        Change("added", "Terms", "lists", "Maps"),
    ]
