"""Several actors in one phrase, and pronouns that may mean several."""

from __future__ import annotations

import pytest

from trucewatch.pipeline.tools import Tools
from trucewatch.records.actors import ActorRelation, holds_at, side_of
from trucewatch.records.agreements import Agreement
from trucewatch.records.cases import CaseFiles, CaseSettings
from trucewatch.records.claims import Participant
from trucewatch.resolve.actors import load_actor_book, resolve_name

from .test_claims import Text


def sides(text: str, trigger: str, actor: str, event: str = "armed_clash") -> tuple[Participant, Participant | None]:
    made = Text(text)
    made.claim(text, trigger, actor=actor, event=event)
    (claim,), _ = made.resolve()
    assert claim.actor is not None
    return claim.actor, claim.target


@pytest.mark.parametrize(
    ("text", "actor", "first", "second"),
    [
        ("GNA and LNA forces clashed.", "GNA and LNA forces", "gna", "lna"),
        ("Armenian and Azerbaijani troops clashed.", "Armenian and Azerbaijani troops", "forces:AM", "forces:AZ"),
        ("Hamas, as well as Fatah, clashed.", "Hamas", "hamas", None),
    ],
)
def test_two_who_clash_are_two_sides(text: str, actor: str, first: str, second: str | None) -> None:
    one, other = sides(text, "clashed", actor)
    assert (one.actor, other.actor if other is not None else None) == (first, second)


def test_two_who_do_the_same_are_both_kept() -> None:
    one, target = sides("SDF and YPG fighters shelled the hill.", "shelled", "SDF and YPG fighters", "shelling")
    assert (one.actor, [other.actor for other in one.others], target) == ("sdf", ["ypg"], None)
    assert (one.span.quote, one.others[0].span.quote) == ("SDF", "YPG fighters")


def test_one_or_the_other_stays_open() -> None:
    one, _ = sides("ISWAP or Boko Haram fighters burnt huts.", "burnt", "ISWAP or Boko Haram fighters", "attack")
    assert (one.actor, one.candidates, one.rule) == (None, ("iswap", "boko-haram"), "actor.either")


def test_a_name_with_and_inside_is_one() -> None:
    one, _ = sides("Justice and Equality Movement fighters left.", "left", "Justice and Equality Movement fighters")
    assert (one.actor, one.others) == ("jem", ())


def test_a_pronoun_after_two_actors_keeps_both() -> None:
    text = Text("Hezbollah met Hamas. It fired rockets.")
    text.claim("It fired rockets", "fired", actor="It", event="missile_strike")
    (claim,), _ = text.resolve()
    assert claim.actor is not None
    assert (claim.actor.actor, set(claim.actor.candidates)) == (None, {"hezbollah", "hamas"})


def test_a_pronoun_does_not_mean_the_other_party() -> None:
    text = Text("Hezbollah said that the Taliban hit it.")
    text.claim("the Taliban hit it", "hit", actor="the Taliban", target="it", event="attack")
    (claim,), _ = text.resolve()
    assert claim.target is not None
    assert claim.target.actor == "hezbollah"


@pytest.mark.parametrize(
    ("at", "holds"), [("2014", True), ("2023-04-14", True), ("2023-04-15", False), ("2012-12", False), (None, False)]
)
def test_a_relation_holds_between_its_days(at: str | None, holds: bool) -> None:
    assert holds_at(ActorRelation(kind="part_of", to="forces:SD", since="2013", until="2023-04-15"), at) is holds


def test_a_part_answers_for_itself_once_it_has_left() -> None:
    book = load_actor_book().entries
    assert side_of("rsf", book, "2019") == "state:SD"
    assert side_of("rsf", book, "2024") == "rsf"
    assert side_of("rsf", book) == "rsf"


@pytest.mark.parametrize(("at", "side"), [("2012", "rsf"), ("2021-10-25", "state:SD"), ("2023-05-11T21:00Z", "rsf")])
def test_a_book_as_of_a_time_has_the_sides_of_that_time(at: str, side: str) -> None:
    now = load_actor_book()
    then = now.as_of(at)
    assert side_of("rsf", then.entries) == side
    assert side_of("forces:SD", then.entries) == "state:SD"
    assert (side_of("rsf", now.entries), then.aliases) == ("rsf", now.aliases)
    assert resolve_name("RSF fighters", then).actor == "rsf"


def test_a_relation_that_had_not_begun_makes_nobody_answer() -> None:
    book = load_actor_book()
    assert side_of("mnla", book.entries) == "cma"
    assert side_of("mnla", book.as_of("2012-04").entries) == "mnla"


@pytest.mark.parametrize(("declared", "side"), [("2022-12-05", "state:SD"), ("2023-05-20", "rsf"), (None, "rsf")])
def test_a_case_has_the_sides_of_when_its_truce_began(declared: str | None, side: str) -> None:
    agreement = Agreement(id="a", title="A", declared=declared)
    files = CaseFiles(settings=CaseSettings(id="c", title="C"), agreement=agreement)
    assert side_of("rsf", Tools(files).book.entries) == side


def test_a_nation_that_speaks_is_its_state() -> None:
    text = Text("Shells fell, the Americans said.")
    text.claim("Shells fell", "fell", holder="the Americans")
    (claim,), _ = text.resolve()
    assert (claim.holder[0].actor, claim.holder[0].kind.value) == ("state:US", "state")
