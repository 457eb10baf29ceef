"""What a text is about: war words of other fields give nothing, texts of armed conflict and short texts are read."""

from __future__ import annotations

import json

import jsonschema
import pytest
from tests.extract.claims.test_claims import extract

from trucewatch.extract.claims.topic import MIN_WORDS, topic_of
from trucewatch.extract.syntax.parser import Parser
from trucewatch.knowledge import ROOT, load_yaml
from trucewatch.pipeline.annotate import annotate_record
from trucewatch.pipeline.input_records import InputRecord
from trucewatch.pipeline.reading import read_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document

CRICKET = """The home side's attack tore through the visitors' top order on the second morning, and by lunch the match
was as good as over.
The opening bowler bombarded the batsmen with short balls from the pavilion end and took four wickets in nine overs.
The captain, who had been under fire all season, struck back with a fighting innings of sixty, but his team mates fell
around him.
"We launched an assault after tea and they retreated," the coach said. "The players fought for every run."
The tail was shot down in eleven minutes, the last wicket going to a catch in the covers that brought the crowd to its
feet.
The visitors had won the toss and their openers had survived the first hour, when the ball swung about under heavy
cloud.
The final match of the tournament begins on Thursday, and the selectors will name the squad on Tuesday evening after a
fitness test on the wicketkeeper.
"""
STABBING = """A man killed two people in a knife attack near the main railway station on Friday evening, police said.
Officers arrested a suspect within minutes, and detectives were still searching his flat late in the night for a
motive.
The suspect, aged 31, was brought before a judge on Saturday and remanded in custody on two charges of murder;
prosecutors said that he had shown signs of mental illness.
Five others were wounded, one of them critically, according to the hospital. Witnesses said that he had attacked
passers-by at random with a kitchen knife.
The court will hear the case in April. A lawyer for the defendant declined to comment on Sunday.
The mayor laid flowers at the scene of the killings, and the railway said that trains would not stop at the station
until forensic work was done.
Investigators have asked for any film of the attack that travellers may have made with their telephones.
"""
CEASEFIRE = """The army shelled two villages north of the river on Friday, residents said, three days after the
ceasefire began.
Mortar rounds fell beside a school and a clinic, killing two people and wounding five. The ministry of defence denied
that its troops had fired,
and said rebels had attacked a checkpoint with rockets. The monitoring mission said it had counted eleven explosions
in the district.
A spokesman for the rebels said that the truce was holding on the southern front. The chief prosecutor and the police
opened a case at a court in the capital,
where a judge ordered the arrest of three suspects in a separate murder trial. Trains and flights to the north were
cancelled, and the market was closed.
The two sides met on Saturday under the eyes of the mission and agreed to exchange prisoners and the bodies of the
dead within a week, and to open the road for convoys of aid.
"""


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


@pytest.mark.parametrize(("text", "field"), [(CRICKET, "sport"), (STABBING, "crime")])
def test_a_text_of_another_field_gives_no_claim_and_says_why(text: str, field: str, tools: Tools) -> None:
    reading = read_claims(read_document(text.encode(), "page.txt"), tools)
    assert topic_of(text).field == field
    assert (reading.claims, reading.tallies) == ((), ())
    (rejected,) = reading.rejections
    assert rejected.code == "document.off-topic"
    assert field in rejected.message


def test_a_text_of_armed_conflict_is_read_whatever_else_it_speaks_of(tools: Tools) -> None:
    assert not topic_of(CEASEFIRE).is_off
    record = InputRecord(id="one", text=CEASEFIRE, published="2024-05-15")
    seen = annotate_record(record, ("claims",), tools)
    assert {"shelling", "truce_holds"} <= {claim["family"] for claim in seen["claims"]}


def test_a_short_text_says_too_little_of_its_topic() -> None:
    short = CRICKET[:400]
    assert len(short.split()) < MIN_WORDS
    assert not topic_of(short).is_off
    assert topic_of(short).field is None


def test_the_word_lists_keep_their_schema() -> None:
    schema = json.loads((ROOT / "schemas" / "topics.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(load_yaml("topics.yaml"), schema)


BORROWED = """The truce between the two bakeries of Lenz is over. Krusten opened fire on Saturday with rolls at half
price, and Mehlsack hit back within the hour and bombarded the market with coupons. Both had agreed to a ceasefire.
Krusten accuses its rival of having attacked its prices first. Bills exploded, the landlord said, and the bombardment
with leaflets went on until evening."""
AT_WAR = """The truce in Lenz is over. Rebels opened fire on Saturday with mortars, and the army hit back within the
hour and bombarded the market. Both had agreed to a ceasefire in spring. A car bomb exploded near the town hall,
killing two. The army attacked the rebels' camp at night."""


def test_a_text_that_borrows_the_words_of_war_gives_nothing(parser: Parser) -> None:
    found = extract(parser, BORROWED)
    assert not found.claims
    assert [one.code for one in found.rejections] == ["document.off-topic"]


def test_the_same_words_in_a_war_give_claims(parser: Parser) -> None:
    assert len(extract(parser, AT_WAR).claims) >= 5
