"""CoNLL-U trees → spaCy training documents.

A multiword token whose words spell it ("don't" → "do" + "n't") becomes words without
a blank between them; one whose words do not spell it is cut at the words' lengths.
Sentences of one source document are put together in runs of 1 to `MAX_RUN`, so that
the parser learns where sentences end without ever seeing only one run length.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

MAX_RUN = 10
NEWS_LIKE = ("weblog", "newsgroup")


@dataclass
class Sentence:
    """One tree: parallel columns; `heads` are 0-based, the root heads itself."""

    sent_id: str = ""
    doc_id: str = ""
    text: str = ""
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)

    @property
    def genre(self) -> str:
        return self.sent_id.split("-")[0]


def cut(surface: str, forms: list[str]) -> list[str]:
    """Cut a multiword token's surface into as many pieces as it has words."""
    if "".join(forms) == surface:
        return forms
    pieces, at = [], 0
    for left, form in zip(range(len(forms), 0, -1), forms, strict=True):
        room = len(surface) - at - (left - 1)
        size = room if left == 1 else max(1, min(len(form), room))
        pieces.append(surface[at : at + size])
        at += size
    return pieces


def sentences(path: Path) -> Iterator[Sentence]:
    """The trees of a CoNLL-U file, in order."""
    doc_id = ""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf8")):
        if not block.strip():
            continue
        sentence = Sentence()
        pending: tuple[int, int, str, bool] | None = None
        rows: list[tuple[str, bool]] = []
        for line in block.splitlines():
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                if key.strip() == "newdoc id":
                    doc_id = value.strip()
                elif key.strip() == "sent_id":
                    sentence.sent_id = value.strip()
                elif key.strip() == "text":
                    sentence.text = value.strip()
                continue
            cells = line.split("\t")
            if "." in cells[0]:
                continue
            glued = "SpaceAfter=No" in cells[9]
            if "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                pending = (first, last, cells[1], glued)
                continue
            number = int(cells[0])
            inside = pending is not None and pending[0] <= number <= pending[1]
            rows.append((cells[1], False if inside else not glued))
            sentence.lemmas.append(cells[2])
            sentence.pos.append(cells[3])
            sentence.tags.append(cells[4])
            sentence.morphs.append("" if cells[5] == "_" else cells[5])
            sentence.heads.append(int(cells[6]) - 1 if cells[6] != "0" else number - 1)
            sentence.deps.append("ROOT" if cells[7] == "root" else cells[7])
            if pending is not None and number == pending[1]:
                start = pending[0] - 1
                pieces = cut(pending[2], [form for form, _ in rows[start:]])
                rows[start:] = [(piece, False) for piece in pieces[:-1]] + [(pieces[-1], not pending[3])]
                pending = None
        sentence.words = [form for form, _ in rows]
        sentence.spaces = [space for _, space in rows]
        sentence.doc_id = doc_id
        yield sentence


def to_doc(vocab: Vocab, run: list[Sentence]) -> Doc:
    """One spaCy document from a run of trees."""
    heads: list[int] = []
    starts: list[bool] = []
    for sentence in run:
        base = len(heads)
        heads.extend(base + head for head in sentence.heads)
        starts.extend(i == 0 for i in range(len(sentence.words)))
        if sentence.spaces:
            sentence.spaces[-1] = True

    def joined(name: str) -> list:
        return [value for sentence in run for value in getattr(sentence, name)]

    return Doc(
        vocab,
        words=joined("words"),
        spaces=joined("spaces"),
        lemmas=joined("lemmas"),
        pos=joined("pos"),
        tags=joined("tags"),
        morphs=joined("morphs"),
        heads=heads,
        deps=joined("deps"),
        sent_starts=starts,
    )


def runs(trees: list[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    """Cut consecutive sentences of one source document into runs of random length."""
    at = 0
    while at < len(trees):
        size = rng.randint(1, MAX_RUN)
        run = [trees[at]]
        while len(run) < size and at + len(run) < len(trees):
            following = trees[at + len(run)]
            if following.doc_id != trees[at].doc_id:
                break
            run.append(following)
        yield run
        at += len(run)


def main(source: str, target: str, copies: int = 1, seed: int = 0) -> None:
    """Write `target`; news-like genres appear `copies` times, in other runs each time."""
    rng = random.Random(seed)
    vocab = Vocab()
    trees = list(sentences(Path(source)))
    store = DocBin(attrs=["ORTH", "SPACY", "LEMMA", "POS", "TAG", "MORPH", "HEAD", "DEP", "SENT_START"])
    for copy in range(copies):
        chosen = trees if copy == 0 else [t for t in trees if t.genre in NEWS_LIKE]
        for run in runs(chosen, rng):
            store.add(to_doc(vocab, run))
    store.to_disk(target)
    print(f"{target}: {len(store)} documents, {len(trees)} trees")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *(int(value) for value in sys.argv[3:5]))
