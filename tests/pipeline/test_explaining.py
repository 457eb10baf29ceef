"""A text as the program reads it, and why each sentence gave a claim or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from trucewatch.cli.app import app
from trucewatch.extract.syntax.parser import Parser
from trucewatch.pipeline.explaining import explain, explained_page, explained_sentences
from trucewatch.pipeline.reading import read_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_text
from trucewatch.records.explanations import Explanation, Verdict

TEXT = """The army shelled the village of Dara on Monday, the monitoring group said in a statement carried by Reuters.
"We did not shell any village," the army command said. Bread is short.

Such attacks must stop.

Please donate to support our independent journalism.
"""


@pytest.fixture(scope="module")
def explanation(parser: Parser) -> Explanation:
    tools = Tools()
    tools.parser = parser
    return explain(read_text(TEXT, "note.txt"), tools)


def verdict(explanation: Explanation, words: str) -> Verdict:
    return next(one.verdict for one in explanation.sentences if words in one.span.quote)


def test_every_sentence_has_its_verdict(explanation: Explanation) -> None:
    assert verdict(explanation, "The army shelled") is Verdict.CLAIM
    assert verdict(explanation, "Such attacks") is Verdict.REJECTED
    assert verdict(explanation, "donate") is Verdict.LEFT_OUT
    assert verdict(explanation, "Bread") in (Verdict.SPEAKER, Verdict.SHUT)


def test_the_gate_says_which_words_opened_it(explanation: Explanation) -> None:
    assert "shelled" in explanation.sentences[0].opened_by


def test_a_rejection_says_where_and_why(explanation: Explanation) -> None:
    [rejection] = next(one for one in explanation.sentences if one.verdict is Verdict.REJECTED).rejections
    assert rejection.code == "claim.anaphor"
    assert rejection.start is not None and TEXT[rejection.start :].startswith(rejection.quote or "-")


def test_claims_are_those_of_a_build(explanation: Explanation, parser: Parser) -> None:
    tools = Tools()
    tools.parser = parser
    shown = [claim.id for one in explanation.sentences for claim in one.claims]
    assert sorted(shown) == sorted(claim.id for claim in read_claims(explanation.document, tools).claims)


def test_pieces_make_up_the_text_again(explanation: Explanation) -> None:
    for sentence, view in zip(explanation.sentences, explained_sentences(explanation), strict=True):
        assert "".join(piece.text for piece in view.pieces) == sentence.span.quote


def test_a_reader_without_colour_sees_the_layers(explanation: Explanation) -> None:
    first = explained_sentences(explanation)[0]
    assert first.words_in("event") == ("shelled",)
    assert first.words_in("source") == ("the monitoring group", "Reuters")
    assert any("Reuters ← monitoring group" in line for line in first.lines)


def test_the_page_is_whole_and_loads_nothing(explanation: Explanation) -> None:
    page = explained_page(explanation)
    assert "Bread is short." in page and "claim.anaphor" in page
    assert "http://" not in page and "https://" not in page


def test_command(tmp_path: Path) -> None:
    source, page = tmp_path / "note.txt", tmp_path / "note.html"
    source.write_text(TEXT, encoding="utf-8")
    assert CliRunner().invoke(app, ["explain", str(source), "-o", str(page)]).exit_code == 0
    assert "shelled" in page.read_text(encoding="utf-8")
    shown = CliRunner().invoke(app, ["explain", str(source)])
    assert "Such attacks must stop." in shown.stdout and "claim.anaphor" in shown.stdout


def test_a_wrong_date_is_a_wrong_call(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["explain", str(tmp_path), "--published", "0000-00-00"]).exit_code == 2
