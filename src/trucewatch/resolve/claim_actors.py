"""Who a claim's participants and holders are: by the book, by the words beside them, by what the text told before."""

from __future__ import annotations

import re
from typing import TypeVar

from trucewatch.records.actors import ActorKind, ActorMention
from trucewatch.records.claims import Holder, Participant, Party
from trucewatch.records.spans import Span
from trucewatch.resolve.actor_groups import split_row
from trucewatch.resolve.actor_words import DETERMINERS, Word, heads, words_of
from trucewatch.resolve.descriptions import CANDIDATES, Resolved, nations_in, resolve_name
from trucewatch.resolve.surroundings import Surroundings

AnyParty = TypeVar("AnyParty", bound=Party)

_PRONOUN = re.compile(r"^(?:it|they|them|its|their)$", re.IGNORECASE)
_BEFORE = re.compile(r"([^,;.!?\n]{4,160}?),?\s+$")
_AFTER = re.compile(r"^\s*,\s*([^,;.!?\n]{4,160})")
_TITLES_BEFORE = re.compile(r"(?:\b[A-Z]\w{1,4}\.\s*)+$")
_PARTNERS = re.compile(r"\b(?:coalition|alliance)\b", re.IGNORECASE)
_AND_STATE = re.compile(r"\s+(?:and|or|nor)\s+(?:(?P<lead>of)\s+)?(?:the\s+)?(?P<name>[A-Z]\w+(?:\s[A-Z]\w+)*)(?!\w)")
_BOTH = re.compile(
    r"^(?:(?:the|neither|either|both)\s+)*(?P<name>[A-Z]\w+)\s+(?:and|or|nor)\s+(?:the\s+)?(?P<second>[A-Z]\w+.*)$"
)
_STATE_AND = re.compile(r"\b(?P<name>[A-Z]\w+)\s+(?:and|or|nor)\s+(?:the\s+)?$")
_LED_BY = re.compile(
    r"\b(?:(?:that|which)\s+(?P<who>(?:the\s+)?[A-Z]\w*(?:\s[A-Z]\w*)*)\s+leads|led\s+by\s+(?P<by>.+))"
)
_GOES_ON = re.compile(r"\s+(?:in|of|for|on)\s")
_LEAD = 4  # blanks that may stand before the end of a date at a participant's head: "at about 5 p.m. on Saturday"
_DATE_HEAD = re.compile(r"^(?:on|in|at|by)\s+\w+\s+\d", re.IGNORECASE)


def resolve_participant(
    participant: Participant, around: Surroundings, *, mutual: bool = False, apart: str | None = None
) -> Participant:
    """The participant with actor, kind and candidates; a pronoun's antecedent moves into `span`, it into `via`.

    Where the act is `mutual` ("clashed"), two in one phrase are its two sides, and not two who act as one. `apart` is
    the event's other party, whom a pronoun does not mean.
    """
    pronoun = _PRONOUN.match(participant.span.quote)
    if pronoun is not None:
        earlier = _earlier(participant.span, around, apart)
        if len(earlier) != 1:
            several = {"candidates": tuple(earlier)[:CANDIDATES], "rule": "actor.pronoun"}
            return participant.model_copy(update=several) if earlier else participant
        antecedent = next(iter(earlier.values()))
        return participant.model_copy(
            update={
                "span": antecedent.span,
                "via": participant.span,
                "name": antecedent.name,
                "actor": antecedent.actor,
                "kind": antecedent.kind,
                "rule": "actor.pronoun",
            }
        )
    participant = _without_time(participant, around)
    others = tuple(_resolve_party(other, around) for other in participant.others)
    participant = participant.model_copy(update={"others": others})
    joint = None if mutual else _joint(participant, around)
    if joint := joint or _row(participant, around):
        return joint
    found = resolve_words(participant.span, around)
    return _told(participant, found)


def _resolve_party(party: Party, around: Surroundings) -> Party:
    return _told(party, resolve_words(party.span, around))


def _told(party: AnyParty, found: Resolved) -> AnyParty:
    name = found.name if found.actor is not None or found.rule == "actor.introduced" else party.name
    return party.model_copy(
        update={
            "name": name,
            "actor": found.actor,
            "kind": found.kind,
            "candidates": found.candidates,
            "rule": found.rule,
        }
    )


def _row(participant: Participant, around: Surroundings) -> Participant | None:
    """Several actors in one phrase: the first, with the others beside it; where it is "or", all as candidates."""
    row = split_row(participant.span, around)
    if row is None:
        return None
    if row.either:
        ids = [key for part in row.parts for key in (part.found.actor, *part.found.candidates) if key is not None]
        kinds = {part.found.kind for part in row.parts}
        kind = kinds.pop() if len(kinds) == 1 else ActorKind.UNKNOWN
        update = {"actor": None, "kind": kind, "candidates": tuple(dict.fromkeys(ids)), "rule": "actor.either"}
        return participant.model_copy(update=update)
    first, *rest = (_told(Party(span=part.span, name=part.span.quote), part.found) for part in row.parts)
    return Participant(**dict(first), via=participant.via, others=(*rest, *participant.others))


def _without_time(participant: Participant, around: Surroundings) -> Participant:
    """The participant without a date that a parse has put at its head: "last December coalition jets"."""
    span = participant.span
    heads_it = [
        time.span.end
        for time in around.times_in(span.start, span.end)
        if span.start <= time.span.start and time.span.end < span.end
    ]
    if not heads_it or around.text[span.start : min(heads_it)].count(" ") > _LEAD:
        return participant
    words = words_of(around.text[min(heads_it) : span.end])
    if not words or around.text[min(heads_it) : min(heads_it) + words[0].start].strip():
        return participant
    rest = Span.on(around.text, min(heads_it) + words[0].start, span.end)
    return participant.model_copy(update={"span": rest, "name": rest.quote})


def _joint(participant: Participant, around: Surroundings) -> Participant | None:
    """Two states that act as one, or one of which does: "Washington and Moscow", "Russian or Syrian aircraft"."""
    span, text = participant.span, around.text
    said = span.quote
    if inside := _BOTH.match(said):
        whole, said = span, inside.group("second")
        first, second = inside.group("name"), said.split()[0]
    elif after := _AND_STATE.match(text, span.end):
        whole = Span.on(text, span.start, after.end())
        first, second = span.quote, f"{after.group('lead') or ''}{after.group('name')}"
    elif before := _STATE_AND.search(text, max(0, span.start - 40), span.start):
        whole = Span.on(text, before.start("name"), span.end)
        first, second = before.group("name"), span.quote
    else:
        return None
    ones, others = _states_in(first, around), _states_in(second, around)
    if len(ones) != 1 or len(others) != 1 or ones == others:
        return None
    found = resolve_words(span, around) if said == span.quote else resolve_name(said, around.book, ())
    head = (found.actor or "").partition(":")[0]
    if head not in {"state", "forces"}:
        return None
    ids = tuple(f"{head}:{code}" for code in (*ones, *others))
    return participant.model_copy(
        update={"span": whole, "name": whole.quote, "actor": None, "kind": found.kind, "candidates": ids}
    )


def _states_in(words: str, around: Surroundings) -> list[str]:
    return nations_in([word for word in words_of(words) if not word.backing], around.book)


def resolve_holder(holder: Holder, around: Surroundings, people: dict[str, Resolved]) -> Holder:
    """The holder with actor, kind and candidates. A person keeps the name; the body beside it answers.

    `people` remembers, by last name, the persons told so far with a body; it is read and added to.
    """
    if holder.span is None:
        return holder
    if _PRONOUN.match(holder.span.quote):
        antecedent = _only_earlier(holder.span, around)
        if antecedent is None:
            return holder
        return holder.model_copy(update={"name": antecedent.name, "actor": antecedent.actor, "kind": antecedent.kind})
    found = resolve_words(holder.span, around)
    if found.actor is None and not found.candidates and found.kind in {ActorKind.PERSON, ActorKind.UNKNOWN}:
        found = (
            _by_apposition(holder.span, found, around)
            or _by_last_name(holder.span, people)
            or _nation(holder.span, around)
            or found
        )
    if found.kind is ActorKind.PERSON and found.actor is not None:
        people.setdefault(_last_name(found.name), found)
    # A speaker keeps the words by which the text names it; who that is stands in `actor`.
    whole = _with_head(holder.span, around)
    written = holder.name if whole == holder.span.quote else whole
    named = any(word.capital and word.key not in DETERMINERS for word in words_of(holder.span.quote))
    return holder.model_copy(
        update={
            "name": written if named or found.actor is None else found.name,
            "actor": found.actor,
            "kind": found.kind,
            "candidates": found.candidates,
        }
    )


def resolve_words(span: Span, around: Surroundings) -> Resolved:
    """By the book; where that leaves nobody, by a definite description's only antecedent ("the coalition")."""
    if (longer := _longer(span, around)) is not None:
        return longer
    found = resolve_name(_with_head(span, around), around.book, around.countries)
    general = found.rule in {"actor.only_candidate", "actor.generic"} and _PARTNERS.search(span.quote)
    if (found.actor is not None and not general) or found.kind is ActorKind.PERSON:
        return found
    return (
        _led(span, around)
        or _mentioned(span, around)
        or _pointed_back(span, found, around)
        or _introduced(span, found, around)
        or found
    )


def _longer(span: Span, around: Surroundings) -> Resolved | None:
    """The actor whose name begins with the words and goes on behind them: "al-Qaeda" in the Arabian Peninsula."""
    for mention in around.actors_in(span.start, span.end):
        goes_on = mention.span.start == span.start and mention.span.end > span.end and mention.actor is not None
        if goes_on and _GOES_ON.match(around.text, span.end, mention.span.end):
            return Resolved(mention.actor, mention.name, mention.kind, (), "actor.mention")
    return None


def _introduced(span: Span, found: Resolved, around: Surroundings) -> Resolved | None:
    """Somebody whom the book lacks, by the name that the text gave with the short one: "PLF fighters"."""
    longs = {around.book.introduced.get(word.key) for word in words_of(span.quote) if word.text.isupper()} - {None}
    long = longs.pop() if len(longs) == 1 and not found.candidates else None
    return None if long is None else found._replace(name=long, rule="actor.introduced")


def _led(span: Span, around: Surroundings) -> Resolved | None:
    """ "The coalition that the United States leads": the one alliance of the book that this state leads."""
    if not _PARTNERS.search(span.quote):
        return None
    told = _LED_BY.search(around.text, span.start, min(len(around.text), span.end + 60))
    if told is None:
        return None
    leaders = {f"state:{code}" for code in _states_in(told.group("who") or told.group("by").split(",")[0], around)}
    led = [
        entry
        for entry in around.book.entries.values()
        if entry.kind is ActorKind.ALLIANCE
        and leaders & {entry.side, *(r.to for r in entry.relations if r.kind == "led_by")}
    ]
    if len(led) != 1:
        return None
    return Resolved(led[0].id, led[0].name, led[0].kind, (), "actor.led_by")


def _with_head(span: Span, around: Surroundings) -> str:
    """The words, and where they are a bare demonym, those after it: "Russian" in "Russian air strikes".

    A country's own name takes only the next word ("Turkey's military"): "Angola condemned the attack" names no force.
    """
    words = words_of(span.quote)
    codes = around.book.nations.get(words[0].key) if len(words) == 1 else None
    if codes is None:
        return span.quote
    country = any(around.book.entries[f"state:{code}"].name.lower() == words[0].key for code in codes)
    following = words_of(around.text[span.end : span.end + 60])[:3]
    if country:
        following = [word for word in following if word.key != "s"][:1]  # "Turkey's military"
    head = next((word for word in following if word.key in heads().classes), None)
    if head is None or around.text[span.end : span.end + head.start].strip(" abcdefghijklmnopqrstuvwxyz-'’"):
        return span.quote
    return around.text[span.start : span.end + head.end]


def _mentioned(span: Span, around: Surroundings) -> Resolved | None:
    """The actor whose mention the words are part of: "coalition" in "Saudi-led coalition airstrikes"."""
    over = [m for m in around.actors_in(span.start, span.end) if m.span.covers(span)]
    before = around.actors_in(span.start - 2, span.start)
    touching = [m for m in before if around.text[m.span.end : span.start] == " "]
    for mention in (*over, *touching):
        if mention.kind is not ActorKind.STATE:
            return Resolved(mention.actor, mention.name, mention.kind, (), "actor.mention")
    return None


def _pointed_back(span: Span, found: Resolved, around: Surroundings) -> Resolved | None:
    words = words_of(span.quote)
    place = next((i for i, word in enumerate(words) if word.key in heads().back and not word.backing), None)
    if place is None or not _heads_it(words, place):
        return None
    noun, kinds = words[place].key, heads().back[words[place].key]
    if any(word.capital for word in words[1:]) or any(word.backing for word in words):
        return None
    earlier = {m.actor: m for m in around.known_at(span.start) if m.kind in kinds}
    namesakes = {key: m for key, m in earlier.items() if _bears(str(key), noun, around)}
    earlier = namesakes or earlier
    if len(earlier) == 1:
        mention = next(iter(earlier.values()))
        return Resolved(mention.actor, mention.name, mention.kind, (), "actor.back")
    if len(earlier) > 1:
        return found._replace(candidates=tuple(str(key) for key in earlier)[:8], rule="actor.back")
    return None


def _heads_it(words: list[Word], place: int) -> bool:
    """Whether the noun is the description's head, or whose the head is: "coalition warplanes", "the army's camp"."""
    following = words[place + 1] if place + 1 < len(words) else None
    if following is None or words[place].possessive or following.key in heads().ends:
        return True
    return heads().classes.get(following.key) is not None


def _bears(key: str, noun: str, around: Surroundings) -> bool:
    """Whether an actor has the noun among its names: "the coalition" is rather a coalition than an alliance."""
    actor = around.book.get(key)
    return actor is not None and any(noun in name.casefold().split() for name in (actor.name, *actor.aliases))


def _earlier(span: Span, around: Surroundings, apart: str | None = None) -> dict[str, ActorMention]:
    """The actors told in the pronoun's sentence before it, else in the sentence before, each with its last mention."""
    for sentences in (0, 1):
        told = around.actors_before(span.start, around.reach(span.start, sentences))
        found = {mention.actor: mention for mention in told if mention.actor is not None and mention.actor != apart}
        if found:
            return found
    return {}


def _only_earlier(span: Span, around: Surroundings) -> ActorMention | None:
    """The actor that a pronoun means, where one alone was told."""
    found = _earlier(span, around)
    return next(iter(found.values())) if len(found) == 1 else None


def _by_apposition(span: Span, found: Resolved, around: Surroundings) -> Resolved | None:
    """ "…, the spokesman of X" after the name, or "the head of X, " before it."""
    text = around.text
    beside = []
    if after := _AFTER.match(text[span.end : span.end + 200]):
        beside.append(after.group(1))
    sentence = around.sentence(span)
    before = _TITLES_BEFORE.sub("", text[sentence.start : span.start])
    if (chunk := _BEFORE.search(before)) and not _DATE_HEAD.match(chunk.group(1).strip()):
        beside.append(chunk.group(1))
    for words in beside:
        role = next((word for word in words_of(words) if word.key in heads().roles), None)
        if role is None:
            continue
        body = resolve_name(words, around.book, around.countries)
        if body.actor is None:  # "Army spokesman Lul …": the words up to the role
            body = resolve_name(words[: role.end], around.book, around.countries)
        if body.actor is not None:
            name = found.name if found.kind is ActorKind.PERSON else span.quote
            return body._replace(name=name, kind=ActorKind.PERSON, rule="actor.apposition")
    return None


def _nation(span: Span, around: Surroundings) -> Resolved | None:
    """ "The Americans" who deny something are their state; people to whom something is done are only of that nation."""
    words = [word for word in words_of(span.quote) if word.key not in DETERMINERS]
    nations = nations_in(words, around.book)
    state = around.book.get(f"state:{nations[0]}") if len(nations) == 1 == len(words) else None
    return None if state is None else Resolved(state.id, state.name, state.kind, (), "actor.nation")


def _by_last_name(span: Span, people: dict[str, Resolved]) -> Resolved | None:
    known = people.get(_last_name(span.quote))
    return None if known is None else known._replace(rule="actor.person_again")


def _last_name(name: str) -> str:
    capitals = [word.key for word in words_of(name.split(",")[0]) if word.capital]
    return capitals[-1] if capitals else name
