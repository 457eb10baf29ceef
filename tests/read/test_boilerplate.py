"""Boilerplate is told apart and kept; a news paragraph never is."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.read.boilerplate import find_boilerplate
from trucewatch.read.cues import load_lexicon, plain_form
from trucewatch.records.documents import BoilerplateKind as Kind

REPORT = """Convoy reaches Taiz for the first time in a month

An aid convoy of 24 trucks entered Taiz on Sunday after both sides let it pass, the United Nations said in Geneva.

Artillery fire had stopped the convoy twice. A local spokesman said that shells killed two drivers on Thursday.

The other side denied that it had fired, and asked the United Nations to publish its records of the week before."""


def kinds(ending: str) -> list[tuple[Kind, str]]:
    text = f"{REPORT}\n\n{ending}"
    found = find_boilerplate(text)
    assert all(part.span.start >= len(REPORT) for part in found)
    assert all(part.span.holds(text) for part in found)
    return [(part.kind, part.span.quote) for part in found]


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("If you value what you read, please consider making a donation today.", Kind.PLEA),
        ("Our journalists depend on you. Please support our work via PayPal or bank transfer.", Kind.PLEA),
        ("The views expressed in this article are the author's and do not necessarily reflect ours.", Kind.DISCLAIMER),
        ("Disclaimer: the publisher answers for nothing that stands here. Read it with care.", Kind.DISCLAIMER),
        ("For media inquiries: press@news.example", Kind.CONTACT),
        ("desk@news.example", Kind.CONTACT),
        ("Share this: Facebook Twitter WhatsApp Email", Kind.SHARE),
        ("Follow us on Telegram and never miss a story.", Kind.SHARE),
        ("This story was originally published by The Example Wire.", Kind.CROSSPOST),
        ("Cross-posted from example.org", Kind.CROSSPOST),
        ("© 2018 Example News. All rights reserved.", Kind.COPYRIGHT),
        ("Reporting by Anna Writer in Aden; editing by Paul Reader", Kind.BYLINE),
        ("Articles by: Example Analysis", Kind.BYLINE),
        ("Advertisement", Kind.NAVIGATION),
        ("READ MORE: Port talks resume in Stockholm", Kind.RELATED),
    ],
)
def test_each_kind_is_told_apart(ending: str, kind: Kind) -> None:
    assert kinds(ending) == [(kind, ending)]


def test_the_house_speaking_around_a_plea_belongs_to_it() -> None:
    ending = "Dear friends, this costs us money. Please consider a donation via PayPal. Every dinar keeps us going."
    assert kinds(ending) == [(Kind.PLEA, ending)]
    news = "Please consider a donation via PayPal. The army told us that two soldiers were killed."
    assert kinds(news) == [(Kind.PLEA, "Please consider a donation via PayPal.")]


def test_a_list_of_links_is_one_passage_with_its_heading() -> None:
    links = "Related articles\nPort talks resume in Stockholm\nShells hit flour mills near the harbour"
    assert kinds(links) == [(Kind.RELATED, links)]


def test_headlines_below_next_post_are_no_part_of_the_report() -> None:
    ending = "Next Post\n\nMarket blast kills nine, injures dozens\n\nGunmen attack a lorry in the north"
    assert kinds(ending) == [(Kind.RELATED, ending)]


def test_a_text_that_ends_in_lines_without_full_stops_ends_in_links() -> None:
    links = "Port talks resume in Stockholm\nShells hit flour mills near the harbour\nEnvoy flies to Sanaa"
    assert kinds(links) == [(Kind.RELATED, links)]


def test_bullets_at_the_end_are_part_of_the_report() -> None:
    assert kinds("• Two trucks were hit\n• One driver was wounded\n• The road is closed") == []
    assert kinds("The agreement names four points for the coming days:\nA truce\nAn exchange\nA road") == []


def test_only_the_sentences_at_fault_are_marked_within_a_paragraph() -> None:
    ending = "The convoy left again on Monday. Reporting by Anna Writer; editing by Paul Reader."
    assert kinds(ending) == [(Kind.BYLINE, "Reporting by Anna Writer; editing by Paul Reader.")]


def test_a_wrapped_paragraph_is_one() -> None:
    ending = (
        "Please consider making a donation to our small newsroom, where\nsix people work the night through for you."
    )
    assert kinds(ending) == [(Kind.PLEA, ending)]


def test_a_weak_sentence_beside_boilerplate_joins_it() -> None:
    ending = "Please support our work. Bitcoin and cheques are welcome. The shelling resumed at night."
    assert kinds(ending) == [(Kind.PLEA, "Please support our work. Bitcoin and cheques are welcome.")]


@pytest.mark.parametrize(
    "ending",
    [
        "“Please support our work for the truce,” the envoy told reporters in Aden on Monday evening.",
        "The army's media office asked residents to contact the police, and said that two soldiers were killed.",
        "The movement said on Telegram that its fighters would not withdraw before the army did.",
        "The report, first published by the monitors on Friday, says that shelling killed four civilians.",
        "The group wrote on Twitter that the ceasefire had collapsed and that your side fired first.",
        "Residents said the subscription for bread had ended, and that militants shelled the bakery.",
        "The agreement was signed by both parties, the terms of which have not been published.",
        "By Monday the troops had left the harbour, according to the monitors.",
        "Copyright law has no part in this: the army bombed the printing house on Tuesday, witnesses said.",
        "Donations of flour reached the town after the truce was extended by two weeks.",
        "The United States and the US-backed groups have met none of the terms, the officer said.",
    ],
)
def test_news_is_never_marked(ending: str) -> None:
    assert kinds(ending) == []


def test_a_byline_above_the_report_is_marked_and_the_title_is_not() -> None:
    text = REPORT.replace("month\n", "month\n\nBy ANNA WRITER and Paul Reader, Example Agency\n", 1)
    assert [(part.kind, part.span.quote) for part in find_boilerplate(text)] == [
        (Kind.BYLINE, "By ANNA WRITER and Paul Reader, Example Agency")
    ]


def test_a_text_of_boilerplate_alone_is_marked_whole() -> None:
    text = "Please support our work.\nShare on Facebook\nAll rights reserved."
    found = find_boilerplate(text)
    assert [part.span.quote for part in found] == text.split("\n")


def test_the_model_article_ends_where_its_plea_begins(shared_dir: Path) -> None:
    path = shared_dir / "cases" / "deir-ez-zor.txt"
    text = path.read_text(encoding="utf-8")
    begin = text.index("If you’re able")
    found = find_boilerplate(text)
    assert found[0].span.start == begin
    marked = set[int]().union(*(range(part.span.start, part.span.end) for part in found))
    assert [place for place in range(begin, len(text)) if place not in marked and not text[place].isspace()] == []
    assert {part.kind for part in found} == {Kind.PLEA, Kind.BYLINE, Kind.DISCLAIMER, Kind.CONTACT}


def test_no_word_of_saying_in_84_news_articles_is_marked(shared_dir: Path) -> None:
    cues = marked = 0
    for line in (shared_dir / "gold" / "attribution" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found = find_boilerplate(record["text"])
        spans = [tuple(cue) for attribution in record["gold"]["attributions"] for cue in attribution["cue"]]
        cues += len(spans)
        marked += sum(part.span.start < end and start < part.span.end for start, end in spans for part in found)
    assert cues > 1000
    assert marked == 0


def test_every_cue_has_a_rule_name_of_its_own() -> None:
    lexicon = load_lexicon()
    names = [cue.id for cue in (*lexicon.lines, *lexicon.lists)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("text", ["", "\n\n", "İSTANBUL İ", "\ud800 please donate \x00", "“" * 50, "a" * 10_000])
def test_odd_texts_do_no_harm(text: str) -> None:
    assert all(part.span.holds(text) for part in find_boilerplate(text))
    assert len(plain_form(text)) == len(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*REPORT.split("\n"), "Please donate", "Related", "“", "By A B", "\x85", "x@y.zz"])))
def test_any_mixture_gives_ordered_spans_that_hold(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = find_boilerplate(text)
    assert all(part.span.holds(text) for part in found)
    assert all(first.span.end <= second.span.start for first, second in pairwise(found))


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_spans_that_hold(text: str) -> None:
    assert all(part.span.holds(text) for part in find_boilerplate(text))
