"""How sure the author is, and what a speaker does with a proposition."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.extract.factuality.rating import force_of, rate, rate_predicates
from trucewatch.extract.syntax.parser import Parser, Sentence
from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.knowledge import ROOT, load_yaml
from trucewatch.records.claims import Force


def parse(parser: Parser, text: str) -> list[Sentence]:
    return parser.parse(text, sentence_spans(text))


def value(parser: Parser, text: str, word: str) -> float:
    sentence = parse(parser, text)[0]
    return rate(sentence, next(token for token in sentence.tree if token.text == word)).factuality


@pytest.mark.parametrize(
    ("text", "word", "low", "high"),
    [
        ("The planes bombed the town.", "bombed", 2.5, 3.0),
        ("The planes did not bomb the town.", "bomb", -3.0, -2.0),
        ("The planes may bomb the town.", "bomb", 0.2, 1.5),
        ("The rebels want to leave the town.", "leave", 0.0, 1.5),
        ("The rebels managed to leave the town.", "leave", 2.0, 3.0),
        ("The rebels failed to leave the town.", "leave", -3.0, -1.5),
        ("The rebels did not fail to leave the town.", "leave", 1.0, 3.0),
        ("The rebels refused to leave the town.", "leave", -3.0, -1.5),
        ("If the planes bomb the town, people will flee.", "bomb", 0.0, 1.0),
        ("The planes allegedly bombed the town.", "bombed", -0.5, 0.8),
        ("The ministry said that the planes bombed the town.", "bombed", 2.0, 3.0),
        ("The ministry denied that the planes bombed the town.", "bombed", -2.5, 0.0),
        ("The general did not know that the planes had bombed the town.", "bombed", 2.0, 3.0),
        ("The mediator prevented an attack.", "attack", -3.0, -0.5),
        ("The council did not sign a paper agreeing to leave the town.", "leave", -3.0, -0.5),
        ("The army would not win the war by shelling the town.", "shelling", -3.0, -0.5),
        ("The army won the war by shelling the town.", "shelling", 2.0, 3.0),
        ("The rebels failed to take the town and withdrew from the hills.", "withdrew", 2.0, 3.0),
    ],
)
def test_value(parser: Parser, text: str, word: str, low: float, high: float) -> None:
    assert low <= value(parser, text, word) <= high


@pytest.mark.parametrize(
    ("text", "word", "cue", "force", "negated"),
    [
        ("The planes bombed the town.", "bombed", None, Force.ASSERTS, False),
        (
            "The mayor declared that there is no reason to extend it.",
            "extend",
            "declare",
            Force.ASSERTS,
            True,
        ),
        ("She said the council has not kept its promises.", "kept", "say", Force.ASSERTS, True),
        ("The army will answer if the rebels attack the town.", "attack", None, Force.CONDITIONAL, False),
        ("The rebels allegedly downed an aircraft.", "downed", None, Force.ALLEGES, False),
        ("He accused the rebels of shelling the town.", "shelling", "accuse", Force.ALLEGES, False),
        ("The league needs to continue the patrols.", "patrols", None, Force.DEMANDS, False),
        ("The sides must respect the truce.", "respect", None, Force.DEMANDS, False),
        ("The army will withdraw its guns on Monday.", "withdraw", None, Force.PREDICTS, False),
        ("The group threatened to resume the attacks.", "resume", None, Force.THREATENS, False),
        ("The council proclaimed the end of the armistice.", "end", "proclaim", Force.ANNOUNCES, False),
        ("The council proclaimed the end of the armistice.", "proclaimed", None, Force.ANNOUNCES, False),
        ("Serbia denied that its guns had struck the town.", "struck", "deny", Force.DENIES, False),
        ("Serbia acknowledged that its guns may have struck the town.", "struck", "acknowledge", Force.CONCEDES, False),
        ("Serbia did not deny that its guns had struck the town.", "struck", "deny", Force.ASSERTS, False),
        ("The envoy retracted his claim that the army had left.", "left", "claim", Force.RETRACTS, False),
        ("The envoy repeated his claim that the army had left.", "left", "claim", Force.ASSERTS, False),
        ("The general vowed to avenge the raid.", "raid", "vow", Force.ASSERTS, False),
        ("The front agreed to release the pilots.", "release", "agree", Force.PREDICTS, False),
        ("The front did not rule out an attack.", "attack", None, Force.PREDICTS, False),
        ("The convoy was about to enter the camp.", "enter", None, Force.PREDICTS, False),
        ("Did the army bomb the town?", "bomb", None, Force.ASKS, False),
        ("The army failed to send the maps.", "send", None, Force.ASSERTS, True),
        ("Neither side observed the truce.", "observed", None, Force.ASSERTS, True),
    ],
)
def test_force(parser: Parser, text: str, word: str, cue: str | None, force: Force, negated: bool) -> None:
    sentence = parse(parser, text)[0]
    trigger = next(token for token in sentence.tree if token.text == word)
    assert force_of(sentence, trigger, cue) == (force, negated)


def test_targets_keep_their_order_and_spans(parser: Parser) -> None:
    text = "The planes bombed the town. People fled."
    targets = [(text.index("fled"), text.index("fled") + 4), (text.index("bombed"), text.index("bombed") + 6)]
    found = rate_predicates(parse(parser, text), targets)
    assert [(one.span.start, one.span.end, one.span.quote) for one in found] == [
        (*targets[0], "fled"),
        (*targets[1], "bombed"),
    ]


def test_without_targets_verbs_and_event_nouns_are_found(parser: Parser) -> None:
    found = rate_predicates(parse(parser, "The army announced a withdrawal from the town."))
    assert [one.span.quote for one in found] == ["announced", "withdrawal"]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from(" .\nif no\x00")), max_size=80))
def test_any_text_is_rated_in_range(parser: Parser, text: str) -> None:
    text = f"{text} he may not have said {text}"
    for one in rate_predicates(parse(parser, text)):
        assert -3.0 <= one.factuality <= 3.0
        assert one.span.holds(text)


def test_lexicon_keeps_its_schema() -> None:
    schema = json.loads((ROOT / "schemas" / "factuality.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(load_yaml("factuality.yaml"), schema)
