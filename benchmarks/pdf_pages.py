"""How long a PDF takes to become text, and how much memory: `python -m benchmarks.pdf_pages [--pages 1000]`.

The file is made here with reportlab: two columns, running heads, hyphens, a table on every tenth page. The time is that
of `read_document` in a process of its own, claims not among it; the memory is the most that this process had.
"""

from __future__ import annotations

import argparse
import io
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Table

from trucewatch.read.document import read_document

SENTENCES = (
    "The mission said that shelling was heard near the port of Hodeidah on Tuesday, and that the truce held in Taiz.",
    "Residents re-<br/>ported two mortar rounds, which the army denied, and a convoy reached the town at night.",
)


def make(pages: int) -> bytes:
    """A PDF of so many pages."""
    style = getSampleStyleSheet()["BodyText"]

    def deco(canvas: Any, document: Any) -> None:
        canvas.drawString(60, 810, "Example Monitoring Bulletin")
        canvas.drawString(280, 20, f"Page {document.page} of {pages}")

    target = io.BytesIO()
    document = BaseDocTemplate(target, pagesize=(595, 842))
    frames = [Frame(60, 60, 230, 730, id="a"), Frame(305, 60, 230, 730, id="b")]
    document.addPageTemplates(PageTemplate(frames=frames, onPage=deco))
    story: list[Any] = []
    for number in range(pages):
        story += [Paragraph(f"{number}.{part} {' '.join(SENTENCES)}", style) for part in range(14)]
        if number % 10 == 0:
            story.append(Table([["Date", "Place", "Incident"], ["13 May", "Dinsoor", "Two men shot"]]))
        story.append(PageBreak())
    document.build(story)
    return target.getvalue()


def read(path: Path) -> None:
    """Read the file and say what it took."""
    raw = path.read_bytes()
    before = resource.getrusage(resource.RUSAGE_SELF)
    begun = time.monotonic()
    document = read_document(raw, path.name)
    took = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{len(document.pages)} pages, {len(raw) / 1e6:.1f} MB, {len(document.text):,} characters: {took:.1f} s "
        f"({cpu:.1f} s of the processor), {after.ru_maxrss / 1024:.0f} MB of memory"
    )


def main() -> None:
    """Make the file and read it in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read(given.read)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.pdf"
        path.write_bytes(make(given.pages))
        subprocess.run([sys.executable, "-m", "benchmarks.pdf_pages", "--read", str(path)], check=True)


if __name__ == "__main__":
    main()
