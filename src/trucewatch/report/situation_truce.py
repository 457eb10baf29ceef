"""The situation report's words on the truce: status with reasons, zones, pairs and clocks, and who says what."""

from __future__ import annotations

from trucewatch.report.content import Block, Bullets, Line, Run, Section, Table, join, line, paragraph, quoted, said
from trucewatch.report.sheet import Sheet
from trucewatch.report.speakers import Said, Speaker
from trucewatch.report.truce import ReasonView, StatusView, view_truce


def status_section(sheet: Sheet) -> Section:
    """What follows by rule, with its reasons, how it changed, and each side's clearest latest word."""
    truce = view_truce(sheet.index, sheet.statuses, sheet.period.until)
    blocks: list[Block] = []
    if truce.status is not None:
        blocks.append(paragraph("By rule: ", Run(truce.status.wording, strong=True), f" ({truce.status.at})."))
        blocks.append(Bullets(tuple(reason_line(step) for step in truce.status.reasons)))
        blocks += _parts_and_clocks(truce.status)
    else:
        blocks.append(paragraph("No status was derived: the record has no agreement and no word on a truce."))
    if len(truce.changes) > 1:
        blocks.append(paragraph("How it changed:"))
        blocks.append(Bullets(tuple(_step(step) for step in truce.changes)))
    rows = tuple(_speaker(speaker) for speaker in (*truce.speakers, *truce.others))
    if rows:
        head = ("Speaker", "Standing", "Position", "When", "Words")
        blocks.append(Table("Who says what of the truce", head, rows))
    if truce.unnamed:
        words = join(_earlier(speaker.latest, None) for speaker in truce.unnamed)
        blocks.append(paragraph("Speakers without a name, who decide nothing: ", *words, "."))
    if truce.silent:
        blocks.append(paragraph(f"No word on the truce from: {'; '.join(truce.silent)}."))
    return Section("status", "Does the truce hold?", tuple(blocks))


def _parts_and_clocks(status: StatusView) -> list[Block]:
    """Zones and pairs of parties of which something else follows, and what the clocks are about to do."""
    blocks: list[Block] = []
    if status.parts:
        blocks.append(paragraph("Apart from the whole:"))
        lines = (
            line(Run(f"{part.name}: ", strong=True), part.wording, ": ", *join(map(reason_line, part.reasons)))
            for part in status.parts
        )
        blocks.append(Bullets(tuple(lines)))
    if status.clocks:
        blocks.append(paragraph("Clocks of the agreement:"))
        told = [
            line(Run(f"{clock.name}: ", strong=True), said(clock.says, clock.cites))
            for clock in status.clocks
            if not clock.over
        ]
        over = "; ".join(clock.name for clock in status.clocks if clock.over)
        blocks.append(Bullets((*told, *((line(f"the agreed end has passed: {over}"),) if over else ()))))
    return blocks


def reason_line(step: ReasonView) -> Line:
    """One step of a trace, with its words."""
    return line(said(step.says, step.cites), Run(f" [{step.rule}]", muted=True))


def _step(step: StatusView) -> Line:
    cites = [cite for reason in step.reasons for cite in reason.cites]
    return line(Run(step.at, strong=True), ": ", said(step.wording, cites[:3]))


def _speaker(speaker: Speaker) -> tuple[Line, ...]:
    latest = speaker.latest
    side = f" (answers to {latest.side})" if latest.side else ""
    about = f", about {latest.about}" if latest.about else ""
    more = join((_earlier(item, latest) for item in speaker.before), "; ")
    words = line(quoted(latest.cite), _teller(latest), Run(" Also: ", muted=True) if more else None, *more)
    return (
        line(Run(latest.speaker, strong=True), side),
        line(latest.standing),
        line(latest.position + about),
        line(latest.when),
        words,
    )


def _earlier(item: Said, latest: Said | None) -> Line:
    who = f"{item.speaker} " if latest is None or item.speaker != latest.speaker else ""
    return line(said(f"{who}{item.position}, {item.when}", [item.cite]))


def _teller(item: Said) -> str:
    return f" as told by {item.told_by}" if item.told_by else ""
