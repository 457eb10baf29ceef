"""Whether a mention tells again what a sentence before it told: its toll, its name, its answer; or something new.

New is what has a place, a day or a "second" of its own. What has none, and only says who was killed, or names the act
as known ("the explosion", "after heavy gunfire"), goes on about the event before it.
"""

from __future__ import annotations

from trucewatch.extract.events.lexicon import event_types, word_list
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.arguments import is_passive
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import case_of, children, is_noun_like, obliques, phrase_tokens
from trucewatch.extract.syntax.tree import Token

ANAPHORIC = frozenset(("such", "this", "that", "these", "those", "both"))
ANEW = frozenset(
    ("another", "second", "third", "separate", "separately", "similar", "elsewhere", "meanwhile", "earlier")
)
DURING = frozenset(("in", "during", "after", "following", "from", "by", "as", "amid", "with"))
WHERE = frozenset(("in", "at", "near", "around", "outside", "inside"))
TOLLING = frozenset(("killing", "small_arms_fire"))
GENERIC = frozenset(("attack", "armed_clash", "small_arms_fire", "explosion", "shelling", "killing"))


def is_definite(mention: EventMention) -> bool:
    """Whether the trigger is a noun that the text treats as known: "the clash", "these attacks"."""
    known = (*ANAPHORIC, "the")
    return mention.trigger.pos == "NOUN" and any(child.lower in known for child in children(mention.trigger, "det"))


def is_retold(mention: EventMention, first: EventMention, told: Sentence) -> bool:
    """Whether `mention`, in a later sentence, tells of `first` again, which stands in the sentence `told`."""
    if mention.sentence is told:
        return False
    anew = has_own_scene(mention, told)
    answer = {mention.trigger.lower, mention.carrier.lower, mention.trigger.head.lower}
    answer |= {word.lower for _, word in obliques(mention.carrier)}  # "opened fire in response"
    if answer & (word_list("answering_verbs") | word_list("warded")) and not anew:
        return True
    if is_definite(mention) and not _says_anew(mention):
        return _may_be_one(mention, first) and not any(case == "of" for case, _ in obliques(mention.trigger))
    if anew:
        return False
    if mention.event in TOLLING and _tells_toll(mention):
        return True
    named = is_noun_like(mention.trigger) and mention.event in GENERIC
    return named and _is_setting(mention.trigger) and _may_be_one(mention, first)


def _may_be_one(mention: EventMention, first: EventMention) -> bool:
    """Whether the types allow one occurrence: the same, a broader one, or plain fire and fighting."""
    types = event_types()
    if mention.event == first.event or mention.event in GENERIC:
        return True
    return types[mention.event].parent == first.event or types[first.event].parent == mention.event


def _tells_toll(mention: EventMention) -> bool:
    """A killing, or a shooting told by whom it killed: "one officer was shot and killed"."""
    return mention.event == "killing" or is_passive(mention.trigger)


def _is_setting(trigger: Token) -> bool:
    """Whether a noun only says in what else it happened ("after heavy gunfire"), or opens on it ("clashes led to")."""
    if trigger.dep in ("obl", "nmod", "obl:agent") and case_of(trigger) in DURING:
        return True
    return trigger.dep in ("nsubj", "nsubj:pass") and trigger.i <= 1


def has_own_scene(mention: EventMention, told: Sentence) -> bool:
    """Whether a sentence gives its event a day or a place that the sentence before it did not."""
    if _says_anew(mention):
        return True
    before = {token.lower for token in told.tree}
    tree = mention.sentence.tree
    days = harm_words("time_words") | {"days", "hours", "weeks", "months", "years", "hour"}
    if any(token.lower in days and token.lower not in before for token in tree):
        return True
    places = (token for token in tree if token.dep in ("obl", "nmod") and case_of(token) in WHERE)
    return any(_is_name(word) and word.lower not in before for place in places for word in phrase_tokens(place))


def _is_name(token: Token) -> bool:
    return token.pos == "PROPN" or (token.text[:1].isupper() and token.i > 0)


def _says_anew(mention: EventMention) -> bool:
    own = [mention.trigger, mention.carrier]
    near = [child for word in own for child in word.children] + list(mention.sentence.tree[:2])
    near += [word for child in near if child.dep in ("obl", "nmod") for word in child.children]
    return any(word.lower in ANEW for word in near)
