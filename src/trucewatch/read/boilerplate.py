"""Boilerplate told apart and kept: pleas, notices, bylines, links, menus, captions, comments.

What is marked here is never mined for claims, so a news paragraph marked by mistake is lost to the record: that
weighs more than a plea that slips through. Hence literal phrases with weights, guards that speak for news, and
phrases inside quotation marks not counted at all (somebody is quoted saying them).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.read.cues import Lexicon, LineCue, PhraseCue, load_lexicon, plain_form
from trucewatch.read.passages import Layout, Line, lay_out
from trucewatch.records.documents import Block, BlockKind, Boilerplate, BoilerplateKind
from trucewatch.records.spans import Span

ENOUGH = 2  # weights that make a sentence boilerplate
_SHORT_LINE = 200  # characters: a longer line is a paragraph, whatever its words
_WHOLE = 3000  # characters: a heading such as "Disclaimer:" marks a passage up to this long
_LIST_ITEM_WORDS = 20
_QUOTE = re.compile("[\"“”«»]|''|``")
_SPOKEN = frozenset({BoilerplateKind.PLEA, BoilerplateKind.DISCLAIMER, BoilerplateKind.CONTACT, BoilerplateKind.SHARE})
_HOUSE_SPEAKS = re.compile(r"\b(?:[Ww]e|us|[Oo]ur|[Yy]ou|[Yy]our|[Dd]ear (?:friends|readers))\b")  # not "US"
_CLOSING, _OPENINGS = frozenset("”»"), frozenset({"“", "«", "``"})
_OPENING = 3  # characters, such as a bracket or a star, that may stand before a phrase which begins a sentence
_LINK_LINES = 3  # so many short lines without a full stop at the very end are a list of links
_LINK_WORDS = 25
_REPORT = 300  # characters of full sentences that must stand before such a list
_BULLETS = tuple("•-–—*·▪●■◦0123456789")
_THREAD_WORDS = 8  # of a heading above readers' comments
_DATA = frozenset({BlockKind.TABLE_ROW, BlockKind.ENTRY})
_BRIDGE_WORDS = 4  # a line of so few words between two pieces of boilerplate belongs to them


@dataclass(frozen=True)
class _Mark:
    kind: BoilerplateKind
    rule: str


def find_boilerplate(
    text: str, layout: Layout | None = None, blocks: Sequence[Block] = (), links: Sequence[Block] = ()
) -> tuple[Boilerplate, ...]:
    """The passages of `text` that are boilerplate, in order; those of one kind in a row on one line are one.

    Args:
        text: the cleaned text; spans are in its code points.
        layout: `lay_out(text)` where the caller has it.
        blocks: what the pieces of `text` are, where the caller knows: captions are left out, rows of a table are none.
        links: those of them that are a link and nothing else.
    """
    layout = lay_out(text) if layout is None else layout
    lexicon = load_lexicon()
    marks: dict[int, _Mark] = {}
    _mark_blocks(layout, blocks, links, marks)
    rows = frozenset(block.start for block in blocks if block.kind in _DATA)
    _mark_lines(text, layout, lexicon, marks, rows)
    _mark_lists(text, layout, lexicon, marks)
    _mark_thread(text, layout, lexicon, marks)
    leaning, guarded = _mark_phrases(text, layout, lexicon, marks)
    _spread(layout, leaning, marks)
    _keep_company(text, layout, guarded, marks)
    _bridge(layout, marks)
    _mark_closing_links(text, layout, marks, rows)
    return _as_records(text, layout, marks)


def _in_place(where: str, start: int, layout: Layout) -> bool:
    head, tail = start < layout.head_end, start >= layout.tail_start
    match where:
        case "head":
            return head
        case "tail":
            return tail
        case "edge":
            return head or tail
        case _:
            return True


def _mark_blocks(layout: Layout, blocks: Sequence[Block], links: Sequence[Block], marks: dict[int, _Mark]) -> None:
    """Captions, and lines that lead to other texts, where the page itself says what they are."""
    known = {block.start: _Mark(BoilerplateKind.RELATED, "shape.link") for block in links}
    known |= {b.start: _Mark(BoilerplateKind.CAPTION, "shape.caption") for b in blocks if b.kind is BlockKind.CAPTION}
    for line in layout.lines if known else ():
        if line.start in known:
            _mark_line(line, known[line.start], marks)


def _mark_lines(text: str, layout: Layout, lexicon: Lexicon, marks: dict[int, _Mark], rows: frozenset[int]) -> None:
    for line in layout.lines:
        if line.start in rows:
            continue
        length = line.end - line.start
        words = text[line.start : min(line.end, line.start + _SHORT_LINE)]
        for cue in lexicon.lines:
            fits = length <= _WHOLE if cue.whole else length <= _SHORT_LINE and line.words <= cue.max_words
            if fits and _in_place(cue.where, line.start, layout) and cue.matches(words):
                _mark_line(line, _Mark(cue.kind, cue.id), marks)
                break


def _mark_line(line: Line, mark: _Mark, marks: dict[int, _Mark]) -> None:
    for index in range(line.first, line.last + 1):
        marks.setdefault(index, mark)


def _mark_lists(text: str, layout: Layout, lexicon: Lexicon, marks: dict[int, _Mark]) -> None:
    """A heading such as "Related articles", and the list of titles below it."""
    left, mark = 0, None
    for line in layout.lines:
        heading = _heading(text, line, lexicon)
        if heading is not None:
            left, mark = heading.max_items, _Mark(heading.kind, heading.id)
            _mark_line(line, mark, marks)
        elif left and mark is not None and line.words <= _LIST_ITEM_WORDS and not line.stopped:
            left -= 1
            _mark_line(line, mark, marks)
        else:
            left = 0


def _mark_thread(text: str, layout: Layout, lexicon: Lexicon, marks: dict[int, _Mark]) -> None:
    """A heading such as "2 Comments" towards the end, and all that readers wrote below it."""
    below: _Mark | None = None
    for line in layout.lines:
        if below is None and line.start >= layout.tail_start and line.words <= _THREAD_WORDS:
            words = text[line.start : line.end]
            below = next((_Mark(cue.kind, cue.id) for cue in lexicon.threads if cue.matches(words)), None)
        if below is not None:
            _mark_line(line, below, marks)


def _heading(text: str, line: Line, lexicon: Lexicon) -> LineCue | None:
    if line.end - line.start > _SHORT_LINE or line.words > 8:
        return None
    words = text[line.start : line.end]
    return next((cue for cue in lexicon.lists if cue.matches(words)), None)


def _mark_phrases(
    text: str, layout: Layout, lexicon: Lexicon, marks: dict[int, _Mark]
) -> tuple[dict[int, _Mark], frozenset[int]]:
    """Mark the sentences whose cues weigh enough.

    Returns:
        The sentences that lean that way and do not weigh enough, and those in which a guard speaks for news.
    """
    found: dict[int, dict[str, PhraseCue]] = defaultdict(dict)
    quoted = _quoted_stretches(text, layout)
    for start, _, cue in lexicon.find(plain_form(text)):
        index = layout.passage_at(start)
        if index is None or index in marks or not _in_place(cue.where, start, layout):
            continue
        if cue.begins and start - layout.passages[index].start > _OPENING:
            continue
        if cue.kind is None or not _inside(quoted, start):
            found[index].setdefault(cue.id, cue)
    leaning: dict[int, _Mark] = {}
    for index, cues in found.items():
        weight, mark = _weigh(list(cues.values()))
        if mark is not None and weight > 0:
            (marks if weight >= ENOUGH else leaning)[index] = mark
    guarded = {index for index, cues in found.items() if any(cue.kind is None for cue in cues.values())}
    return leaning, frozenset(guarded)


def _weigh(cues: list[PhraseCue]) -> tuple[int, _Mark | None]:
    """The heaviest kind's weight, with what counts for every kind and against all, and its mark."""
    against = sum(cue.weight for cue in cues if cue.kind is None)
    joining = sum(cue.weight for cue in cues if cue.joins)
    best_weight, best = 0, None
    for cue in cues:
        if cue.kind is None:
            continue
        own = sum(other.weight for other in cues if other.kind is cue.kind and not other.joins)
        # A cue of a kind's own goes before one that joins any, at the same weight.
        weight = own + joining + against
        if weight > best_weight or (best is not None and weight == best_weight and best.joins and not cue.joins):
            best_weight, best = weight, cue
    if best is None or best.kind is None:
        return 0, None
    return best_weight, _Mark(best.kind, best.id)


def _quoted_stretches(text: str, layout: Layout) -> list[tuple[int, int]]:
    """Stretches between quotation marks, each within its line; an unclosed one runs to the line's end."""
    stretches: list[tuple[int, int]] = []
    line_ends = [line.end for line in layout.lines]
    opened, until = -1, -1
    for found in _QUOTE.finditer(text):
        position, mark = found.start(), found.group()
        if opened >= 0 and until <= position:
            stretches.append((opened, until))
            opened = -1
        if opened < 0 and mark not in _CLOSING:
            opened, until = position, line_ends[bisect_right(line_ends, position)]
        elif opened >= 0 and mark not in _OPENINGS:
            stretches.append((opened, position))
            opened = -1
    if opened >= 0:
        stretches.append((opened, until))
    return stretches


def _inside(stretches: list[tuple[int, int]], position: int) -> bool:
    index = bisect_right(stretches, (position, position)) - 1
    return index >= 0 and stretches[index][0] < position < stretches[index][1]


def _spread(layout: Layout, leaning: dict[int, _Mark], marks: dict[int, _Mark]) -> None:
    """At the text's end a sentence with a weak cue beside boilerplate joins it, from neighbour to neighbour."""
    for order in (sorted(leaning), sorted(leaning, reverse=True)):
        for index in order:
            neighbour = marks.get(index - 1) or marks.get(index + 1)
            if index not in marks and neighbour and layout.passages[index].start >= layout.tail_start:
                marks[index] = _Mark(leaning[index].kind, f"{leaning[index].rule} beside {neighbour.rule}")


def _keep_company(text: str, layout: Layout, guarded: frozenset[int], marks: dict[int, _Mark]) -> None:
    """In a closing paragraph with such a passage, sentences beside it in which the house speaks belong to it."""
    for order in (range(len(layout.passages)), range(len(layout.passages) - 1, -1, -1)):
        before: int | None = None
        for index in order:
            passage = layout.passages[index]
            beside = marks.get(before) if before is not None else None
            same_line = before is not None and layout.passages[before].line == passage.line
            before = index
            if index in marks or index in guarded or beside is None or not same_line:
                continue
            if beside.kind not in _SPOKEN or passage.start < layout.tail_start:
                continue
            words = text[passage.start : passage.end]
            if _HOUSE_SPEAKS.search(words) and _QUOTE.search(words) is None:
                marks[index] = _Mark(beside.kind, f"house speaks beside {beside.rule}")


def _bridge(layout: Layout, marks: dict[int, _Mark]) -> None:
    """A very short line without a full stop, towards the end, between two pieces of boilerplate belongs to them."""
    for line in layout.lines:
        before, after = marks.get(line.first - 1), marks.get(line.last + 1)
        lone = line.first == line.last and line.first not in marks and line.start >= layout.tail_start
        if lone and before and after and line.words <= _BRIDGE_WORDS and not line.stopped:
            marks[line.first] = _Mark(before.kind, f"between {before.rule} and {after.rule}")


def _mark_closing_links(text: str, layout: Layout, marks: dict[int, _Mark], rows: frozenset[int]) -> None:
    """A text that ends in short lines without full stops, and not bullets, ends in links to other texts."""
    run: list[Line] = []
    for line in reversed(layout.lines):
        if line.first in marks:
            continue
        words = text[line.start : line.end]
        if words.endswith(":") or words.startswith(_BULLETS) or line.start in rows:
            return  # a list of the report's own
        if line.stopped or line.words > _LINK_WORDS:
            break
        run.append(line)
    if len(run) < _LINK_LINES:
        return
    before = [line for line in layout.lines if line.end < run[-1].start and line.stopped]
    if sum(line.end - line.start for line in before) >= _REPORT:
        for line in run:
            _mark_line(line, _Mark(BoilerplateKind.RELATED, "shape.closing-links"), marks)


def _as_records(text: str, layout: Layout, marks: dict[int, _Mark]) -> tuple[Boilerplate, ...]:
    records: list[Boilerplate] = []
    previous: tuple[int, _Mark] | None = None
    for index in sorted(marks):
        passage, mark = layout.passages[index], marks[index]
        start, rule = passage.start, mark.rule
        if previous is not None and previous[0] == index - 1:
            same_line = layout.passages[index - 1].line == passage.line
            if previous[1] == mark or (same_line and previous[1].kind is mark.kind):
                start, rule = records[-1].span.start, records.pop().rule
        records.append(Boilerplate(span=Span.on(text, start, passage.end), kind=mark.kind, rule=rule))
        previous = (index, mark)
    return tuple(records)
