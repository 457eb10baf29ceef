"""Times beside dateparser's `search_dates` on the same text in the same run: `python -m benchmarks.times`.

Articles of about 600 words, one process. The two run in turn, several rounds, so that a machine that slows down slows
both; the ratio is the median of the rounds'. dateparser (BSD) is wanted by this benchmark alone; it finds dates and
reads them, as `find_times` does, but gives neither lengths nor recurring times nor intervals.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from dateparser.search import search_dates

from benchmarks.speed import WORDS, corpora
from trucewatch.resolve.times import find_times

PUBLISHED = "2016-09-21"
ROUNDS = 5
PEER_ARTICLES = 6  # of each kind, since the peer is slow; rates are per article
AIM = 200.0  # articles a second


def peer(text: str) -> int:
    """How many dates dateparser finds, told the language and the day that relative dates lean on."""
    settings = {"RELATIVE_BASE": datetime.fromisoformat(PUBLISHED)}
    return len(search_dates(text, languages=["en"], settings=settings) or ())


def ours(text: str) -> int:
    """How many expressions `find_times` finds."""
    return len(find_times(text, PUBLISHED))


def rate(run: Callable[[str], int], texts: Sequence[str]) -> tuple[float, int]:
    """Articles a second, and how many expressions were found in all."""
    begun = time.perf_counter()
    found = sum(run(text) for text in texts)
    return len(texts) / (time.perf_counter() - begun), found


def main() -> None:
    """Time both in turn, and print articles a second of each, what they found, and the ratio."""
    for kind, texts in corpora().items():
        ours(texts[0])
        peer(texts[0][:200])
        rounds = [(rate(ours, texts), rate(peer, texts[:PEER_ARTICLES])) for _ in range(ROUNDS)]
        speed = statistics.median(mine for (mine, _), _ in rounds)
        theirs = statistics.median(other for _, (other, _) in rounds)
        ratio = statistics.median(mine / other for (mine, _), (other, _) in rounds)
        found, peers = rounds[0][0][1] / len(texts), rounds[0][1][1] / PEER_ARTICLES
        print(f"{kind}: {len(texts)} articles of {WORDS} words")
        print(f"  find_times               {speed:7.1f} articles a second, {found:5.1f} expressions an article")
        print(f"  dateparser search_dates  {theirs:7.1f} articles a second, {peers:5.1f} expressions an article")
        print(f"  ratio {ratio:.1f}; the aim of {AIM:.0f} articles a second is {'met' if speed >= AIM else 'missed'}")


if __name__ == "__main__":
    main()
