"""What a rule of time works with: the words it matched, and what was told before them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from trucewatch.lexicon.datelines import dateline_end
from trucewatch.records.times import CaseClock
from trucewatch.resolve.time_numbers import read_number
from trucewatch.resolve.time_values import Reading
from trucewatch.resolve.time_words import BREAK, Tokens, Vocabulary

STOPS = frozenset(".!?;")
TITLES = frozenset({"mr", "mrs", "ms", "dr", "gen", "lt", "col", "sen", "rep", "gov", "st", "maj", "capt", "prof"})
DAY_GRAINS = ("day", "time", "part")
UNTIL = frozenset({"until", "till", "through"})
MONTHS = re.compile(r"P\d+M")
QUOTES = frozenset("`\"“”‘’'«»(:")
AUXILIARIES = 5  # tokens before a verb in which its auxiliaries stand: "had previously been due to"
DETERMINERS = frozenset({"its", "their", "his", "her", "our", "this", "that", "these", "those", "one", "two", "three"})
ARTICLES = frozenset({"a", "an", "the"})
RANGE_REACH = 4  # tokens between the two ends of a range: "until 06:00 on"
UP_TO = frozenset({"to", "until", "till", "through", "-", "–", "—"})
JOINTS = UP_TO | {"and", "or"}
AROUND = frozenset({"on", "the", "early", "late", "a.m.", "p.m.", "am", "pm"})
DATELINE = 100  # characters within which a dateline ends
HEAD = 3  # tokens from the start of a sentence within which an expression stands at its head
WINDOW = 12  # tokens on the left in which a verb may tell the side of the publication date
AFTER = 12  # and on the right
COMPARED = frozenset({"year_ago", "year_period"})  # what a quarter is compared with is not the one under discussion
AHEAD_DAYS = {"future": 270, "past": 60, None: 150}  # days ahead of publication that a bare date may be, by tense
NEAR = 200  # tokens within which a quarter told before is the one that "a year earlier" compares with


@dataclass(frozen=True)
class Rule:
    """A pattern over word classes, and what makes a reading of its match (None: no expression after all)."""

    name: str
    pattern: str
    build: Callable[[Found, Context], Reading | None]


@dataclass(frozen=True)
class Found:
    """A match of a rule: tokens `[first, last)` and its named groups."""

    match: re.Match[str]
    tokens: Tokens
    vocabulary: Vocabulary
    base: int = 0  # what to add to a place in the matched string to get the token's index

    @property
    def first(self) -> int:
        """Index of the first token."""
        return self.match.start() + self.base

    @property
    def last(self) -> int:
        """Index after the last token."""
        return self.match.end() + self.base

    def span(self, group: str | int) -> tuple[int, int]:
        """Tokens `[first, last)` of a group that took part."""
        start, end = self.match.span(group)
        return start + self.base, end + self.base

    def optional(self, group: str) -> list[str]:
        """The words of a group that the rule may not have."""
        return self.words(group) if group in self.match.re.groupindex else []

    def has(self, group: str) -> bool:
        """Whether the group took part in the match, with at least one token."""
        return self.match.start(group) < self.match.end(group)

    def words(self, group: str | int = 0) -> list[str]:
        """The lower-cased words of a group; none where it took no part."""
        start, end = self.match.span(group)
        return self.tokens.slice(start + self.base, end + self.base) if start < end else []

    def word(self, group: str) -> str:
        """The words of a group as one string."""
        return " ".join(self.words(group))

    def number(self, group: str) -> float | None:
        """The number that a group's words say; None for a vague one."""
        return read_number(self.words(group), self.vocabulary.data)

    def whole(self, group: str) -> int | None:
        """The day, year or ordinal that a group's one word says."""
        word = self.word(group)
        digits = re.match(r"\d+", word)
        if digits:
            return int(digits.group())
        words: Mapping[str, int] = {**self.vocabulary.data["ordinals"], **self.vocabulary.data["cardinals"]}
        return words.get(word)

    def month(self, group: str) -> int:
        """The month that a group's word names."""
        return self.vocabulary.month_number[self.word(group)]

    def weekday(self, group: str) -> int:
        """The weekday that a group's word names; Monday is 1."""
        return self.vocabulary.weekday_number[self.word(group)]

    def unit(self, group: str) -> str:
        """The unit that a group's word names, in the singular."""
        word = self.word(group)
        plurals: Mapping[str, str] = self.vocabulary.data["plurals"]
        return plurals.get(word, word)


@dataclass
class Context:
    """What is known where an expression stands.

    `now` is the minute of publication, where it is told; `today` the day that the text calls so: that of its dateline,
    else of its publication.
    `last` is the last dated expression before it, `last_day` the last that was a day or a part of one, `head_day` the
    last of these at the head of a sentence, `last_quarter` the last quarter or half-year; `last_at`, `quarter_at`
    and, for a number of months, `months_at` are the tokens at which they ended.
    """

    tokens: Tokens
    vocabulary: Vocabulary
    published: date | None
    read: Callable[[int, int], Reading | None]
    zone: Callable[[date], int | None] = lambda _: None
    now: datetime | None = None
    today: date | None = None
    clocks: tuple[CaseClock, ...] = ()
    day_first: bool | None = None
    last: Reading | None = None
    last_at: int = 0
    last_day: Reading | None = None
    head_day: Reading | None = None
    last_quarter: Reading | None = None
    quarter_at: int = 0
    months_at: int = 0

    @property
    def data(self) -> Any:
        """The words of `knowledge/times.yaml`."""
        return self.vocabulary.data

    def note(self, first: int, last: int, reading: Reading, rule: str) -> None:
        """Remember a reading of tokens `[first, last)` for those that come after it.

        One that could not be placed is remembered too: what leans on it cannot be placed either.
        """
        if MONTHS.fullmatch(reading.value):
            self.months_at = last
        if reading.grain in ("", "century", "holiday"):
            return
        if first and self.tokens.words[first - 1] in UNTIL:  # where a period is to end is not where the telling stands
            return
        self.last, self.last_at = reading, last
        if reading.grain in DAY_GRAINS:
            self.last_day = reading
            if self.at_head(first) and not self._in_dateline(first):
                self.head_day = reading
        if reading.grain in ("quarter", "half") and rule not in COMPARED:
            self.last_quarter, self.quarter_at = reading, last

    def _in_dateline(self, first: int) -> bool:
        """Whether a token stands in the dateline of the text, whose day is that of the writing."""
        start = self.tokens.starts[first]
        return start < DATELINE and start < dateline_end(self.tokens.text, 0, len(self.tokens.text), opens=True)

    def at_head(self, first: int) -> bool:
        """Whether token `first` stands within the first words of its sentence."""
        return first < HEAD or any(self.ends_sentence(index) for index in range(first - HEAD, first))

    def range_begun(self, first: int) -> date | None:
        """The first day of a range whose second end begins at token `first`: `from Friday until (06:00 on) Sunday`."""
        told = self.last
        if told is None or told.grain not in DAY_GRAINS or self.last_at < first - RANGE_REACH or self.last_at > first:
            return None
        between = self.tokens.words[self.last_at : first]
        clean = all(word in UP_TO or word in AROUND or word[0].isdigit() for word in between)
        return told.at if clean and UP_TO.intersection(between) else None

    def in_title(self, first: int, last: int) -> bool:
        """Whether a word of time inside a sentence has a capital that only a name gives it: `This Week`, `60 Minutes`.

        Where the words around it have capitals too, it is a headline's.
        """
        words = self.tokens.words
        quoted = first and words[first - 1] in QUOTES
        whole = quoted and bool(QUOTES.intersection(words[last : last + 2]))
        if not first or ((quoted or self.ends_sentence(first - 1)) and not whole):
            return False
        named = [index for index in range(first, last) if words[index] in self.vocabulary.title_words]
        if not any(self._is_titled(index) for index in named):
            return False
        return not (self._is_titled(first - 1) and last < len(words) and self._is_titled(last))

    def names_person(self, first: int, last: int) -> bool:
        """Whether a month or a weekday is somebody's given name: `Sgt. June Park`, `Sunday Okon, a nurse, said`."""
        words = self.tokens.words
        if last - first != 1 or last >= len(words) or not self._is_titled(last):
            return False
        before = first - 1 if first and words[first - 1] != "." else first - 2
        if before >= 0 and words[before].rstrip(".") in self.data["titles_of_persons"]:
            return True
        opens = not first or self.ends_sentence(first - 1) or words[first - 1] in QUOTES
        return opens and words[last + 1 : last + 2] == [","]

    def is_done(self, first: int, last: int) -> bool:
        """Whether the verb nearest to an expression tells of what has been done, and is no verb of saying."""
        words = self.tokens.words
        left = range(first - 1, max(first - WINDOW, 0) - 1, -1)
        for reach in (left, range(last, min(last + AFTER, len(words)))):
            for index in reach:
                if self.ends_sentence(index):
                    break
                word, side = words[index], self._side(index)
                if word in self.data["cues"]["saying"] or word in self.data["cues"]["standing"]:
                    return False
                if word == "to" and self._is_infinitive(index + 1):
                    return False  # "decided to admit them in March"
                if side:
                    return side == "past" and "to" not in words[max(index - 2, 0) : index]  # "to be published"
        return False

    def _is_infinitive(self, index: int) -> bool:
        """Whether the word after "to" may be a verb: no name, number or article."""
        word = self.tokens.words[index] if index < len(self.tokens.words) else ""
        written = self.tokens.text[self.tokens.starts[index]] if word else ""
        return word.isalpha() and written.islower() and word not in ARTICLES and word not in DETERMINERS

    def _is_titled(self, index: int) -> bool:
        start, end = self.tokens.starts[index], self.tokens.ends[index]
        word = self.tokens.text[start:end]
        return len(word) > 1 and word[0].isupper() and word[1:].islower()

    def day_told(self) -> date | None:
        """The day on which the telling stands: that told last, or publication where none was.

        A day told inside a sentence and before the one at whose head the telling stood is a look back ("the list,
        handed over on 13 September, …") and does not move it.
        """
        if self.last_day is None:
            return self.published
        told, head = self.last_day.at, self.head_day.at if self.head_day else None
        return head if told is not None and head is not None and told < head else told

    def ends_sentence(self, index: int) -> bool:
        """Whether a sentence ends at a token; the full stop of `U.S.` and `Gen.` does not end one."""
        word = self.tokens.words[index]
        if word == ".":
            before = self.tokens.words[index - 1] if index else ""
            return len(before) != 1 and before not in TITLES
        return word in STOPS or self.tokens.shape[index] == BREAK

    def tense(self, first: int, last: int) -> str | None:
        """`past` or `future`, as the nearest verb or cue of the sentence tells; None where none does."""
        for index in range(first - 1, max(first - WINDOW, 0) - 1, -1):
            if self.ends_sentence(index):
                break
            side = self._side(index)
            if side and self.tokens.words[index] in UNTIL and "had" in self.tokens.words[last : last + AFTER]:
                return "past"  # "Until Thursday, they had …"
            if side:
                return side
        for index in range(last, min(last + AFTER, len(self.tokens.words))):
            if self.ends_sentence(index):
                break
            side = None if self.tokens.words[index] in UNTIL else self._side(index)
            if side:
                return side
        return None

    def _side(self, index: int) -> str | None:
        """The side that one word tells, with the auxiliaries before it: `will be named`, `had been due`, `set to`."""
        words, cues = self.tokens.words, self.data["cues"]
        word, before = words[index], words[max(index - AUXILIARIES, 0) : index]
        if word in ("to", "as"):
            if not before or before[-1] not in cues["before_" + word]:
                return None
            return "past" if "had" in before else "future"
        capital = self.tokens.text[self.tokens.starts[index]].isupper()
        if word == "may" and capital:
            return None
        if word in cues["future"]:
            over = "had" in before or (word in UNTIL and self._went_on(index))
            return "past" if over else "future"
        if word in cues["past"] or (
            len(word) > 4 and word.endswith("ed") and not capital and not _is_adjective(before)
        ):
            return "future" if set(cues["auxiliary"]) & set(before[-3:]) else "past"
        return None

    def _went_on(self, until: int) -> bool:
        """Whether what was done lasted until a time: `shells fell from 8 p.m. until 10 p.m. on Monday`."""
        words, going_on = self.tokens.words, self.data["cues"]["going_on"]
        for index in range(until - 1, max(until - WINDOW, 0) - 1, -1):
            if self.ends_sentence(index) or words[index] in self.data["cues"]["auxiliary"]:
                return False
            if words[index] in going_on:
                return True
        return False


def _is_adjective(before: list[str]) -> bool:
    """Whether a participle after these words stands before a noun: `a still unspecified date`."""
    return bool(ARTICLES.intersection(before[-2:]))
