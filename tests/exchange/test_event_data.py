"""ACLED, UCDP GED, CAMEO and PLOVER: the columns, the values that the record has, and each loss counted."""

from __future__ import annotations

import re

from report.sample import RECORD
from trucewatch.exchange import acled, cameo, ged
from trucewatch.exchange.outgoing import Written
from trucewatch.records.claims import Claim

from .outgoing import main_file, outgoing, rows_of, written


def by_id(made: Written, column: str) -> dict[str, dict[str, str]]:
    return {row[column]: row for row in rows_of(main_file(made))}


def lost(made: Written, record: str) -> list[str]:
    return [f"{loss.what}: {loss.why}" for loss in made.losses if record in loss.record]


def test_acled_has_its_columns_and_one_row_an_incident_that_it_has_room_for() -> None:
    made = written("acled")
    rows = by_id(made, "event_id_cnty")
    assert tuple(next(iter(rows.values()))) == acled.COLUMNS
    bombed = rows["incident-millford"]
    assert (bombed["event_type"], bombed["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (bombed["event_date"], bombed["time_precision"], bombed["fatalities"]) == ("2031-05-17", "2", "24")
    assert bombed["disorder_type"] == "Political violence" and bombed["inter1"] == "State forces"
    assert bombed["geo_precision"] == "2" and "grade=confirmed" in bombed["tags"]
    without = {one.id for one in RECORD.incidents} - rows.keys()
    assert {"incident-clashes", "incident-convoy"} <= without
    for one in without:
        title = next(incident.title for incident in RECORD.incidents if incident.id == one)
        assert any("no row" in text for text in lost(made, title))


def test_acled_tells_what_one_day_one_number_and_one_account_lose() -> None:
    made = written("acled")
    assert any(text.startswith("its last day, 2031-05-18") for text in lost(made, "Millford"))
    market = lost(made, "Elm Bridge")
    assert any(text.startswith("the dead as told: 9, without an upper bound") for text in market)
    assert any(text.startswith("who denies it: Southland Front") for text in market)
    assert {"what is disputed: killed", "what is disputed: what happened"} <= {
        text.rpartition(": a row")[0] for text in market
    }
    assert by_id(made, "event_id_cnty")["incident-market"]["fatalities"] == "9"


def test_ged_gives_no_best_estimate_where_the_tellings_differ() -> None:
    made = written("ged")
    rows = by_id(made, "id")
    assert tuple(next(iter(rows.values()))) == ged.COLUMNS
    assert set(rows) == {"incident-market", "incident-millford"}  # the others count no dead
    market, bombed = rows["incident-market"], rows["incident-millford"]
    assert (market["low"], market["high"], market["best"]) == ("9", "", "")
    assert (bombed["low"], bombed["high"], bombed["best"]) == ("24", "24", "24")
    assert (bombed["date_start"], bombed["date_end"], bombed["date_prec"]) == ("2031-05-17", "2031-05-18", "2")
    assert (market["where_prec"], bombed["where_prec"]) == ("1", "2")
    assert bombed["number_of_sources"] == "2" and bombed["type_of_violence"] == "1"
    assert any("a best estimate" in text for text in lost(made, "Elm Bridge"))
    assert sum("no row" in loss.what for loss in made.losses) == len(RECORD.incidents) - 2


def test_cameo_and_plover_code_what_happened_and_leave_out_denials_and_prospects() -> None:
    made = written("cameo")
    rows = by_id(made, "claim")
    claims: dict[str, Claim] = {one.id: one for one in RECORD.claims}
    assert tuple(next(iter(rows.values()))) == cameo.COLUMNS
    bombing = next(row for row in rows.values() if row["words"].startswith("On 17–18 May"))
    assert (bombing["source"], bombing["cameo"], bombing["cameo_root"], bombing["plover"]) == (
        "north-army",
        "195",
        "19",
        "ASSAULT",
    )
    assert bombing["target_name"] == "Southland Front" and bombing["date"] == "2031-05-17"
    denial = next(one.id for one in claims.values() if one.force == "denies")
    assert denial not in rows and lost(made, denial)
    assert all(re.fullmatch(r"\d{2,4}|", row["cameo"]) for row in rows.values())
    assert len(rows) + sum("no row" in loss.what for loss in made.losses) == len(claims)


def test_an_incident_with_nothing_known_breaks_no_format() -> None:
    bare = RECORD.incidents[0].model_copy(
        update={"begin": None, "finish": None, "place": None, "lat": None, "lon": None, "claims": (), "tellings": ()}
    )
    record = RECORD.model_copy(update={"incidents": (bare,), "findings": ()})
    for name in ("csv", "xlsx", "geojson", "kml", "acled", "ged", "cameo", "annotation", "prov", "ftm", "claimreview"):
        assert main_file(written(name, outgoing(record)))
