"""Words of time: tokens of a text, each as one character that stands for all the word classes it is in.

Rules are regular expressions over these characters, so that one place in the string is one token: `<day> of? <month>`
is compiled with a set of characters for `<day>`, one for `of`, one for `<month>`. A text costs one pass for its tokens
and one for each rule over a string of a few hundred characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

from trucewatch.knowledge import load_yaml
from trucewatch.resolve.time_numbers import number_classes, number_samples

OTHER, BREAK = "\u0001", "\u0002"
KNOWN_SHAPES = 1 << 14  # words whose class is remembered: a language has fewer common ones
RUN = re.compile(f"[^{OTHER}{BREAK}]+")
FIRST_CLASS_CHAR = 0xE000  # the private use area: these characters are names of sets and never text

MONTHS_SHORT = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
TOKEN = re.compile(
    r"""
    (?:\d{1,2}[-/.]?(?:MON)|(?:MON)[-/.]\d{1,2})[-/.]?(?:\d{4}|\d\d)(?![\w-])  # as logs write a date
    |\d{4}[-/.]?(?:MON)[-/.]?\d{1,2}(?!\w)
    |\d{6}[A-Z]?(?:MON)\d{2}(?:\d\d)?(?!\w)
    |[^\W\d_]++(?![’'.])  # nearly every word, before all else that has to be asked
    |[’']s\b
    |[ap]\.m\.?(?![A-Za-z])
    |(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ept?|[Oo]ct|[Nn]ov|[Dd]ec|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.
    |[^\W\d_]+(?:[’'](?:clock|ll|t|re|ve|d|year)\b)?
    |\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)
    |(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[/.]\d{1,2}[/.]\d{1,2})(?!\d|[/.-]\d)
    |\d{1,2}:\d\d(?::\d\d)?(?!\d)
    |\d{1,2}h\d\d\b
    |\d{1,2}\.\d\d(?=\ ?(?:[ap]\.?m\b|hrs|hours))
    |\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)
    |\d/\d(?!\d)
    |\d+\.\d+
    |\d+(?:s|st|nd|rd|th)\b
    |[’']\d0s\b
    |\d+
    |\n\s*\n
    |\S
    """.replace("(?:MON)", f"(?i:{MONTHS_SHORT})"),
    re.VERBOSE,
)
TIME_GROUP = re.compile(rf"\d{{6}}[A-Z]?(?:{MONTHS_SHORT})\d+", re.IGNORECASE)
LOG_DATE = re.compile(rf"[\d./-]*(?:{MONTHS_SHORT})[\d./-]+", re.IGNORECASE)
MARKS = {
    **dict(zip(",()/.:+%", ("comma", "open", "close", "slash", "stop", "colon", "plus", "percent"), strict=True)),
    **dict.fromkeys("-‐‑–—", "dash"),
    **dict.fromkeys("½¼¾", "frac"),
    **dict.fromkeys("$€£#", "money"),
    **dict.fromkeys(("’s", "'s", "'", "’"), "pos"),
}
# What no expression consists of alone (with the words under `common` in the data): a run of tokens without anything
# else is not searched.
COMMON_CLASSES = frozenset(
    {
        *("int", "card", "times", "ordword", "dayord", "day", "hour", "h12", "hhmm", "frac"),
        *("past", "future", "nameafter", "namebefore"),
        *(set(MARKS.values()) - {"plus"}),
    }
)
PLAIN = {
    "unit": "units",
    "units": "plurals",
    "card": "cardinals",
    "times": "multipliers",
    "ordword": "ordinals",
    "decadeword": "decades",
    "season": "seasons",
    "part": "day_parts",
    "zone": "zones",
    "zoneplace": "zone_places",
}  # word class: the key of its words in the data
CAPITAL = {"nameafter": "names_after", "namebefore": "names_before", "weekdayshort": "weekdays_short"}  # with a capital
ATOM = re.compile(r"<(\w+)>|\{(\w+):|(\})|(&\w+)|(\(\?[=!:]|\(\?<[=!])|([a-z][a-z.'’]*)|(\()|(\s+)|(.)")


@dataclass(frozen=True)
class Tokens:
    """A text's tokens: lower-cased words, their places, and one class character each."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    shape: str
    runs: str = ""  # the parts of `shape` that are worth a search, each with the token after it, set apart by breaks
    origin: list[int] = field(default_factory=list)  # for each character of `runs`, the index of its token

    def slice(self, first: int, last: int) -> list[str]:
        """The words of `[first, last)`, possessive marks left out."""
        return [word for word in self.words[first:last] if word not in ("'s", "’s")]


@dataclass
class Vocabulary:
    """The word classes of `knowledge/times.yaml`, with a character for each set of classes that occurs."""

    literals: frozenset[str]
    data: Any = field(default_factory=lambda: load_yaml("times.yaml"))

    def __post_init__(self) -> None:
        self.plain: dict[str, set[str]] = {}
        self.capital: dict[str, set[str]] = {}
        self._fill()
        self._chars: dict[frozenset[str], str] = {}
        self._plain_chars = {word: self._char(frozenset(names)) for word, names in self.plain.items()}
        self._capital_chars = {
            word: self._char(frozenset(names | self.plain.get(word, set()))) for word, names in self.capital.items()
        }
        for sample in number_samples():
            self._char(number_classes(sample))
        self._log_char, self._group_char = self._char(frozenset({"logdate"})), self._char(frozenset({"timegroup"}))
        self.shape_of: Callable[[str], str] = lru_cache(KNOWN_SHAPES)(self._shape_of)
        """The class character of a token."""
        self.members: Callable[[str], str] = cache(self._members)
        """A regular expression for one token of a class, or of the literal word `=word`."""

    def _fill(self) -> None:
        data = self.data
        plain = {name: data[key] for name, key in PLAIN.items()}
        plain |= {side: data["cues"][side] for side in ("past", "future")}
        for name, words in plain.items():
            for word in words:
                self.plain.setdefault(word, set()).add(name)
        for mark, name in MARKS.items():
            self.plain.setdefault(mark, set()).add(name)
        for word in self.literals:
            self.plain.setdefault(word, set()).add(f"={word}")
        for month in data["months"]:
            doubtful = month in data["months_doubtful"]
            self.capital.setdefault(month, set()).update({"monthany", "monthdoubt" if doubtful else "month"})
        for word in data["months_short"]:
            self.capital.setdefault(word, set()).add("monthshort")
            for table in (self.capital, self.plain):
                table.setdefault(f"{word}.", set()).update({"month", "monthany"})
        for word in data["weekdays"]:
            self.capital.setdefault(word, set()).add("weekday")
            self.capital.setdefault(f"{word}s", set()).add("weekdays")
        for name, key in CAPITAL.items():
            for word in data[key]:
                self.capital.setdefault(word, set()).add(name)
        for word in data["weekdays_short"]:
            self.capital.setdefault(f"{word}.", set()).add("weekday")

    def _char(self, names: frozenset[str]) -> str:
        if not names:
            return OTHER
        return self._chars.setdefault(names, chr(FIRST_CLASS_CHAR + len(self._chars)))

    def _members(self, name: str) -> str:
        if name == "any":
            return f"[^{BREAK}]"
        chars = "".join(char for names, char in self._chars.items() if name in names)
        return f"[{chars}]" if chars else r"(?!)"

    def _shape_of(self, token: str) -> str:
        first, lower = token[0], token.lower()
        if token[-1].isdigit() and not token.isdigit():
            if TIME_GROUP.fullmatch(token):
                return self._group_char
            if LOG_DATE.fullmatch(token):
                return self._log_char
        if first.isdigit() or (len(token) > 2 and first in "'’" and token[1].isdigit()):
            return self._chars.get(number_classes(token), OTHER)
        if first.isspace():
            return BREAK
        if first.isupper():
            return self._capital_chars.get(lower) or self._plain_chars.get(lower, OTHER)
        return self._plain_chars.get(lower, OTHER)

    def tokens(self, text: str) -> Tokens:
        """The tokens of `text`."""
        spans = [match.span() for match in TOKEN.finditer(text)]
        written = [text[start:end] for start, end in spans]
        shape = "".join(map(self.shape_of, written))
        runs, origin = self._runs(shape)
        words = [token.lower() for token in written]
        return Tokens(text, words, [start for start, _ in spans], [end for _, end in spans], shape, runs, origin)

    def _runs(self, shape: str) -> tuple[str, list[int]]:
        parts: list[str] = []
        origin: list[int] = []
        for match in RUN.finditer(shape):
            start, end = match.span()
            if not self._core.search(shape, start, end):
                continue
            parts.append(f"{shape[start : end + 1]}{BREAK}")
            origin.extend(range(start, min(end + 1, len(shape))))
            origin.append(end)
        return "".join(parts), origin

    @cached_property
    def _core(self) -> re.Pattern[str]:
        """A token that is in more than common classes."""
        common = COMMON_CLASSES | {f"={word}" for word in self.data["common"]}
        return re.compile("[" + "".join(char for names, char in self._chars.items() if not names <= common) + "]")

    @cached_property
    def month_number(self) -> dict[str, int]:
        """Month names, long and short, with and without full stop."""
        table: dict[str, int] = {**self.data["months"], **self.data["months_short"]}
        return table | {f"{word}.": number for word, number in table.items()}

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Words of time that are written with a capital inside a sentence only where they are part of a name."""
        data = self.data
        return frozenset({*data["units"], *data["plurals"], *data["day_parts"], *data["titled"]})

    @cached_property
    def weekday_number(self) -> dict[str, int]:
        """Weekday names, long and short, with and without full stop, single and plural; Monday is 1."""
        table: dict[str, int] = {**self.data["weekdays"], **self.data["weekdays_short"]}
        plurals = {f"{word}s": number for word, number in self.data["weekdays"].items()}
        return table | plurals | {f"{word}.": number for word, number in table.items()}


def expand(source: str, macros: dict[str, str]) -> str:
    """`source` with its `&name` macros written out."""
    while "&" in source:
        source = re.sub(r"&(\w+)", lambda match: f"({macros[match.group(1)]})", source)
    return source


def literals_of(sources: Iterable[str]) -> frozenset[str]:
    """The literal words of rule sources (macros already written out)."""
    return frozenset(match.group(6) for source in sources for match in ATOM.finditer(source) if match.group(6))
