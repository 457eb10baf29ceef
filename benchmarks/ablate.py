"""What each room of `extract` is worth to a reader of whole texts: `python -m benchmarks.ablate [--only NAME,…]`.

For each room the functions by which the others enter it are replaced by ones that do nothing, the texts of
gold/reading (dev) are annotated again, and the change of usable F1 (../shared/score/reading.py) is told, with how many
claims changed at all. A room that is worth nothing there has to show what else it is for: the set has 580 claims, one
of them is some .002, and other sets (`benchmarks.quality`) and cases (`tests/cases`) may need what this one does not.
Rooms lean on one another, so take one away at a time and measure anew.

The encoder reads each sentence once for all rooms, so that only the rules differ.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.quality import numbers, records
from benchmarks.shared import ROOT, require_shared
from trucewatch.extract.syntax.encoder import Encoder, Reading
from trucewatch.pipeline.annotate import annotate_lines
from trucewatch.pipeline.tools import Tools

EXTRACT = "trucewatch.extract"
Function = Callable[..., Any]


def none(*_: Any, **__: Any) -> None:
    """Finds nothing."""


def no(*_: Any, **__: Any) -> bool:
    """Says no."""
    return False


def zero(*_: Any, **__: Any) -> float:
    """Adds nothing."""
    return 0.0


def empty(*_: Any, **__: Any) -> tuple[()]:
    """Finds none."""
    return ()


def nowhere(*_: Any, **__: Any) -> dict[Any, Any]:
    """Finds none, by key."""
    return {}


def first(given: Any, *_: Any, **__: Any) -> Any:
    """Gives its first argument back as it came."""
    return given


def second(_: Any, given: Any, *__: Any, **___: Any) -> Any:
    """Gives its second argument back as it came."""
    return given


def third(_: Any, __: Any, given: Any, *___: Any, **____: Any) -> Any:
    """Gives its third argument back as it came."""
    return given


@dataclass(frozen=True)
class Room:
    """A module of `extract` and, for each of the functions by which others enter it, what stands in for it."""

    name: str
    doors: dict[str, Function]

    @property
    def module(self) -> str:
        """The module's whole name."""
        return f"{EXTRACT}.{self.name.partition(':')[0].replace('/', '.')}"


ROOMS = (
    Room("syntax/arguments:agreed", {"agreed": second}),
    Room("syntax/misread", {"is_misread_verb": no, "is_shooting": no, "is_in_row": no}),
    Room("syntax/relatives", {"relative_object": none, "relative_oblique": none}),
    Room("attribution/asides", {"closing_aside": none}),
    Room("attribution/layout", {"labels": empty, "introduced": empty}),
    Room("attribution/naming", {"described": second}),
    Room("attribution/nominal_cues", {"by_noun": empty, "completes_light_verb": no}),
    Room("attribution/quoting", {"with_quotations": third}),
    Room("attribution/reaching", {"reached": second}),
    Room("attribution/relays", {"relayed": second}),
    Room(
        "attribution/word_order",
        {
            "interposed": second,
            "between_commas": empty,
            "by_order": empty,
            "by_participle": empty,
            "according": empty,
            "apart": first,
        },
    ),
    Room("factuality/background", {"doubt_shared": zero, "is_given": no}),
    Room("events/accusing", {"charge": none, "opens_anew": no, "is_called": no}),
    Room("events/agents", {"with_agents": first}),
    Room("events/carrying", {"by_weapon": none, "by_carrying": none}),
    Room("events/denials", {"denials": empty, "may_deny": no}),
    Room(
        "events/disclaiming",
        {
            "disclaimed": none,
            "denier": none,
            "is_unsaid": no,
            "is_counterfactual": no,
            "is_generic": no,
            "announcer": none,
            "is_habitual": no,
        },
    ),
    Room("events/embedded", {"embedded_spans": empty}),
    Room("events/folding", {"fold": list}),
    Room("events/participants", {"clean": first}),
    Room("events/platforms", {"by_platform": first}),
    Room("events/pronouns", {"truce_named": nowhere}),
    Room("events/retelling", {"is_retold": no}),
    Room("events/truce", {"refine": first, "is_presupposed": no}),
    Room("harm/losses", {"losses_in": empty}),
    Room("harm/people", {"people_after": none, "people_before": none}),
    Room("harm/sufferers", {"count_by_tree": none}),
    Room("harm/sums", {"combined": lambda _, told: told[0].count}),
    Room("harm/toll:echoes", {"without_echoes": first}),
    Room("claims/anaphors", {"is_anaphor": no, "is_bare": no, "is_likened": no}),
    Room("claims/answers", {"with_answers": first}),
    Room("claims/parties:is_speaker", {"is_speaker": no}),
    Room("claims/tallying", {"tally_count": none}),
)


class KeptReadings:
    """An encoder that reads each sentence once, whatever stands before and after it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._kept: dict[tuple[tuple[str, ...], frozenset[int]], Reading] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._encoder, name)

    def read(self, sentences: Sequence[Sequence[str]], also: Sequence[frozenset[int]] | None = None) -> list[Reading]:
        """As the encoder's own."""
        keys = [
            (tuple(words), wanted)
            for words, wanted in zip(sentences, also or [frozenset[int]()] * len(sentences), strict=True)
        ]
        for key in keys:
            if key not in self._kept:
                self._kept[key] = self._encoder.read([key[0]], [key[1]])[0]
        return [self._kept[key] for key in keys]


@contextmanager
def without(room: Room) -> Iterator[None]:
    """The program without a room: every module that knows a door of it knows the stand-in meanwhile.

    Raises:
        LookupError: there is no such module, or it has no such function.
    """
    try:
        module = importlib.import_module(room.module)
        doors = [(getattr(module, name), stand_in) for name, stand_in in room.doors.items()]
    except (ImportError, AttributeError) as error:
        raise LookupError(f"{room.name}: not there: {error}") from error
    changed: list[tuple[ModuleType, str, Function]] = []
    for loaded in [one for name, one in sys.modules.items() if name.startswith("trucewatch.")]:
        for name, value in list(vars(loaded).items()):
            for door, stand_in in doors:
                if value is door:
                    changed.append((loaded, name, door))
                    setattr(loaded, name, stand_in)
    try:
        yield
    finally:
        for loaded, name, door in changed:
            setattr(loaded, name, door)


def lines_of(room: Room) -> int:
    """How long the room's module is."""
    path = ROOT / "src" / Path(*room.module.split(".")).with_suffix(".py")
    return len(path.read_text(encoding="utf-8").splitlines())


@dataclass(frozen=True)
class Outcome:
    """What the program says of the texts, claim by claim as JSON, and the scorer's figures for it."""

    claims: frozenset[str]
    figures: dict[str, float]


def outcome(shared: Path, tools: Tools) -> Outcome:
    """The program as it is now. RuntimeError where a text fails."""
    gold = shared / "gold" / "reading" / "dev.jsonl"
    given = [json.dumps({key: value for key, value in one.items() if key != "gold"}) for one in records(gold, 0)]
    rows = list(annotate_lines(given, ["claims"], tools))
    failed = [row["error"] for row in rows if "error" in row]
    if failed:
        raise RuntimeError(f"{len(failed)} texts failed: {failed[0]['message']}")
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "out.jsonl"
        answers.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(shared / "score" / "reading.py"), str(gold), str(answers)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    claims = frozenset(json.dumps(claim) for row in rows for claim in row["claims"])
    return Outcome(claims, numbers(done.stdout.strip().splitlines()[-1]))


def main() -> None:
    """Print a line a room; exit 1 where the table names what is not there."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--only", default="", help="names of rooms, with commas between")
    only = {name for name in options.parse_args().only.split(",") if name}
    shared, tools = require_shared(), Tools()
    tools.parser.encoder = KeptReadings(tools.parser.encoder)  # type: ignore[assignment]
    base = outcome(shared, tools)
    print(f"{'without':28s}{'lines':>7s}{'changed':>9s}{'usable F1':>11s}{'worth':>9s}{'claims':>8s}{'turned':>8s}")
    print(line("nothing", None, base, base))
    gone = False
    for room in ROOMS:
        if only and room.name not in only:
            continue
        try:
            with without(room):
                found = outcome(shared, tools)
        except (LookupError, RuntimeError) as error:
            print(f"{room.name:28s} {error}", flush=True)
            gone = gone or isinstance(error, LookupError)
            continue
        print(line(room.name, lines_of(room), found, base), flush=True)
    sys.exit(1 if gone else 0)


def line(name: str, lines: int | None, found: Outcome, base: Outcome) -> str:
    """One line of the table; `changed` is how many claims came, went or read otherwise."""
    usable, worth = found.figures["usable_f1"], base.figures["usable_f1"] - found.figures["usable_f1"]
    changed = max(len(base.claims - found.claims), len(found.claims - base.claims))
    sizes = f"{'' if lines is None else lines:>7}{changed:9d}"
    return f"{name:28s}{sizes}{usable:11.4f}{worth:+9.4f}{found.figures['claims']:8.0f}{found.figures['turned']:8.4f}"


if __name__ == "__main__":
    main()
