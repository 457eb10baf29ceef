"""What one mention does to another."""

from __future__ import annotations

import pytest

from trucewatch.extract.pairs import NOTHING, code_pair
from trucewatch.extract.parse import Parser


def code(parser: Parser, text: str, source: str | None, target: str | None) -> str | None:
    def place(words: str | None) -> tuple[int, int] | None:
        return None if words is None else (text.index(words), text.index(words) + len(words))

    return code_pair(parser.parse(text, [(0, len(text))]), place(source), place(target)).plover


@pytest.mark.parametrize(
    ("text", "plover"),
    [
        ("Ruritania bombed Zenda.", "ASSAULT"),
        ("Ruritania accused Zenda of shelling a village.", "ACCUSE"),
        ("Ruritania condemned Zenda.", "ACCUSE"),
        ("Ruritania demanded that Zenda release the prisoners.", "REQUEST"),
        ("Ruritania threatened to bomb Zenda.", "THREATEN"),
        ("Ruritania refused to meet Zenda.", "REJECT"),
        ("Ruritania agreed to withdraw its troops from Zenda.", "AGREE"),
        ("Ruritania lifted its embargo on Zenda.", "YIELD"),
        ("Ruritania sent food aid to Zenda.", "AID"),
        ("Ruritania held talks with Zenda.", "CONSULT"),
        ("Ruritania praised Zenda.", "SUPPORT"),
        ("Ruritania suspended aid to Zenda.", "SANCTION"),
        ("Ruritania expelled journalists from Zenda.", "COERCE"),
        ("Ruritania did not allow Zenda to join.", "REJECT"),
    ],
)
def test_plover(parser: Parser, text: str, plover: str) -> None:
    assert code(parser, text, "Ruritania", "Zenda") == plover


def test_one_mention_is_enough(parser: Parser) -> None:
    assert code(parser, "Zenda was bombed on Monday.", None, "Zenda") == "ASSAULT"


def test_root_and_quad_follow_the_type(parser: Parser) -> None:
    text = "Ruritania bombed Zenda."
    found = code_pair(parser.parse(text, [(0, len(text))]), (0, 9), (17, 22))
    assert (found.cameo_root, found.quad) == ("19", "material_conflict")


def test_nothing_named(parser: Parser) -> None:
    text = "Ruritania borders Zenda."
    assert code_pair(parser.parse(text, [(0, len(text))]), (0, 9), (18, 23)) == NOTHING
    assert code_pair([], (0, 3), None) == NOTHING
    assert code_pair(parser.parse(text, [(0, len(text))]), None, None) is not None
