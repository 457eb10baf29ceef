"""Names of actors and sources, compared without case, marks and blanks."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from trucewatch.records.actors import Actor
from trucewatch.records.documents import Source, SourceKind

_BLANKS = re.compile(r"[\W_]+")
_JOINTS = re.compile(r"\s*(?:[,;/&|]|\b(?:and|with|via|from)\b)\s*", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def slug(name: str) -> str:
    """A name without case, marks, blanks and article, for comparing and for ids."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _BLANKS.sub("-", plain).strip("-").removeprefix("the-")


def agency_in(credit: str, publisher: str | None, names: Mapping[str, Source | Actor]) -> Source | None:
    """The one agency that a credit names among others ("Foreign desk and Harbour Wire"), if it is not the publisher."""
    parts = [names.get(slug(part)) for part in _JOINTS.split(credit)]
    agencies = {one.id: one for one in parts if isinstance(one, Source) and one.kind is SourceKind.AGENCY}
    agencies.pop(publisher or "", None)
    return next(iter(agencies.values())) if len(agencies) == 1 else None


def known_names(sources: Mapping[str, Source], actors: Mapping[str, Actor]) -> dict[str, Source | Actor]:
    """Slugs that one source or actor alone bears; a source goes before the actor of the same name."""
    owners: dict[str, dict[str, Source | Actor]] = defaultdict(dict)
    for actor in actors.values():
        for name in (actor.name, *actor.aliases, *(former.name for former in actor.former)):
            owners[slug(name)][f"actor {actor.id}"] = actor
    for source in sources.values():
        for name in (source.name, source.id, *source.aliases, *source.domains):
            key = slug(name)
            owners[key] = {k: v for k, v in owners[key].items() if isinstance(v, Source)}
            owners[key][f"source {source.id}"] = source
    return {name: next(iter(found.values())) for name, found in owners.items() if name and len(found) == 1}


_PRONOUNS = frozenset(
    ("it", "he", "she", "they", "we", "i", "you", "this", "that", "these", "those", "who", "one", "both", "many")
) | frozenset(("somebody", "someone", "nobody", "others", "all", "few", "some"))


def is_proper_name(words: str) -> bool:
    """Whether words name somebody ("Colonel Hassan", "Ahrar"), and do not only describe ("a rebel officer", "they").

    The words before "of", "in", "from" or "for" decide; a first word alone may owe its capital to a sentence's start,
    and then counts only where it is no pronoun.
    """
    head = re.split(r"\s+(?:of|in|from|for|at|on|there|here)\b", words.strip(), maxsplit=1)[0].split()
    if not head or slug(words) in _PRONOUNS:
        return False
    return any(word[:1].isupper() for word in head) if len(head) == 1 else any(word[:1].isupper() for word in head[1:])
