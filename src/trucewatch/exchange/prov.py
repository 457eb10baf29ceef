"""PROV-JSON (W3C member submission, 2013): what was made of what, by the program or by which person."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any
from urllib.parse import quote

from trucewatch.exchange.outgoing import Outgoing, Written
from trucewatch.records.claims import Tally
from trucewatch.records.decisions import LedgerEntry

PREFIX = {
    "tw": "urn:trucewatch:",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dct": "http://purl.org/dc/terms/",
}
PROGRAM, BUILD = "tw:program", "tw:build"


class _Provenance:
    """The sections of a PROV-JSON document as they fill."""

    def __init__(self) -> None:
        self.sections: defaultdict[str, dict[str, Any]] = defaultdict(dict)

    def thing(self, section: str, name: str, **told: str | None) -> str:
        """An entity, an activity or an agent, with what is told of it."""
        self.sections[section][name] = {key: value for key, value in told.items() if value is not None}
        return name

    def link(self, relation: str, **ends: str) -> None:
        """A relation between things, under an id of its own."""
        named = {f"prov:{role}": name for role, name in ends.items()}
        found = self.sections[relation]
        found[f"_:{relation}{len(found) + 1}"] = named


def write(out: Outgoing) -> Written:
    """Documents, claims, incidents and rulings as entities; the build and each ruling as activities."""
    made = _Provenance()
    made.sections["prefix"] = PREFIX
    made.thing(
        "agent", PROGRAM, **{"prov:type": "prov:SoftwareAgent", "prov:label": f"Trucewatch {out.version}".strip()}
    )
    made.thing("activity", BUILD, **{"prov:label": "extract, link and assess"})
    made.link("wasAssociatedWith", activity=BUILD, agent=PROGRAM)
    _documents(out, made)
    _claims(out, made)
    _incidents(out, made)
    for entry in out.record.decisions:
        _ruling(out, made, entry)
    body = json.dumps(made.sections, ensure_ascii=True, indent=1).encode("utf-8")
    return Written({"record.provjson": body + b"\n"}, len(made.sections["entity"]))


def _documents(out: Outgoing, made: _Provenance) -> None:
    for one in out.documents:
        title = one.title or one.name
        told = {"prov:label": f"D{out.index.numbers[one.id]}, {title}", "prov:type": "tw:Document"}
        told |= {"dct:issued": one.published or "", "dct:source": one.url or "", "tw:sha256": one.sha256}
        made.thing("entity", f"tw:{one.id}", **{key: value for key, value in told.items() if value})
        if one.source is not None:
            agent = f"tw:source/{quote(one.source, safe='')}"
            made.thing("agent", agent, **{"prov:label": out.index.actor(one.source), "prov:type": "prov:Organization"})
            made.link("wasAttributedTo", entity=f"tw:{one.id}", agent=agent)


def _claims(out: Outgoing, made: _Provenance) -> None:
    for one in out.told_of:
        kind = "tw:Tally" if isinstance(one, Tally) else "tw:Claim"
        place = f"characters {one.span.start}–{one.span.end}"
        made.thing("entity", f"tw:{one.id}", **{"prov:type": kind, "prov:location": place, "tw:rule": one.rule})
        made.link("wasDerivedFrom", generatedEntity=f"tw:{one.id}", usedEntity=f"tw:{one.document}")
        made.link("wasGeneratedBy", entity=f"tw:{one.id}", activity=BUILD)


def _incidents(out: Outgoing, made: _Provenance) -> None:
    shown = {one.id for one in out.claims}
    for one in out.incidents:
        made.thing("entity", f"tw:{one.id}", **{"prov:type": "tw:Incident", "prov:label": one.title})
        made.link("wasGeneratedBy", entity=f"tw:{one.id}", activity=BUILD)
        for claim in one.claims:
            if claim in shown:
                made.link("wasDerivedFrom", generatedEntity=f"tw:{one.id}", usedEntity=f"tw:{claim}")


def _ruling(out: Outgoing, made: _Provenance, entry: LedgerEntry) -> None:
    """A person's ruling: an activity of that person, which used what it is on."""
    decision = entry.decision
    known = made.sections["entity"]
    on = [f"tw:{name}" for name in decision.subjects if f"tw:{name}" in known]
    if out.chosen is not None and not on:
        return
    person, ruling = f"tw:person/{quote(decision.by, safe='')}", f"tw:ruling/{entry.number}"
    made.thing("agent", person, **{"prov:type": "prov:Person", "prov:label": decision.by})
    label = f"ruling {entry.number}: {decision.kind.value}"
    made.thing("activity", ruling, **{"prov:label": label, "prov:startTime": decision.at, "prov:endTime": decision.at})
    made.link("wasAssociatedWith", activity=ruling, agent=person)
    for name in on:
        made.link("used", activity=ruling, entity=name)
