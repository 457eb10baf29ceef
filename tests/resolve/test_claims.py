"""Claims get their values: which time, which place, who; and what stays unknown."""

from __future__ import annotations

from typing import Any

import pytest

from trucewatch.records.actors import ActorKind
from trucewatch.records.claims import Claim, ClaimKind, Count, Force, Holder, Participant, Tally
from trucewatch.records.documents import Document
from trucewatch.records.places import PlacePrecision
from trucewatch.records.spans import Span
from trucewatch.records.times import TimeBasis, TimeExpression, TimePrecision, TimeType
from trucewatch.resolve.actors import find_actors, load_actor_book
from trucewatch.resolve.claims import resolve_claims
from trucewatch.resolve.gazetteer import load_gazetteer
from trucewatch.resolve.places import find_places


class Text:
    """A text with claims and times put on it by their words, as other stages would."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.document = Document(id="doc-x", sha256="0" * 64, name="x", media_type="text/plain", text=text)
        self.claims: list[Claim] = []
        self.times: list[TimeExpression] = []

    def span(self, words: str, after: str = "") -> Span:
        start = self.text.index(words, self.text.index(after) if after else 0)
        return Span.on(self.text, start, start + len(words))

    def who(self, words: str | None) -> Participant | None:
        return None if words is None else Participant(span=self.span(words), name=words)

    def claim(
        self, clause: str, trigger: str, *, modifiers: tuple[str, ...] = (), holder: str | None = None, **rest: Any
    ) -> None:
        for key in ("actor", "target"):
            rest[key] = self.who(rest.get(key))
        links = () if holder is None else (Holder(name=holder, span=self.span(holder)),)
        fields = {"kind": ClaimKind.OCCURRENCE, "event": "attack", "force": Force.ASSERTS, "factuality": 3.0, **rest}
        span = self.span(clause)
        self.claims.append(
            Claim(
                id=f"claim-{len(self.claims)}",
                document="doc-x",
                span=span,
                trigger=self.span(trigger, clause),
                modifiers=tuple(self.span(words, clause) for words in modifiers),
                holder=links,
                rule="test",
                **fields,
            )
        )

    def time(self, words: str, day: str | None, kind: TimeType = TimeType.DATE, value: str | None = None) -> None:
        self.times.append(
            TimeExpression(
                span=self.span(words),
                type=kind,
                value=value or day or "XXXX",
                begin=day,
                finish=day,
                precision=TimePrecision.DAY,
                rule="test",
            )
        )

    def resolve(
        self, tallies: tuple[Tally, ...] = (), countries: tuple[str, ...] = ()
    ) -> tuple[tuple[Claim, ...], tuple[Tally, ...]]:
        book = load_actor_book()
        places = find_places(self.text, load_gazetteer(), countries=countries)
        actors = find_actors(self.text, book, countries=countries)
        return resolve_claims(
            self.document, self.claims, tallies, self.times, places, actors, book, countries=countries
        )


def test_a_stated_time_and_a_place_with_its_relation() -> None:
    text = Text("On 4 May Turkish warplanes bombed positions outside Raqqa.")
    text.time("4 May", "2016-05-04")
    text.claim(
        text.text, "bombed", actor="Turkish warplanes", target="positions outside Raqqa", modifiers=("On 4 May",)
    )
    (claim,), _ = text.resolve()
    assert claim.time is not None
    assert claim.place is not None
    assert (claim.time.begin, claim.time.basis) == ("2016-05-04", TimeBasis.STATED)
    assert (claim.place.country, claim.place.relation, claim.place.precision) == ("SY", "outside", PlacePrecision.NEAR)
    assert claim.place.radius_km == 25.0
    assert claim.actor is not None
    assert claim.actor.actor == "forces:TR"


def test_a_distance_becomes_a_radius() -> None:
    text = Text("Shells landed 12 km north of Donetsk.")
    text.claim(text.text, "landed", modifiers=("12 km north of Donetsk",))
    (claim,), _ = text.resolve()
    assert claim.place is not None
    assert (claim.place.relation, claim.place.radius_km) == ("12 km north of", 12.0)


def test_a_bare_country_is_known_only_as_a_country() -> None:
    text = Text("Fighting resumed in Yemen.")
    text.claim(text.text, "resumed", modifiers=("in Yemen",))
    (claim,), _ = text.resolve()
    assert claim.place is not None
    assert (claim.place.country, claim.place.precision) == ("YE", PlacePrecision.COUNTRY)


def test_the_finest_place_is_taken() -> None:
    text = Text("A mortar bomb hit a school in Taiz in Yemen.")
    text.claim(text.text, "hit", target="a school", modifiers=("in Yemen", "in Taiz"))
    (claim,), _ = text.resolve()
    assert claim.place is not None
    assert claim.place.name.startswith("Ta")


def test_whoever_receives_is_no_place() -> None:
    text = Text("The list was handed over to Russia.")
    text.claim(text.text, "handed", modifiers=("to Russia",))
    (claim,), _ = text.resolve()
    assert claim.place is None


def test_a_time_of_the_sentence_and_one_inherited() -> None:
    text = Text("On 4 May the army shelled Marib. Later a drone struck a market. The truce may fail.")
    text.time("4 May", "2020-05-04")
    text.claim("the army shelled Marib", "shelled", actor="the army")
    text.claim("a drone struck a market", "struck")
    text.claim("The truce may fail", "fail", force=Force.PREDICTS)
    (first, second, third), _ = text.resolve()
    assert [claim.time.basis for claim in (first, second, third) if claim.time] == [
        TimeBasis.SENTENCE,
        TimeBasis.INHERITED,
        TimeBasis.UNKNOWN,
    ]


def test_no_time_is_taken_from_elsewhere() -> None:
    text = Text("The army shelled Marib. It lasted two hours.")
    text.time("two hours", None, TimeType.DURATION, "PT2H")
    text.claim("The army shelled Marib", "shelled", actor="The army")
    (claim,), _ = text.resolve()
    assert claim.time is not None
    assert (claim.time.begin, claim.time.basis) == (None, TimeBasis.UNKNOWN)


def test_the_army_is_that_of_the_country_where_the_text_plays() -> None:
    text = Text("The army shelled Idlib and Saraqeb.")
    text.claim(text.text, "shelled", actor="The army")
    (claim,), _ = text.resolve()
    assert claim.actor is not None
    assert claim.actor.actor == "forces:SY"


def test_a_speaker_named_by_role_answers_for_the_body() -> None:
    text = Text("The head of Ukraine's General Staff, Gen. Ivan Petrenko, said shells fell. Petrenko denied it.")
    text.claim("shells fell", "fell", holder="Gen. Ivan Petrenko")
    text.claim("Petrenko denied it", "denied", holder="Petrenko")
    (first, second), _ = text.resolve()
    assert (first.holder[0].name, first.holder[0].actor) == ("Gen. Ivan Petrenko", "forces:UA")
    assert first.holder[0].kind is ActorKind.PERSON
    assert (second.holder[0].name, second.holder[0].actor) == ("Petrenko", "forces:UA")


def test_the_coalition_is_the_only_one_told() -> None:
    text = Text("The Saudi-led coalition opened a corridor. Hours later the coalition bombed Sanaa.")
    text.claim("the coalition bombed Sanaa", "bombed", actor="the coalition")
    (claim,), _ = text.resolve()
    assert claim.actor is not None
    assert claim.actor.actor == "coalition-yemen"


def test_two_coalitions_leave_the_word_unresolved() -> None:
    text = Text("The Saudi-led coalition and the US-led coalition met. Later the coalition bombed Sanaa.")
    text.claim("the coalition bombed Sanaa", "bombed", actor="the coalition")
    (claim,), _ = text.resolve()
    assert claim.actor is not None
    assert (claim.actor.actor, set(claim.actor.candidates)) == (None, {"coalition-yemen", "coalition-isis"})


def test_a_pronoun_means_the_only_actor_told_before() -> None:
    text = Text("Hezbollah fired rockets. It denied aiming at towns.")
    text.claim("It denied aiming at towns", "denied", actor="It")
    (claim,), _ = text.resolve()
    assert claim.actor is not None
    assert (claim.actor.actor, claim.actor.span.quote) == ("hezbollah", "Hezbollah")
    assert claim.actor.via is not None
    assert claim.actor.via.quote == "It"


def test_a_tally_gets_its_window() -> None:
    text = Text("Monitors counted 300 violations in Donetsk region since Monday.")
    text.time("since Monday", "2018-03-05", TimeType.DURATION, "P4D")
    tally = Tally(
        id="tally-1",
        document="doc-x",
        event="truce_breached",
        span=text.span(text.text),
        trigger=text.span("violations"),
        count=Count(low=300, high=300, span=text.span("300")),
        modifiers=(text.span("in Donetsk region"), text.span("since Monday")),
        force=Force.ASSERTS,
        rule="test",
    )
    _, (found,) = text.resolve(tallies=(tally,))
    assert found.window is not None
    assert found.place is not None
    assert (found.window.begin, found.place.precision) == ("2018-03-05", PlacePrecision.PROVINCE)


@pytest.mark.parametrize("text", ["", "\x00", "\n\n\n", "Homs"])
def test_nothing_to_resolve(text: str) -> None:
    assert Text(text).resolve() == ((), ())


def test_a_bare_demonym_goes_with_the_noun_after_it() -> None:
    text = Text("Russian air strikes hit Idlib. A Palestinian stabbed a man in Haifa.")
    text.claim("Russian air strikes hit Idlib", "hit", actor="Russian")
    text.claim("A Palestinian stabbed a man in Haifa", "stabbed", actor="Palestinian")
    (first, second), _ = text.resolve()
    assert first.actor is not None
    assert second.actor is not None
    assert (first.actor.actor, second.actor.actor) == ("forces:RU", None)


def test_an_address_is_as_fine_as_its_first_known_place() -> None:
    text = Text("Shelling was reported in Hays in western Yemen (Hays, Al Hudaydah).")
    text.claim(text.text, "Shelling", modifiers=("in Hays in western Yemen (Hays, Al Hudaydah)",))
    (claim,), _ = text.resolve()
    assert claim.place is not None
    assert (claim.place.name, claim.place.country) == ("Hays", "YE")


def test_a_day_in_one_speakers_words_is_not_anothers() -> None:
    text = Text("Talks went on. In Yemen the army left Marib on 4 May, Hezbollah said. Rebels regrouped, Hamas said.")
    text.time("4 May", "2020-05-04")
    text.claim("the army left Marib", "left", actor="the army", holder="Hezbollah")
    text.claim("Rebels regrouped", "regrouped", actor="Rebels", holder="Hamas")
    (first, second), _ = text.resolve()
    assert first.time is not None
    assert second.time is not None
    assert (first.time.begin, second.time.begin) == ("2020-05-04", None)


def test_since_is_no_day_of_an_event_but_the_beginning_of_a_window() -> None:
    text = Text("Rebels have shelled Homs since Tuesday.")
    text.time("Tuesday", "2018-12-18")
    text.claim(text.text, "shelled", modifiers=("since Tuesday",))
    tally = Tally(
        id="tally-1",
        document="doc-x",
        event="shelling",
        span=text.span(text.text),
        trigger=text.span("shelled"),
        count=Count(low=3, high=3, span=text.span("Rebels")),
        modifiers=(text.span("since Tuesday"),),
        force=Force.ASSERTS,
        rule="test",
    )
    (claim,), (found,) = text.resolve(tallies=(tally,))
    assert claim.time is not None
    assert found.window is not None
    assert claim.time.begin is None
    assert (found.window.begin, found.window.finish) == ("2018-12-18", None)


def test_a_capital_that_is_shelled_is_a_town_and_one_accused_a_government() -> None:
    text = Text("Rockets struck Kyiv. Officials accused Kyiv.")
    text.claim("Rockets struck Kyiv", "struck", target="Kyiv")
    text.claim("Officials accused Kyiv", "accused", kind=ClaimKind.SPEECH)
    accused = Participant(span=text.span("Kyiv", "accused"), name="Kyiv")
    text.claims[1] = text.claims[1].model_copy(update={"target": accused})
    (struck, blamed), _ = text.resolve()
    assert struck.target is not None
    assert blamed.target is not None
    assert struck.place is not None
    assert (struck.target.actor, struck.place.name) == (None, "Kyiv")
    assert (blamed.target.actor, blamed.place) == ("state:UA", None)


def test_an_army_spokesman_speaks_for_the_army_of_the_country() -> None:
    text = Text("Shells fell in Yei and Lainya, army spokesman Lul Ruai said.")
    text.claim("Shells fell in Yei and Lainya", "fell", holder="Lul Ruai")
    (claim,), _ = text.resolve()
    assert (claim.holder[0].name, claim.holder[0].actor) == ("Lul Ruai", "forces:SS")
