"""A block's edge is a sentence's edge, and an entry's times are reckoned from its own."""

from __future__ import annotations

from trucewatch.pipeline.pieces import document_sentences, document_times
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document, read_text

PAGE = """<html><body><main><h1>Truce live: what we know of the shelling of the</h1>
<article><time datetime="2024-05-15T09:10:00+03:00">09:10</time><h2>Two hurt at the mill of</h2>
<p>Gunmen fired on the mill of Dinsoor this morning, wounding two workers, the mission says.</p></article>
<article><time datetime="2024-05-13T08:00:00+03:00">08:00 Monday</time><h2>Bridge blown up</h2>
<p>Unknown men blew up the bridge at Burhakaba overnight, police say.</p></article></main></body></html>"""


def test_no_sentence_reaches_over_the_edge_of_a_block() -> None:
    document = read_document(PAGE.encode(), "live.html")
    found = [document.text[start:end] for start, end in document_sentences(document)]
    assert "Two hurt at the mill of" in found
    assert "Bridge blown up" in found
    assert all("\n" not in sentence for sentence in found)


def test_the_sentences_of_a_plain_text_are_cut_at_headings_and_heads_alone() -> None:
    document = read_text("Nyala, 2 Apr: drone strike on a depot of the\nArmy, which burned.", "a.txt")
    found = [document.text[start:end] for start, end in document_sentences(document)]
    assert found[0] == "Nyala, 2 Apr:"
    assert found[1].startswith("drone strike on a depot")


def test_times_of_an_entry_are_reckoned_from_it() -> None:
    document = read_document(PAGE.encode(), "live.html")
    found = {one.span.quote: one.begin for one in document_times(document.text, "2024-05-15", document.blocks, Tools())}
    assert found["this morning"] == "2024-05-15T05:00"
    assert found["overnight"] == "2024-05-12T21:00"
    for one in document_times(document.text, "2024-05-15", document.blocks, Tools()):
        assert one.span.holds(document.text)


def test_a_head_in_words_dates_the_entry_below() -> None:
    first = "14 May, 22:40\n\nShells hit the market this evening."
    text = f"Log of the post\n\n{first}\n\n12 May, 07:00\n\nA mine exploded yesterday."
    document = read_text(text, "a.txt")
    found = {one.span.quote: one.begin for one in document_times(text, "2024-05-15", document.blocks, Tools())}
    assert found["this evening"] == "2024-05-14T18:00"
    assert found["yesterday"] == "2024-05-11"
