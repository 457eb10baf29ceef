"""Trees of our own sentences, as the shipped reader sees them, for a person to correct: CoNLL-U on standard output.

python training/reader/write_trees.py training/sentences > training/sentences/trees.conllu
"""

from __future__ import annotations

import sys
from pathlib import Path

from own import all_sentences

from trucewatch.extract.syntax.parser import load_parser


def main() -> None:
    """Write the trees of the sentences for training, then of those for testing."""
    folder = Path(sys.argv[1])
    parser = load_parser()
    for test in (False, True):
        for one in all_sentences(folder, test=test):
            (sentence,) = parser.parse(one.text, [(0, len(one.text))])
            print(f"# sent_id = {one.where}\n# text = {one.text}")
            if sentence.tree[0].idx:
                print(f"# begins = {sentence.tree[0].idx}")
            for word in sentence.tree:
                head, label = (0, "root") if word.head is word else (word.head.i + 1, word.dep)
                row = (word.i + 1, word.text, word.lemma, word.pos, word.tag, "_", head, label, "_", "_")
                print("\t".join(map(str, row)))
            print()


if __name__ == "__main__":
    main()
