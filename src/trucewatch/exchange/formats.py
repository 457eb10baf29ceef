"""Every format that a record can be written as: its name, the endings of its files, and the module that writes it.

A module is loaded when its format is asked for. It has one function, `write(outgoing) -> Written`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module

from trucewatch.errors import Fault, InputError
from trucewatch.exchange.outgoing import Outgoing, Written


@dataclass(frozen=True)
class Format:
    """A format.

    Attributes:
        name: what `--to` calls it.
        endings: of the file; "" is a folder.
        module: of this package.
        summary: what it is for.
        needs: the package that it is written with, where that one does not come with the program.
        counts: what its rows are.
        carries_case: whether it carries the case's own files beside the record.
    """

    name: str
    endings: tuple[str, ...]
    module: str
    summary: str
    needs: str | None = None
    counts: str = "incidents"
    carries_case: bool = False

    @property
    def many(self) -> bool:
        """Whether it is several files, in a folder or a zip."""
        return "" in self.endings

    def writer(self) -> Callable[[Outgoing], Written]:
        """The function that writes it.

        Raises:
            InputError: `export.needs`: its package is not installed.
        """
        try:
            found: Callable[[Outgoing], Written] = import_module(f"trucewatch.exchange.{self.module}").write
        except ModuleNotFoundError as error:
            if self.needs is None or error.name is None or error.name.partition(".")[0] != self.needs:
                raise
            message = f"is written with {self.needs}, which is not installed: `pip install trucewatch[{self.needs}]`"
            raise InputError(Fault("export.needs", message, self.name)) from error
        return found


FORMATS = (
    Format("csv", ("", ".zip"), "csv_tables", "tidy tables, one file each, with one that explains the columns"),
    Format("xlsx", (".xlsx",), "xlsx", "the same tables as sheets of one workbook"),
    Format(
        "jsonl",
        (".jsonl", ".ndjson"),
        "jsonl",
        "the whole record with its schema; `import` reads it",
        counts="records",
        carries_case=True,
    ),
    Format("geojson", (".geojson", ".json"), "geojson", "incidents on a map, as finely as they are known"),
    Format("kml", (".kml",), "kml", "the same for Google Earth"),
    Format("acled", (".csv",), "acled", "incidents in the columns of ACLED"),
    Format("ged", (".csv",), "ged", "deadly incidents in the columns of UCDP GED"),
    Format("cameo", (".csv",), "cameo", "claims as who did what to whom, coded in CAMEO and PLOVER", counts="claims"),
    Format(
        "annotation",
        (".jsonld", ".json"),
        "annotation",
        "each claim as a W3C Web Annotation of its words",
        counts="claims",
    ),
    Format("prov", (".json", ".provjson"), "prov", "what was made of what, by whom: PROV-JSON", counts="entities"),
    Format("ical", (".ics",), "ical", "deadlines and the ends of clocks, for a calendar", counts="dates"),
    Format(
        "claimreview",
        (".json", ".jsonld"),
        "claimreview",
        "what a person ruled, as schema.org ClaimReview",
        counts="rulings",
    ),
    Format("ftm", (".json", ".jsonl", ".ftm"), "ftm", "entities of FollowTheMoney, one a line", counts="entities"),
    Format("parquet", ("", ".zip"), "parquet", "the tables, typed, one file each", needs="pyarrow"),
)


def format_of(name: str) -> Format:
    """The format of that name.

    Raises:
        InputError: `export.format`: there is none.
    """
    found = next((one for one in FORMATS if one.name == name.lower()), None)
    if found is None:
        near = get_close_matches(name.lower(), [one.name for one in FORMATS], n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        names = ", ".join(one.name for one in FORMATS)
        raise InputError(Fault("export.format", f"no format of that name{meant}; there are {names}", name))
    return found
