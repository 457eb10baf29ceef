"""The chain of those who answer for a claim, from the attributions that cover it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.extract.attribution.attributions import holders_of
from trucewatch.extract.attribution.cues import verbs
from trucewatch.extract.claims.cast import Cast
from trucewatch.extract.events.accusing import accuser, charge
from trucewatch.extract.events.agents import agent_words
from trucewatch.extract.events.lexicon import event_lexicon, verbs_of
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.events.participants import is_time
from trucewatch.extract.syntax.arguments import surface_subject
from trucewatch.extract.syntax.negation import is_negated
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import case_of, children, governors, phrase_span
from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge import load_yaml
from trucewatch.records.attributions import Attribution, Mode
from trucewatch.records.claims import Holder
from trucewatch.records.spans import Span

SPOKEN_ACTS = frozenset(("say", "announce", "promise", "threaten", "deny", "concede", "allege", "accuse"))
WILLING = frozenset(("threaten", "want", "agree"))
SAID = frozenset(("say", "allege", "accuse", "show", "think", "predict"))
UNNAMED_MAY = frozenset(("say", "announce", "allege", "accuse", "deny", "show", "threaten"))
QUOTED = re.compile(r"[“\"][^”\"]+[”\"]")
UNNAMED = "unnamed source"
PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "them",
        "us",
        "who",
        "i",
        "we",
        "you",
        "this",
        "that",
        "which",
        "his",
        "her",
        "their",
        "its",
    ]
)
STOPS = (";", ":", ",")
OWNER_REACH = 8  # words of "the complaint of the Government of X that"
PERFORMED = frozenset(("truce_declared_ended", "truce_suspended", "truce_extended"))
CONTINUED = frozenset(
    ("commitment_met", "commitment_not_met", "handover", "separation_of_forces", "truce_not_observed")
)
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
BEFORE_OF = re.compile(r"\b(?:of|in|from|at|on|for)\b", re.IGNORECASE)
REPORT_OF = re.compile(
    r"(?:\w+ ){0,3}(?:report|statement|tally|toll|count|bulletin)s? (?:from|by|of) (?P<owner>.+)",
    re.IGNORECASE | re.DOTALL,
)
LEADING_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def holder_chain(
    attributions: Sequence[Attribution], span: Span, cast: Cast, actor: Span | None = None
) -> tuple[tuple[Holder, ...], str | None]:
    """The holders of the words at `span`, outermost first, and the cue of the innermost; none means the author."""
    indices = [index for index in holders_of(tuple(attributions), span) if answers_for(attributions[index])]
    indices = [index for index in indices if not wills_own_act(attributions[index], actor)]
    indices = [index for index in indices if not _names_speaker(attributions[index], span)]
    if len(indices) > 1 and _is_report(attributions[indices[-1]]):
        indices = indices[:-1]  # "Initial reports suggest …", he said: he answers for them
    links = _without_repeats([_link(attributions, index, cast) for index in indices])
    return links, (attributions[indices[-1]].cue_lemma if indices else None)


def _names_speaker(attribution: Attribution, span: Span) -> bool:
    """Whether words stand between a speaker and the cue: what describes the speaker is the author's telling."""
    return any(source.start < span.start < attribution.cue[0].start for source in attribution.source[:1])


def _is_report(attribution: Attribution) -> bool:
    """Whether the source is nobody closer than "reports"."""
    words = WORD.findall(attribution.source[0].quote.lower()) if attribution.source else []
    return bool(words) and words[-1] == "reports"


def _without_repeats(links: list[Holder]) -> tuple[Holder, ...]:
    """A speaker who is found by two cues is one link: the inner one."""
    return tuple(link for n, link in enumerate(links) if n + 1 == len(links) or links[n + 1].name != link.name)


def last_speaker(attributions: Sequence[Attribution], before: int) -> Span | None:
    """The nearest source that ends before an offset and is no pronoun: who "he" is."""
    sources = [one.source[0] for one in attributions if one.source and answers_for(one)]
    named = [source for source in sources if source.end <= before and source.quote.lower() not in PRONOUNS]
    return max(named, key=lambda source: source.start, default=None)


def answers_for(attribution: Attribution) -> bool:
    """Whether the source puts the content forward as so, or means it to be: not wishes, efforts or bare adverbs."""
    lexicon = load_yaml("triggers.yaml")
    cue = attribution.cue[0].quote.lower()
    if attribution.rule in ("adverb", "light") or (not attribution.source and cue.startswith("to ")):
        return False
    if not attribution.source and not UNNAMED_MAY & set(_classes(attribution)):
        return False  # "groups agreed to join": nobody is left unnamed, and nothing is said
    if attribution.rule in ("adjective", "noun") and any(word in lexicon["no_statement"] for word in cue.split()):
        return False
    known = verbs().get(attribution.cue_lemma)
    if attribution.rule in ("verb", "adjective") and (
        known is None or not set(known.classes) & set(lexicon["answering"])
    ):
        return False
    return all(_may_speak(source.quote) for source in attribution.source[:1])


def is_said(cue: str | None) -> bool:
    """Whether a cue puts its content forward as so, and does not ask for it, agree to it or weigh it."""
    known = verbs().get(cue or "")
    return cue == "according" or (known is not None and bool(SAID & set(known.classes)))


def _classes(attribution: Attribution) -> tuple[str, ...]:
    known = verbs().get(attribution.cue_lemma)
    return () if known is None else known.classes


def wills_own_act(attribution: Attribution, actor: Span | None) -> bool:
    """ "Oslo is hoping to leave the pact": who wants or urges a deed of its own asserts nothing."""
    classes = set(_classes(attribution))
    infinitive = attribution.content[0].quote.lower().startswith("to ")
    said = attribution.content[0].quote.lower().startswith("that ") or attribution.mode is Mode.DIRECT
    if attribution.source and attribution.cue_lemma == "agree" and not said:
        return True  # "agreed on an extension": who does it does not tell it
    if attribution.source and infinitive and WILLING & classes:
        return True  # "threatened to shell it", "agreed to join": a deed of one's own, told by who tells it
    if not attribution.source or SPOKEN_ACTS & classes:
        return False
    return actor is not None and attribution.source[0].overlaps(actor)


def _may_speak(quote: str) -> bool:
    """Whether a source's head noun may hold a view: no name of an act, no abstract thing, not "no one"."""
    owned = REPORT_OF.match(quote)
    words = WORD.findall(BEFORE_OF.split(owned["owner"] if owned else quote, maxsplit=1)[0].lower())
    if not words or words[0] in ("no", "nobody", "none", "neither"):
        return False
    if words[-1] in ("the", "a", "an"):
        return False
    if words[-1] == "reports" and len(words) > 1:
        return True  # "media reports", "initial reports": nobody closer is named
    return words[-1] not in load_yaml("triggers.yaml")["not_speakers"] and not event_lexicon().names_act(words[-1])


def _link(attributions: Sequence[Attribution], index: int, cast: Cast) -> Holder:
    attribution = attributions[index]
    cue = attribution.cue[0]
    if not attribution.source:
        return Holder(name=UNNAMED, span=None, cue=cue)
    source = _reporter(_speaker_of(attributions, index, cast))
    return Holder(name=_name(source.quote), span=source, cue=cue)


def _reporter(source: Span) -> Span:
    """Who made the report that is named as the source: "a report from the agency" is the agency's word."""
    owned = REPORT_OF.match(source.quote)
    if owned is None:
        return source
    start = source.start + owned.start("owner")
    return Span(start=start, end=source.end, quote=source.quote[owned.start("owner") :])


def _name(quote: str) -> str:
    return LEADING_ARTICLE.sub("", quote.strip()) or quote


def _speaker_of(attributions: Sequence[Attribution], index: int, cast: Cast) -> Span:
    """The source of an attribution, or whom it stands for where it is a pronoun."""
    source = attributions[index].source[0]
    if source.quote.lower() not in PRONOUNS:
        return source
    return cast.relatives.get(source.start) or _antecedent(attributions, index, cast) or source


def _antecedent(attributions: Sequence[Attribution], index: int, cast: Cast) -> Span | None:
    """Who a pronoun that speaks stands for: the nearest speaker before it, or the side its text was speaking of."""
    here = attributions[index].cue[0].start
    above = _ancestors(attributions, index)
    outer = attributions[index].parent
    if (
        outer is not None
        and attributions[outer].rule != "relay"
        and attributions[outer].source
        and answers_for(attributions[outer])
    ):
        return _speaker_of(attributions, outer, cast)  # "the army says it believes": the army does
    before = [
        attribution.source[0]
        for number, attribution in enumerate(attributions)
        if number not in above
        and answers_for(attribution)
        and attribution.source
        and attribution.cue[0].start < here
        and attribution.source[0].quote.lower() not in PRONOUNS
    ]
    pronoun = attributions[index].source[0]
    body = cast.last_body(pronoun)
    if pronoun.quote.lower() in ("he", "she", "him", "her"):
        before = [span for span in before if _may_be_person(span)] or before
    return max((*before, *((body,) if body is not None else ())), key=lambda span: span.start, default=None)


def _may_be_person(span: Span) -> bool:
    """Whether a phrase may be a "he": no body, and no plural."""
    words = WORD.findall(BEFORE_OF.split(span.quote, maxsplit=1)[0])
    head = words[-1] if words else ""
    group = head.lower() in load_yaml("agents.yaml")["bodies"] or (head.islower() and head.endswith("s"))
    return not group and not (head.isupper() and len(head) > 1)


def _ancestors(attributions: Sequence[Attribution], index: int) -> set[int]:
    found: set[int] = set()
    parent = attributions[index].parent
    while parent is not None and parent not in found:
        found.add(parent)
        parent = attributions[parent].parent
    return found


def relayed_by(attributions: Sequence[Attribution], following: Sentence | None) -> tuple[Holder, ...]:
    """Who relays an act that the next sentence goes on about: "In a bulletin carried by Tanjug, it …"."""
    if following is None:
        return ()
    for index, attribution in enumerate(attributions):
        inside = following.start <= attribution.cue[0].start < following.end
        if not inside or attribution.rule != "relay" or not attribution.source:
            continue
        goes_with = (one for one in attributions if one.parent == index and one.source)
        if any(one.source[0].quote.lower() in PRONOUNS for one in goes_with):
            return (
                Holder(name=_name(attribution.source[0].quote), span=attribution.source[0], cue=attribution.cue[0]),
            )
    return ()


def charger(mention: EventMention) -> Holder | None:
    """Who charges somebody with the act: "the army accused them of shelling", "blamed rebels for the blast"."""
    subject, verb = accuser(mention.carrier), charge(mention.carrier)
    if subject is None or verb is None or subject.pos not in ("PROPN", "NOUN"):
        return None
    span = phrase_span(mention.sentence, subject)
    return Holder(name=_name(span.quote), span=span, cue=mention.sentence.span(verb))


def teller(mention: EventMention) -> Holder | None:
    """Whose version, account or campaign the clause of a mention is: "the official version that …"."""
    current = mention.carrier
    lexicon = load_yaml("triggers.yaml")
    nouns, occasions = lexicon["told_by_nouns"], lexicon["occasions"]
    for above in governors(mention.carrier):
        clausal = current.dep in ("acl", "acl:relcl", "ccomp", "appos") and current.pos not in ("NOUN", "PROPN")
        if clausal and (above.lower in nouns or above.lower.rstrip("s") in nouns):
            return _owner(mention, above)
        if above.lower in occasions and above.dep == "obl" and current.dep in ("acl", "acl:relcl", "ccomp"):
            known = verbs().get(above.head.lemma)
            return _speaker(mention, above.head) if known is not None and "say" in known.classes else None
        if above.pos == "VERB" and current.dep in ("ccomp", "obl") and current.i > above.i:
            noun = next(
                (one for one in children(above, "obl", "obj") if one.lower in nouns and one.i < mention.trigger.i),
                None,
            )
            if noun is not None and current.dep == "ccomp" and not children(above, "nsubj"):
                return _owner(mention, noun)
        current = above
    noun = _complaint(mention.trigger, nouns)
    return None if noun is None else _owner(mention, noun)


def _complaint(word: Token, nouns: Sequence[str]) -> Token | None:
    """The noun of "the complaint of the party that …", where the tree does not hang the clause at `word` on it."""
    tree = word.tree
    that = next((one for one in reversed(tree[: word.i]) if one.lower == "that" or one.text in STOPS), None)
    if that is None or that.lower != "that":
        return None
    for noun in reversed(tree[max(0, that.i - OWNER_REACH) : that.i]):
        if noun.pos == "VERB" or noun.is_punct:
            return None
        if noun.lower in nouns:
            return noun if noun.i + 1 < that.i and noun.nbor(1).lower in ("of", "by", "from") else None
    return None


def _owner(mention: EventMention, noun: Token) -> Holder | None:
    """The owner of a version: its adjective or possessor ("the official American version"), else the subject."""
    cue = mention.sentence.span(noun)
    named = [one for one in children(noun, "amod", "compound", "nmod:poss") if one.text[:1].isupper()]
    named += [one for one in children(noun, "nmod") if case_of(one) in ("of", "by", "from")]
    if named:
        apart = named[0].dep in ("nmod:poss", "nmod")
        span = phrase_span(mention.sentence, named[0] if apart else noun)
        return Holder(name=_name(span.quote), span=span, cue=cue)
    return _speaker(mention, noun.head) if noun.dep == "obj" and noun.head.pos == "VERB" else None


def _speaker(mention: EventMention, verb: Token) -> Holder | None:
    subject = surface_subject(verb)
    if subject is None or subject.pos not in ("PROPN", "NOUN"):
        return None
    span = phrase_span(mention.sentence, subject)
    return Holder(name=_name(span.quote), span=span, cue=mention.sentence.span(verb))


def is_taken_for_granted(mention: EventMention, cue: str | None) -> bool:
    """Whether a noun inside somebody's belief names what the author says took place: "the strikes that took place"."""
    known = verbs().get(cue or "")
    if known is None or "think" not in known.classes or mention.trigger.pos not in ("NOUN", "PROPN"):
        return False
    after = mention.sentence.tree.words(mention.trigger.i + 1).lower()
    return any(
        f"{relative} {verb}" in after
        for relative in ("that", "which")
        for verb in ("took place", "happened", "occurred")
    )


def performer(mention: EventMention) -> Holder | None:
    """Who performs the act by saying it: "the council proclaimed the pact void" is the council's own word.

    None where it has not ("did not declare it void"), or where the sentence says that it puts another's words in its
    own ("In other words, …"): that is the author's.
    """
    if mention.event not in PERFORMED or mention.trigger.lower not in verbs_of("declaring") or mention.actor is None:
        return None
    if is_restated(mention) or is_negated(mention.trigger) or _is_shunned(mention.trigger):
        return None
    span = phrase_span(mention.sentence, mention.actor)
    return Holder(name=_name(span.quote), span=span, cue=mention.span())


def _is_shunned(verb: Token) -> bool:
    """ "Warned against declaring it dead", "without declaring it over": nobody does it."""
    return any(child.lower in ("against", "without", "instead") for child in children(verb, "mark", "case"))


def observer(mention: EventMention) -> Holder | None:
    """Who saw, counted or condemned what a noun or clause names: "the mission recorded explosions", "residents saw"."""
    current = mention.carrier
    if mention.event == "overflight" and mention.trigger.lemma in agent_words("observing"):
        return _speaker(mention, mention.trigger) if _may_see(mention.trigger) else None
    for verb in governors(mention.carrier):
        if verb.lemma in ("speak", "tell") and current.dep == "obl" and case_of(current) == "of":
            return _speaker(mention, verb)  # "spoke of columns heading north"
        if verb.pos == "VERB" and (verb.lemma in agent_words("observing") or verb.lower in verbs_of("characterising")):
            named = current.dep == "obl" and case_of(current) == "as"  # "condemned the raid as a breach"
            under = (named or current.dep in ("obj", "ccomp", "xcomp", "nsubj:pass")) and current.i > verb.i
            return _speaker(mention, verb) if under and _may_see(verb) else None
        if verb.pos in ("VERB", "AUX") and current.dep not in ("acl", "xcomp", "ccomp"):
            return None
        current = verb
    return None


def _may_see(verb: Token) -> bool:
    """Whether a verb's subject is somebody, who can see: no place or time that "saw fighting"."""
    subject = surface_subject(verb)
    words = event_lexicon()
    if subject is not None and verb.lemma in ("see", "witness"):
        return words.in_class(subject, "civilian", "armed", "monitor") or subject.lemma == "witness"
    return (
        subject is not None and not words.in_class(subject, "place_noun", "facility", "truce") and not is_time(subject)
    )


def is_restated(mention: EventMention) -> bool:
    """Whether the sentence opens its own reading of what others said: "in other words", "in effect"."""
    before = mention.sentence.tree.words(0, mention.trigger.i).lower()
    return any(marker in before for marker in load_yaml("triggers.yaml")["restating"])


def goes_on(mention: EventMention, previous: Sequence[Attribution], opening: str) -> bool:
    """Whether a statement on commitments goes on with the report of the sentence before it.

    What a party owes and has not done is a judgement: in the sentence right after a party's, in the same paragraph,
    without a speaker, date or turn of its own, it is that party's and not the author's. So is a sentence that goes on
    quoting where the one before quoted its speaker, and one in the tenses of reported speech: "They had been repulsed."
    """
    speaking = [one for one in previous if {"say", "announce", "deny", "concede"} & set(_classes(one))]
    if not speaking or is_restated(mention):
        return False
    quoted = bool(QUOTED.search(opening)) and any(QUOTED.search(part.quote) for one in previous for part in one.content)
    if mention.event not in CONTINUED and not quoted and not _is_backshifted(mention.carrier):
        return False
    turns = load_yaml("triggers.yaml")["turns"]
    return not any(opening.lower().startswith(turn) for turn in turns)


def _is_backshifted(carrier: Token) -> bool:
    """Whether a main clause stands in a tense of reported speech: "had been repulsed", "would stay"."""
    verb = carrier
    while verb.dep in ("conj", "xcomp", "obj", "nsubj", "nsubj:pass", "obl") and verb.head is not verb:
        verb = verb.head
    shifted = any(child.lower in ("had", "would") for child in children(verb, "aux"))
    return shifted and verb.dep in ("ROOT", "parataxis", "conj") and not children(verb, "advcl")
