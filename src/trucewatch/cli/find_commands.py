"""Commands that find things in a case: `list` and `search`."""

from __future__ import annotations

import csv
import sys
from dataclasses import asdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli import screen
from trucewatch.cli.opening import AsJson, Folder, open_case
from trucewatch.pipeline.list_kinds import MOST_FOUND, What

if TYPE_CHECKING:
    from trucewatch.pipeline.rows import Listing

WIDEST = 60
Text = str | None
Wanted = Annotated[str, typer.Argument(metavar="WHAT", help=f"One of: {', '.join(What)}.")]
PartyFilter = Annotated[Text, typer.Option("--party", help="An actor, or the side that answers for it: id or name.")]
KindFilter = Annotated[Text, typer.Option("--kind", help="An event type or its family; of claims also kind and force.")]
GradeFilter = Annotated[Text, typer.Option("--grade", help="confirmed, fair, weak, contested, discounted.")]
TrustFilter = Annotated[
    Text, typer.Option("--trust", help="sure, check, as read, accepted, corrected, by hand, rejected.")
]
TermFilter = Annotated[Text, typer.Option("--term", help="A term that the incident was held to.")]
DateFilter = Annotated[Text, typer.Option("--date", help="A day, month or range: 2016-09-12..2016-09-19.")]
AreaFilter = Annotated[Text, typer.Option("--area", help="A place's name, a country's code, or LAT,LON,KM.")]
SourceFilter = Annotated[Text, typer.Option("--source", help="A source or a document.")]
TextFilter = Annotated[Text, typer.Option("--text", help="Words that stand in it, in any order.")]
Sort = Annotated[Text, typer.Option("--sort", help="A column; with - before it, the largest first.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Comma-separated values, every column in full.")]
Whole = Annotated[bool, typer.Option("--whole", help="Cut no words.")]


def list_records(
    folder: Folder,
    what: Wanted,
    party: PartyFilter = None,
    kind: KindFilter = None,
    grade: GradeFilter = None,
    trust: TrustFilter = None,
    term: TermFilter = None,
    date: DateFilter = None,
    area: AreaFilter = None,
    source: SourceFilter = None,
    text: TextFilter = None,
    sort: Sort = None,
    whole: Whole = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """List what the record holds, filtered and sorted. Every number and id can be given to `show` and `decide`.

    Example: trucewatch list hodeidah claims --party houthis --date 2018-12-18..2018-12-20 --sort time
    """
    from trucewatch.pipeline.lists import Lists
    from trucewatch.pipeline.rows import filtered, ordered, table_lines, unheard

    kinds = _what(what)
    case = open_case(folder)
    given = {"party": party, "kind": kind, "grade": grade, "trust": trust, "term": term}
    given |= {"date": date, "area": area, "source": source, "text": text}
    asked = {name: value for name, value in given.items() if value is not None}
    listing = Lists(case.shown(), case.books.book.entries).listing(kinds)
    found = ordered(filtered(listing, asked), sort)
    for hint in unheard(listing, asked):
        screen.err.print(hint, markup=False)
    if as_json:
        for row in found.rows:
            screen.json_line({name: row.cells.get(name) for name in found.columns})
    elif as_csv:
        _write_csv(found)
    else:
        screen.lines(table_lines(found, sys.maxsize if whole else WIDEST) if found.rows else ())
        screen.err.print(f"{len(found.rows)} of {len(listing.rows)} {kinds.value}", markup=False)


def _write_csv(found: Listing) -> None:
    from trucewatch.pipeline.rows import as_text

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(found.columns)
    writer.writerows([as_text(row.cells.get(name)) for name in found.columns] for row in found.rows)


def _what(words: str) -> What:
    """The list that is meant; 2 where there is none of that name."""
    if words in tuple(What):
        return What(words)
    near = get_close_matches(words, tuple(What), n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise typer.BadParameter(f"no list {words!r}.{meant} There are {', '.join(What)}.", param_hint="WHAT")


def search(
    folder: Folder,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All of them must stand there, or begin so.")],
    most: Annotated[int, typer.Option("--most", min=1, help="How many at most.")] = MOST_FOUND,
    as_json: AsJson = False,
) -> None:
    """Search documents, claims, incidents and names by words, whatever their capitals and diacritics; best first.

    Example: trucewatch search hodeidah grain mills
    """
    from trucewatch.pipeline.searching import search as searched

    found = searched(open_case(folder), " ".join(words), most)
    for one in found:
        if as_json:
            screen.json_line(asdict(one))
        else:
            trust = f"  [{one.trust}]" if one.trust else ""
            screen.out.print(f"{one.kind:<9} {one.label:<20} {one.words}{trust}", markup=False)
    if not found:
        screen.err.print("nothing found")


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.command("list")(list_records)
    app.command("search")(search)
