"""Speakers: parties first, a side together, on whose telling, and those whom no book knows apart."""

from __future__ import annotations

from trucewatch.records.assessments import Position, Standing, Statement
from trucewatch.report.index import CaseIndex
from trucewatch.report.truce import view_truce

from .sample import RECORD, STATEMENTS, C


def said(key: str, speaker: str, standing: Standing = Standing.OUTSIDER, **fields: object) -> Statement:
    base = STATEMENTS[1].model_dump()
    claim = C[key]
    own = {"claim": claim.id, "document": claim.document, "documents": (claim.document,)}
    return Statement.model_validate(
        {**base, **own, "speaker": speaker, "speaker_name": speaker, "standing": standing, **fields}
    )


def view(*statements: Statement):  # type: ignore[no-untyped-def]
    return view_truce(CaseIndex(RECORD.model_copy(update={"statements": statements})), (), None)


def test_parties_come_first_a_side_together_and_unnamed_speakers_apart() -> None:
    truce = view(
        said("collapsed", "lantern"),
        said("collapsed", "named:somebody", speaker_name="a rebel officer"),
        said("holding", "named:ada-marl", speaker_name="Ada Marl"),
        said("holding", "league", Standing.CO_SPONSOR),
        said("if", "southland", Standing.PARTY),
        said("ended", "north-army", Standing.PARTY),
        said("ended", "northland", Standing.PARTY),
    )
    assert [speaker.latest.speaker for speaker in truce.speakers] == [
        "Northland Army",
        "Southland Front",
        "League of Rivers",
        "The Lantern Review",
        "“Ada Marl”",
    ]
    assert truce.speakers[0].latest.side == "Northland"
    assert [other.speaker for other in truce.speakers[0].before] == ["Northland"]
    assert [speaker.latest.speaker for speaker in truce.unnamed] == ["“a rebel officer”"]


def test_of_a_sides_latest_words_the_clearest_stands_first() -> None:
    day = {"begin": "2031-05-20", "finish": "2031-05-20"}
    other = said("wire-truce", "north-army", Standing.PARTY, about="southland", about_self=False, **day)
    plan = said("wire-truce", "northland", Standing.PARTY, position=Position.PROPOSED, **day)
    own = said("ended", "north-army", Standing.PARTY, **day)
    old = said("ended", "northland", Standing.PARTY, begin="2031-05-11", finish="2031-05-11")
    (speaker,) = view(old, other, plan, own).speakers
    assert speaker.latest.claim == C["ended"].id and speaker.latest.when == "20 May 2031"
    assert [view.when for view in speaker.before] == ["20 May 2031", "20 May 2031", "11 May 2031"]


def test_a_position_that_somebody_else_tells_says_who_and_comes_after_own_words() -> None:
    own = said("ended", "north-army", Standing.PARTY, begin="2031-05-10", finish="2031-05-10")
    told = said("if", "north-army", Standing.PARTY, begin="2031-05-20", finish="2031-05-20")
    (speaker,) = view(told, own).speakers
    assert speaker.latest.told_by is None and speaker.latest.when == "10 May 2031"
    assert [other.told_by for other in speaker.before] == ["Southland Front"]


def test_a_statement_known_by_its_documents_date_was_made_by_then() -> None:
    (speaker,) = view(said("if", "southland", begin=None, position=Position.HOLDING, finish="2031-05-21")).speakers
    assert speaker.latest.when == "by 21 May 2031"
