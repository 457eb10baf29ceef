"""Check the documentation: `python docs/check.py [--write]`.

Every command and option stands in docs/reference/commands.md, which is made from the commands themselves (`--write`
makes it anew); every error code in the source is explained in docs/reference/errors.md; every link between files of
the documentation leads somewhere.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import typer

from trucewatch.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = ROOT / "docs" / "reference" / "commands.md"
ERRORS = ROOT / "docs" / "reference" / "errors.md"
FAMILIES = "agreement|anchor|annotate|case|claim|input|knowledge|ledger|output|read|receipts|record|show|store|verify"
CODE = re.compile(rf"""f?"((?:{FAMILIES})\.[a-z][a-z0-9-]*)[".{{]""")
NOT_CODES = {"record.sqlite", "case.toml", "agreement.yaml", "ledger.jsonl", "receipts.jsonl"}
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def command_pages() -> Iterator[str]:
    """Each command with its arguments, options and example, as Markdown."""
    yield "# Commands\n\nMade from the program by `python docs/check.py --write`; do not edit.\n"
    yield "Exit status: 0 done; 1 a problem in the data, named, the rest done; 2 a wrong call.\n"
    root = typer.main.get_command(app)
    for name, command in sorted(getattr(root, "commands", {}).items()):
        words = " ".join(_metavar(parameter) for parameter in command.params if parameter.param_type_name == "argument")
        yield f"## trucewatch {name} {words}".rstrip() + "\n"
        yield (command.help or "").strip().replace("Example: ", "Example:\n\n    ") + "\n"
        rows = [f"- `{_flags(parameter)}`: {parameter.help}" for parameter in command.params if _is_option(parameter)]
        if rows:
            yield "\n".join(rows) + "\n"


def _metavar(parameter: click.Parameter) -> str:
    return str(getattr(parameter, "metavar", None) or (parameter.name or "").upper())


def _is_option(parameter: click.Parameter) -> bool:
    return parameter.param_type_name == "option" and parameter.name != "help"


def _flags(parameter: click.Parameter) -> str:
    return ", ".join([*parameter.opts, *parameter.secondary_opts])


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
    page = "\n".join(command_pages())
    if "--write" in sys.argv:
        COMMANDS.write_text(page, encoding="utf-8")
    faults = []
    if not COMMANDS.exists() or COMMANDS.read_text(encoding="utf-8") != page:
        faults.append("docs/reference/commands.md is not what the commands say; run python docs/check.py --write")
    faults += [f"docs/reference/errors.md does not explain {code}" for code in undocumented_codes()]
    faults += [f"dead link in {link}" for link in dead_links()]
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print("documentation: commands, error codes and links are whole")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
