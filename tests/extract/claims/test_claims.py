"""Claims of a document: holders, force, order, what is left out."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.extract.attribution.attributions import find_attributions
from trucewatch.extract.claims.claims import Extraction, extract_claims
from trucewatch.extract.coding.crosswalk import acled_pair
from trucewatch.extract.syntax.parser import Parser
from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.records.claims import Claim, ClaimKind, Force
from trucewatch.records.documents import Boilerplate, BoilerplateKind, Document
from trucewatch.records.spans import Span


def document(text: str, boilerplate: tuple[Boilerplate, ...] = ()) -> Document:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=f"doc-{digest[:12]}",
        sha256=digest,
        name="x.txt",
        media_type="text/plain",
        text=text,
        boilerplate=boilerplate,
    )


def extract(parser: Parser, text: str) -> Extraction:
    sentences = parser.parse(text, sentence_spans(text))
    return extract_claims(document(text), sentences, find_attributions(text, sentences))


def claim(parser: Parser, text: str, event: str) -> Claim:
    found = [one for one in extract(parser, text).claims if one.event == event]
    assert len(found) == 1, [one.event for one in extract(parser, text).claims]
    return found[0]


def test_the_author_holds_what_nobody_else_does(parser: Parser) -> None:
    found = claim(parser, "The army shelled the village on Monday.", "shelling")
    assert (found.holder, found.force, found.kind) == ((), Force.ASSERTS, ClaimKind.OCCURRENCE)
    assert found.actor is not None and found.actor.name == "army"
    assert found.factuality > 2


def test_a_speaker_holds_what_he_says(parser: Parser) -> None:
    found = claim(parser, "The governor said the army shelled the village.", "shelling")
    assert [one.name for one in found.holder] == ["governor"]


def test_declaring_the_end_is_the_speakers_own_act(parser: Parser) -> None:
    found = claim(parser, "The border council proclaimed the end of the armistice.", "truce_declared_ended")
    assert [one.name for one in found.holder] == ["border council"]
    assert (found.force, found.kind) == (Force.ANNOUNCES, ClaimKind.TRUCE)


def test_a_reading_of_others_words_is_the_authors(parser: Parser) -> None:
    text = "In effect, the border council proclaimed the end of the armistice."
    found = claim(parser, text, "truce_declared_ended")
    assert (found.holder, found.force) == ((), Force.ASSERTS)
    assert found.actor is not None and found.actor.name == "border council"


def test_a_negative_type_is_not_negative_twice(parser: Parser) -> None:
    found = claim(parser, "The rebels have not kept their promises.", "commitment_not_met")
    assert (found.negated, found.force) == (False, Force.ASSERTS)
    assert found.factuality > 0


def test_a_toll_in_the_next_sentence(parser: Parser) -> None:
    found = claim(parser, "Rockets hit the market on Monday. Nine people were killed.", "missile_strike")
    assert found.harm is not None and found.harm.killed is not None and found.harm.killed.low == 9


def test_tally_is_no_claim(parser: Parser) -> None:
    found = extract(parser, "Monitors recorded 300 violations of the ceasefire since Monday.")
    assert [(one.event, one.count.low) for one in found.tallies] == [("truce_breached", 300)]
    assert not [one for one in found.claims if one.event == "truce_breached"]


def test_boilerplate_is_never_read(parser: Parser) -> None:
    text = "The army shelled the village.\n\nDonate now: rebels bombed the school."
    start = text.index("Donate")
    span = Span.on(text, start, len(text))
    marked = document(text, (Boilerplate(span=span, kind=BoilerplateKind.PLEA, rule="test"),))
    sentences = parser.parse(text, sentence_spans(text))
    found = extract_claims(marked, sentences, find_attributions(text, sentences))
    assert [one.event for one in found.claims] == ["shelling"]


def test_the_main_event_comes_first(parser: Parser) -> None:
    text = "After clashes on Sunday, the army shelled the town on Monday, killing four civilians."
    assert extract(parser, text).claims[0].event == "shelling"


def test_recurrence(parser: Parser) -> None:
    found = claim(parser, "The army shelled the village for the second time in a week.", "shelling")
    assert found.recurs is not None and found.recurs.quote == "the second time in a week"


def test_a_name_for_what_was_told_is_no_new_claim(parser: Parser) -> None:
    found = extract(parser, "The army shelled the village. Such attacks are common.")
    assert [one.event for one in found.claims] == ["shelling"]
    assert "claim.anaphor" in {one.code for one in found.rejections}


def test_a_likeness_tells_nothing(parser: Parser) -> None:
    found = extract(parser, "The army left the talks as though the rebels had shelled the town.")
    assert "shelling" not in {one.event for one in found.claims}
    assert "claim.likened" in {one.code for one in found.rejections}
    told = extract(parser, "The rebels shelled the town, as the army had said.")
    assert [one.event for one in told.claims] == ["shelling"]


def test_who_did_it_is_a_question_and_no_telling(parser: Parser) -> None:
    found = extract(parser, "Two mortar rounds landed near the barn. The envoy declined to say who had fired them.")
    assert [one.event for one in found.claims] == ["shelling"]
    found = extract(parser, "The envoy did not say who had shelled the village.")
    assert [one.event for one in found.claims] == ["shelling"]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Gunmen killed two farmers.", ("Violence against civilians", "Attack")),
        ("Rebels killed two soldiers.", ("Battles", "Armed clash")),
        ("Rebels attacked an army base.", ("Battles", "Armed clash")),
        ("Militants kidnapped a teacher.", ("Violence against civilians", "Abduction/forced disappearance")),
        ("Workers protested on Monday.", ("Protests", "Peaceful protest")),
        ("The army shelled the village.", ("Explosions/Remote violence", "Shelling/artillery/missile attack")),
        ("The army captured the village.", ("Battles", "Government regains territory")),
        ("The rebels captured the village.", ("Battles", "Non-state actor overtakes territory")),
        ("The rebels recaptured the village.", ("Battles", "Non-state actor overtakes territory")),
    ],
)
def test_acled_pair(parser: Parser, text: str, pair: tuple[str, str]) -> None:
    assert acled_pair(extract(parser, text).claims[0]) == pair


def test_ids_follow_from_the_text(parser: Parser) -> None:
    text = "The army shelled the village. Rebels bombed the school."
    assert extract(parser, text) == extract(parser, text)
    ids = [one.id for one in extract(parser, text).claims]
    assert len(ids) == len(set(ids)) == 2


ODD = [
    "",
    " ",
    "\x00",
    "\ud800 bombed \udfff the village",
    "🚀 shelled 🏠",
    "قصف الجيش shelled القرية.",
    "(" * 300,
    "a" * 5000,
]
VOCABULARY = [
    "army",
    "shelled",
    "the",
    "ceasefire",
    "declared",
    "end",
    "of",
    "12",
    "killed",
    "said",
    "he",
    ",",
    ".",
    '"',
    "not",
    "\n\n",
    "and",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(parser: Parser, text: str) -> None:
    for one in extract(parser, text).claims:
        assert all(span.holds(text) for span in one.spans())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(VOCABULARY), max_size=25).map(" ".join)))
def test_any_text_is_anchored(parser: Parser, text: str) -> None:
    found = extract(parser, text)
    for one in (*found.claims, *found.tallies):
        assert all(span.holds(text) for span in one.spans())
