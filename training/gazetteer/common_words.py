"""Make `knowledge/gazetteer/common_words.txt`: one-word place names that English text uses as ordinary words.

    python training/gazetteer/common_words.py en_ewt-ud-train.conllu src/trucewatch/knowledge/gazetteer

A word is ordinary where UD English EWT (CC BY-SA 4.0) has it in lower case and not as a proper noun.
"""

from __future__ import annotations

import sys
from pathlib import Path

from trucewatch.resolve.gazetteer import load_gazetteer
from trucewatch.resolve.names import fold_name


def main(treebank: Path, target: Path) -> None:
    gazetteer = load_gazetteer(target)
    words = set()
    for line in treebank.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 10 and cells[3] != "PROPN" and cells[1].islower() and cells[1].isalpha():
            words.add(fold_name(cells[1]))
    found = sorted(word for word in words if word in gazetteer)
    (target / "common_words.txt").write_text("\n".join(found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
