"""KML 2.2 (OGC 07-147r2): incidents in folders by grade, each a shape that says how finely its place is known."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from trucewatch.exchange.cells import first_words, names, numbers
from trucewatch.exchange.dates import days_of
from trucewatch.exchange.geojson import NOWHERE
from trucewatch.exchange.geometry import Shape, shape_of
from trucewatch.exchange.outgoing import Loss, Outgoing, Written, plain
from trucewatch.records.incidents import Grade, Incident
from trucewatch.report.grouping import BEST_FIRST
from trucewatch.report.words import date_words, range_words, word

NAMESPACE = "http://www.opengis.net/kml/2.2"
COLOURS = {
    Grade.CONFIRMED: "ff7a4b1b",
    Grade.FAIR: "ffb07a3c",
    Grade.CONTESTED: "ff2f7fd6",
    Grade.WEAK: "ff9a9a9a",
    Grade.DISCOUNTED: "ffcfcfcf",
}
"""Alpha, blue, green, red; the words of a grade stand in every placemark, so that colour only repeats them."""


def write(out: Outgoing) -> Written:
    """A document with a folder for each grade that has incidents."""
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    settings = out.record.files.settings
    _text(document, "name", settings.title)
    _text(document, "description", f"{settings.notice or ''} Made {date_words(out.made)} by Trucewatch.")
    for grade in BEST_FIRST:
        _style(document, grade)
    losses = []
    for grade in BEST_FIRST:
        shown = [(one, shape_of(out, one)) for one in out.incidents if one.support.grade is grade]
        losses += [Loss(out.label(one), "it is on no map", NOWHERE) for one, shape in shown if shape is None]
        placed = [(one, shape) for one, shape in shown if shape is not None]
        if placed:
            folder = ET.SubElement(document, "Folder")
            _text(folder, "name", f"{word(grade)} ({len(placed)})")
            for incident, shape in placed:
                _placemark(out, folder, incident, shape)
    ET.indent(root, " ")
    body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Written({"incidents.kml": body + b"\n"}, len(out.incidents), tuple(losses))


def _placemark(out: Outgoing, folder: ET.Element, incident: Incident, shape: Shape) -> None:
    mark = ET.SubElement(folder, "Placemark", id=incident.id)
    _text(mark, "name", f"{out.number[incident.id]}. {out.index.neutral(incident.title)}")
    _text(mark, "description", _description(out, incident))
    days = days_of(incident.begin, incident.finish)
    if days.first is not None or days.last is not None:
        span = ET.SubElement(mark, "TimeSpan")
        if days.first is not None:
            _text(span, "begin", days.first.isoformat())
        if days.last is not None:
            _text(span, "end", days.last.isoformat())
    _text(mark, "styleUrl", f"#{incident.support.grade.value}")
    data = ET.SubElement(mark, "ExtendedData")
    for name, value in _fields(out, incident, shape).items():
        _text(ET.SubElement(data, "Data", name=name), "value", value)
    _geometry(mark, shape)


def _description(out: Outgoing, incident: Incident) -> str:
    """What a reader sees on a click, as plain text."""
    actors, targets = (", ".join(names(out, ids)) for ids in (incident.actors, incident.targets))
    lines = (
        range_words(incident.begin, incident.finish),
        f"support: {word(incident.support.grade)}",
        f"said to have been done by: {actors}" if actors else "",
        f"said to have befallen: {targets}" if targets else "",
        f"documents: {', '.join(numbers(out, incident.documents))}",
        f"“{words}”" if (words := first_words(out.told(incident))) else "",
    )
    return "\n".join(line for line in lines if line)


def _fields(out: Outgoing, incident: Incident, shape: Shape) -> dict[str, str]:
    return {
        "id": incident.id,
        "event": out.index.event(incident.event),
        "grade": word(incident.support.grade),
        "trust": "sure" if incident.support.sure else "check",
        "geometry_means": shape.means,
    }


def _geometry(mark: ET.Element, shape: Shape) -> None:
    element = ET.SubElement(mark, shape.kind)
    if shape.kind == "Polygon":
        element = ET.SubElement(ET.SubElement(element, "outerBoundaryIs"), "LinearRing")
    _text(element, "coordinates", " ".join(f"{lon},{lat}" for lon, lat in shape.positions))


def _style(document: ET.Element, grade: Grade) -> None:
    style = ET.SubElement(document, "Style", id=grade.value)
    colour = COLOURS[grade]
    _text(ET.SubElement(style, "IconStyle"), "color", colour)
    line = ET.SubElement(style, "LineStyle")
    _text(line, "color", colour)
    _text(line, "width", "2")
    _text(ET.SubElement(style, "PolyStyle"), "color", f"40{colour[2:]}")


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = "\n".join(map(plain, text.split("\n")))
