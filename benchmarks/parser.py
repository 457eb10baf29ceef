"""The parser on UD English EWT dev: `python -m benchmarks.parser [--text]`.

From raw text, in texts of one to ten consecutive sentences of a document, with spaCy's own scorer: once with the
pipeline cutting sentences itself, once as Trucewatch runs it, cut by its rules and parsed sentence by sentence.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence

from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example

from benchmarks.shared import ROOT, require_shared
from trucewatch.extract.parse import load_parser
from trucewatch.extract.sentences import sentence_spans

sys.path.insert(0, str(ROOT / "training" / "parser"))
from convert import runs, sentences, to_doc

FIGURES = ("token_f", "tag_acc", "pos_acc", "dep_uas", "dep_las", "sents_f")


def figures(examples: Sequence[Example]) -> dict[str, float]:
    """Token F1, XPOS, UPOS, UAS, LAS and sentence F1, in percent."""

    def dep(token: Token, attribute: str) -> str:
        return str(getattr(token, attribute)).lower()

    def has_sentences(doc: Doc) -> bool:
        return bool(doc.has_annotation("SENT_START"))

    scores = Scorer.score_tokenization(examples)
    scores |= Scorer.score_token_attr(examples, "tag")
    scores |= Scorer.score_token_attr(examples, "pos")
    scores |= Scorer.score_deps(examples, "dep", getter=dep, ignore_labels=())
    scores |= Scorer.score_spans(examples, "sents", has_annotation=has_sentences)
    return {name: round(100 * (scores[name] or 0.0), 1) for name in FIGURES}


def main() -> None:
    """Print a row for each way of cutting sentences."""
    shared = require_shared()
    parser = load_parser()
    language = parser.language
    trees = list(sentences(shared / "gold" / "syntax" / "dev.conllu"))
    gold = [to_doc(language.vocab, run) for run in runs(trees, random.Random(0))]

    def by_rules(text: str) -> Doc:
        parts = list(parser.docs([text[start:end] for start, end in sentence_spans(text)]))
        return Doc.from_docs(parts) if parts else language.make_doc(text)

    ways: dict[str, Callable[[str], Doc]] = {"cut by the parser": language, "cut by rules": by_rules}
    print(f"{'UD English EWT dev, raw text':32s}" + "".join(f"{name:>9s}" for name in FIGURES))
    for name, parse in ways.items():
        row = figures([Example(aligned(parse(doc.text), doc), doc) for doc in gold])
        print(f"{name:32s}" + "".join(f"{row[figure]:9.1f}" for figure in FIGURES))


def aligned(predicted: Doc, gold: Doc) -> Doc:
    """`predicted`, whose text must be the gold's but for white space at its ends."""
    if predicted.text.split() != gold.text.split():
        raise ValueError(f"the texts differ: {predicted.text[:80]!r} and {gold.text[:80]!r}")
    return predicted


if __name__ == "__main__":
    main()
