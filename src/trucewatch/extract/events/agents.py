"""Who acts, and on whom, where the tree gives an act nobody: read off the order of the words.

Trees go wrong on what reports are full of: dates in front, places in brackets, names in a row. The order of English
does not: who acts stands right before the verb, or before the noun of the act ("a police raid"), or after "by". What
is found here is a word; `participants` decides whether it can act.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from trucewatch.extract.events.lexicon import Lexicon, event_types
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.arguments import noun_frame
from trucewatch.extract.syntax.phrases import children, is_finite, is_noun_like, obliques
from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge import load_yaml

REACH = 14  # words: how far a subject may stand before its verb
ASIDE = 25  # words: how long what stands between commas may be
IN_PHRASE = ("NOUN", "PROPN", "ADJ", "NUM", "DET", "X", "SYM")
BE = frozenset(("was", "were", "been", "being", "be", "is", "are"))
OF = frozenset(("of", "from", "in", "at", "near", "with", "within"))


@cache
def agent_words(name: str) -> frozenset[str]:
    """One of the word lists of `agents.yaml`."""
    return frozenset(load_yaml("agents.yaml")[name])


def with_agents(mention: EventMention, words: Lexicon) -> EventMention:
    """The mention with an actor or target from the order of the words, where the tree gave none."""
    mention = _not_shot(mention)
    target = mention.target
    if mention.event == "armed_clash" and target is not None and _is_tool(target, words):
        mention = replace(mention, target=None, means=mention.means or target)
    if mention.actor is None and not _comes_under(mention) and (found := _actor(mention, words)) is not None:
        mention = replace(mention, actor=found)
    if mention.target is not None and _is_act(mention.target, words) and _repels(mention):
        mention = replace(mention, target=agent_of_noun(mention.target, words))
    if mention.target is None and (found := _other_side(mention, words) or _aimed_at(mention, words)) is not None:
        mention = replace(mention, target=found)
    return mention


def _comes_under(mention: EventMention) -> bool:
    """ "Came under fire": what stands before the verb is whom it befell."""
    return mention.trigger.lemma.lower() == "come"


def agent_of_noun(noun: Token, words: Lexicon) -> Token | None:
    """Who does what a noun names: "a raid by the police", "attacks blamed on X", "their raid", "a police raid"."""
    befell = noun_frame(noun).object if noun.lower in agent_words("befalling") else None
    for case, word in obliques(noun):
        if case == "by":
            return word
        if case == "of" and word is not befell and _is_act(noun, words) and words.phrase_in_class(word, "armed"):
            return word
    for verb in children(noun, "acl", "acl:relcl"):
        did, laid = verb.lower in agent_words("did"), verb.lower in agent_words("laid_to")
        for case, word in obliques(verb):
            if (did and case == "by") or (laid and case in ("to", "on")):
                return word
    owners = children(noun, "nmod:poss")
    return owners[0] if owners else _before_noun(noun, words)


def _actor(mention: EventMention, words: Lexicon) -> Token | None:
    trigger = mention.trigger
    weapon = mention.means
    if is_noun_like(trigger) and not _is_past(trigger):
        weapon = weapon or next(
            (w for case, w in obliques(trigger) if case == "of" and words.in_class(w, "weapon")), None
        )
        found = agent_of_noun(trigger, words) or (agent_of_noun(weapon, words) if weapon is not None else None)
        pair = _between(trigger)
        return found or (pair[0] if pair else _engaged(mention, words))
    if weapon is not None and (found := agent_of_noun(weapon, words)) is not None:
        return found
    if _is_passive(trigger):
        return _in_act(trigger, words) or _in_clause(trigger, words) or _compound_before(trigger)
    subjects = sides_before(trigger, words)
    if subjects:
        return agent_of_noun(subjects[0], words) if _is_act(subjects[0], words) else subjects[0]
    return None


def _not_shot(mention: EventMention) -> EventMention:
    """ "Troops located at X fired on the positions": a tree may hang the verb on the place, which is then no target."""
    trigger = mention.trigger
    hung = trigger.dep in ("acl", "amod") and mention.target == trigger.head and trigger.head.i < trigger.i
    if trigger.lower != "fired" or not hung:
        return mention
    aimed = next((word for case, word in obliques(trigger) if case in ("on", "at", "towards", "toward")), None)
    return mention if aimed is None else replace(mention, target=aimed)


def _in_act(verb: Token, words: Lexicon) -> Token | None:
    """ "Killed in a police raid", "killed during an operation by the army": who did the act that it happened in."""
    for case, noun in obliques(verb):
        if case not in agent_words("settings") or not _is_act(noun, words):
            continue
        found = agent_of_noun(noun, words)
        if found is None and noun.lower in agent_words("mutual"):
            found = next((word for inner, word in obliques(noun) if inner in ("with", "against")), None)
        if found is not None:
            return found
    return None


def _in_clause(verb: Token, words: Lexicon) -> Token | None:
    """ "Killed when rebels attacked the post": who did the violent act of the clause, unless it is but a pronoun."""
    for clause in children(verb, "advcl"):
        matched = words.match(clause)
        if matched is None or event_types()[matched[0].code].family != "violence" or clause.lemma.lower() == "come":
            continue
        subject = matched[1].subject
        if subject is not None and subject.pos != "PRON" and _may_be_side(subject, words):
            return subject
    return None


def _between(noun: Token) -> tuple[Token, Token] | None:
    """The two sides of "a firefight between the rebels and the army"."""
    if noun.lower not in agent_words("mutual"):
        return None
    opening = next((w for w in noun.tree[noun.i + 1 : noun.i + 4] if w.lower == "between"), None)
    first = _head_after(opening) if opening is not None else None
    if first is None:
        return None
    joint = next((w for w in first.tree[first.i + 1 : first.i + REACH] if w.lower == "and"), None)
    second = _head_after(joint) if joint is not None else None
    return None if second is None else (first, second)


def _compound_before(verb: Token) -> Token | None:
    """The name before "-planted"."""
    tree, i = verb.tree, verb.i
    own = i > 1 and tree[i - 1].text == "-" and verb.lower in agent_words("own")
    return tree[i - 2] if own else None


def _engaged(mention: EventMention, words: Lexicon) -> Token | None:
    """Who "engaged in a firefight" or "exchanged gunfire"."""
    verb = mention.carrier if mention.carrier != mention.trigger else mention.trigger.head
    found = sides_before(verb, words) if verb.lower in agent_words("mutual") and verb.i < mention.trigger.i else []
    return found[0] if found else None


def _other_side(mention: EventMention, words: Lexicon) -> Token | None:
    """The second of two sides that do one thing to each other."""
    told = {mention.trigger.lower, mention.carrier.lower, mention.trigger.head.lower} & agent_words("mutual")
    if not told or mention.actor is None:
        return None
    both = _between(mention.trigger)
    if both is not None:
        return both[1] if both[0] == mention.actor else both[0]
    pair = _beside(mention.actor)
    if pair:
        return pair[0]
    above = mention.trigger.head
    if mention.trigger.dep == "obl" and above.lower in agent_words("mutual"):
        held = children(above, "obj")  # "engaged a column in a firefight"
        if held:
            return held[0]
    verb = next(
        (w for w in (mention.trigger, mention.carrier, mention.trigger.head) if w.lower in told), mention.trigger
    )
    sides = sides_before(verb, words)
    if len(sides) > 1 and sides[0] == mention.actor:
        return sides[1]
    last = max(verb.i, mention.trigger.i)
    with_whom = (word for word in verb.tree[verb.i + 1 : last + 4] if word.lower in ("with", "against"))
    return next((found for word in with_whom if (found := _head_after(word)) is not None), None)


def _aimed_at(mention: EventMention, words: Lexicon) -> Token | None:
    """Whom fire was opened on or a grenade thrown at: "fired mortar rounds at the post", "shot at a driver"."""
    if event_types()[mention.event].family != "violence" or mention.event == "armed_clash":
        return None
    first = mention.carrier if mention.carrier.i < mention.trigger.i else mention.trigger
    for word in first.tree[first.i + 1 : first.i + REACH]:
        if word.text in (".", ";") or is_finite(word):
            return None
        if word.lower in ("at", "on", "against", "towards", "toward", "into"):
            head = _head_after(word)
            if head is not None and words.in_class(
                head, "armed", "side", "civilian", "vehicle", "position", "facility"
            ):
                return head
    return None


def _beside(actor: Token) -> list[Token]:
    return [word for word in children(actor, "conj") if word.pos in ("NOUN", "PROPN", "ADJ") and word.i > actor.i]


def _repels(mention: EventMention) -> bool:
    return bool({mention.trigger.lower, mention.carrier.lower} & agent_words("repelling"))


def _is_act(token: Token, words: Lexicon) -> bool:
    return token.pos != "PROPN" and words.names_act(token.lower)


def _is_tool(token: Token, words: Lexicon) -> bool:
    """What one fights with, and not whom."""
    return words.phrase_in_class(token, "weapon") or token.lower in agent_words("tools")


def _is_past(token: Token) -> bool:
    return token.lower.endswith("ed") and token.lower not in ("wounded", "injured", "displaced")


def _is_passive(verb: Token) -> bool:
    auxiliary = any(child.lower in BE for child in children(verb, "aux:pass", "aux", "cop"))
    beside = next((word for word in reversed(verb.tree[max(0, verb.i - 3) : verb.i]) if word.pos != "ADV"), None)
    hyphen = beside is not None and beside.text == "-"
    return auxiliary or hyphen or (beside is not None and beside.lower in BE)


def _before_noun(noun: Token, words: Lexicon) -> Token | None:
    """The nearest word before a noun, in its own phrase, that names a side: "Saudi-led coalition air raids"."""
    position = noun.i - 1
    while position >= 0 and noun.i - position <= REACH:
        word = noun.tree[position]
        following = noun.tree[position + 1]
        if following.text == "-":
            part = noun.tree[position + 2] if position + 2 < noun.i else noun
            if part.lower in agent_words("own"):
                return word
        elif _names_side(word, words):
            return word
        joins = (
            word.text in ("-", "/") or word.lower in ("and", "or") or (position + 1 < noun.i and following.text == "-")
        )
        participle = word.tag in ("VBN", "VBD", "VBG") and noun.tree[max(0, position - 1)].text == "-"
        if word.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "X") and not joins and not participle:
            return None
        position -= 1
    return None


def _names_side(word: Token, words: Lexicon) -> bool:
    if word.lower in agent_words("months") | agent_words("describing"):
        return False
    acronym = _is_acronym(word) and not words.in_class(word, "weapon")
    proper = word.pos == "ADJ" and word.text[:1].isupper() and word.text[-1:] in "nhsei" and word.i != 0
    backers = word.lower.startswith("pro-")
    return acronym or proper or backers or words.in_class(word, "side")


def _is_acronym(word: Token) -> bool:
    """Capitals that may stand for an organisation, and not for a weapon: "LNA", not "RCIED"."""
    capitals = word.text.isupper() and len(word.text) > 1 and word.text.isalpha()
    return capitals and not word.lower.endswith(tuple(agent_words("devices")))


def sides_before(verb: Token, words: Lexicon) -> list[Token]:
    """The heads of the nominal right before a verb, conjuncts apart: "the army and its allies reportedly shelled"."""
    tree, i = verb.tree, verb.i - 1
    while i >= 0 and (tree[i].pos == "ADV" or tree[i].is_quote or tree[i].lower in agent_words("adverbs")):
        i -= 1
    if i > 2 and tree[i].text == ",":
        i = _before_aside(tree[i])
    heads = list(_heads_before(tree[i], verb)) if i >= 0 else []
    return [head for head in reversed(heads) if _may_be_side(head, words)]


def _before_aside(comma: Token) -> int:
    """Where the nominal ends that a participle or relative clause between commas parts from its verb."""
    tree = comma.tree
    for position in range(comma.i - 2, max(comma.i - ASIDE, 0), -1):
        if tree[position].text == ",":
            opens = tree[position + 1]
            return position - 1 if opens.tag in ("VBN", "VBG", "WP", "WDT", "WP$", "JJ") else -1
    return -1


def _heads_before(last: Token, verb: Token) -> Iterator[Token]:
    """Heads of the noun phrases that end with `last`, the last first; one after a preposition gives way to its noun."""
    position = last.i
    while position >= 0 and verb.i - position <= REACH:
        head, start = _phrase_ending(last.tree[position])
        if head is None:
            return
        before = last.tree[start - 1] if start else None
        if before is not None and before.lower in OF:
            position = start - 2
            if position >= 0 and last.tree[position].tag in ("VBN", "VBG"):  # "forces located at X"
                position -= 1
            continue
        if before is not None and before.pos == "ADP":
            return
        yield head
        if before is None or before.lower not in ("and", "or"):
            return
        position = start - 2


def _phrase_ending(last: Token) -> tuple[Token | None, int]:
    """The head of the noun phrase that ends with `last`, and where it starts; None where no such phrase ends there."""
    acronym = last.text.isupper() and len(last.text) > 1
    if last.pos not in ("NOUN", "PROPN", "X", "NUM") and not acronym:
        return None, last.i
    start = last.i
    while start > 0 and (last.tree[start - 1].pos in IN_PHRASE or last.tree[start - 1].text == "-"):
        start -= 1
    numbers = last.pos == "NUM" and last.i > start  # "battalions 405"
    return (last.tree[last.i - 1] if numbers else last), start


def _may_be_side(head: Token, words: Lexicon) -> bool:
    if head.lower in agent_words("counting"):
        return True
    return _is_acronym(head) or words.in_class(head, "armed", "side", "crowd", "civilian") or _is_act(head, words)


def _head_after(opening: Token) -> Token | None:
    """The head of the noun phrase right after a preposition."""
    head: Token | None = None
    for word in opening.tree[opening.i + 1 : opening.i + REACH]:
        acronym = word.text.isupper() and len(word.text) > 1
        if word.pos in ("NOUN", "PROPN") or acronym:
            head = word
        elif word.text != "-" and (word.pos not in IN_PHRASE or head is not None):
            break
    return head
