"""A case of nobody's war: the Marrow Valley truce between Northland and Southland, invented for these tests."""

from __future__ import annotations

from trucewatch.records.actors import Actor, ActorKind
from trucewatch.records.agreements import Agreement
from trucewatch.records.assessments import (
    Applicability,
    Commitment,
    CommitmentState,
    Finding,
    FindingValue,
    Position,
    Reason,
    Standing,
    Statement,
    Status,
    StatusValue,
)
from trucewatch.records.cases import CaseFiles, CaseRecord, CaseSettings
from trucewatch.records.claims import Claim, Count, Force, Holder, Tally
from trucewatch.records.documents import Credit, CreditRole, Rejection, Source, SourceKind
from trucewatch.records.incidents import (
    CopyEdge,
    CopyKind,
    Dependence,
    Dispute,
    Grade,
    Incident,
    Origin,
    Support,
    Telling,
    TellingValue,
)
from trucewatch.records.times import EventTime

from .builder import claim, document, words

ACTORS = (
    Actor(id="northland", name="Northland", kind=ActorKind.STATE),
    Actor(id="north-army", name="Northland Army", kind=ActorKind.ARMED_FORCES, side="northland"),
    Actor(id="north-agency", name="Northland Press Service", kind=ActorKind.MEDIA, side="northland"),
    Actor(
        id="southland",
        name="Southland Front",
        kind=ActorKind.ARMED_GROUP,
        labels=("bandits", "armed bandits", "southern terrorists"),
    ),
    Actor(id="league", name="League of Rivers", kind=ActorKind.INTERNATIONAL),
    Actor(id="mission", name="Valley Monitoring Mission", kind=ActorKind.MONITOR),
    Actor(id="eastern", name="Kingdom of Easterly", kind=ActorKind.STATE),
)
SOURCES = (
    Source(id="nps", name="Northland Press Service", kind=SourceKind.AGENCY, state="northland"),
    Source(id="courier", name="The Valley Courier", kind=SourceKind.OUTLET),
    Source(id="lantern", name="The Lantern Review", kind=SourceKind.COMMENTARY),
    Source(id="mission-site", name="Valley Monitoring Mission", kind=SourceKind.MONITOR, actor="mission"),
)

PLEA = "If you value this work, please give: <script>alert('no')</script> & thank you."
WIRE = document(
    "nps-14.txt",
    "Artillery fire on Elm Bridge\n\n"
    "HIGHTOWN, 14 May (NPS). Southland Front artillery shelled the market of Elm Bridge on 13 May, the Northland Army "
    "command said in a statement. At least 12 civilians were killed and dozens were wounded, it said. The command "
    "called the gunners “armed bandits”.\n\n"
    "The truce remains in force, the command added.\n",
    title="Artillery fire on Elm Bridge",
    source="nps",
    published="2031-05-14",
    language="en",
    url="https://press.example/elm-bridge",
)
COURIER = document(
    "courier-15.txt",
    "Shells fall on Elm Bridge market\n\n"
    "Southland Front artillery shelled the market of Elm Bridge on 13 May, the Northland Army command said. "
    "The Southland Front denied that its guns had fired: “No gun of ours fired on Tuesday,” its spokeswoman "
    "Ada Marl said. She said that 9 people had died in the explosion of an army depot.\n\n"
    "Two drones struck a fuel depot near دير الزور on 16 May, a resident said.\n\n" + PLEA + "\n",
    title="Shells fall on Elm Bridge <market> & mill",
    source="courier",
    published="2031-05-17",
    language="en",
    author="R. Hale",
    url="https://courier.example/a?b=1&c=2",
    boilerplate={PLEA: "plea"},
)
REPORT = document(
    "mission-20.txt",
    "Daily report 31\n\n"
    "The Mission counted 31 explosions between 12 and 18 May. The Mission found two craters at the market of Elm "
    "Bridge, consistent with artillery fire from the south. On 17–18 May Northland Army aircraft bombed Southland "
    "Front positions outside Millford; the army command said the strike was a mistake. 24 fighters were killed. "
    "The Mission was told that Northland had handed over the maps of minefields on 10 May.\n",
    title="Daily report 31",
    source="mission-site",
    published="2031-05-20",
    language="en",
)
COMMAND = document(
    "nps-21.txt",
    "Command ends the truce\n\n"
    "HIGHTOWN, 21 May, 14:30 (NPS). The Northland Army command declared the end of the truce in the Marrow Valley. "
    "The maps were handed over on 10 May, it said. "
    "The Southland Front said that it would observe the truce if the army withdrew from Millford. It said that the "
    "maps were merely a list of villages. "
    "The League of Rivers said that the truce was holding. Southern terrorists fired on a convoy at Oxford Ford, "
    "the command said.\n",
    title="Command ends the truce",
    source="nps",
    published="2031-05-21",
    language="en",
)
ESSAY = document(
    "lantern.txt",
    "The end of a paper truce\n\nSome weeks ago clashes broke out in Low Marrow, witnesses say. The truce has "
    "collapsed. On 2 February 2030 a bomb exploded in Hightown 😀 station.\n",
    title="The end of a paper truce",
    source="lantern",
    language="en",
)
ARABIC = document("wire-ar.txt", "قال متحدث إن الهدنة صامدة في دير الزور.\n", title="الهدنة صامدة", language="ar")
BARE = document(
    "empty-note.txt", "A note without a claim, with a lone \ud800 surrogate and a NUL \0 in it.\r\nEnd.\r\n"
)

MARKET, DEPOT, MILLFORD = ("Elm Bridge", 35.51, 39.86), ("دير الزور", 35.336, 40.146), ("Millford", 35.02, 40.43)
SHELLING = "Southland Front artillery shelled the market of Elm Bridge on 13 May, the Northland Army command said"
ARMY = ("the Northland Army command", "north-army")

C: dict[str, Claim] = {
    "wire": claim(
        WIRE,
        SHELLING + " in a statement.",
        "shelling",
        "shelled",
        actor=("Southland Front artillery", "southland"),
        target=("the market of Elm Bridge", None),
        place=(*MARKET, "exact"),
        time=("on 13 May", "2031-05-13", "2031-05-13"),
        holder=(("Northland Army command", "north-army"),),
    ),
    "harm": claim(
        WIRE,
        "At least 12 civilians were killed and dozens were wounded, it said.",
        "killing",
        "killed",
        killed=("At least 12", 12, None, "civilians"),
        injured=("dozens", 24, 99, None),
        holder=(ARMY,),
    ),
    "wire-truce": claim(
        WIRE,
        "The truce remains in force, the command added.",
        "truce_in_force",
        "in force",
        kind="truce",
        holder=(("the command", "north-army"),),
    ),
    "courier": claim(
        COURIER,
        SHELLING + ".",
        "shelling",
        "shelled",
        actor=("Southland Front artillery", "southland"),
        place=(*MARKET, "exact"),
        time=("on 13 May", "2031-05-13", "2031-05-13"),
        holder=(ARMY,),
    ),
    "denial": claim(
        COURIER,
        "The Southland Front denied that its guns had fired: “No gun of ours fired on Tuesday,” its spokeswoman Ada "
        "Marl said.",
        "shelling",
        "fired",
        holder=(("The Southland Front", "southland"),),
        force="denies",
        factuality=-1.0,
        negated=True,
    ),
    "depot-death": claim(
        COURIER,
        "She said that 9 people had died in the explosion of an army depot.",
        "explosion",
        "explosion",
        killed=("9", 9, 9, "people"),
        holder=(("Ada Marl", "southland"),),
        factuality=1.0,
    ),
    "drones": claim(
        COURIER,
        "Two drones struck a fuel depot near دير الزور on 16 May, a resident said.",
        "drone_strike",
        "struck",
        target=("a fuel depot", None),
        place=(*DEPOT, "near"),
        time=("on 16 May", "2031-05-16", "2031-05-16"),
        holder=(("a resident", None),),
        force="alleges",
        factuality=0.0,
    ),
    "craters": claim(
        REPORT,
        "The Mission found two craters at the market of Elm Bridge, consistent with artillery fire from the south.",
        "shelling",
        "artillery fire",
        place=(*MARKET, "exact"),
        holder=(("The Mission", "mission"),),
        factuality=2.0,
    ),
    "bombing": claim(
        REPORT,
        "On 17–18 May Northland Army aircraft bombed Southland Front positions outside Millford; the army command said "
        "the strike was a mistake.",
        "air_strike",
        "bombed",
        actor=("Northland Army aircraft", "north-army"),
        target=("Southland Front positions", "southland"),
        place=(*MILLFORD, "near"),
        time=("On 17–18 May", "2031-05-17", "2031-05-18"),
    ),
    "mistake": claim(
        REPORT,
        "the army command said the strike was a mistake.",
        "air_strike",
        "strike",
        holder=(("the army command", "north-army"),),
        force="concedes",
    ),
    "fighters": claim(
        REPORT, "24 fighters were killed.", "killing", "killed", killed=("24", 24, 24, "fighters"), holder=()
    ),
    "maps-told": claim(
        REPORT,
        "The Mission was told that Northland had handed over the maps of minefields on 10 May.",
        "handover",
        "handed over",
        kind="commitment",
        factuality=1.0,
    ),
    "ended": claim(
        COMMAND,
        "The Northland Army command declared the end of the truce in the Marrow Valley.",
        "truce_declared_ended",
        "end",
        kind="truce",
        force="announces",
        holder=(("The Northland Army command", "north-army"),),
    ),
    "maps": claim(
        COMMAND, "The maps were handed over on 10 May, it said.", "handover", "handed over", kind="commitment"
    ),
    "if": claim(
        COMMAND,
        "The Southland Front said that it would observe the truce if the army withdrew from Millford.",
        "truce_observed",
        "observe",
        kind="truce",
        force="conditional",
        holder=(("The Southland Front", "southland"),),
    ),
    "maps-list": claim(
        COMMAND,
        "It said that the maps were merely a list of villages.",
        "commitment_not_met",
        "merely a list",
        kind="commitment",
        holder=(("The Southland Front", "southland"),),
    ),
    "holding": claim(
        COMMAND,
        "The League of Rivers said that the truce was holding.",
        "truce_holding",
        "holding",
        kind="truce",
        holder=(("The League of Rivers", "league"),),
    ),
    "convoy": claim(
        COMMAND,
        "Southern terrorists fired on a convoy at Oxford Ford, the command said.",
        "small_arms_fire",
        "fired",
        actor=("Southern terrorists", None),
        target=("a convoy", None),
        place=("Oxford Ford", 34.55, 40.92, "district"),
        holder=(("the command", "north-army"),),
    ),
    "clashes": claim(
        ESSAY,
        "Some weeks ago clashes broke out in Low Marrow, witnesses say.",
        "armed_clash",
        "clashes",
        time=("Some weeks ago", None, None),
        holder=(("witnesses", None),),
    ),
    "collapsed": claim(ESSAY, "The truce has collapsed.", "truce_collapsed", "collapsed", kind="truce"),
    "station": claim(
        ESSAY,
        "On 2 February 2030 a bomb exploded in Hightown 😀 station.",
        "explosion",
        "exploded",
        place=("Hightown", 36.2, 37.16, "exact"),
        time=("On 2 February 2030", "2030-02-02", "2030-02-02"),
    ),
    "arabic": claim(ARABIC, "الهدنة صامدة في دير الزور", "truce_holding", "صامدة", kind="truce"),
}
TALLY = Tally(
    id="tally-explosions",
    document=REPORT.id,
    event="explosion",
    span=words(REPORT.text, "The Mission counted 31 explosions between 12 and 18 May."),
    trigger=words(REPORT.text, "explosions"),
    count=Count(low=31, high=31, span=words(REPORT.text, "31 explosions"), of="explosions"),
    window=EventTime(begin="2031-05-12", finish="2031-05-18", expression=words(REPORT.text, "between 12 and 18 May")),
    holder=(Holder(name="The Mission", span=words(REPORT.text, "The Mission"), actor="mission"),),
    force=Force.ASSERTS,
    rule="sample",
)

ARMY_ORIGIN = Origin(
    id="north-army",
    name="Northland Army",
    kind=ActorKind.ARMED_FORCES,
    side="northland",
    dependence=Dependence.INDEPENDENT,
    reason="last speaker in the chain Northland Press Service ← Northland Army",
)
FRONT_ORIGIN = Origin(
    id="southland",
    name="Southland Front",
    kind=ActorKind.ARMED_GROUP,
    dependence=Dependence.INDEPENDENT,
    reason="speaks through Ada Marl",
)
MISSION_ORIGIN = Origin(
    id="mission",
    name="Valley Monitoring Mission",
    kind=ActorKind.MONITOR,
    dependence=Dependence.INDEPENDENT,
    reason="its own finding at the place",
)


def _values(**fields: tuple[str, str]) -> tuple[TellingValue, ...]:
    return tuple(TellingValue(field=name, value=value, claims=(C[key].id,)) for name, (value, key) in fields.items())


def _telling(
    origin: Origin, force: str, keys: str, values: tuple[TellingValue, ...], revised: tuple[TellingValue, ...] = ()
) -> Telling:
    claims = [C[key] for key in keys.split()]
    return Telling(
        id=f"telling-{origin.id}-{claims[0].id}",
        origin=origin,
        force=Force(force),
        values=values,
        revised=revised,
        claims=tuple(item.id for item in claims),
        documents=tuple(dict.fromkeys(item.document for item in claims)),
    )


def _incident(
    key: str, event: str, title: str, tellings: tuple[Telling, ...], grade: Grade, **fields: object
) -> Incident:
    documents = tuple(dict.fromkeys(name for telling in tellings for name in telling.documents))
    support = {"documents": len(documents), "grade": grade, "reasons": fields.pop("reasons_for_grade", ())}
    support |= {name: fields.pop(name) for name in ("independent", "against", "conceded", "monitors") if name in fields}
    return Incident.model_validate(
        {
            "id": f"incident-{key}",
            "event": event,
            "title": title,
            "claims": tuple(dict.fromkeys(name for telling in tellings for name in telling.claims)),
            "documents": documents,
            "tellings": tellings,
            "support": Support.model_validate(support),
            **fields,
        }
    )


INCIDENTS = (
    _incident(
        "market",
        "shelling",
        "Shelling at Elm Bridge",
        (
            _telling(
                ARMY_ORIGIN,
                "asserts",
                "wire harm courier",
                _values(
                    event=("shelling", "wire"),
                    actor=("southland", "wire"),
                    target=("the market of Elm Bridge", "wire"),
                    place=("Elm Bridge", "wire"),
                    time=("13 May 2031", "wire"),
                    killed=("at least 12 civilians", "harm"),
                    injured=("24–99 (“dozens”)", "harm"),
                ),
                _values(killed=("10 civilians", "harm")),
            ),
            _telling(
                FRONT_ORIGIN,
                "denies",
                "denial depot-death",
                _values(event=("explosion", "depot-death"), killed=("9 people", "depot-death")),
            ),
            _telling(
                MISSION_ORIGIN,
                "asserts",
                "craters",
                _values(event=("shelling", "craters"), place=("Elm Bridge", "craters")),
            ),
        ),
        Grade.CONTESTED,
        begin="2031-05-13",
        finish="2031-05-13",
        place="Elm Bridge",
        lat=35.51,
        lon=39.86,
        actors=("southland",),
        targets=(),
        independent=("north-army", "mission"),
        against=("southland",),
        monitors=("mission",),
        disputes=(
            Dispute(field="event", values=(("shelling", ("north-army", "mission")), ("explosion", ("southland",)))),
            Dispute(field="killed", values=(("at least 12 civilians", ("north-army",)), ("9 people", ("southland",)))),
        ),
        reasons_for_grade=(
            "the Northland Army says that the Southland Front did it; the Southland Front denies it",
            "the Valley Monitoring Mission finds artillery fire, and does not say whose",
        ),
        reasons=("same kind of event, same place, same day",),
    ),
    _incident(
        "depot",
        "drone_strike",
        "Drone strike near دير الزور",
        (
            _telling(
                Origin(
                    id="unnamed:resident",
                    name="a resident",
                    kind=ActorKind.ANONYMOUS,
                    dependence=Dependence.UNRESOLVED,
                    reason="cannot be told who it is",
                ),
                "alleges",
                "drones",
                _values(
                    event=("drone_strike", "drones"),
                    target=("a fuel depot", "drones"),
                    place=("near دير الزور", "drones"),
                    time=("16 May 2031", "drones"),
                ),
            ),
        ),
        Grade.WEAK,
        begin="2031-05-16",
        finish="2031-05-16",
        place="دير الزور",
        lat=35.336,
        lon=40.146,
        reasons_for_grade=("one origin",),
    ),
    _incident(
        "millford",
        "air_strike",
        "Air strike near Millford",
        (
            _telling(
                MISSION_ORIGIN,
                "asserts",
                "bombing fighters",
                _values(
                    event=("air_strike", "bombing"),
                    actor=("north-army", "bombing"),
                    target=("southland", "bombing"),
                    place=("outside Millford", "bombing"),
                    time=("17–18 May 2031", "bombing"),
                    killed=("24 fighters", "fighters"),
                ),
            ),
            _telling(ARMY_ORIGIN, "concedes", "mistake", _values(intent=("a mistake", "mistake"))),
        ),
        Grade.CONFIRMED,
        begin="2031-05-17",
        finish="2031-05-18",
        place="Millford",
        lat=35.02,
        lon=40.43,
        actors=("north-army",),
        targets=("southland",),
        conceded=("north-army",),
        monitors=("mission",),
        reasons_for_grade=("the actor owns it: Northland Army",),
        reasons=("“the strike” in the same sentence points back",),
    ),
    _incident(
        "convoy",
        "small_arms_fire",
        "Southern terrorists fired on a convoy at Oxford Ford",
        (
            _telling(
                ARMY_ORIGIN,
                "asserts",
                "convoy",
                _values(
                    event=("small_arms_fire", "convoy"),
                    actor=("Southern terrorists", "convoy"),
                    target=("a convoy", "convoy"),
                    place=("Oxford Ford", "convoy"),
                ),
            ),
        ),
        Grade.WEAK,
        place="Oxford Ford",
        lat=34.55,
        lon=40.92,
        reasons_for_grade=("one side",),
    ),
    _incident(
        "clashes",
        "armed_clash",
        "Clash in Low Marrow",
        (
            _telling(
                Origin(id="unnamed:witnesses", name="witnesses", dependence=Dependence.UNRESOLVED, reason="unnamed"),
                "asserts",
                "clashes",
                _values(event=("armed_clash", "clashes"), place=("Low Marrow", "clashes")),
            ),
        ),
        Grade.WEAK,
        place="Low Marrow",
    ),
    _incident(
        "station",
        "explosion",
        "Explosion in Hightown",
        (
            _telling(
                Origin(
                    id="lantern",
                    name="The Lantern Review",
                    kind=ActorKind.MEDIA,
                    dependence=Dependence.INDEPENDENT,
                    reason="the text’s author",
                ),
                "asserts",
                "station",
                _values(event=("explosion", "station"), place=("Hightown", "station")),
            ),
        ),
        Grade.DISCOUNTED,
        begin="2030-02-02",
        finish="2030-02-02",
        place="Hightown",
        lat=36.2,
        lon=37.16,
    ),
)


def _statement(
    key: str, speaker: str, name: str, standing: Standing, position: Position, day: str | None, *, own: bool = False
) -> Statement:
    source = C[key]
    return Statement(
        claim=source.id,
        document=source.document,
        speaker=speaker,
        speaker_name=name,
        standing=standing,
        position=position,
        force=source.force,
        about_self=own,
        begin=day,
        finish=day,
        documents=(source.document,),
    )


STATEMENTS = (
    _statement("wire-truce", "north-army", "Northland Army", Standing.PARTY, Position.IN_FORCE, "2031-05-14"),
    _statement("ended", "north-army", "Northland Army", Standing.PARTY, Position.ENDED, "2031-05-21", own=True),
    _statement("if", "southland", "Southland Front", Standing.PARTY, Position.CONDITIONAL, "2031-05-21", own=True),
    _statement("holding", "league", "League of Rivers", Standing.CO_SPONSOR, Position.HOLDING, "2031-05-21"),
    _statement("collapsed", "lantern", "The Lantern Review", Standing.OUTSIDER, Position.COLLAPSED, None),
    _statement("arabic", "speaker-ar", "متحدث", Standing.OUTSIDER, Position.HOLDING, None),
)
CLOCK = Reason(rule="status.clock", says="the truce began on 1 May 2031 and no agreed end has passed")
STATUSES = (
    Status(at="2031-05-01", value=StatusValue.IN_FORCE, wording="in force", trace=(CLOCK,)),
    Status(
        at="2031-05-21",
        value=StatusValue.DECLARED_ENDED,
        by=("north-army",),
        wording="declared ended by one party: the Northland Army",
        latest=STATEMENTS[1:4],
        trace=(
            CLOCK,
            Reason(
                rule="status.declared-ended",
                says="the Northland Army, a party, declares the truce itself ended",
                claims=(C["ended"].id,),
            ),
            Reason(
                rule="status.sponsor",
                says="the League of Rivers says that it is holding; a sponsor outweighs nobody",
                claims=(C["holding"].id,),
            ),
        ),
    ),
)
AGREEMENT = Agreement.model_validate(
    {
        "id": "marrow-2031",
        "title": "The Marrow Valley truce of 1 May 2031",
        "summary": "A truce of thirty days between Northland and the Southland Front, by way of the League of Rivers.",
        "instruments": [
            {"id": "memo", "title": "Memorandum of Hightown", "date": "2031-04-28", "publication": "leaked"},
            {"id": "annex", "title": "Annex on maps", "publication": "unpublished", "note": "known from speeches"},
        ],
        "participants": [
            {"actor": "northland", "capacity": "party", "consent": "signed", "since": "2031-04-28"},
            {"actor": "southland", "capacity": "party"},
            {"actor": "league", "capacity": "co_sponsor", "consent": "announced it"},
            {"actor": "eastern", "capacity": "guarantor"},
        ],
        "exclusions": [{"actor": "eastern", "basis": "clause 4", "contested_by": ["southland"]}],
        "zones": [
            {
                "id": "valley",
                "name": "Marrow Valley",
                "outline": [[39.5, 35.9], [40.9, 35.6], [41.2, 34.6], [39.9, 34.7]],
            }
        ],
        "clocks": [
            {"id": "truce", "name": "The truce", "begin": "2031-05-01", "finish": "2031-05-30"},
            {"id": "maps", "name": "Maps handed over", "finish": "2031-05-10"},
            {"id": "talks", "name": "Talks", "after": "truce", "duration": "P7D"},
        ],
        "terms": [
            {
                "id": "fire",
                "instrument": "memo",
                "title": "No fire",
                "modality": "must_not",
                "events": ["attack", "shelling"],
                "obligors": ["northland", "southland"],
                "zone": "valley",
                "clock": "truce",
                "exceptions": ["answering fire"],
                "quote": "The sides shall not open fire of any kind.",
            },
            {
                "id": "maps",
                "instrument": "annex",
                "title": "Maps of minefields",
                "modality": "must",
                "events": ["handover"],
                "obligors": ["northland"],
                "beneficiaries": ["southland"],
                "deliverable": True,
                "clock": "maps",
            },
        ],
        "whole": "truce",
    }
)
COMMITMENTS = (
    Commitment(
        term="maps",
        title="Maps of minefields",
        state=CommitmentState.ADEQUACY_CONTESTED,
        due="2031-05-10",
        says=(
            ("Northland Army", "handed over on 10 May", C["maps"].id),
            ("Southland Front", "inadequate: a list of villages", C["maps-list"].id),
        ),
        trace=(Reason(rule="commitment.adequacy", says="delivered, says one; not enough, says the other"),),
    ),
)
FINDINGS = (
    Finding(
        incident="incident-millford",
        term="fire",
        party="north-army",
        applicability=Applicability.APPLIES,
        value=FindingValue.POSSIBLE_BREACH,
        attribution="owned by the Northland Army",
        trace=(
            Reason(
                rule="finding.conduct",
                says="an air strike falls under “no fire”, and nobody denies it",
                claims=(C["bombing"].id, C["mistake"].id),
            ),
        ),
    ),
    Finding(
        incident="incident-market",
        term="fire",
        party="southland",
        applicability=Applicability.APPLIES,
        value=FindingValue.UNABLE_TO_RULE,
        attribution="named by the Northland Army, denied by the Southland Front",
        trace=(Reason(rule="finding.who", says="who fired is contradicted", claims=(C["wire"].id, C["denial"].id)),),
    ),
    Finding(
        incident="incident-station",
        term="fire",
        party=None,
        applicability=Applicability.NOT_IN_FORCE,
        value=FindingValue.NO_BREACH,
        attribution="",
        trace=(Reason(rule="finding.clock", says="before the truce began"),),
    ),
)
REJECTIONS = (
    Rejection(
        code="claim.boilerplate", message="the passage is left out of reading", where=COURIER.id, quote="please give"
    ),
    Rejection(code="claim.no-anchor", message="the words are not in the text", where="import.csv:7", field="quote"),
)
_credited = COURIER.model_copy(
    update={
        "credits": (
            Credit(role=CreditRole.AGENCY, name="Northland Press Service"),
            Credit(role=CreditRole.AUTHOR, name="Ada Marl", span=words(COURIER.text, "Ada Marl")),
        )
    }
)

RECORD = CaseRecord(
    files=CaseFiles(
        settings=CaseSettings(
            id="marrow",
            title="The Marrow Valley truce",
            summary="Thirty days between Northland and the Southland Front, May 2031.",
            notice="Every party, place name and document here is invented for demonstration.",
        ),
        agreement=AGREEMENT,
        actors=ACTORS,
        sources=SOURCES,
    ),
    documents=(WIRE, _credited, REPORT, COMMAND, ESSAY, ARABIC, BARE),
    claims=tuple(C.values()),
    tallies=(TALLY,),
    copies=(
        CopyEdge(
            first=WIRE.id,
            second=COURIER.id,
            kind=CopyKind.CUT,
            shared=0.81,
            passage="Southland Front artillery shelled the market of Elm Bridge on 13 May",
        ),
    ),
    incidents=INCIDENTS,
    statements=STATEMENTS,
    commitments=COMMITMENTS,
    findings=FINDINGS,
    rejections=REJECTIONS,
)
