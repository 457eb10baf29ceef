"""Sources: what a person says of their dependence goes into sides, and so into grades."""

from __future__ import annotations

from link.build import ACTORS, SOURCES
from trucewatch.decide.sources import with_dependence
from trucewatch.records.decisions import Decision, DecisionKind


def depends(source: str, on: str) -> Decision:
    reason = "its editor says so"
    return Decision(
        kind=DecisionKind.DEPENDS, subjects=(source,), value=on, by="A. Reader", at="2016-10-01", reason=reason
    )


def test_a_source_may_be_an_actors() -> None:
    found = with_dependence(SOURCES, [depends("herald", "north")], ACTORS)
    assert found["herald"].owner == "north"
    assert {name: one for name, one in found.items() if name != "herald"} == {
        name: one for name, one in SOURCES.items() if name != "herald"
    }


def test_two_sources_may_be_of_one_family() -> None:
    found = with_dependence(SOURCES, [depends("herald", "daily"), depends("blog", "herald")], ACTORS)
    assert {found[name].family for name in ("herald", "daily", "blog")} == {"daily"}


def test_what_is_not_there_changes_nothing() -> None:
    assert with_dependence(SOURCES, [depends("nobody", "north"), depends("herald", "nowhere")], ACTORS) == SOURCES
