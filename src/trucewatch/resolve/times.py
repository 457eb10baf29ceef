"""Times: the expressions of a text, each with its TIMEX3 value, its interval, and the rule that read it.

Method: rules over word classes (`time_words`), the longest leftmost match wins; readings are made in text order, each
seeing the publication date and what was told before it, as HeidelTime (Strötgen and Gertz 2013) and SUTime (Chang and
Manning 2012) do. Values follow TIMEX3 (TimeML 1.2.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property

from trucewatch.errors import Fault, RecordError
from trucewatch.knowledge import load_yaml
from trucewatch.records.spans import Span
from trucewatch.records.times import CaseClock, TimeExpression
from trucewatch.resolve import (
    time_agreed,
    time_clock,
    time_dates,
    time_days,
    time_figures,
    time_lengths,
    time_logs,
    time_periods,
    time_relative,
    time_weeks,
)
from trucewatch.resolve.time_clock import zone_minutes
from trucewatch.resolve.time_context import Context, Found, Rule
from trucewatch.resolve.time_rules import Compiled, compile_rule
from trucewatch.resolve.time_values import NOTHING, Reading
from trucewatch.resolve.time_words import Tokens, Vocabulary, expand, literals_of

RULES = (
    *time_clock.RULES,
    *time_figures.RULES,
    *time_logs.RULES,
    *time_dates.RULES,
    *time_periods.RULES,
    *time_days.RULES,
    *time_weeks.RULES,
    *time_agreed.RULES,
    *time_relative.RULES,
    *time_lengths.RULES,
)
MACROS = {
    "mon": "<monthany>|<monthshort>",
    "wd": "<weekday>|<weekdayshort>",
    "year": "<year>|<oldyear>",
    "spoken": "(eighteen|nineteen|twenty) <card> (<dash>? <card>)?",
    "ampm": "a.m.|p.m.|a.m|p.m|am|pm",
    "num": (
        "(<int>|<card>) (to|or) (<int>|<card>)|<int> (<dash>? <frac>)?|<frac>|(a|one|the)? couple (of|more)?|"
        "(a|the)? (very)? few|several|many|"
        "(a)? (<card>|<times>) &wordnum? &wordnum? &wordnum? &wordnum? (<dash>? and <dash>? a <dash>? half)?|"
        "half (a|an)|a|an|another (<card>|<int>)?"
    ),
    "plainnum": "<int> (<dash>? <frac>)?|(<card>|<times>) &wordnum? &wordnum? &wordnum?|half|several|many|few",
    "wordnum": "(<dash>|and)? (<card>|<times>)",
    "more": "more|additional|consecutive|straight|full|long|further|successive|whole|other|extra|solid",
    "mod": (
        "nearly|almost|around|approximately|roughly|under|(more|less|fewer|longer) than|at (least|most)|"
        "up to|no (more|less|fewer) than|just (over|under|about)|some"
    ),
    "part": (
        "(the (very)?)? (beginning|start|end|middle|close|rest|remainder|course|(first|last|final|opening) days) of|"
        "(the)? (early|late|mid) <dash>? (in|on)?|(earlier|later) (in|on)?|sometime (in|on)?|around|about|"
        "most of|much of"
    ),
    "dmy": "(&wd <comma>? (the)?)? (the)? <dayord> (of)? &mon (<comma>? &year)?",
    "mdy": "(&wd <comma>? (the)?)? &mon <dayord> (<comma>? &year)?",
    "truce": "truce|ceasefire|cease <dash>? fire|cessation (of hostilities)?|pause|lull|armistice",
    "span": "period|truce|ceasefire|cease <dash> fire|cessation|pause|lull|extension|regime|window|calm",
    "effect": "took effect|took hold|takes effect|(came|went|comes|entered) into (effect|force)|began|begins|started",
    "long": "{n:&num} <dash>? {u:<unit>|<units>}",
    "plainday": "&dmy|&mdy|<isodate>|<numdate>|today|yesterday|tomorrow|(early|late)? (last|next|this)? &wd",
    "day": "&plainday|tonight|(the|that) (same|following|next|previous)? day|the <nth>",
}

DATELINE_DAY = re.compile(
    r"\s*[A-Z][\w.'’-]*(?:[ ,/]+[A-Z(][\w.'’)-]*){0,6},? +(?P<month>[A-Z][a-z]{2,8}\.?) (?P<day>\d\d?)"
    r"(?:, \d{4})?,? *(?:\([^()\n]{2,40}\) *)?(?:--|[-–—])"
)
WEEK = 7
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)+/\S+|\S*_\S+")
PERSONS = frozenset({"month", "month_doubtful", "weekday"})  # rules whose word is a given name as well


@dataclass(frozen=True)
class Grammar:
    """The compiled rules, the vocabulary they are compiled for."""

    vocabulary: Vocabulary
    rules: tuple[tuple[Rule, Compiled], ...]


@cache
def grammar() -> Grammar:
    """The rules, made ready on first use (some tens of milliseconds)."""
    data = load_yaml("times.yaml")
    macros = {
        **MACROS,
        "feast": _names(data["holidays"], "h"),
        "reference": _phrases(data["references"]),
        "that": f"(the|a|an|its|this|that|their) ({'|'.join(data['truce_adjectives'])}|&num <dash> <unit>|&feast)?",
    }
    sources = [expand(rule.pattern, macros) for rule in RULES]
    vocabulary = Vocabulary(literals_of(sources))
    pairs = zip(RULES, sources, strict=True)
    return Grammar(vocabulary, tuple((rule, compile_rule(source, vocabulary)) for rule, source in pairs))


def _names(table: Mapping[str, object], group: str) -> str:
    names = sorted(table, key=len, reverse=True)
    spelled = (name.replace("-", " <dash> ").replace("'s", " <pos>").replace("' ", " <pos> ") for name in names)
    return f"{{{group}:{'|'.join(spelled)}}}"


def _phrases(table: Mapping[str, list[str]]) -> str:
    phrases = sorted((phrase for group in table.values() for phrase in group), key=len, reverse=True)
    return "|".join(phrases)


def find_times(
    text: str, published: str | None, *, time_zone: str | None = None, clocks: Sequence[CaseClock] = ()
) -> tuple[TimeExpression, ...]:
    """The time expressions of `text`, in text order, not overlapping.

    Args:
        text: plain text; offsets are code points of it, end exclusive.
        published: `YYYY-MM-DD`, or with a time, on which "four hours ago" is counted; None: nothing relative is placed
            on the calendar.
        time_zone: the zone that clock times without one are in: an IANA name (`Asia/Damascus`) or `+03:00`.
        clocks: the case's clocks, on which "the third day of the truce", "D+2", "the end of the seven-day period" are
            counted.

    Raises:
        RecordError: `published` is not a date, or `time_zone` is not a zone.
    """
    known = grammar()
    tokens = known.vocabulary.tokens(text)
    reader = _Reader(known, tokens)
    day = _published(published)
    context = Context(
        tokens,
        known.vocabulary,
        day,
        reader.read,
        zone=_zone(time_zone),
        now=_moment(published),
        today=_told_on(text, day, known.vocabulary),
        clocks=tuple(clocks),
        day_first=time_figures.day_first_hint(tokens.words),
    )
    reader.context = context
    return tuple(reader.expressions())


class _Reader:
    """One text's matches, and the readings made of them."""

    context: Context

    def __init__(self, known: Grammar, tokens: Tokens) -> None:
        self._known = known
        self._tokens = tokens

    def expressions(self) -> Iterator[TimeExpression]:
        """Readings in text order; where a match turns out to be none, the next longest at its place is tried."""
        after, origin = 0, self._tokens.origin
        for rule, match in self._matches():
            if match.start() < after or match.end() <= match.start():
                continue
            found = Found(match, self._tokens, self._known.vocabulary, origin[match.start()] - match.start())
            reading = self._build(rule, found)
            if reading is None:
                continue
            after = match.end()
            if reading is NOTHING or self._is_none(rule, found):
                continue
            self.context.note(found.first, found.last, reading, rule.name)
            yield self._expression(rule, found, reading)

    def _is_none(self, rule: Rule, found: Found) -> bool:
        """Whether the words are a name's, or part of an address."""
        if rule.name != "feast" and self.context.in_title(found.first, found.last):
            return True
        if rule.name in PERSONS and self.context.names_person(found.first, found.last):
            return True
        start, end = self._tokens.starts[found.first], self._tokens.ends[found.last - 1]
        return any(low <= start and end <= high for low, high in self._addresses)

    @cached_property
    def _addresses(self) -> list[tuple[int, int]]:
        text = self._tokens.text
        return [found.span() for found in ADDRESS.finditer(text)] if "/" in text or "_" in text else []

    def _matches(self) -> list[tuple[Rule, re.Match[str]]]:
        runs = self._tokens.runs
        present = frozenset(runs)
        found = [
            (rule, match)
            for rule, compiled in self._known.rules
            if compiled.may_match(present)
            for match in compiled.pattern.finditer(runs)
        ]
        found.sort(key=lambda pair: (pair[1].start(), -pair[1].end()))
        return found

    def _build(self, rule: Rule, found: Found) -> Reading | None:
        try:
            return rule.build(found, self.context)
        except (ValueError, OverflowError):  # a date that the calendar does not hold
            return None

    def _expression(self, rule: Rule, found: Found, reading: Reading) -> TimeExpression:
        start, end = self._tokens.starts[found.first], self._tokens.ends[found.last - 1]
        return TimeExpression(
            span=Span(start=start, end=end, quote=self._tokens.text[start:end]),
            type=reading.type,
            value=reading.value,
            begin=reading.begin,
            finish=reading.finish,
            precision=reading.precision,
            rule=rule.name,
        )

    def read(self, first: int, last: int) -> Reading | None:
        """What tokens `[first, last)` mean by themselves; None where no one rule covers them all."""
        present = frozenset(self._tokens.shape[first:last])
        for rule, compiled in self._known.rules:
            if not compiled.may_match(present):
                continue
            match = compiled.pattern.fullmatch(self._tokens.shape, first, last)
            if match is not None and match.end() > match.start():
                reading = self._build(rule, Found(match, self._tokens, self._known.vocabulary))
                if reading is not None:
                    return reading
        return None


def _published(published: str | None) -> date | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError as error:
        message = f"{published!r} is not a date: write YYYY-MM-DD"
        raise RecordError(Fault("record.date", message, field="published")) from error


def _moment(published: str | None) -> datetime | None:
    """The hour and minute of publication where it is told, in its own zone."""
    try:
        return datetime.fromisoformat(published[:16]) if published and len(published) >= 16 else None
    except ValueError:
        return None


def _told_on(text: str, published: date | None, vocabulary: Vocabulary) -> date | None:
    """The day of a dateline up to a week before publication ("HOMS, Sept 17 (Agency) –"), else that of publication."""
    found = DATELINE_DAY.match(text)
    month = vocabulary.month_number.get(found["month"].casefold()) if found else None
    if published is None or found is None or month is None:
        return published
    for year in (published.year, published.year - 1):
        try:
            told = date(year, month, int(found["day"]))
        except ValueError:
            continue
        if 0 <= (published - told).days <= WEEK:
            return told
    return published


def _zone(name: str | None) -> Callable[[date], int | None]:
    """Minutes east of Greenwich on a day, in the zone of that name."""
    if name is None:
        return lambda _: None
    fixed = re.fullmatch(r"([+-])(\d\d):?(\d\d)", name)
    if fixed:
        minutes = (int(fixed[2]) * 60 + int(fixed[3])) * (-1 if fixed[1] == "-" else 1)
        return lambda _: minutes
    if zone_minutes(name, date(2000, 1, 1)) is None:
        message = f"{name!r} is not a zone: write Asia/Damascus or +03:00"
        raise RecordError(Fault("record.zone", message, field="time_zone"))
    return lambda day: zone_minutes(name, day)
