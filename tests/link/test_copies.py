"""Copies: versions of one text are one, and shared quotes and footers make no copies."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.link.copies import copy_clusters, find_copies
from trucewatch.records.documents import Boilerplate, BoilerplateKind, Document, Source, SourceKind
from trucewatch.records.incidents import CopyKind
from trucewatch.records.spans import Span

VOCABULARY = [f"{first}{second}" for first in "bcdfglmnprstv" for second in ("ane", "ilo", "ort", "uma", "edi", "ysk")]


def document(name: str, text: str, boilerplate: str | None = None) -> Document:
    """A document of a text; `boilerplate` is a part of it that reading has marked."""
    marks = ()
    if boilerplate is not None:
        span = Span.on(text, text.index(boilerplate), text.index(boilerplate) + len(boilerplate))
        marks = (Boilerplate(span=span, kind=BoilerplateKind.PLEA, rule="test"),)
    digest = sha256(name.encode()).hexdigest()
    return Document(id=name, sha256=digest, name=name, media_type="text/plain", text=text, boilerplate=marks)


def words(seed: int, count: int) -> list[str]:
    """So many words that no other seed gives in the same order."""
    return random.Random(seed).choices(VOCABULARY, k=count)


def kinds(*documents: Document) -> dict[tuple[str, str], CopyKind]:
    return {(edge.first, edge.second): edge.kind for edge in find_copies(documents)}


def test_the_same_words_in_other_typography_are_a_verbatim_copy() -> None:
    body = words(1, 120)
    first = document("a", " ".join(body))
    second = document("b", "“" + ",\n".join(body).upper() + "”")
    (edge,) = find_copies([second, first])
    assert (edge.first, edge.second, edge.kind, edge.shared) == ("a", "b", CopyKind.VERBATIM, 1.0)
    assert edge.passage == first.text


def test_a_cut_copy_is_found_from_either_side() -> None:
    body = words(2, 300)
    assert kinds(document("long", " ".join(body)), document("short", " ".join(body[:120]))) == {
        ("long", "short"): CopyKind.CUT
    }


def test_every_tenth_word_changed_is_a_rewriting() -> None:
    body = words(3, 200)
    changed = [f"x{number}" if number % 10 == 0 else word for number, word in enumerate(body)]
    assert kinds(document("a", " ".join(body)), document("b", " ".join(changed))) == {("a", "b"): CopyKind.REWRITTEN}


def test_a_long_quotation_makes_no_copy() -> None:
    quote = words(4, 60)
    first = document("a", " ".join([*words(5, 150), *quote]))
    second = document("b", " ".join([*quote, *words(6, 150)]))
    assert kinds(first, second) == {}


def test_a_footer_that_many_texts_share_makes_no_copy() -> None:
    footer = words(7, 120)
    items = [document(f"item-{number:02}", " ".join([*words(100 + number, 40), *footer])) for number in range(20)]
    assert kinds(*items) == {}


def test_a_text_in_many_versions_is_not_taken_for_a_footer() -> None:
    body = words(8, 150)
    prints = [document(f"print-{number:02}", " ".join([*body, f"outlet{number}"])) for number in range(20)]
    clusters = copy_clusters(prints, find_copies(prints))
    assert len(set(clusters.values())) == 1


def test_marked_boilerplate_is_not_compared() -> None:
    plea = " ".join(words(9, 80))
    first = document("a", " ".join(words(10, 30)) + " " + plea, plea)
    second = document("b", plea + " " + " ".join(words(11, 30)), plea)
    assert kinds(first, second) == {}


def test_a_round_up_is_no_bridge_between_its_parts() -> None:
    one, other = words(12, 200), words(13, 100)
    documents = [
        document("one", " ".join(one)),
        document("other", " ".join(other)),
        document("up", " ".join(one + other)),
    ]
    edges = find_copies(documents)
    assert {edge.kind for edge in edges} == {CopyKind.ROUND_UP}
    clusters = copy_clusters(documents, edges)
    assert clusters["one"] == clusters["up"] != clusters["other"]


def test_the_order_of_documents_makes_no_difference() -> None:
    body = words(14, 100)
    documents = [document(f"d{number}", " ".join(body[number * 5 :])) for number in range(6)]
    edges = find_copies(documents)
    assert edges == find_copies(documents[::-1])
    assert copy_clusters(documents, edges) == copy_clusters(documents[::-1], edges)


def test_a_cluster_is_named_after_its_smallest_hash() -> None:
    body = " ".join(words(15, 50))
    documents = [document("a", body), document("b", body)]
    smallest = min(one.sha256 for one in documents)
    assert set(copy_clusters(documents, find_copies(documents)).values()) == {f"text-{smallest[:12]}"}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=5))
def test_any_text_is_compared(texts: list[str]) -> None:
    documents = [document(f"d{number}", text) for number, text in enumerate(texts)]
    edges = find_copies(documents)
    assert all(0 <= edge.shared <= 1 and edge.first < edge.second for edge in edges)
    by_id = {one.id: one for one in documents}
    assert all(edge.passage in by_id[edge.first].text for edge in edges)
    assert copy_clusters(documents, edges).keys() == by_id.keys()


@pytest.mark.shared
def test_constructed_copies_are_told_apart(shared_dir: Path, tmp_path: Path) -> None:
    """The floor of `copies`: nothing missed and nothing wrongly joined (README of the set: .988 by a simple method)."""
    gold = shared_dir / "gold" / "copies" / "dev.jsonl"
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    documents = [document(record["id"], record["text"]) for record in records]
    clusters = copy_clusters(documents, find_copies(documents))
    lines = [json.dumps({"id": name, "copy_cluster": cluster}) for name, cluster in clusters.items()]
    output = tmp_path / "output.jsonl"
    output.write_text("\n".join(lines), encoding="utf-8")
    scorer = [sys.executable, str(shared_dir / "score" / "copies.py"), str(gold), str(output)]
    summary = subprocess.run(scorer, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
    scores = dict(part.split("=") for part in summary.split())
    assert float(scores["pair_p"]) >= 0.99
    assert float(scores["pair_f1"]) >= 0.99


def published(name: str, text: str, source: str) -> Document:
    return document(name, text).model_copy(update={"source": source})


BODIES = {
    "ministry": Source(id="ministry", name="The Ministry", kind=SourceKind.GOVERNMENT),
    "daily": Source(id="daily", name="The Daily", kind=SourceKind.OUTLET),
    "herald": Source(id="herald", name="The Herald", kind=SourceKind.OUTLET),
}


def test_what_outlets_print_of_a_ministrys_statement_is_a_press_release() -> None:
    body = words(20, 200)
    documents = [
        published("a", " ".join(body), "ministry"),
        published("b", " ".join([*words(21, 30), *body[:180]]), "daily"),
        published("c", " ".join([*words(22, 30), *body[20:]]), "herald"),
    ]
    edges = find_copies(documents, BODIES)
    assert {edge.kind for edge in edges} == {CopyKind.PRESS_RELEASE}
    assert len(edges) == 3
    assert len(set(copy_clusters(documents, edges).values())) == 1
    assert CopyKind.PRESS_RELEASE not in {edge.kind for edge in find_copies(documents)}


def test_a_text_that_says_so_is_a_press_release() -> None:
    body = " ".join(words(23, 200))
    documents = [published("a", f"For immediate release. {body}", "x"), published("b", f"{body} And more.", "y")]
    assert [edge.kind for edge in find_copies(documents)] == [CopyKind.PRESS_RELEASE]


def test_a_long_quotation_in_both_is_told_and_joins_nothing() -> None:
    quote = f"“{' '.join(words(24, 60))}”"
    documents = [
        document("a", " ".join([*words(25, 150), quote])),
        document("b", " ".join([quote, *words(26, 150)])),
    ]
    (edge,) = find_copies(documents)
    assert edge.kind is CopyKind.QUOTES
    assert edge.passage in quote
    assert len(set(copy_clusters(documents, (edge,)).values())) == 2


def test_an_edge_shows_its_longest_passages_where_they_stand() -> None:
    body = words(27, 200)
    changed = [*body[:90], "another", "word", *body[92:]]
    first = document("a", " ".join(body))
    (edge,) = find_copies([first, document("b", " ".join(changed))])
    assert [len(span.quote.split()) for span in edge.passages] == [108, 90]
    assert all(span.holds(first.text) for span in edge.passages)
    assert edge.passage == edge.passages[0].quote


@pytest.mark.parametrize("other", ["ﬁne ﬂour", "FINE FLOUR", "fine\u00a0flour", "“fine” flour…"])
def test_ligatures_case_and_marks_make_no_difference(other: str) -> None:
    body = " ".join(words(28, 60))
    edges = find_copies([document("a", f"fine flour {body}"), document("b", f"{other} {body}")])
    assert [(edge.kind, edge.shared) for edge in edges] == [(CopyKind.VERBATIM, 1.0)]
    assert edges[0].passage == f"fine flour {body}"
