"""Agreements by themselves: check a file, show it in plain lines, hold two against each other.

A file is checked with what stands beside it: `actors.yaml` and `places.yaml` of its folder, and the built-in actors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from trucewatch.assess.agreement_check import check_agreement
from trucewatch.errors import CaseError, Fault
from trucewatch.records.actors import Actor
from trucewatch.records.agreements import Agreement
from trucewatch.records.cases import CasePlace
from trucewatch.report.agreement import AgreementPage, view_agreement
from trucewatch.report.agreement_diff import Change, compare
from trucewatch.report.agreement_words import Row
from trucewatch.resolve.actors import load_actor_book
from trucewatch.store.case_files import AgreementFile, own_places, read_agreement, read_many


@dataclass(frozen=True)
class CheckedAgreement:
    """An agreement file with all that is wrong with it. `agreement` is whole only where there are no faults."""

    agreement: Agreement | None
    actors: Mapping[str, Actor]
    places: Mapping[str, CasePlace]
    faults: tuple[Fault, ...]

    def page(self) -> AgreementPage:
        """The agreement in words.

        Raises:
            CaseError: it has faults; all of them.
        """
        if self.faults or self.agreement is None:
            raise CaseError(*self.faults)
        return view_agreement(self.agreement, self._actor, self._place)

    def _actor(self, name: str) -> str:
        return self.actors[name].name if name in self.actors else name

    def _place(self, name: str) -> str:
        return self.places[name].name if name in self.places else name


def check_file(path: Path) -> CheckedAgreement:
    """Read and check an agreement file, or the `agreement.yaml` of a folder. Every fault names file, line and field."""
    target = path / "agreement.yaml" if path.is_dir() else path
    faults: list[Fault] = []
    actors = {one.id: one for one in read_many(target.parent / "actors.yaml", "actors", Actor, faults)}
    places = {one.id: one for one in own_places(target.parent, faults)}
    known = {**load_actor_book().entries, **actors}
    file = read_agreement(target)
    found = [*file.faults, *faults_of(file, known, places)]
    told = sorted(found, key=lambda fault: _line(fault.where))
    return CheckedAgreement(file.agreement, known, places, (*told, *faults))


def faults_of(file: AgreementFile, actors: Mapping[str, Actor], places: Mapping[str, CasePlace]) -> list[Fault]:
    """The faults of an agreement that go beyond single fields, each with its place in the file.

    Args:
        file: as read.
        actors, places: all that the case knows, by id.
    """
    if file.agreement is None:
        return []
    found = check_agreement(file.agreement, actors, places=places, known=file.known)
    return [replace(one, where=file.where(one.field or ""), field=file.field(one.field or "")) for one in found]


def _line(where: str | None) -> int:
    number = (where or "").rpartition(":")[2]
    return int(number) if number.isdigit() else 0


def page_lines(page: AgreementPage) -> Iterator[str]:
    """An agreement's page as plain lines, indented by what belongs to what."""
    yield page.title
    if page.summary:
        yield f"  {page.summary}"
    yield from _row_lines(page.facts, "  ")
    for section in page.sections:
        yield f"\n{section.title}"
        if not section.items:
            yield f"  {section.empty}"
        for one in section.items:
            tags = f"  [{'; '.join(one.tags)}]" if one.tags else ""
            yield f"  {one.title}{tags}"
            yield from _row_lines(one.rows, "      ")
            if one.source:
                yield f"      Source: {one.source}"
    yield "\nWhat is not known"
    yield from (f"  {words}" for words in page.unknown or ("Nothing that is noted.",))


def _row_lines(rows: tuple[Row, ...], indent: str) -> Iterator[str]:
    for one in rows:
        if len(one.lines) == 1:
            yield f"{indent}{one.label}: {one.lines[0]}"
        else:
            yield f"{indent}{one.label}:"
            yield from (f"{indent}  {line}" for line in one.lines)


def difference(first: Path, second: Path) -> list[Change]:
    """What changed from the first file to the second.

    Raises:
        CaseError: either has faults; all of both.
    """
    checked = check_file(first), check_file(second)
    faults = [
        replace(one, where=f"{path}: {one.where}")
        for path, each in zip((first, second), checked, strict=True)
        for one in each.faults
    ]
    if faults:
        raise CaseError(*faults)
    return compare(checked[0].page(), checked[1].page())


def change_lines(changes: list[Change]) -> Iterator[str]:
    """Differences as plain lines: + came, - went, ~ is otherwise."""
    marks = {"added": "+", "removed": "-", "changed": "~"}
    above: tuple[str, str] = ("", "")
    for change in changes:
        if change.section != above[0]:
            yield change.section
        if change.kind != "changed":
            yield f"  {marks[change.kind]} {change.title} ({change.entry})"
        else:
            if (change.section, change.entry) != above and change.entry:
                yield f"  ~ {change.title} ({change.entry})"
            yield f"      {change.label}"
            yield from (f"        - {line}" for line in change.before)
            yield from (f"        + {line}" for line in change.after)
        above = (change.section, change.entry)
