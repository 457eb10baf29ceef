"""The page of an agreement: what it says in plain words, section by section, for whoever shows it.

A plain structure without markup: the report, the terminal and a comparison of two agreements all read it. A part that
is not known says so, and the page gathers at its end what is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trucewatch.records.agreements import (
    Agreement,
    CeasefireClass,
    Consent,
    InstrumentKind,
    Mechanism,
    Publication,
    Zone,
)
from trucewatch.records.provisions import ReferenceLine
from trucewatch.report.agreement_clocks import clock_items
from trucewatch.report.agreement_terms import PUBLIC, publication_of, term_items
from trucewatch.report.agreement_words import Item, Names, Row, item, own_names, readings_row, row
from trucewatch.report.words import date_words, duration_words, plural, word

_COLLECTIONS = {"pa_x": "PA-X number", "eth_prio": "ETH/PRIO number", "un_resolution": "UN resolution"}


@dataclass(frozen=True)
class PageSection:
    """A heading with its items; `empty` is what stands there without any."""

    id: str
    title: str
    items: tuple[Item, ...]
    empty: str


@dataclass(frozen=True)
class AgreementPage:
    """An agreement as a page: facts first, then sections, then what is not known."""

    title: str
    summary: str | None
    facts: tuple[Row, ...]
    sections: tuple[PageSection, ...]
    unknown: tuple[str, ...]


def view_agreement(
    agreement: Agreement, actor: Callable[[str], str], place: Callable[[str], str] = str
) -> AgreementPage:
    """The page of an agreement.

    Args:
        agreement: valid; an id in it that nothing has is shown as it is.
        actor: the name of an actor by id.
        place: the name of a place by id.

    Returns:
        Every field of the agreement in words, each item with the source it rests on.
    """
    names = Names(actor, place, own_names(agreement))
    made = (
        ("instruments", "Instruments", _instruments(agreement, names), "No instrument is listed."),
        ("participants", "Participants", _participants(agreement, names), "No participant is listed."),
        (
            "exclusions",
            "Not protected or not bound",
            _exclusions(agreement, names),
            "Nobody is excluded, as far as it is entered.",
        ),
        ("terms", "Terms", term_items(agreement, names), "No term is listed."),
        ("clocks", "Clocks", clock_items(agreement, names), "No clock is listed."),
        ("zones", "Zones", _zones(agreement, names), "No zone is listed."),
        ("mechanism", "Mechanism and exit", _mechanism(agreement, names), "Neither is known."),
    )
    sections = tuple(PageSection(f"agreement-{key}", title, tuple(items), empty) for key, title, items, empty in made)
    facts = tuple(one for one in _facts(agreement, names) if one is not None)
    return AgreementPage(agreement.title, agreement.summary, facts, sections, tuple(_unknown(agreement, names)))


def _facts(agreement: Agreement, names: Names) -> Iterator[Row | None]:
    known = agreement.ceasefire_class is not CeasefireClass.UNKNOWN
    yield row("Declared", date_words(agreement.declared) if agreement.declared else None)
    yield row("In force by", names.of("clock", agreement.whole))
    yield row("Class", word(agreement.ceasefire_class) if known else None)
    for name, value in agreement.identifiers.items():
        yield row(_COLLECTIONS.get(name, name.replace("_", " ")), value or "not known")


def _instruments(agreement: Agreement, names: Names) -> Iterator[Item]:
    for one in agreement.instruments:
        published = f", published {date_words(one.published_on)}" if one.published_on else ""
        rows = (
            row("Date", date_words(one.date)),
            row("Known as", f"{word(one.publication)}{published}"),
            row("Number", one.symbol),
            row("Part of", names.of("instrument", one.part_of)),
            row("Supersedes", *(names.of("instrument", name) for name in one.supersedes)),
            row("Note", one.note),
        )
        tags = (word(one.kind) if one.kind is not InstrumentKind.UNKNOWN else None,)
        yield item("instrument", one.id, one.title, rows, tags=tags, source=one.source)


def _participants(agreement: Agreement, names: Names) -> Iterator[Item]:
    for one in agreement.participants:
        act = word(one.act) if one.act is not Consent.UNKNOWN or not one.consent else None
        period = ", ".join(
            f"{name} {date_words(value)}" for name, value in (("since", one.since), ("until", one.until)) if value
        )
        rows = (
            row("Consent", act, one.consent),
            row("Through", names.actor(one.through) if one.through else None),
            row("Time", period),
            readings_row(one.readings, names),
        )
        key = f"{one.actor} {one.capacity.value}"
        yield item("participant", key, names.actor(one.actor), rows, tags=(word(one.capacity),), source=one.source)


def _exclusions(agreement: Agreement, names: Names) -> Iterator[Item]:
    effects = {
        "not_protected": "not protected",
        "not_bound": "not bound",
        "both": "neither protected nor bound",
        "unknown": "whether not protected, not bound or both is not known",
    }
    for one in agreement.exclusions:
        rows = (
            row("Basis", one.basis),
            row("List", one.listed),
            row("Affiliates", one.affiliates),
            row("Contested by", names.actors(one.contested_by)),
            row("Note", one.note),
        )
        tags = (effects[one.effect],)
        yield item("exclusion", one.actor, names.actor(one.actor), rows, tags=tags, source=one.source)


def _zones(agreement: Agreement, names: Names) -> Iterator[Item]:
    for zone in agreement.zones:
        rows = (
            row("Covers", _extent(zone, names)),
            row("Within", names.of("zone", zone.within)),
            row("Leaves out", *(names.of("zone", name) for name in zone.excludes)),
            row("Lines", *(_line(line, names) for line in zone.lines)),
            row("Its own clock", names.of("clock", zone.clock)),
            readings_row(zone.readings, names),
            row("Note", zone.note),
        )
        yield item("zone", zone.id, zone.name, rows, source=zone.source)


def _extent(zone: Zone, names: Names) -> str:
    parts = [names.place(place) for place in zone.places] + [f"country {code}" for code in zone.countries]
    parts += [f"an outline of {plural(len(set(zone.outline)), 'point')}"] if zone.outline else []
    return ", ".join(parts) or "its extent is not known"


def _line(line: ReferenceLine, names: Names) -> str:
    party = f", for {names.actor(line.party)}" if line.party else ""
    day = f", as of {date_words(line.date)}" if line.date else ""
    course = (
        "its course is not public" if line.unpublished else plural(len(line.points), "point") if line.points else ""
    )
    return "; ".join(filter(None, (f"{line.name}{party}{day}", course, line.note)))


def _mechanism(agreement: Agreement, names: Names) -> Iterator[Item]:
    if agreement.mechanism is not None:
        yield _mechanism_item(agreement.mechanism, names)
    if agreement.exit is not None:
        one = agreement.exit
        rows = (
            row("How", one.summary),
            row("By whom", names.actors(one.by)),
            row("Notice", duration_words(one.notice) if one.notice else None),
            row("Note", one.note),
        )
        yield item("part", "exit", "Exit", rows, source=one.source)


def _mechanism_item(one: Mechanism, names: Names) -> Item:
    determinations = {
        "joint": "a breach is determined jointly",
        "separate": "each determines for itself what is a breach",
        "by_monitor": "the monitor determines what is a breach",
        "none": "nobody determines what is a breach",
        "unknown": "who determines what is a breach is not known",
    }
    steps = []
    for number, step in enumerate(one.steps, 1):
        who = f" ({names.actors(step.by)})" if step.by else ""
        within = f", within {duration_words(step.within)}" if step.within else ""
        steps.append(f"{number}. {step.says}{who}{within}")
    rows = (
        row("How", one.summary),
        row("Who watches", names.actors(one.monitors)),
        row("Who may allege", names.actors(one.may_allege)),
        row("Steps", *steps),
        row("Who decides", determinations[one.determination]),
        row("Note", one.note),
    )
    return item("part", "mechanism", "Mechanism", rows, source=one.source)


def _unknown(agreement: Agreement, names: Names) -> Iterator[str]:
    """What the fields left out show to be unknown, then what the agreement says of it."""
    for one in agreement.instruments:
        if one.publication is not Publication.OFFICIAL:
            yield f"{one.title}: {word(one.publication)}."
        if one.date is None:
            yield f"{one.title}: its date."
    for part in agreement.participants:
        if part.consent is None and part.act is Consent.UNKNOWN:
            yield f"How {names.actor(part.actor)} consented."
    for zone in agreement.zones:
        if not (zone.places or zone.countries or zone.outline):
            yield f"Where “{zone.name}” lies."
    for clock in agreement.clocks:
        if not (clock.begin or clock.after or clock.finish):
            yield f"When “{clock.name}” begins."
    for term in agreement.terms:
        if not term.obligors:
            yield f"Whom “{term.title}” binds."
        if term.quote is None and publication_of(agreement, term) not in PUBLIC:
            yield f"The words of “{term.title}”."
    missing = (
        (agreement.whole, "Which clock says when the truce as such is in force."),
        (agreement.mechanism, "The mechanism that watches it."),
        (agreement.exit, "How it may be left or ended."),
    )
    yield from (words for value, words in missing if value is None)
    yield from agreement.unknowns
