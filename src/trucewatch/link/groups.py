"""Groups: members that are joined pair by pair (union–find), named by their smallest member."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar


class Ordered(Protocol):
    """What can be hashed and put in order: a name or a number."""

    def __lt__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...


Member = TypeVar("Member", str, int)


class Groups(Generic[Member]):
    """Disjoint groups; the order in which pairs are joined makes no difference to `all`."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._parents: dict[Member, Member] = {member: member for member in members}

    def find(self, member: Member) -> Member:
        """The smallest member of the group that holds `member`."""
        root = member
        while self._parents[root] != root:
            root = self._parents[root]
        while self._parents[member] != root:
            self._parents[member], member = root, self._parents[member]
        return root

    def join(self, first: Member, second: Member) -> None:
        """Put the groups of two members together."""
        one, other = self.find(first), self.find(second)
        if one != other:
            low, high = (one, other) if one < other else (other, one)
            self._parents[high] = low

    def all(self) -> list[list[Member]]:
        """Every group, members in order, groups by their first member."""
        found: dict[Member, list[Member]] = {}
        for member in sorted(self._parents):
            found.setdefault(self.find(member), []).append(member)
        return list(found.values())
