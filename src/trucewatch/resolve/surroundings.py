"""What stands around a claim in its text: sentences, and the times, places and actors told there and before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from trucewatch.lexicon.datelines import dateline_end
from trucewatch.records.actors import ActorKind, ActorMention
from trucewatch.records.along import Along
from trucewatch.records.places import PlaceKind, PlaceMention
from trucewatch.records.spans import Span
from trucewatch.records.times import TimeExpression
from trucewatch.resolve.actor_book import ActorBook
from trucewatch.resolve.names import fold_name
from trucewatch.resolve.place_chains import Chain, chains
from trucewatch.resolve.place_ground import Ground, ground_of

_BREAK = re.compile(r"\n\s*|(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[•]?\W?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mrs?|Ms|Dr|Prof|Lt|Gen|Col|Maj|Capt|Sgt|Cpl|Brig|Adm|Sen|Rep|Gov|St|No|vs|etc|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept?|Oct|Nov|Dec)\.$"
)
_DATELINE = re.compile(
    r"^[^\S\n]*(?=[A-Z])(?:(?:[A-Z][^\s,/(–—]*|[/,]|\d{1,4}(?:st|nd|rd|th)?\b|al-\w+|of|the)[^\S\n]*){1,10}"
    r"(?:\([^)\n]{2,40}\)[^\S\n]*)?(?:[–—]|--|-(?=\s))",
    re.MULTILINE,
)
_AS_LAND = re.compile(r"\bin\s+$", re.IGNORECASE)
_AS_TOWN = re.compile(
    r"\b(?:in|at|near|around|outside|hit|struck|shelled|bombed|attacked|stormed|seized|(?:city|town) of)\s+$",
    re.IGNORECASE,
)  # "in Juba" is the town, "Juba says" is its government
AT_HOME = 0.5  # share of a text's towns and districts by which one country counts as the text's own


@dataclass(frozen=True)
class Surroundings:
    """One text with all that other resolvers found in it, in text order, and the words that name its events."""

    text: str
    times: Sequence[TimeExpression]
    places: Sequence[PlaceMention]
    actors: Sequence[ActorMention]
    book: ActorBook
    case_countries: tuple[str, ...]
    triggers: tuple[Span, ...] = ()
    published: str | None = None

    @cached_property
    def borders(self) -> list[int]:
        """Where sentences begin, the first at 0."""
        found = [0]
        for match in _BREAK.finditer(self.text):
            before = self.text[max(0, match.start() - 8) : match.start()]
            if "\n" in match.group() or not _ABBREVIATION.search(before):
                found.append(match.end())
        return found

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, with the blanks after them."""
        ends = (*self.borders[1:], len(self.text))
        pairs = zip(self.borders, ends, strict=True)
        return tuple(Span.on(self.text, start, end) for start, end in pairs if start < end)

    @cached_property
    def datelines(self) -> tuple[Span, ...]:
        """ "BEIRUT, Sept 17 (Agency) –" at the heads of paragraphs, and what opens the text."""
        marked = [Span.on(self.text, found.start(), found.end()) for found in _DATELINE.finditer(self.text)]
        first = len(self.text) - len(self.text.lstrip())
        end = dateline_end(self.text, first, len(self.text), opens=True)
        return (*marked, Span.on(self.text, first, end)) if end > first else tuple(marked)

    @cached_property
    def chains(self) -> dict[int, Chain]:
        """For the start of each mention of a place, the chain of mentions that say where one spot lies."""
        return {place.span.start: chain for chain in chains(self.text, self.places) for place in chain}

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The case's countries, else the one where most of the text's towns and districts lie, if one does."""
        if self.case_countries:
            return self.case_countries
        votes: Counter[str] = Counter()
        for mention in self.places:
            place = mention.place
            if place is None or place.country is None or self.text.startswith("-", mention.span.end):
                continue
            seat = fold_name(mention.span.quote) in self.book.metonyms
            if seat or place.kind is PlaceKind.COUNTRY:
                before = _AS_TOWN if seat else _AS_LAND
                if not before.search(self.text, max(0, mention.span.start - 20), mention.span.start):
                    continue
            votes[place.country] += 1
        if not votes:
            return ()
        country, most = votes.most_common(1)[0]
        return (country,) if most > AT_HOME * votes.total() else ()

    @cached_property
    def named_countries(self) -> frozenset[str]:
        """The case's countries, and those that the text names: themselves, their people or a body of their state."""
        lands = (one.place for one in self.places if one.place is not None and one.place.kind is PlaceKind.COUNTRY)
        bodies = (one.actor for one in self.actors if one.actor is not None and one.actor[-3:-2] == ":")
        told = {land.country for land in lands if land.country is not None} | {body[-2:] for body in bodies}
        return frozenset({*self.case_countries, *told})

    @cached_property
    def ground(self) -> Ground | None:
        """The country, territory or town that all of the text plays in, where there is one."""
        states = Counter(one.actor[-2:] for one in self.actors if one.actor is not None and one.actor[-3:-2] == ":")
        return ground_of(self.text, self.places, self.datelines, self.countries, self.book.metonyms, states)

    @cached_property
    def _times(self) -> Along[TimeExpression]:
        return Along(self.times, _span_of)

    @cached_property
    def _places(self) -> Along[PlaceMention]:
        return Along(self.places, _span_of)

    @cached_property
    def _actors(self) -> Along[ActorMention]:
        return Along(self.actors, _span_of)

    @cached_property
    def _datelines(self) -> Along[Span]:
        return Along(self.datelines, lambda line: line)

    @cached_property
    def _triggers(self) -> Along[Span]:
        return Along(self.triggers, lambda trigger: trigger)

    @cached_property
    def _numbers(self) -> dict[Span, int]:
        """Where in `times` each stands, the first of its span."""
        numbers: dict[Span, int] = {}
        for number, time in enumerate(self.times):
            numbers.setdefault(time.span, number)
        return numbers

    def times_in(self, start: int, end: int) -> list[TimeExpression]:
        """Times of which a character stands in `[start, end)`."""
        return self._times.touching(start, end)

    def places_in(self, start: int, end: int) -> list[PlaceMention]:
        """Places of which a character stands in `[start, end)`."""
        return self._places.touching(start, end)

    def actors_in(self, start: int, end: int) -> list[ActorMention]:
        """Resolved actors of which a character stands in `[start, end)`."""
        return [mention for mention in self.names_in(start, end) if mention.actor is not None]

    def names_in(self, start: int, end: int) -> list[ActorMention]:
        """Words for actors, resolved or not, of which a character stands in `[start, end)`."""
        return self._actors.touching(start, end)

    def datelines_in(self, start: int, end: int) -> list[Span]:
        """Datelines of which a character stands in `[start, end)`."""
        return self._datelines.touching(start, end)

    def triggers_in(self, start: int, end: int) -> list[Span]:
        """Words for events of which a character stands in `[start, end)`."""
        return self._triggers.touching(start, end)

    def number_of(self, time: Span) -> int | None:
        """Where in `times` the one with that span stands."""
        return self._numbers.get(time)

    def index_of(self, at: int) -> int:
        """Which sentence a character stands in, the first 0."""
        return max(0, bisect_right(self.borders, at) - 1)

    def sentence(self, span: Span) -> Span:
        """The sentence or sentences that the span stands in."""
        first = bisect_right(self.borders, span.start) - 1
        last = bisect_right(self.borders, max(span.start, span.end - 1))
        end = self.borders[last] if last < len(self.borders) else len(self.text)
        if last == first + 1 and span.end <= end:
            return self.sentences[first]
        return Span.on(self.text, self.borders[first], max(end, span.end))

    def reach(self, start: int, sentences: int) -> int:
        """Where the text begins that is so many sentences before the one at `start`, in the same paragraph."""
        here = bisect_right(self.borders, start) - 1
        paragraph = self.text.rfind("\n\n", 0, start)
        return max(self.borders[max(0, here - sentences)], paragraph + 1)

    def times_before(self, start: int, sentences: int) -> list[TimeExpression]:
        """Times told before `start`, in its sentence and so many sentences before it."""
        reach = self.reach(start, sentences)
        return [t for t in self.times_in(reach, start) if reach <= t.span.start and t.span.end <= start]

    def places_before(self, start: int, sentences: int) -> list[PlaceMention]:
        """Places told before `start`, in its sentence and so many sentences before it."""
        reach = self.reach(start, sentences)
        return [p for p in self.places_in(reach, start) if reach <= p.span.start and p.span.end <= start]

    def actors_before(self, start: int, after: int = 0) -> list[ActorMention]:
        """Resolved actors told in `[after, start)`."""
        return [m for m in self.actors_in(after, start) if after <= m.span.start and m.span.end <= start]

    @cached_property
    def _appearances(self) -> dict[tuple[str | None, ActorKind], tuple[list[int], list[ActorMention]]]:
        """Of each actor where its mentions end, and the mentions."""
        found: dict[tuple[str | None, ActorKind], tuple[list[int], list[ActorMention]]] = {}
        for mention in self.actors:
            if mention.actor is not None:
                ends, mentions = found.setdefault((mention.actor, mention.kind), ([], []))
                ends.append(mention.span.end)
                mentions.append(mention)
        return found

    def known_at(self, start: int) -> list[ActorMention]:
        """The last mention before `start` of each resolved actor, those that were told first first."""
        last = ((mentions, bisect_right(ends, start)) for ends, mentions in self._appearances.values())
        return [mentions[number - 1] for mentions, number in last if number]


def _span_of(mention: TimeExpression | PlaceMention | ActorMention) -> Span:
    return mention.span
