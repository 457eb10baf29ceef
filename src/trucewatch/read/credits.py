"""Credits as data: who wrote a text, which agency supplied it, where it first stood, who republished it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from trucewatch.errors import Fault, KnowledgeError
from trucewatch.knowledge import load_yaml
from trucewatch.read.passages import Layout, lay_out
from trucewatch.records.documents import Credit, CreditRole
from trucewatch.records.spans import Span

LEXICON = "credits.yaml"
WHERES = ("edge", "line", "opening", "text")
_WORD = r"(?:(?:[A-Z]|St|Dr|Lt|Gen|Col|Maj|Sgt)\.|[A-Z][\w’'&-]*(?:\.[\w’'&-]+)*|al-\w+|de|van|von|bin|ibn|abu)"
_NAME = rf"(?:[Tt]he )?{_WORD}(?: (?:(?:of|for|on|the|and the) )*{_WORD}){{0,7}}"
_DOMAIN = r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?"
_NAME_ONLY = re.compile(_NAME)
_LONG_LINE = 200  # characters: a credit line is shorter
_OPENING_LINES = 3
_DATELINE = 120  # characters in which a dateline ends
_SEPARATOR = re.compile(r"\s*(?:,| and | & |/| with )\s*")
_TRAILING = " .,;:-–—"


@dataclass(frozen=True)
class _Rule:
    id: str
    role: CreditRole
    where: str
    gate: str
    listed: bool
    """Whether the name must be in the list of agencies."""
    pattern: re.Pattern[str]


def find_credits(text: str, layout: Layout | None = None) -> tuple[Credit, ...]:
    """The credits that `text` itself gives, in order; one a role and name, each with the name's span.

    Args:
        text: the cleaned text; spans are in its code points.
        layout: `lay_out(text)` where the caller has it.
    """
    layout = lay_out(text) if layout is None else layout
    rules, agencies = _load()
    lowered = text.lower()
    found: dict[tuple[CreditRole, str], Credit] = {}
    for rule in rules:
        if rule.gate and rule.gate not in lowered:
            continue
        for start, end in _matches(rule, text, layout):
            for credit in _credits(rule, text, start, end, agencies):
                found.setdefault((credit.role, credit.name.casefold()), credit)
    return tuple(sorted(found.values(), key=lambda credit: credit.span.start if credit.span else 0))


def _matches(rule: _Rule, text: str, layout: Layout) -> Iterator[tuple[int, int]]:
    """Where the rule's names stand."""
    if rule.where == "text":
        for match in rule.pattern.finditer(text):
            yield match.span("name")
        return
    for number, line in enumerate(layout.lines):
        if rule.where == "opening":
            fits = number < _OPENING_LINES or line.start <= layout.head_end
            end = min(line.end, line.start + _DATELINE)
        else:
            fits = line.end - line.start <= _LONG_LINE and (rule.where != "edge" or layout.at_edge(line.start))
            end = line.end
        if not fits:
            continue
        found = rule.pattern.match(text, line.start, end)
        if found is not None and (rule.where == "opening" or _is_credit_line(text, found.end(), line.end)):
            yield found.span("name")


def _is_credit_line(text: str, start: int, end: int) -> bool:
    """Whether what follows the name on its line is no sentence: "By Monday the army had left" is no byline."""
    first = _SEPARATOR.split(text[start:end])[0].strip(_TRAILING)
    return not any(word[:1].islower() for word in first.split())


def _credits(rule: _Rule, text: str, start: int, end: int, agencies: frozenset[str]) -> Iterator[Credit]:
    """The names in a run: authors may be several, and may be followed by the agency that they write for."""
    if rule.role is not CreditRole.AUTHOR:
        credit = _credit(rule.role, text, start, end)
        if credit is not None and (not rule.listed or credit.name.casefold() in agencies):
            yield credit
        return
    line_end = text.find("\n", start)
    rest_end = min(line_end if line_end >= 0 else len(text), start + _LONG_LINE)
    for number, (low, high) in enumerate(_pieces(text, start, end, rest_end)):
        is_agency = number > 0 and text[low:high].strip(_TRAILING).casefold() in agencies
        credit = _credit(CreditRole.AGENCY if is_agency else CreditRole.AUTHOR, text, low, high)
        if credit is not None:
            yield credit


def _pieces(text: str, start: int, end: int, rest_end: int) -> Iterator[tuple[int, int]]:
    """The names from `start`: the run itself, cut at "and" or a comma, and those that follow it after one."""
    low = start
    for separator in _SEPARATOR.finditer(text, start, end):
        yield low, separator.start()
        low = separator.end()
    yield low, end
    position = end
    while (following := _SEPARATOR.match(text, position, rest_end)) is not None:
        name = _NAME_ONLY.match(text, following.end(), rest_end)
        if name is None:
            return
        yield name.span()
        position = name.end()


def _credit(role: CreditRole, text: str, start: int, end: int) -> Credit | None:
    words = text[start:end].rstrip(_TRAILING)
    if role is CreditRole.REPUBLISHER and words[:4].lower() == "the ":
        start, words = start + 4, words[4:]
    if not words:
        return None
    name = " ".join(words.split())
    # "BY DANA WHITLOCK" is a way to print a name, not a name.
    if role is CreditRole.AUTHOR and name.isupper() and " " in name:
        name = name.title()
    return Credit(role=role, name=name, span=Span.on(text, start, start + len(words)))


@cache
def _load() -> tuple[tuple[_Rule, ...], frozenset[str]]:
    data = load_yaml(LEXICON)
    try:
        rules = tuple(_rule(entry) for entry in data["rules"])
        return rules, frozenset(str(name).casefold() for name in data["agencies"])
    except (KeyError, ValueError, TypeError, re.error) as error:
        raise KnowledgeError(Fault("knowledge.credits", f"{error!r}", where=LEXICON)) from error


def _rule(entry: dict[str, Any]) -> _Rule:
    if entry["where"] not in WHERES:
        raise ValueError(f"{entry['id']}: where is {entry['where']!r}, not one of {WHERES}")
    pattern = entry["pattern"].replace("(?P<name><name>)", f"(?P<name>{_NAME})")
    pattern = pattern.replace("(?P<name><site>)", f"(?P<name>{_DOMAIN}|{_NAME})")
    return _Rule(
        entry["id"],
        CreditRole(entry["role"]),
        entry["where"],
        str(entry["gate"]),
        bool(entry.get("listed")),
        re.compile(pattern),
    )
