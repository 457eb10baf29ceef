"""What one mention does to another."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from trucewatch.extract.coding.pairs import NOTHING, STATEMENT, code_pair
from trucewatch.extract.syntax.parser import Parser

RELATIONS = Path(__file__).resolve().parent / "pairs" / "relations.yaml"
FLOOR_RELATIONS = 138  # of 142; the rest are wrong trees ("resumed trade", "called off a summit")


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


def test_relations_of_every_kind(parser: Parser) -> None:
    rows = YAML(typ="safe").load(RELATIONS.read_text(encoding="utf-8"))["rows"]
    found = [(code(parser, text, source, target), plover, text) for source, target, plover, text in rows]
    wrong = [f"{got} for {plover}: {text}" for got, plover, text in found if got != plover]
    assert len(rows) - len(wrong) >= FLOOR_RELATIONS, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Ruritania launched an inquiry into Zenda.", "09"),
        ("Ruritania accused Zenda of theft.", "11"),
        ("Ruritania kept teachers from Zenda hostage.", "18"),
        ("Ruritania shelled Zenda.", "19"),
    ],
)
def test_cameo_tells_more_than_plover(parser: Parser, text: str, root: str) -> None:
    end = text.index("Zenda") + 5
    assert code_pair(parser.parse(text, [(0, len(text))]), (0, 9), (end - 5, end)).cameo_root == root


@pytest.mark.parametrize(
    ("text", "plover"),
    [
        # The verb with what it takes decides; without that, what it carries.
        ("Ruritania signed a treaty with Zenda.", "SUPPORT"),
        ("Ruritania signed an order for the arrest of a banker from Zenda.", "COERCE"),
        # What is meant is an intent; what is done is a deed.
        ("Ruritania intends to lift its embargo on Zenda.", "AGREE"),
        ("Ruritania has decided to lift its embargo on Zenda.", "YIELD"),
        ("Ruritania has decided to meet Zenda.", "AGREE"),
        # What stands before the verb is the setting.
        ("After the attack, Ruritania thanked Zenda.", "SUPPORT"),
        ("After talks, Ruritania attacked Zenda.", "ASSAULT"),
        # Words alone are no attack; an attack is.
        ("Ruritania launched a scathing attack on Zenda.", "ACCUSE"),
        ("Ruritania launched a night attack on Zenda.", "ASSAULT"),
        ("Ruritania sent experts to Zenda to investigate the leak.", "ACCUSE"),
        ("Ruritania sent jets to bomb a port in Zenda.", "ASSAULT"),
        ("Ruritania sent jets to the border with Zenda.", "MOBILIZE"),
    ],
)
def test_what_decides(parser: Parser, text: str, plover: str) -> None:
    assert code(parser, text, "Ruritania", "Zenda") == plover


def test_a_mere_statement_is_one(parser: Parser) -> None:
    """CAMEO counts it, PLOVER has no type for it; a demand that somebody else do something is more than that."""
    text = "Ruritania said two tourists from Zenda were asleep."
    assert code_pair(parser.parse(text, [(0, len(text))]), (0, 9), (33, 38)) == STATEMENT
    assert code(parser, "Ruritania said Zenda must think again.", "Ruritania", "Zenda") == "REQUEST"
    assert code(parser, "Ruritania said it had bombed Zenda.", "Ruritania", "Zenda") == "ASSAULT"
