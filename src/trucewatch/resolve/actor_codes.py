"""Names of a claim's parties by the conventions of event data, as ACLED's codebook sets them: an export, lossy.

An actor of the book goes by the name under which event data list it ("LNA: …"), in `knowledge/actors/codes.yaml`, or by
the codebook's pattern for its kind ("Military Forces of Mali"). Whoever has no name of their own goes by their class
and country: Civilians, Protesters, Rioters, Unidentified Armed Group, an ethnic, clan or tribal militia. A country that
no words give is left out. A thing or a place that was hit has no such name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from trucewatch.knowledge import load_yaml
from trucewatch.records.actors import Actor, ActorKind
from trucewatch.records.claims import Claim, Participant
from trucewatch.resolve.actor_book import ActorBook
from trucewatch.resolve.actor_words import DETERMINERS, Word, heads, words_of
from trucewatch.resolve.descriptions import nations_in, resolve_name

AGAINST_CIVILIANS = "Violence against civilians"
RIOTS, PROTESTS = "Riots", "Protests"
ABBREVIATION = 8  # letters: a longer alias in capitals is a name
MOST_WORDS = 14  # a longer description is a parse gone wrong
_UNARMED = frozenset(
    {ActorKind.CIVILIANS, ActorKind.UNKNOWN, ActorKind.PERSON, ActorKind.ANONYMOUS, ActorKind.AID, ActorKind.MEDIA}
)
_ARMED_CLASSES = frozenset({"forces", "police", "armed", "opposition"})


@dataclass(frozen=True)
class _Codes:
    """`knowledge/actors/codes.yaml`."""

    names: dict[str, str]
    placed: dict[str, str]
    crowd_events: dict[str, str]
    lists: dict[str, frozenset[str]]


@cache
def _codes() -> _Codes:
    data = load_yaml("actors/codes.yaml")
    lists = {name: frozenset(words) for name, words in data.items() if isinstance(words, list)}
    return _Codes(data["names"], data["placed"], data["crowd_events"], lists)


def coded_parties(claim: Claim, pair: tuple[str, str] | None, book: ActorBook) -> tuple[str | None, str | None]:
    """The names of a claim's actor and target in event data, each None where they have none.

    Args:
        claim: as resolved.
        pair: its ACLED event and sub-event type, None where ACLED has none.
        book: see `load_actor_book`.
    """
    event = pair[0] if pair is not None else ""
    if event == AGAINST_CIVILIANS:  # by the codebook its second actor is always civilians
        return _actor(claim, event, book), _classed("Civilians", _country(claim.target, claim, book))
    return _actor(claim, event, book), _target(claim, event, book)


def _actor(claim: Claim, event: str, book: ActorBook) -> str | None:
    who = claim.actor
    crowd = _codes().crowd_events.get(claim.event)
    if who is None:  # a demonstration is held by demonstrators, whether the text names them or not
        return None if crowd is None else _classed(crowd, _country(None, claim, book))
    head = next(iter(_core(words_of(who.span.quote))[-1:]), None)
    if who.actor is None and (who.kind in _UNARMED or (head is not None and head.key in heads().quantities)):
        crowd = crowd or {RIOTS: "Rioters", PROTESTS: "Protesters"}.get(event)
        if crowd is not None:
            return _classed(crowd, _country(who, claim, book))
    return _named(who, claim, book)


def _target(claim: Claim, event: str, book: ActorBook) -> str | None:
    who = claim.target
    if who is not None:
        if event == PROTESTS and who.actor is None and who.kind in _UNARMED and _core(words_of(who.span.quote)):
            return _classed("Protesters", _country(who, claim, book)) if claim.event == "protest_dispersed" else None
        if (name := _named(who, claim, book)) is not None:
            return name
        if _suffers(who, claim) or _is_civil_property(who, claim):
            return _classed("Civilians", _country(who, claim, book))
    return _harmed(claim, book)


def _named(who: Participant, claim: Claim, book: ActorBook) -> str | None:
    country = _country(who, claim, book)
    actor = book.get(who.actor) if who.actor is not None else None
    if actor is not None:
        return _listed(actor, country, book)
    if who.candidates:
        return _either(who, country, book)
    core = _core(words_of(who.span.quote)[:MOST_WORDS])
    name = _class_of(core, book)
    if name is not None:
        return _classed(name, country)
    return who.name if _names_somebody(who, core, claim, book) else None


def _either(who: Participant, country: str | None, book: ActorBook) -> str:
    """ "A and/or B", as event data write it where it is one of several; by the words where they do not name them."""
    if who.rule != "actor.either":
        return who.name
    actors = [actor for key in who.candidates if (actor := book.get(key)) is not None]
    return " and/or ".join(_listed(actor, country, book) for actor in actors)


def _listed(actor: Actor, country: str | None, book: ActorBook) -> str:
    """The name under which event data list an actor of the book."""
    codes = _codes()
    if actor.id in codes.names:
        return codes.names[actor.id]
    if actor.id in codes.placed:
        return _classed(codes.placed[actor.id], country)
    if actor.kind is ActorKind.STATE and actor.id.startswith("state:"):
        return f"Government of {actor.name}"
    whole = next(
        (r.to for r in actor.relations if r.kind == "part_of" and r.to.startswith(("forces:", "police:"))), None
    )
    if whole is not None and (force := book.get(whole)) is not None:
        return f"{force.name} {actor.name}"
    return _with_abbreviation(actor) if actor.kind in {ActorKind.ARMED_GROUP, ActorKind.INTERNATIONAL} else actor.name


def _with_abbreviation(actor: Actor) -> str:
    """ "NPA: New People's Army", where the name has an abbreviation."""
    short = next((a for a in actor.aliases if a.isupper() and a.isalpha() and 1 < len(a) <= ABBREVIATION), None)
    return f"{short}: {actor.name}" if short is not None and " " in actor.name else actor.name


def _class_of(core: Sequence[Word], book: ActorBook) -> str | None:
    """The codebook's class of a description without a name, None where it is none of them."""
    lists, keys = _codes().lists, [word.key for word in core]
    head = keys[-1] if keys else ""
    told = set(keys)
    for name, heads_of in (("Protesters", "crowds"), ("Rioters", "rioters"), ("Vigilante Militia", "vigilantes")):
        if head in lists[heads_of]:
            return name
    armed = head in lists["unidentified"] or heads().classes.get(head) == "armed"
    if armed and told & lists["islamist"]:
        return "Islamist Militia"
    if (militia := _communal(core, book)) is not None:
        return militia
    if any(word.capital and word.key not in lists["unidentified"] for word in core[1:]):
        return None
    if head in lists["gangs"]:
        return "Unidentified Gang"
    unknown = head in lists["anybody"] and told & lists["unknown"]
    return "Unidentified Armed Group" if head in lists["unidentified"] or unknown else None


def _communal(core: Sequence[Word], book: ActorBook) -> str | None:
    """ "Fulani herdsmen", "militia of the Murle": a militia by the people, clan or tribe that it is told by."""
    lists, keys = _codes().lists, {word.key for word in core}
    if not keys & lists["communal"]:
        return None
    generic = lists["unidentified"] | lists["communal"] | lists["unknown"] | lists["anybody"] | heads().classes.keys()
    proper = [
        w for w in core if w.capital and w.key not in generic and not w.text.isupper() and not nations_in([w], book)
    ]
    if not proper or any(word.backing for word in core):
        return None
    sort = "Clan" if keys & lists["clans"] else "Tribal" if keys & lists["tribes"] else "Ethnic"
    return f"{' '.join(word.text for word in proper)} {sort} Militia"


def _core(words: Sequence[Word]) -> list[Word]:
    """The words up to the first that says where or when; of "a group of students", the students."""
    core: list[Word] = []
    for word in words:
        if word.key == "of":
            if all(_counts(one) for one in core):
                core = []
                continue
            break
        if core and word.key in heads().ends and not word.capital:
            break
        core.append(word)
    return core


def _counts(word: Word) -> bool:
    return word.key.isdigit() or (not word.capital and word.key in heads().quantities | DETERMINERS)


def _names_somebody(who: Participant, core: Sequence[Word], claim: Claim, book: ActorBook) -> bool:
    """Whether words name an actor, and not a thing, the place where it happened, or only somebody's nation."""
    if all(nations_in([word], book) for word in core):
        return False
    place = claim.place.span if claim.place is not None else None
    if not core or (place is not None and place.start < who.span.end and who.span.start < place.end):
        return False
    sort = heads().classes.get(core[-1].key)
    if core[-1].key in heads().things:
        return False
    return sort in _ARMED_CLASSES | {"state"} or (who.kind is not ActorKind.CIVILIANS and core[-1].capital)


def _suffers(who: Participant, claim: Claim) -> bool:
    """Whether words stand for unarmed people: by their noun, or since only people can be what the event names."""
    if who.kind not in _UNARMED:
        return False
    head = next((word.key for word in reversed(_core(words_of(who.span.quote)))), "")
    people = heads().classes.get(head) == "civilians"
    return people or claim.event in _codes().lists["personal_events"]


def _is_civil_property(who: Participant, claim: Claim) -> bool:
    """Whether what was looted or destroyed is what people own and live by."""
    head = next((word.key for word in reversed(_core(words_of(who.span.quote)))), "")
    return claim.event == "property_destruction" and who.actor is None and head in _codes().lists["civil_property"]


def _harmed(claim: Claim, book: ActorBook) -> str | None:
    """Who was harmed, where the text gives no target with a name: "shelled the village, killing two residents"."""
    harm = claim.harm
    for count in (harm.killed, harm.injured) if harm is not None else ():
        if count is None or not count.of:
            continue
        found = resolve_name(count.of, book, (claim.country,) if claim.country else ())
        actor = book.get(found.actor) if found.actor is not None else None
        country = _country(None, claim, book)
        if actor is not None:
            return _listed(actor, country, book)
        if found.kind is ActorKind.CIVILIANS:
            return _classed("Civilians", country)
    return None


def _country(who: Participant | None, claim: Claim, book: ActorBook) -> str | None:
    """The name of the country in the words ("a Palestinian man"), else of where the claim plays."""
    own = nations_in([word for word in words_of(who.span.quote) if not word.backing], book) if who is not None else []
    code = own[0] if len(own) == 1 else claim.country
    state = book.get(f"state:{code}") if code is not None else None
    return None if state is None else state.name


def _classed(name: str, country: str | None) -> str:
    return name if country is None else f"{name} ({country})"
