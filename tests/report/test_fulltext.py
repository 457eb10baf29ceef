from __future__ import annotations

import hashlib
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.records.documents import Boilerplate, BoilerplateKind, Document
from trucewatch.records.spans import Span
from trucewatch.report.fulltext import render_text


class Reader(HTMLParser):
    """Joins what a script would count (all but `data-skip`), and the text within each anchor."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text = ""
        self.anchors: dict[str, str] = {}
        self._open: list[tuple[str, str | None, int, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._open.append((tag, named.get("id"), len(self.text), "data-skip" in named))

    def handle_endtag(self, tag: str) -> None:
        opened, name, start, _ = self._open.pop()
        assert opened == tag
        if name:
            assert name not in self.anchors
            self.anchors[name] = self.text[start:]

    def handle_data(self, data: str) -> None:
        if not any(skip for *_, skip in self._open):
            self.text += data

    def handle_entityref(self, name: str) -> None:
        self.handle_data({"lt": "<", "gt": ">", "amp": "&", "quot": '"'}[name])

    def handle_charref(self, name: str) -> None:
        self.handle_data(chr(int(name.removeprefix("#"))))


def make(text: str, boilerplate: tuple[tuple[int, int], ...] = ()) -> Document:
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    parts = tuple(
        Boilerplate(span=Span.on(text, start, end), kind=BoilerplateKind.PLEA, rule="test")
        for start, end in boilerplate
    )
    return Document(id="doc-1", sha256=sha, name="a.txt", media_type="text/plain", text=text, boilerplate=parts)


def read(text: str, cited: list[tuple[int, int]], boilerplate: tuple[tuple[int, int], ...] = ()) -> Reader:
    reader = Reader()
    reader.feed(str(render_text(make(text, boilerplate), cited)))
    reader.close()
    return reader


def test_nested_spans_keep_their_own_words() -> None:
    reader = read("The army shelled the market.", [(0, 28), (9, 16), (4, 8)])
    assert reader.text == "The army shelled the market."
    assert reader.anchors["doc-1-0-28"] == "The army shelled the market."
    assert reader.anchors["doc-1-9-16"] == "shelled"
    assert reader.anchors["doc-1-4-8"] == "army"


def test_crossing_spans_start_where_they_start() -> None:
    reader = read("abcdefghij", [(0, 6), (4, 9)])
    assert reader.text == "abcdefghij"
    assert reader.anchors == {"doc-1-0-6": "abcdef", "doc-1-4-9": "ef"}


def test_markup_in_a_text_stays_text() -> None:
    page = str(render_text(make("<script>alert(1)</script> & ‮x"), [(0, 8)]))
    assert "<script>" not in page
    assert read("<script>alert(1)</script> & x", [(0, 8)]).anchors["doc-1-0-8"] == "<script>"


def test_boilerplate_is_labelled_and_folded_and_moves_nothing() -> None:
    text = "News. Please give. End."
    page = str(render_text(make(text, ((6, 18),)), [(6, 12), (0, 23)]))
    assert '<details class="boilerplate"><summary data-skip>Left out of reading: appeal for support</summary>' in page
    assert read(text, [(6, 12), (0, 23)], ((6, 18),)).text == text


@given(
    st.text(st.characters(), max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=3),
)
def test_any_text_keeps_its_code_points(text: str, cited: list[tuple[int, int]], left: list[tuple[int, int]]) -> None:
    boilerplate = tuple((start, start + long) for start, long in left if start + long <= len(text))
    reader = read(text, cited, boilerplate)
    shown = "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)
    assert reader.text == shown
    for start, end in cited:
        if 0 <= start < end <= len(text) and f"doc-1-{start}-{end}" in reader.anchors:
            assert shown[start:end].startswith(reader.anchors[f"doc-1-{start}-{end}"])
