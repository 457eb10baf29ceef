"""Check the documentation: `python docs/check.py [--write]`.

Every command and option stands in docs/reference/commands.md, and every record in docs/reference/records.md; both are
made from the program itself (`--write` makes them anew). Every error code in the source is explained in
docs/reference/errors.md; every link between files of the documentation leads somewhere.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

import typer
from pydantic.fields import FieldInfo

import trucewatch.records
from trucewatch.cli.app import app, load_command
from trucewatch.cli.catalogue import COMMANDS as CATALOGUE
from trucewatch.records.base import Record

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = ROOT / "docs" / "reference" / "commands.md"
RECORDS = ROOT / "docs" / "reference" / "records.md"
ERRORS = ROOT / "docs" / "reference" / "errors.md"
FAMILIES = (
    "agreement|anchor|annotate|answers|case|claim|decide|defect|diff|document|gazetteer|guest|history|incident|input|knowledge|ledger|output|"
    "export|import|read|receipts|record|release|list|ruling|search|serve|show|store|table|verify"
)
CODE = re.compile(rf"""f?"((?:{FAMILIES})\.[a-z][a-z0-9-]*)[".{{]""")
NOT_CODES = {
    *(
        "record.sqlite",
        "search.sqlite",
        "case.toml",
        "agreement.yaml",
        "record.jsonl",
        "record.provjson",
        "release.toml",
    ),
    *("claim.html", "document.html", "list.html", "search.html"),
    *("ledger.jsonl", "receipts.jsonl", "history.jsonl", "answers.jsonl", "guest.yaml"),
}
ISO_TIME = re.compile(r"Annotated\[str, AfterValidator\(func=<function check_iso[^)]*\)\]")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def command_pages() -> Iterator[str]:
    """Each command with its arguments, options and example, as Markdown."""
    yield "# Commands\n\nMade from the program by `python docs/check.py --write`; do not edit.\n"
    yield "Exit status: 0 done; 1 a problem in the data, named, the rest done; 2 a wrong call.\n"
    root = typer.main.get_command(app)
    yield "Before the command:\n\n" + _options(root) + "\n"
    for name, command in _commands(root, "trucewatch"):
        words = " ".join(_metavar(parameter) for parameter in command.params if parameter.param_type_name == "argument")
        yield f"## {name} {words}".rstrip() + "\n"
        yield (command.help or "").strip().replace("Example: ", "Example:\n\n    ") + "\n"
        rows = _options(command)
        if rows:
            yield rows + "\n"


def _options(command: Any) -> str:
    """The options of a command, a line each."""
    return "\n".join(f"- `{_flags(one)}`: {one.help}" for one in command.params if _is_option(one))


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Every command below one, by its whole name; a group is its commands."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
        return
    entries = {entry.name: entry for entry in CATALOGUE} if name == "trucewatch" else {}
    for word, below in sorted(inner.items()):
        yield from _commands(load_command(entries[word]) if word in entries else below, f"{name} {word}")


def _metavar(parameter: Any) -> str:
    return str(getattr(parameter, "metavar", None) or (parameter.name or "").upper())


def _is_option(parameter: Any) -> bool:
    return parameter.param_type_name == "option" and parameter.name != "help"


def _flags(parameter: Any) -> str:
    return ", ".join([*parameter.opts, *parameter.secondary_opts])


def record_pages() -> Iterator[str]:
    """Each record with its fields, as Markdown."""
    yield "# Records\n\nMade from the program by `python docs/check.py --write`; do not edit.\n"
    yield (
        "The files of a case are such records: `case.toml` is a CaseSettings, `agreement.yaml` an Agreement; "
        "`actors.yaml`, `sources.yaml` and `places.yaml` are lists of Actor, Source and CasePlace under `actors:`, "
        "`sources:` and `places:`. A field without a default is needed; one that is not known is left out.\n"
    )
    for module in sorted(pkgutil.iter_modules(trucewatch.records.__path__), key=lambda found: found.name):
        loaded = importlib.import_module(f"trucewatch.records.{module.name}")
        members = [member for _, member in inspect.getmembers(loaded, inspect.isclass)]
        for member in (one for one in members if one.__module__ == loaded.__name__):
            if issubclass(member, Record) and member is not Record:
                yield f"## {member.__name__}\n\n{inspect.getdoc(member)}\n"
                yield "| field | type | default |\n| --- | --- | --- |"
                yield "\n".join(_field(name, field) for name, field in member.model_fields.items()) + "\n"
            elif issubclass(member, StrEnum):
                yield f"## {member.__name__}\n\n{inspect.getdoc(member)}\n"
                yield ", ".join(f"`{value.value}`" for value in member) + "\n"


def _field(name: str, field: FieldInfo) -> str:
    kind = str(field.annotation) if get_args(field.annotation) else getattr(field.annotation, "__name__", "")
    kind = re.sub(r"trucewatch\.records\.\w+\.|typing\.", "", kind)
    kind = ISO_TIME.sub("IsoTime", kind).replace("|", "\\|")
    default = "needed" if field.is_required() else f"`{field.get_default(call_default_factory=True)!r}`"
    return f"| `{name}` | {kind} | {default} |"


def undocumented_codes() -> list[str]:
    """Error codes of the source that errors.md does not explain."""
    told = ERRORS.read_text(encoding="utf-8")
    sources = (ROOT / "src").rglob("*.py")
    used = {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}
    return sorted(code for code in used - NOT_CODES if f"`{code}" not in told)


def dead_links() -> list[str]:
    """Relative links of Markdown files that lead nowhere."""
    files = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
    return [
        f"{path.relative_to(ROOT)}: {target}"
        for path in files
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]


def main() -> None:
    """Write commands.md, or check all of it; exit 1 with every fault."""
    faults = []
    for path, page in ((COMMANDS, "\n".join(command_pages())), (RECORDS, "\n".join(record_pages()))):
        if "--write" in sys.argv:
            path.write_text(page, encoding="utf-8")
        if not path.exists() or path.read_text(encoding="utf-8") != page:
            name = path.relative_to(ROOT)
            faults.append(f"{name} is not what the program says; run python docs/check.py --write")
    faults += [f"docs/reference/errors.md does not explain {code}" for code in undocumented_codes()]
    faults += [f"dead link in {link}" for link in dead_links()]
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print("documentation: commands, error codes and links are whole")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
