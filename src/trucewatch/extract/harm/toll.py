"""Whose harm it is: each count of harm in a document goes to one event, and with it to those who tell it again.

Within a sentence the tree decides: the event that a word of harm names, follows from, is laid to or stands under; else
the nearest. A sentence without an event of its own goes on about the one told before it, as does one whose event is
only named again ("the explosion killed two") or is the killing itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from trucewatch.extract.claims.ranking import Ranked, is_background
from trucewatch.extract.events.lexicon import event_lexicon, event_types
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.events.retelling import has_own_scene, is_retold
from trucewatch.extract.harm.harm import Told, none_reported, told_in
from trucewatch.extract.harm.losses import BODIES, is_shared
from trucewatch.extract.harm.sums import combined
from trucewatch.extract.syntax.arguments import verb_frame
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import children, conjuncts, governors, obliques
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Claim, Count, Harm
from trucewatch.records.spans import Span

HARMFUL = frozenset(("violence", "obstruction", "protection"))
HARMFUL_TOO = frozenset(("protest_dispersed", "weapons_seized"))
# What follows from another event; the dead told beside it are that event's.
AFTERMATH = frozenset(
    (
        "detention",
        "weapons_seized",
        "displacement",
        "evacuation",
        "release",
        "return_home",
        "abduction",
        "property_destruction",
        "restriction",
    )
)
OWN_FIELD = {"detention": "detained", "abduction": "missing", "displacement": "displaced", "evacuation": "displaced"}
RAIDS = frozenset(("killing", "attack", "ground_advance", "armed_clash"))
WARS = frozenset(("war", "wars", "conflict", "conflicts", "insurgency", "rebellion", "uprising", "violence", "siege"))
MANY = 1000  # people: no one occurrence of the wars that a text tells of kills so many
SPANNING = frozenset(("since", "far", "past", "last"))  # "since March", "so far", "in the past week"
PARTICIPLES = frozenset(("injured", "wounded", "killed", "abducted", "missing", "arrested", "displaced"))
BARE_REACH = 4  # words between a number and its participle
SENTENCES_ON = 3  # how many sentences after its own may tell an event's toll

Key = tuple[int, int]
"""A mention: the number of its sentence and the place of its trigger there."""


@dataclass(frozen=True)
class Tolls:
    """The harm of each mention of a document, and which mentions tell an earlier one again."""

    harm: Mapping[Key, Harm]
    again: Mapping[Key, Key]

    def of(self, number: int, mention: EventMention) -> Harm | None:
        """The harm of a mention in sentence `number`; None where nothing was said of harm."""
        return self.harm.get((number, mention.trigger.i))


@dataclass
class _Book:
    """What is booked to each mention while the document is read."""

    told: dict[Key, list[Told]] = field(default_factory=lambda: defaultdict(list))
    none: dict[Key, Span] = field(default_factory=dict)
    again: dict[Key, Key] = field(default_factory=dict)
    first: Key | None = None
    """The event that the document tells first."""

    def keys(self, key: Key) -> list[Key]:
        """A mention and the one that it tells again."""
        return [key, self.again[key]] if key in self.again else [key]


def tolls_of(text: str, sentences: Sequence[Sentence], mentions: Sequence[Sequence[EventMention]]) -> Tolls:
    """The harm of each event mention of a document.

    Args:
        text: the document's text, which all spans are in.
        sentences: its parsed sentences, in order.
        mentions: the event mentions of each of them.
    """
    book = _Book()
    current: tuple[Key, EventMention] | None = None
    for number, sentence in enumerate(sentences):
        if current is not None and sentence.index - sentences[current[0][0]].index > SENTENCES_ON:
            current = None
        here = [one for one in mentions[number] if _is_harmful(one)]
        fresh: list[EventMention] = []
        for mention in here:
            alone = all(one.event in AFTERMATH for one in fresh)
            if current is not None and alone and is_retold(mention, current[1], sentences[current[0][0]]):
                book.again[(number, mention.trigger.i)] = current[0]
            else:
                fresh.append(mention)
        own_scene = current is None or any(has_own_scene(one, sentences[current[0][0]]) for one in here)
        _book(book, number, sentence, here, None if current is None else current[0], own_scene)
        main = _main(fresh)
        if main is not None and (current is None or main.event not in AFTERMATH):
            current = (number, main.trigger.i), main
            book.first = book.first or current[0]
    made = {key: _harm(text, book, key) for key in {*book.told, *book.none}}
    return Tolls({key: one for key, one in made.items() if one is not None}, book.again)


def _is_harmful(mention: EventMention) -> bool:
    return event_types()[mention.event].family in HARMFUL or mention.event in HARMFUL_TOO


def _main(fresh: Sequence[EventMention]) -> EventMention | None:
    """The event that the next sentences go on about: the first violent one told as news."""
    violent = [one for one in fresh if one.event not in AFTERMATH]
    news = [one for one in violent if not is_background(one.trigger)]
    return next(iter(news or violent or fresh), None)


def _book(
    book: _Book, number: int, sentence: Sentence, here: Sequence[EventMention], current: Key | None, own_scene: bool
) -> None:
    if is_shared(sentence):
        return  # "four deaths shared out over both raids": of no one event alone
    for told in told_in(sentence):
        keys = _owners(book, number, told.word, told.field, here, current, own_scene)
        first = [book.first] if told.overall and book.first is not None else []
        for key in dict.fromkeys((*first, *keys)):
            book.told[key].append(told)
    for word, span in none_reported(sentence):
        for key in _owners(book, number, word, "killed", here, current, own_scene):
            book.none.setdefault(key, span)


def _owners(
    book: _Book, number: int, word: Token, harm: str, here: Sequence[EventMention], current: Key | None, own_scene: bool
) -> list[Key]:
    """The mention that a word of harm belongs to, with those that share it."""
    owner = _owner(word, here)
    if owner is not None and _is_aftermath(owner, harm) and owner.trigger != word:
        act = _nearest(word, [one for one in here if not _is_aftermath(one, harm)])
        owner = act if act is not None or (current is not None and not own_scene) else owner
    if owner is None:
        return [] if current is None else [current]
    keys = book.keys((number, owner.trigger.i))
    raid = _raid(owner, here) if owner.event in OWN_FIELD else _act_before(owner, here)
    return keys if raid is None else [*keys, *book.keys((number, raid.trigger.i))]


def _is_aftermath(mention: EventMention, harm: str) -> bool:
    """Whether a mention is of a kind that harm of this field is not done in: nobody is killed in an arrest."""
    return mention.event in AFTERMATH and OWN_FIELD.get(mention.event) != harm


def _act_before(owner: EventMention, here: Sequence[EventMention]) -> EventMention | None:
    """The act that left those whom a killing only counts: "bodies in a bombed house", "shells hit a camp; 3 killed"."""
    if owner.event != "killing":
        return None
    acts = [one for one in here if event_types()[one.event].family == "violence"]
    acts = [one for one in acts if one.event not in ("killing", *AFTERMATH)]
    if owner.trigger.lower in BODIES or _is_bare_toll(owner) or _is_label(owner.trigger):
        return _nearest(owner.trigger, acts)
    return _nearest(owner.trigger, [one for one in acts if _tells_its_toll(owner, one)])


def _tells_its_toll(killing: EventMention, act: EventMention) -> bool:
    """Whether a killing is told of an act in a clause upon it: "an attack on a garden that killed 10"."""
    verb = killing.trigger
    while verb.dep == "conj" and verb.head.pos == "VERB":
        verb = verb.head
    told = any(child.lower in ("that", "which") and child.dep.startswith("nsubj") for child in verb.children)
    if verb.dep != "acl:relcl" or not told or act.trigger.pos != "NOUN":
        return False
    above = verb.head
    return act.trigger in (above, *governors(above)) and not event_lexicon().in_class(above.lower, "armed")


def _is_label(word: Token) -> bool:
    """Whether a number stands behind a word and its colon: "Killed: 3"."""
    after = word.tree[word.i + 1 : word.i + 3]
    return len(after) == 2 and after[0].text in (":", "=") and after[1].pos == "NUM"


def _is_bare_toll(killing: EventMention) -> bool:
    """Whether a killing is a number and its participle, as logs tell it: "…; 3 killed, 7 abducted"."""
    verb = killing.trigger
    if killing.actor is not None and killing.actor.i > verb.i:
        return False
    told = [
        word for word in verb.subtree if word.pos in ("VERB", "AUX") and word != verb and word.lower not in PARTICIPLES
    ]
    numbered = any(word.pos == "NUM" for word in verb.tree[max(0, verb.i - BARE_REACH) : verb.i])
    before = [word for word in verb.tree[: verb.i] if word.text in (";", ",", ":", ".", "(", "–", "-")]
    finite = any(child.dep.startswith("aux") for child in verb.children)
    return numbered and bool(before) and not finite and not told


def _raid(owner: EventMention, here: Sequence[EventMention]) -> EventMention | None:
    """The raid in which somebody was taken: "killed two soldiers and captured an officer"."""
    first = owner.trigger
    while first.dep == "conj" and first.head != first:
        first = first.head
    beside = [one for one in conjuncts(first) if one.i < owner.trigger.i]
    return next((one for one in here if one.trigger in beside and one.event in RAIDS), None)


def _owner(word: Token, here: Sequence[EventMention]) -> EventMention | None:
    """The mention in the word's own sentence that it tells the harm of; None where there is none."""
    triggers = {one.trigger: one for one in here}
    if word in triggers:
        return triggers[word]
    cause = _nearest(word, [one for one in here if _is_cause(one.trigger, word)])
    if cause is not None:
        return cause
    subject = verb_frame(word).subject
    doer = None if subject is None else triggers.get(subject)
    return _above(word, here) or doer or _nearest(word, here)


def _is_cause(trigger: Token, word: Token) -> bool:
    """Whether an act is what the harm is laid to: "killed in the shelling", "killed when shells hit"."""
    current = trigger
    for above in governors(trigger):
        if current.dep in ("conj", "parataxis", "acl:relcl", "ccomp"):
            return False
        if above == word:
            return True
        current = above
    return False


def _above(word: Token, here: Sequence[EventMention]) -> EventMention | None:
    """The first act over a word, or the one that the noun over it takes part in ("the convoy in which two died")."""
    for token in own_chain(word)[1:]:
        for one in here:
            if token in (one.trigger, one.carrier):
                return one
        for one in here:
            if token in (one.target, one.means) and token.i > one.trigger.i:
                return one
    return None


def own_chain(word: Token) -> list[Token]:
    """The word and those above it, up to a coordinated clause that has a subject of its own."""
    chain = [word]
    while chain[-1].head != chain[-1] and not (
        chain[-1].dep == "conj" and children(chain[-1], "nsubj", "nsubj:pass", "nsubj:outer")
    ):
        chain.append(chain[-1].head)
    return chain


def _nearest(word: Token, here: Iterable[EventMention]) -> EventMention | None:
    """The nearest mention told as news, one before the word rather than one after it."""

    def distance(one: EventMention) -> tuple[bool, bool, int]:
        return is_background(one.trigger), one.trigger.i > word.i, abs(one.trigger.i - word.i)

    return min(here, key=distance, default=None)


def summed_dead(mention: EventMention, *, window: bool) -> Count | None:
    """The dead or wounded of a span of time ("more than 2,000 have been killed since March"): no one event's.

    The span is told on the verb of harm itself, which is perfect or says "so far"; "since" needs no perfect. Thousands,
    and what a whole war did, need no span. `window`: whether the sentence names one.
    """
    trigger = mention.trigger
    if mention.event != "killing":
        return None
    perfect = any(child.lower in ("have", "has", "had") for child in trigger.children)
    within = any(word.lower in SPANNING for child in trigger.children for word in child.subtree)
    spans = within if perfect else _is_since(trigger)
    told = next((one for one in told_in(mention.sentence) if one.word == trigger), None)
    if told is None or told.count.low <= 1:
        return None
    return told.count if (window and spans) or told.count.low >= MANY or _is_of_war(trigger) else None


def _is_of_war(verb: Token) -> bool:
    """Whether a whole war did it: "the conflict has killed 20,000", "a war in which 300 were killed"."""
    doer = verb_frame(verb).subject
    if doer is not None:
        return doer.lower in WARS
    return verb.dep == "acl:relcl" and verb.head.lower in WARS


def _is_since(verb: Token) -> bool:
    """Whether a verb tells what was done since some time: "since the start of the truce, … were killed".

    Only words without a verb of their own are a time for certain: "since they had fled, …" may be a reason.
    """
    tree, first = verb.tree, verb.left_edge.i
    if tree[first].lower == "since":
        comma = next((one.i for one in tree[first : verb.i] if one.text == ","), None)
        return comma is not None and not any(one.pos in ("VERB", "AUX") for one in tree[first:comma])
    return any(case == "since" for case, _ in obliques(verb))


def _harm(text: str, book: _Book, key: Key) -> Harm | None:
    by_field: dict[str, list[Told]] = defaultdict(list)
    for told in book.told.get(key, ()):
        by_field[told.field].append(told)
    counts = {name: combined(text, told) for name, told in by_field.items()}
    none = book.none.get(key)
    return Harm(**counts, none_reported=none) if counts or none is not None else None


def without_echoes(claims: Sequence[Ranked], again: Mapping[Span, Span]) -> list[Ranked]:
    """Leave out what only tells the harm that an event before it has taken up.

    Args:
        claims: all of a document.
        again: the trigger of a mention that tells an earlier one again, with that one's.
    """
    by_trigger = {one.claim.trigger: one for one in claims}
    by_count: dict[Span, list[Ranked]] = defaultdict(list)
    for one in claims:
        for span in _counts(one.claim):
            by_count[span].append(one)
    kept: list[Ranked] = []
    for ranked in claims:
        first = by_trigger.get(again.get(ranked.claim.trigger, ranked.claim.trigger))
        retold = first is not None and first is not ranked and _is_same_word(ranked.claim, first.claim)
        counts = _counts(ranked.claim) if ranked.claim.event == "killing" else set()
        acts = by_count[next(iter(counts))] if counts else []
        if not (retold or any(_is_echo(ranked, act) for act in acts)):
            kept.append(ranked)
    return kept


def _is_same_word(later: Claim, earlier: Claim) -> bool:
    """Whether two claims of one occurrence are told by the same holder, with the same force."""
    return (later.holder, later.force, later.negated) == (earlier.holder, earlier.force, earlier.negated)


def _is_echo(killing: Ranked, act: Ranked) -> bool:
    """Whether a killing stands beside the act that did it."""
    counts = _counts(killing.claim)
    same = act.mention.sentence.index == killing.mention.sentence.index
    taken_up = counts == _counts(act.claim) and not killing.claim.holder  # its very words, from the sentence after
    return (
        (same or taken_up)
        and bool(counts)
        and counts <= _counts(act.claim)
        and act.claim.event != "killing"
        and event_types()[act.claim.event].family == "violence"
    )


def _counts(claim: Claim) -> set[Span]:
    harm = claim.harm
    return set() if harm is None else {count.span for count in (harm.killed, harm.injured) if count is not None}
