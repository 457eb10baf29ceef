"""Our own sentences of the trade (`training/sentences`), as the reader learns from them.

python training/reader/own.py training/sentences      # tells every fault of the files
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LABEL = re.compile(r"(?:[RC]-)?(?:ARG[0-6A]|ARGM-[A-Z]{3})")
ROLESET = re.compile(r"[a-z_'-]+\.(?:\d\d|LV|XX)")


@dataclass(frozen=True)
class OwnFrame:
    """A predicate at `[start, end)` of its sentence; `args` are (label, start, end), in code points."""

    start: int
    end: int
    roleset: str
    args: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class OwnSentence:
    """One annotated sentence; `where` names its file and line."""

    where: str
    text: str
    frames: tuple[OwnFrame, ...]


class Faults(ValueError):
    """What is wrong in the files, one a line."""


def read_sentences(path: Path) -> list[OwnSentence]:
    """The sentences of one file.

    Raises:
        Faults: with every fault of the file.
    """
    found: list[OwnSentence] = []
    faults: list[str] = []
    block: list[tuple[int, str]] = []
    lines = path.read_text(encoding="utf8").split("\n")
    for number, line in enumerate([*lines, ""], start=1):
        if line.startswith("#"):
            continue
        if line.strip():
            block.append((number, line.strip()))
            continue
        if block:
            (first, text), *rest = block
            frames = []
            for at, content in rest:
                try:
                    frames.append(_frame(text, content))
                except ValueError as error:
                    faults.append(f"{path.name}:{at}: {error}")
            found.append(OwnSentence(f"{path.name}:{first}", text, tuple(frames)))
        block = []
    if faults:
        raise Faults("\n".join(faults))
    return found


def _frame(text: str, line: str) -> OwnFrame:
    head, colon, rest = line.partition(":")
    word, _, roleset = head.strip().rpartition(" ")
    if not colon or not word or not ROLESET.fullmatch(roleset):
        raise ValueError(f"no 'word roleset.01: …': {line!r}")
    start, end = _place(text, word)
    args = []
    for part in filter(None, (p.strip() for p in rest.split(" | "))):
        label, _, words = part.partition("=")
        if not LABEL.fullmatch(label):
            raise ValueError(f"no label of PropBank: {label!r}")
        args.append((label, *_place(text, words)))
    spans = sorted((a, b) for label, a, b in args)
    if any(b > c for (_, b), (c, _) in itertools.pairwise(spans)):
        raise ValueError(f"arguments of {word!r} overlap")
    return OwnFrame(start, end, roleset, tuple(args))


def _place(text: str, words: str) -> tuple[int, int]:
    """Where the words stand in the sentence, between word boundaries."""
    string, mark, number = words.rpartition("#")
    if not mark or not number.isdigit():
        string, number = words, "1"
    border = r"(?<![^\W_])" if string[:1].isalnum() else ""
    close = r"(?![^\W_])" if string[-1:].isalnum() and not string.endswith("n't") else ""
    loose = "" if string.lower() in ("n't", "n’t", "not") else border  # "didn't", "cannot"
    found = [m.span() for m in re.finditer(loose + re.escape(string) + close, text)]
    if string and len(found) >= int(number) >= 1:
        return found[int(number) - 1]
    raise ValueError(f"does not stand in the sentence so often: {words!r}")


def tokenised(
    sentence: OwnSentence, places: Sequence[tuple[int, int]]
) -> dict[int, tuple[str, list[tuple[str, int, int]]]]:
    """The frames of a sentence in words: for the place of each predicate its sense and arguments `(label, first, end)`.

    Args:
        sentence: with frames in code points.
        places: where its words stand.
    """

    def words(start: int, end: int) -> list[int]:
        return [i for i, (low, high) in enumerate(places) if low < end and high > start]

    found: dict[int, tuple[str, list[tuple[str, int, int]]]] = {}
    for frame in sentence.frames:
        inside = words(frame.start, frame.end)
        predicate = inside[0]
        args = []
        for label, start, end in frame.args:
            part = words(start, end)
            args.append((label, part[0], part[-1] + 1))
        found[predicate] = (frame.roleset.rpartition(".")[2], args)
    return found


def read_trees(path: Path) -> dict[str, list[list[str]]]:
    """The rows of a CoNLL-U file by their sentence's text; none where there is no such file."""
    found: dict[str, list[list[str]]] = {}
    for block in path.read_text(encoding="utf8").split("\n\n") if path.exists() else ():
        name = next((line[9:] for line in block.split("\n") if line.startswith("# text = ")), None)
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        if name is not None:
            found[name] = rows
    return found


def files(folder: Path, *, test: bool) -> list[Path]:
    """The files for testing, or those for training."""
    return sorted(p for p in folder.glob("*.txt") if p.name.endswith(".test.txt") == test)


def all_sentences(folder: Path, *, test: bool = False) -> Iterator[OwnSentence]:
    """The sentences of all files of one kind."""
    for path in files(folder, test=test):
        yield from read_sentences(path)


def main() -> int:
    """Tell how many sentences and frames there are, and every fault."""
    status = 0
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        try:
            found = read_sentences(path)
            print(f"{path.name}: {len(found)} sentences, {sum(len(s.frames) for s in found)} frames")
        except Faults as error:
            status = 1
            print(error)
    return status


if __name__ == "__main__":
    sys.exit(main())
