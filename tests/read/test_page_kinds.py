"""Pages by kind: what of a page is its text, what is kept beside it, and what it says of its own date.

Five neighbours of each kind of page that failed once (`tests/cases/handed/html.yaml`), written before any was read.
"""

from __future__ import annotations

import pytest

from trucewatch.read.document import read_document
from trucewatch.records.documents import BlockKind, Document

REPORT = (
    "<p>The joint mission said on Tuesday that shells had landed near the customs post, wounding four traders.</p>"
    "<p>Its spokesman said that two patrols had been sent to the post and had come back with fragments of shells.</p>"
    "<p>The northern brigade rejected the account and said that its guns had been silent since the truce began.</p>"
    "<p>Traders told reporters that they had counted eleven explosions before midnight, and that a lorry burned.</p>"
)


def page(inner: str, head: str = "", above: str = "") -> Document:
    body = f"<main><article><h1>Shells land near post</h1>{above}{REPORT}{inner}</article></main>"
    top = f"<!doctype html><html lang='en'><head><title>Shells land near post</title>{head}</head>"
    return read_document(f"{top}<body>{body}</body></html>".encode(), "page.html")


def read_words(document: Document) -> str:
    """The text without what is left out of reading."""
    text = document.text
    for part in reversed(document.boilerplate):
        text = text[: part.span.start] + text[part.span.end :]
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("inner", "there", "gone"),
    [
        # footnote marks
        ("<p>The brigade lost 14<sup>[2]</sup> men at the bridge.</p>", "lost 14 men", "[2]"),
        ("<p>The toll stood at 31<sup><a href='#fn3'>3</a></sup>, the mission said.</p>", "stood at 31, the", "313"),
        ("<p>The 2<sup>nd</sup> Brigade shelled the mill.</p>", "2nd Brigade", None),
        ("<p>A zone of 40 km<sup>2</sup> was searched for mines.</p>", "40 km2 was", None),
        ("<p>The count was 9<a class='ref' href='#note-4'>4</a> on Friday.</p>", "was 9 on", "94"),
        # struck-out words
        ("<p>Shells killed <del>11</del> <ins>7</ins> people.</p>", "killed 7 people", "11"),
        (
            "<p>Shells killed <span style='text-decoration: line-through'>six</span> two people.</p>",
            "killed two",
            "six",
        ),
        ("<p><s>The army took the mill.</s></p><p>The mill was not taken.</p>", "was not taken", "took the mill"),
        (
            "<ul><li><strike>The dam was hit.</strike></li><li>The bridge was hit.</li></ul>",
            "bridge was hit",
            "dam was",
        ),
        ("<p>He said <em>four</em> men were shot.</p>", "said four men", None),
        # hidden words
        ("<p style='display: none'>The army burned Dinsoor.</p>", "a lorry burned", "Dinsoor"),
        ("<div hidden><p>Rebels took the airfield.</p></div>", "a lorry burned", "airfield"),
        ("<p>Gunmen shot <span style='visibility:hidden'>forty</span> two guards.</p>", "shot two guards", "forty"),
        ("<p><span class='sr-only'>Opens in a new window.</span> The road is shut.</p>", "The road is shut", "window"),
        ("<template><p>Planes bombed the port.</p></template>", "a lorry burned", "Planes"),
    ],
)
def test_what_is_text(inner: str, there: str, gone: str | None) -> None:
    text = " ".join(page(inner).text.split())
    assert there in text
    assert gone is None or gone not in text


def test_struck_out_words_are_kept_beside_the_text() -> None:
    assert "took the mill" in page("<p><s>The army took the mill.</s></p><p>The mill was not taken.</p>").left_out


@pytest.mark.parametrize(
    ("inner", "kind", "words"),
    [
        # readers' comments
        ("<h3>14 comments</h3><p>Old trader: They bombed the dam!</p>", "comment", "They bombed the dam!"),
        (
            "<h2>Comments (3)</h2><ul><li>The army did it, nine dead.</li></ul>",
            "comment",
            "The army did it, nine dead.",
        ),
        (
            "<h3>Join the conversation</h3><p>Rebels killed ten in Qansax.</p>",
            "comment",
            "Rebels killed ten in Qansax.",
        ),
        ("<h3>Readers' comments</h3><p>My village was shelled.</p><p>Mine too.</p>", "comment", "Mine too."),
        ("<p>One comment</p><p>Hodan: It was the army that shelled us.</p>", "comment", "It was the army"),
        # teasers
        ("<p><a href='/x'>Air strike kills nine at a wedding in Marib</a></p>", "related", "Air strike kills nine"),
        ("<p>► Listen now: How the truce of Hajin fell apart</p>", "related", "How the truce of Hajin"),
        ("<h3>In case you missed it</h3><p>Drone kills two in Qamishli</p>", "related", "Drone kills two in Qamishli"),
        ("<p>Don’t miss: Rebels seize dam, killing five</p>", "related", "Rebels seize dam"),
        ("<h4>Up next</h4><ul><li><a href='/y'>Gunmen raid bank</a></li></ul>", "related", "Gunmen raid bank"),
        # captions
        (
            "<figure><img src='a'><figcaption>Smoke over the post on Monday.</figcaption></figure>",
            "caption",
            "Smoke over",
        ),
        ("<p>A burned lorry at the customs post on Monday [Horn Pictures/Reuters]</p>", "caption", "A burned lorry"),
        (
            "<p>FILE - Soldiers shell a hill near Dinsoor in March. (AP Photo/A. Warsame)</p>",
            "caption",
            "Soldiers shell",
        ),
        ("<p>In this photo released on Monday, guns are seen firing</p>", "caption", "guns are seen firing"),
        (
            "<figure><img src='b'><figcaption><p>Rebels fire at Hajin.</p></figcaption></figure><p>It is shut.</p>",
            "caption",
            "Rebels fire",
        ),
    ],
)
def test_what_is_kept_apart(inner: str, kind: str, words: str) -> None:
    document = page(inner)
    marked = any(part.kind == kind and words in part.span.quote for part in document.boilerplate)
    assert marked or words in document.left_out, document.boilerplate
    assert words not in read_words(document)
    assert "a lorry burned" in read_words(document)


def test_a_caption_above_and_a_menu_give_no_reading() -> None:
    above = "<figure><img src='a'><figcaption>Rebels shell Hajin in May.</figcaption></figure>"
    document = page("<nav><ul><li><a href='/'>War</a></li></ul></nav>", above=above)
    assert "Rebels shell Hajin" not in read_words(document)
    assert "Rebels shell Hajin" in document.text + document.left_out
    assert "War" in document.left_out


LD = "<script type='application/ld+json'>{}</script>"


@pytest.mark.parametrize(
    ("head", "above", "published"),
    [
        # of another object
        (LD.format('{"@type":"Organization","datePublished":"2011-01-01"}'), "", None),
        (
            LD.format(
                '[{"@type":"VideoObject","datePublished":"2020-01-01"},{"@type":"Article","datePublished":"2024-05-14"}]'
            ),
            "",
            "2024-05-14",
        ),
        (LD.format('{"@type":["WebPage","ItemPage"],"datePublished":"2024-05-14"}'), "", "2024-05-14"),
        ("", "<aside><time itemprop='datePublished' datetime='2019-02-02'>old</time></aside>", None),
        (
            LD.format('{"@type":"WebPage","datePublished":"2024-05-01"}')
            + LD.format('{"@type":"ReportageNewsArticle","datePublished":"2024-05-14"}'),
            "",
            "2024-05-14",
        ),
        # declared in a broken or an odd way
        (LD.format('{"@type":"NewsArticle","datePublished":"2024-05-14",}'), "", "2024-05-14"),
        (LD.format('//<![CDATA[\n{"@type":"NewsArticle","datePublished":"2024-05-14"}\n//]]>'), "", "2024-05-14"),
        (
            LD.format('{"@type":"NewsArticle","headline":"a\tb","datePublished":"2024-05-14T09:30:00Z"};'),
            "",
            "2024-05-14T09:30:00+00:00",
        ),
        ("<meta name='Article:Published_Time' content='2024-05-14'>", "", "2024-05-14"),
        ("", "<time pubdate datetime='2024-05-14T08:00:00+03:00'>14 May</time>", "2024-05-14T08:00:00+03:00"),
    ],
)
def test_a_date_is_the_page_s_own(head: str, above: str, published: str | None) -> None:
    assert page("", head, above).published == published


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "Rebels shelled Timbuktu and Ménaka, and Mopti’s mayor, Seydou Traoré, said that a school had burned.",
            "cp1252",
        ),
        (
            "Los rebeldes bombardearon Cúcuta y Popayán el lunes, según el alcalde, que señaló daños en la escuela.",
            "cp1252",
        ),
        ("Wojsko ostrzelało wieś w poniedziałek, raniąc cztery osoby, powiedział rzecznik misji w Łodzi.", "cp1250"),
        ("قالت البعثة إن قذائف سقطت على السوق يوم الاثنين وإن أربعة تجار أصيبوا بجروح خطيرة.", "cp1256"),
        ("Представитель миссии заявил, что снаряды упали рядом с рынком, ранены четыре торговца.", "cp1251"),
    ],
)
@pytest.mark.parametrize("charset", ["<meta charset='utf-8'>", ""])
def test_a_charset_wrongly_told_or_not_at_all(text: str, encoding: str, charset: str) -> None:
    html = f"<html><head>{charset}<title>X</title></head><body><article><p>{text}</p></article></body></html>"
    assert text in read_document(html.encode(encoding), "page.html").text


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (
            "<tr><th>Area</th><th>Killed</th></tr><tr><td>Aden</td><td>3</td></tr><tr><td>Ibb</td><td>1</td></tr>",
            ["Area: Aden; Killed: 3", "Area: Ibb; Killed: 1"],
        ),
        (
            "<thead><tr><td>Day</td><td>Event</td></tr></thead><tr><td>2 May</td><td>Shots heard.</td></tr>"
            "<tr><td>3 May</td><td>A mine went off.</td></tr>",
            ["Day: 2 May; Event: Shots heard.", "Day: 3 May; Event: A mine went off."],
        ),
        (
            "<tr><td>2 May</td><td>Shots heard.</td></tr><tr><td>3 May</td><td>A mine went off.</td></tr>",
            ["2 May; Shots heard.", "3 May; A mine went off."],
        ),
        (
            "<tr><td><b>Place</b></td><td><b>Incident</b></td></tr><tr><td>Aden</td><td>Two shells<br>landed</td></tr>"
            "<tr><td>Ibb</td><td></td></tr>",
            ["Place: Aden; Incident: Two shells landed", "Place: Ibb"],
        ),
        (
            "<caption>Violations in May</caption><tr><th>By</th><th>Number</th></tr><tr><th>Army</th><td>8</td></tr>"
            "<tr><th>Rebels</th><td>4</td></tr>",
            ["By: Army; Number: 8", "By: Rebels; Number: 4"],
        ),
    ],
)
def test_rows_of_a_table_have_the_head_s_words(table: str, rows: list[str]) -> None:
    document = page(f"<table>{table}</table><p>The mission will publish the next table on Friday, it said.</p>")
    found = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert found == rows
    assert not any(document.is_boilerplate(b.start, b.end) for b in document.blocks if b.kind is BlockKind.TABLE_ROW)


def test_a_table_that_lays_out_a_page_is_no_data() -> None:
    cells = f"<td>Menu</td><td><h1>Shells land near post</h1>{REPORT}</td>"
    html = f"<html><body><table><tr>{cells}</tr></table></body></html>"
    document = read_document(html.encode(), "page.html")
    assert not [b for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert "counted eleven explosions" in document.text


ENTRY = "<{tag}><time datetime='{at}'>{shown}</time><h3>{head}</h3><p>{words}</p></{tag}>"
FIRST = (
    "2024-05-15T09:10:00+03:00",
    "09:10",
    "Two hurt",
    "Gunmen fired on the mill this morning, wounding two workers.",
)
SECOND = (
    "2024-05-14T22:40:00+03:00",
    "22:40",
    "Shells",
    "Shells hit the customs post this evening, killing one guard.",
)


@pytest.mark.parametrize("tag", ["article", "li", "section", "div"])
def test_entries_of_a_live_blog_keep_their_time_and_heading(tag: str) -> None:
    entries = "".join(
        ENTRY.format(tag=tag, at=at, shown=shown, head=head, words=words) for at, shown, head, words in (FIRST, SECOND)
    )
    html = f"<html><body><main><h1>Truce live</h1><div class='feed'>{entries}</div></main></body></html>"
    document = read_document(html.encode(), "page.html")
    by_entry: dict[int | None, list[str]] = {}
    for block in document.blocks:
        by_entry.setdefault(block.entry, []).append(document.text[block.start : block.end].removeprefix("- "))
    assert by_entry[0] == ["09:10", "Two hurt", FIRST[3]]
    assert by_entry[1] == ["22:40", "Shells", SECOND[3]]
    assert {b.moment for b in document.blocks if b.entry == 1} == {"2024-05-14T22:40:00+03:00"}


def test_a_single_time_heads_no_entry() -> None:
    document = page("", above="<time datetime='2024-05-14'>14 May</time>")
    assert {block.entry for block in document.blocks} == {None}


def test_a_list_of_contents_above_loses_nothing_below() -> None:
    head = "The joint mission's count of shells that landed near the customs post"
    contents = f"<ul><li><a href='#c'>{head}</a></li><li><a href='#d'>What the traders told reporters</a></li></ul>"
    body = (
        f"{contents}{REPORT}<h2 id='c'>{head}</h2><p>It counted eleven of them between dusk and midnight, it said.</p>"
    )
    html = f"<html><body><article><h1>Shells land near post</h1>{body}</article></body></html>"
    document = read_document(html.encode(), "page.html")
    assert "wounding four traders" in document.text
    assert "It counted eleven of them" in document.text
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.HEADING][-1:] == [head]


def test_a_page_as_they_are() -> None:
    """Breaks for paragraphs, an advertisement, a box of links in the midst, a quotation, a list, notes and comments."""
    paragraphs = [part.removesuffix("</p>") for part in REPORT.split("<p>")[1:]]
    html = f"""<html><head><title>Shells land near post - Horn News</title></head><body>
<header><nav><a href="/">Home</a> <a href="/w">World</a></nav></header>
<div class="content"><h1>Shells land near post</h1><div class="byline">By Adan Warsame</div>
<div class="text">{paragraphs[0]}<br><br>{paragraphs[1]}</div>
<div class="ad">Advertisement</div>
<aside class="related"><h3>Related</h3><ul><li><a href="/a">Drone kills two in Qamishli</a></li></ul></aside>
<blockquote><p>“Our guns have been silent since Friday,” the brigade's commander said.</p></blockquote>
<ul><li>Four traders were wounded.</li><li>A lorry burned.</li></ul>
<p>{paragraphs[2]}</p><p>{paragraphs[3]}</p>
<section id="comments"><h3>3 comments</h3><p>Ali: The army killed nine in Dinsoor!</p></section></div>
<footer>© 2024 Horn News</footer></body></html>"""
    document = read_document(html.encode(), "page.html")
    kinds = {document.text[b.start : b.end].removeprefix("- "): b.kind for b in document.blocks}
    assert kinds["Shells land near post"] is BlockKind.HEADLINE
    assert [kinds[words] for words in paragraphs] == [BlockKind.PARAGRAPH] * 4
    assert kinds["Four traders were wounded."] is BlockKind.LIST_ITEM
    assert next(kind for words, kind in kinds.items() if "silent since Friday" in words) is BlockKind.QUOTATION
    for words in ("nine in Dinsoor", "Drone kills two", "World", "Advertisement"):
        assert words not in read_words(document), words
