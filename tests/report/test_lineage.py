"""What else bears on an incident, and what became of it from build to build."""

from __future__ import annotations

import re

from trucewatch.records.incidents import ChangeKind, IncidentChange, Relation, RelationKind
from trucewatch.report.content_html import write_html
from trucewatch.report.html import render_report
from trucewatch.report.incident_report import incident_report
from trucewatch.report.sheet import Sheet

from .sample import INCIDENTS, RECORD, STATUSES, TALLY
from .sheets import MADE, sheet
from .test_situation import named, text_of

DEPOT = "incident-depot"
RELATED = INCIDENTS[0].model_copy(
    update={"relations": (Relation(kind=RelationKind.TALLY, claim=TALLY.id, words="31 explosions"),)}
)
CASE = RECORD.model_copy(update={"incidents": (RELATED, *INCIDENTS[1:])})
HISTORY = {
    RELATED.id: (
        ("2031-05-14T08:00:00Z", IncidentChange(incident=RELATED.id, kind=ChangeKind.NEW, gained=("a",))),
        (
            "2031-05-18T08:00:00Z",
            IncidentChange(
                incident=RELATED.id, kind=ChangeKind.MERGED, others=(DEPOT, "incident-old"), gained=("a", "b")
            ),
        ),
    )
}


def made() -> Sheet:
    plain = sheet(CASE)
    return Sheet(plain.index, plain.incidents, STATUSES, None, plain.period, None, history=HISTORY)


def test_the_incident_report_tells_both() -> None:
    whole = made()
    told = text_of(named(incident_report(whole, whole.incidents[0], MADE), "history"))
    assert "18 May 2031, 08:00 UTC: merged, 2 claims more; with no. 2 and 1 incident no longer in the record" in told
    assert "14 May 2031, 08:00" not in told
    assert "may be among those that a tally counts: “31 explosions”" in told
    page = write_html(incident_report(whole, whole.incidents[0], MADE))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'\bid="([^"]+)"', page))


def test_the_page_leads_to_the_other_incidents_and_to_the_tallys_words() -> None:
    page = render_report(CASE, at=None, statuses=STATUSES, generated=MADE, history=HISTORY)
    article = page.split('id="incident-incident-market"')[1].split("</article>")[0]
    assert f'href="#incident-{DEPOT}">2</a>' in article.split("build by build")[1]
    assert "The Mission counted 31 explosions" in article
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'\bid="([^"]+)"', page))


def test_without_a_history_nothing_is_said_of_one() -> None:
    page = render_report(RECORD, at=None, statuses=STATUSES, generated=MADE)
    assert "build by build" not in page and "What else bears on it" not in page
