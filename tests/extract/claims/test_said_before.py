"""What somebody "had said before that": the adverb belongs to the saying, and the clause to the speaker."""

from __future__ import annotations

from trucewatch.extract.attribution.attributions import find_attributions
from trucewatch.extract.syntax.parser import Parser
from trucewatch.extract.syntax.sentences import sentence_spans

TEXT = 'The envoy had told reporters shortly before that the truce was "holding" and that talks went on.'


def test_the_clause_behind_an_adverb_is_what_is_said(parser: Parser) -> None:
    found = find_attributions(TEXT, parser.parse(TEXT, sentence_spans(TEXT)))
    said = [one for one in found if one.source and one.source[0].quote.endswith("envoy")]
    assert said
    content = " ".join(span.quote for one in said for span in one.content)
    assert "the truce was" in content
    assert "shortly before" not in content
