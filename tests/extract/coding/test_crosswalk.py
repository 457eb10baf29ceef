"""What ACLED makes of a claim: by who was hit, and by what is told beside it."""

from __future__ import annotations

import pytest
from tests.extract.claims.test_claims import extract

from trucewatch.extract.claims.answers import ANSWERED
from trucewatch.extract.coding.crosswalk import acled_pair
from trucewatch.extract.syntax.parser import Parser


def coded(parser: Parser, text: str) -> str | None:
    """The ACLED sub-event of the main claim, read with the others of its text."""
    claims = extract(parser, text).claims
    pair = acled_pair(claims[0], claims) if claims else None
    return None if pair is None else pair[1]


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        # Fire that is answered is a fight; fire that is not stays what it was.
        ("Gunmen threw a grenade at a checkpoint in Aden.", "Grenade"),
        ("Gunmen threw a grenade at a checkpoint in Aden. Soldiers reacted with gunfire.", "Armed clash"),
        ("The rebels shelled army positions near Zenda.", "Shelling/artillery/missile attack"),
        ("The rebels shelled army positions near Zenda. The army fired back.", "Armed clash"),
        ("The rebels shelled army positions near Zenda. The army returned fire at night.", "Armed clash"),
        (
            "The rebels shelled army positions near Zenda. The army said two soldiers were hurt.",
            "Shelling/artillery/missile attack",
        ),
        ("Gunmen attacked a village near Zenda and clashed with local guards.", "Armed clash"),
        ("Gunmen attacked a village near Zenda. Residents fled to the hills.", "Attack"),
        ("Villagers attacked a tax office in Zenda. Police responded with gunfire.", "Mob violence"),
        ("Northern forces exchanged artillery fire with southern forces.", "Armed clash"),
        # Machine guns at places.
        ("The militia fired heavy machine guns at farms in the valley.", "Shelling/artillery/missile attack"),
        ("The militia fired machine guns at soldiers in the valley.", "Armed clash"),
        ("The militia fired rifles at soldiers in the valley.", "Armed clash"),
        # The weapon that a tree hangs on what was hit.
        ("Northern forces attacked rebel positions with heavy artillery fire.", "Shelling/artillery/missile attack"),
        ("Northern forces attacked rebel positions with infantry.", "Armed clash"),
    ],
)
def test_fire(parser: Parser, text: str, sub_event: str) -> None:
    assert coded(parser, text) == sub_event


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        ("Traders protested in Zenda over new taxes.", "Peaceful protest"),
        ("Traders protested in Zenda over new taxes. Police arrested twelve of them.", "Protest with intervention"),
        ("Traders protested in Zenda against the arrest of a colleague.", "Peaceful protest"),
        ("Traders protested in Zenda over new taxes. Tyres were burnt.", "Violent demonstration"),
        ("Villagers barricaded the road to Zenda.", "Violent demonstration"),
        ("Soldiers barricaded the road to Zenda.", "Change to group/activity"),
        ("Residents blocked the road to demand clean water.", "Peaceful protest"),
        ("Soldiers blocked the road to Zenda.", "Change to group/activity"),
        ("Dozens of nurses held a protest and demanded their wages.", "Peaceful protest"),
        ("The governor banned marches and protests in Zenda.", "Change to group/activity"),
    ],
)
def test_gatherings(parser: Parser, text: str, sub_event: str | None) -> None:
    assert coded(parser, text) == sub_event


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        ("Gunmen abducted a teacher in Zenda.", "Abduction/forced disappearance"),
        ("Gunmen abducted two soldiers in Zenda.", "Armed clash"),
        ("Gunmen abducted an off-duty soldier in Zenda.", "Abduction/forced disappearance"),
        ("Armed men attacked a pipeline near Zenda.", "Looting/property destruction"),
        ("Armed men attacked a village near Zenda.", "Attack"),
        ("Clashes erupted between Palestinians and police officers in the old town.", "Mob violence"),
        ("Clashes erupted between rebels and police officers in the old town.", "Armed clash"),
        ("Members of the Green Party clashed with police in Zenda.", "Mob violence"),
        ("A mortar shell exploded prematurely, injuring three fighters.", "Disrupted weapons use"),
        ("A mortar shell exploded in the market, injuring three women.", "Shelling/artillery/missile attack"),
        ("Sappers defused a booby-trapped car near Zenda.", "Disrupted weapons use"),
    ],
)
def test_who_and_what_was_hit(parser: Parser, text: str, sub_event: str) -> None:
    assert coded(parser, text) == sub_event


def test_the_answer_is_marked_on_the_rule(parser: Parser) -> None:
    claims = extract(parser, "The rebels shelled the hill. The army fired back.").claims
    assert [claim.rule.endswith(ANSWERED) for claim in claims] == [True, False]


def test_a_claim_by_itself(parser: Parser) -> None:
    """Without the document's other claims, a protest is what its own words say."""
    claims = extract(parser, "Traders protested in Zenda over new taxes. Police arrested twelve of them.").claims
    assert acled_pair(claims[0]) == ("Protests", "Peaceful protest")
