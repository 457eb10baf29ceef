"""From a rule's source to a regular expression over class characters, and to what it cannot do without.

A text's few hundred characters hold some of the classes only; a rule that needs one that is absent is not tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from trucewatch.resolve.time_words import ATOM, Vocabulary

Needs = tuple[frozenset[str], ...]  # of each set, one character at least must be there


@dataclass(frozen=True)
class Compiled:
    """A rule's regular expression over class characters, and the sets of which it needs a member each."""

    source: str
    needs: Needs

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, ready to search with; made when it is first needed, since one text needs few of them."""
        return re.compile(self.source)

    def may_match(self, present: frozenset[str]) -> bool:
        """Whether a string with these characters can hold a match."""
        return not any(map(present.isdisjoint, self.needs))


def compile_rule(source: str, vocabulary: Vocabulary) -> Compiled:
    """A rule's source, macros written out, ready to be searched for."""
    pieces = list(_pieces(source, vocabulary))
    needs, _ = _needs(pieces, 0)
    return Compiled("".join(text for text, _ in pieces), tuple(dict.fromkeys(needs)))


def _pieces(source: str, vocabulary: Vocabulary) -> Iterator[tuple[str, frozenset[str] | None]]:
    """Each atom as regular expression; for one that stands for a token, the characters that it can be."""
    for match in ATOM.finditer(source):
        name, group, close, _, look, literal, opening, blank, other = match.groups()
        if name or literal:
            members = vocabulary.members(name or f"={literal}")
            yield members, frozenset(members[1:-1]) if name != "any" else None
        elif group:
            yield f"(?P<{group}>", None
        elif close:
            yield ")", None
        elif look:
            yield look, None
        elif opening:
            yield "(?:", None
        elif not blank:
            yield str(other), None


def _needs(pieces: Sequence[tuple[str, frozenset[str] | None]], start: int) -> tuple[list[frozenset[str]], int]:
    """What the alternatives from `start` to the end of their group need between them, and where the group ends."""
    alternatives: list[list[frozenset[str]]] = [[]]
    index = start
    while index < len(pieces) and pieces[index][0] != ")":
        text, members = pieces[index]
        found: list[frozenset[str]] = []
        if text == "|":
            alternatives.append([])
        elif text.startswith("("):
            found, index = _needs(pieces, index + 1)
            if text.startswith(("(?!", "(?=", "(?<")):
                found = []
        elif members is not None:
            found = [members]
        optional = index + 1 < len(pieces) and pieces[index + 1][0] == "?"
        alternatives[-1].extend([] if optional else found)
        index += 1
    if len(alternatives) == 1:
        return alternatives[0], index
    if not all(alternatives):
        return [], index
    return [frozenset().union(*(min(needs, key=len) for needs in alternatives))], index
