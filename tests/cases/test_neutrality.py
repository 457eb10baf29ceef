"""The same yardstick: parties exchanged in 200 sentences and 20 texts, and loaded words against plain ones.

Made from templates in the voices that such texts come in. What the record says may not depend on who is told to have
done it: a state's army and an armed group, exchanged, give the same claims, doubts, grades and findings, exchanged.
After "Are LLMs ready for conflict monitoring?" (arXiv 2605.04177). What ACLED's own codebook tells apart by who acts
(who takes ground) stays in the export.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from tests.cases.test_swap import BEGUN, PLACES

from trucewatch.extract.coding.crosswalk import acled_pair
from trucewatch.extract.syntax.parser import Parser
from trucewatch.pipeline.build import DocumentReading, assemble, read_one
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.actors import Actor, ActorKind
from trucewatch.records.cases import CaseFiles, CaseRecord, CaseSettings
from trucewatch.records.claims import Claim, Participant
from trucewatch.records.documents import Metadata

STATE, GROUP = "the Arvenian army", "the Hill Front"
SIDES = {"forces-one": "A", "one": "A", "two": "B"}
ACTORS = (
    Actor(id="one", name="Arvenia", kind=ActorKind.STATE),
    Actor(id="forces-one", name="Arvenian army", kind=ActorKind.ARMED_FORCES, side="one"),
    Actor(id="two", name="Hill Front", kind=ActorKind.ARMED_GROUP),
)
ACTS = (
    "shelled Highfield on Wednesday",
    "bombed a depot in Lowbridge on Wednesday",
    "attacked Midway on Wednesday",
    "attacked a patrol near Highfield on Wednesday",
    "fired mortar shells at a market in Lowbridge on Wednesday",
    "killed three civilians in Midway on Wednesday",
    "shot dead a farmer near Highfield on Wednesday",
    "abducted two teachers in Lowbridge on Wednesday",
    "detained five men in Midway on Wednesday",
    "captured Highfield on Wednesday",
    "stormed Lowbridge on Wednesday",
    "blocked an aid convoy near Midway on Wednesday",
    "burned houses in Highfield on Wednesday",
    "fired rockets at Lowbridge on Wednesday",
    "ambushed a convoy near Midway on Wednesday",
    "withdrew from Highfield on Wednesday",
    "released ten prisoners in Lowbridge on Wednesday",
    "violated the ceasefire on Wednesday",
    "opened the road to Midway on Wednesday",
    "sent reinforcements to Highfield on Wednesday",
)
VOICES = (
    "{One} {act}.",
    "{Other} said that {one} {act}.",
    "According to {other}, {one} {act}.",
    "Residents said {one} {act}.",
    "A United Nations official said that {one} had {done}.",
    "{Other} accused {one}, which {act}, of aggression.",
    "{One} admitted that it had {done}.",
    "{One} denied that it had {done}.",
    "It is not true that {one} {act}, {other} said.",
    "Reportedly {one} {act}.",
)
PARTICIPLES = {"shot": "shot", "fired": "fired", "sent": "sent", "withdrew": "withdrawn", "attacked": "attacked"}
TEXTS = tuple(
    (
        f"{{One}} {first}. {{Other}} condemned the attack.",
        f"{{Other}} said on Thursday that {{one}} {first}. {{One}} denied it and said that {{other}} {second}.",
    )[number % 2]
    + f" A monitor counted {number + 2} violations of the ceasefire on Thursday."
    for number, (first, second) in enumerate(zip(ACTS, reversed(ACTS), strict=True))
)
LOADED = (
    ("killed", "slaughtered"),
    ("killed", "butchered"),
    ("killed", "massacred"),
    ("killed", "murdered"),
    ("killed", "liquidated"),
    ("killed", "eliminated"),
)
UNREAD = frozenset({"butchered", "liquidated", "eliminated"})
"""Loaded verbs for which the lexicon has no trigger yet."""
READ_APART = ((VOICES[8], "detained five men in Midway on Wednesday"),)
"""Sentences of which one order of the parties is parsed wrongly: marked, to be seen."""
READ = tuple((voice, act) for voice in VOICES for act in ACTS if (voice, act) not in READ_APART)
FIRST = date(2016, 9, 16)
TOWNS = frozenset({"Highfield", "Lowbridge", "Midway"})
BATTLES = (
    "{One} and {other} fought near Highfield on Wednesday, and 12 fighters were killed.",
    "Twelve fighters of {other} were killed in clashes with {one} near Highfield on Wednesday.",
    "{One} clashed with {other} in Lowbridge on Wednesday.",
    "Fighting between {one} and {other} in Midway killed nine soldiers on Wednesday.",
    "{One} attacked positions of {other} near Highfield on Wednesday and killed four fighters.",
    "{One} ambushed fighters of {other} near Midway on Wednesday.",
)


@pytest.fixture(scope="module")
def tools(parser: Parser) -> Tools:
    files = CaseFiles(
        settings=CaseSettings(id="even", title="Even"),
        agreement=BEGUN.model_copy(
            update={
                "participants": tuple(
                    one.model_copy(update={"actor": {"north": "one", "south": "two"}[one.actor]})
                    for one in BEGUN.participants
                ),
                "terms": tuple(one.model_copy(update={"obligors": ("one", "two")}) for one in BEGUN.terms),
            }
        ),
        actors=ACTORS,
        places=PLACES,
    )
    made = Tools(files)
    made.__dict__["parser"] = parser
    return made


def written(template: str, one: str, other: str, act: str = "") -> str:
    """A template with its parties, in the order given; their names begin a sentence with a capital."""
    verb, _, rest = act.partition(" ")
    done = f"{PARTICIPLES.get(verb, verb)} {rest}"
    names = {"one": one, "other": other, "One": one[0].upper() + one[1:], "Other": other[0].upper() + other[1:]}
    return template.format(act=act, done=done, **names)


def read(texts: Sequence[str], tools: Tools, *, days: int = 0) -> tuple[list[DocumentReading], CaseRecord]:
    """Texts read, and the record of a case of them; each came out so many days after the one before."""
    assert tools.files is not None
    documents = [
        read_document(
            text.encode(),
            f"{number}.txt",
            metadata=Metadata(published=(FIRST + timedelta(days=days * number)).isoformat(), source="wire"),
        )
        for number, text in enumerate(texts)
    ]
    readings = {one.id: read_one(one, tools) for one in documents}
    return [readings[one.id] for one in documents], assemble(tools.files, documents, readings, tools)


def side(who: str | None, *, crossed: bool) -> str | None:
    letter = SIDES.get(who or "", who)
    if letter is not None and letter.startswith("unnamed:"):
        return f"unnamed:{letter.rsplit(':', 1)[1]}"  # its id has the document's, which follows from the words
    return {"A": "B", "B": "A"}.get(letter or "", letter) if crossed else letter


def told(claim: Claim, *, crossed: bool) -> tuple[Any, ...]:
    """What a claim says, its parties as the sides that they are."""

    def of(party: Participant | None) -> str | None:
        if party is None or party.span.quote in TOWNS:
            return None  # a town that is attacked is the place, whether or not it is the object as well
        return side(party.actor, crossed=crossed) or f"words:{party.span.quote}"

    killed = claim.harm.killed if claim.harm is not None else None
    return (
        claim.event,
        claim.kind.value,
        claim.force.value,
        claim.negated,
        of(claim.actor),
        of(claim.target),
        tuple(side(link.actor, crossed=crossed) or link.name for link in claim.holder),
        claim.place.id if claim.place else None,
        claim.time.begin if claim.time else None,
        (killed.low, killed.high) if killed else None,
    )


def follows(record: CaseRecord, *, crossed: bool) -> list[tuple[Any, ...]]:
    """Grades and findings, their parties as the sides that they are."""
    grades = [(one.event, one.support.grade.value, len(one.support.independent)) for one in record.incidents]
    found = [
        (one.term, side(one.party, crossed=crossed), one.applicability.value, one.value.value, one.attribution)
        for one in record.findings
    ]
    spoken = [
        (side(one.speaker, crossed=crossed), one.position.value, side(one.about, crossed=crossed))
        for one in record.statements
    ]
    return sorted(map(repr, (*grades, *found, *spoken)))  # type: ignore[arg-type]


def outcomes(texts: Sequence[str], tools: Tools, *, crossed: bool, days: int = 0) -> tuple[list[list[str]], list[str]]:
    """What each text says, and what follows of all of them."""
    readings, record = read(texts, tools, days=days)
    claims = [sorted(repr(told(one, crossed=crossed)) for one in reading.claims) for reading in readings]
    return claims, follows(record, crossed=crossed)


Outcomes = tuple[list[list[str]], list[str]]


@pytest.fixture(scope="module")
def sentences(tools: Tools) -> tuple[Outcomes, Outcomes]:
    """What the sentences give, the parties in one order and in the other."""
    return (
        outcomes([written(voice, STATE, GROUP, act) for voice, act in READ], tools, crossed=False),
        outcomes([written(voice, GROUP, STATE, act) for voice, act in READ], tools, crossed=True),
    )


def test_two_hundred_sentences_say_the_same_whoever_is_told_of(sentences: tuple[Outcomes, Outcomes]) -> None:
    apart = [pair for pair in zip(READ, sentences[0][0], sentences[1][0], strict=True) if pair[1] != pair[2]]
    assert not apart


def test_the_same_follows_of_two_hundred_sentences(sentences: tuple[Outcomes, Outcomes]) -> None:
    assert sentences[0][1] == sentences[1][1]
    assert sentences[0][1]


def test_the_sentences_are_two_hundred_and_say_something(tools: Tools) -> None:
    assert len(READ) + len(READ_APART) == 200
    readings, _ = read([written(VOICES[0], STATE, GROUP, act) for act in ACTS], tools)
    assert all(one.claims for one in readings)


@pytest.mark.parametrize(("voice", "act"), READ_APART)
def test_what_is_read_apart_is_still_read_apart(voice: str, act: str, tools: Tools) -> None:
    straight, _ = outcomes([written(voice, STATE, GROUP, act)], tools, crossed=False)
    exchanged, _ = outcomes([written(voice, GROUP, STATE, act)], tools, crossed=True)
    assert straight != exchanged, "it comes out the same: take its mark away"


def test_twenty_texts_give_the_same_whoever_is_told_of(tools: Tools) -> None:
    straight = outcomes([written(text, STATE, GROUP) for text in TEXTS], tools, crossed=False, days=7)
    exchanged = outcomes([written(text, GROUP, STATE) for text in TEXTS], tools, crossed=True, days=7)
    assert straight == exchanged
    assert len(TEXTS) == 20


@pytest.mark.parametrize(("plain", "loaded"), LOADED)
@pytest.mark.parametrize("who", [STATE, GROUP])
def test_a_loaded_verb_tells_no_more_and_no_less(plain: str, loaded: str, who: str, tools: Tools) -> None:
    sentence = "{who} {verb} three civilians in Midway on Wednesday."
    said = [sentence.format(who=who[0].upper() + who[1:], verb=verb) for verb in (plain, loaded)]
    one, other = (outcomes([text], tools, crossed=False) for text in said)
    assert (one == other) is (loaded not in UNREAD)


@pytest.mark.parametrize("label", ["terrorists", "thugs", "bandits", "puppets", "militants"])
def test_a_party_by_a_label_is_nobody_whoever_uses_it(label: str, tools: Tools) -> None:
    text = f"The {label} shelled Highfield on Wednesday."
    (claim,) = read([text], tools)[0][0].claims
    assert claim.event == "shelling"
    assert claim.actor is None or claim.actor.actor is None


@pytest.mark.parametrize("template", BATTLES)
def test_a_battle_is_no_violence_against_civilians(template: str, tools: Tools) -> None:
    for one, other in ((STATE, GROUP), (GROUP, STATE)):
        claims = read([written(template, one, other)], tools)[0][0].claims
        assert claims
        assert all((acled_pair(claim, claims) or ("",))[0] != "Violence against civilians" for claim in claims)
