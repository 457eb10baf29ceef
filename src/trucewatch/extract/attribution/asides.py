"""The clause of saying that closes a sentence, by the order of its words: "The town fell, the army said on Monday."

Trees often hang such a clause somewhere inside what it reports, so its words decide here: a short nominal between a
comma and a finite verb of speech, and nothing after the verb but the occasion or the person spoken to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.extract.attribution.cues import is_speech, words
from trucewatch.extract.attribution.sources import GENERIC, child, is_passive
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.tree import Token

FINITE = ("VBD", "VBZ", "VBP", "MD")
QUESTION = ("WP", "WDT", "WRB", "WP$")
SPEAKER_OPENS = ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM")
OF_OFFICE = frozenset(("acting", "outgoing", "incoming", "visiting", "presiding"))  # gerunds that open an office
MAX_SPEAKER = 14  # words of one stretch between commas
MAX_STRETCHES = 3  # an office, a rank with a name, an office again
MAX_OCCASION = 12
MIN_CLAUSE = 4


@dataclass(frozen=True)
class Aside:
    """A clause of saying by the positions of its tokens: its verb, its speaker, all of it; before it what was said."""

    verb: Token
    speaker: range
    whole: range


def closing_aside(sentence: Sentence) -> Aside | None:
    """The clause of saying that closes the sentence, alone or with a participle: "…, the army said, adding that …"."""
    if "," not in sentence.text:
        return None
    tokens = list(sentence.tree)
    for verb in tokens[MIN_CLAUSE:]:
        if verb.tag not in ("VBD", "VBZ", "VBP", "VBN") or not is_speech(verb.lemma.lower()) or is_passive(verb):
            continue
        end = _occasion_end(tokens, verb)
        speaker = _speaker(tokens, verb) if end is not None else None
        if end is not None and speaker is not None and _is_clause(tokens[: speaker.start]):
            return Aside(verb, speaker, range(speaker.start, end))
        named = _speaker_after(tokens, verb)
        if named is not None and _is_clause(tokens[: verb.i - 1]):
            return Aside(verb, named, range(verb.i, named.stop))
    return None


def _speaker_after(tokens: Sequence[Token], verb: Token) -> range | None:
    """The nominal to which a sentence closes after its verb: "The town fell, said Ann Lee, who leads the council."."""
    lemma = verb.lemma.lower()
    if verb.tag not in ("VBD", "VBZ") or tokens[verb.i - 1].lower != "," or lemma in words("telling"):
        return None
    before = child(verb, "nsubj")
    if lemma != "say" and (before is None or before.i < verb.i):
        return None  # "Ann Lee, who leads the council, noted two reports": an object
    stop = len(tokens)
    while stop > verb.i + 1 and tokens[stop - 1].is_punct:
        stop -= 1
    parted = next((t.i for t in tokens[verb.i + 1 : stop] if t.lower == "," or t.tag in QUESTION), stop)
    first, rest = tokens[verb.i + 1 : parted], tokens[parted:stop]
    if not first or len(first) > MAX_SPEAKER or first[0].pos == "PRON" or any(t.is_quote for t in rest):
        return None
    told = next((t.i for t in rest if t.tag in FINITE), stop)
    described = told == stop or any(t.tag in QUESTION for t in tokens[parted:told])
    return range(verb.i + 1, stop) if described and names_speaker(first) else None


def _occasion_end(tokens: Sequence[Token], verb: Token) -> int | None:
    """Where the words end that say when, where, how or to whom; None where others stand after the verb."""
    end = next((t.i for t in tokens[verb.i + 1 :] if t.lower in (",", ".", "!", "?", ";") or t.is_quote), len(tokens))
    if end < len(tokens) and any(t.is_alpha for t in tokens[end:]):
        opens = tokens[end + 1]
        if tokens[end].lower != "," or opens.tag != "VBG":
            return None
    after = tokens[verb.i + 1 : end]
    if len(after) > MAX_OCCASION:
        return None
    if any(t.tag in (*FINITE, *QUESTION) or t.lower in (":", "that", "to", "whether", "if") for t in after):
        return None
    if not after or after[0].pos in ("ADP", "ADV") or verb.lemma.lower() in words("telling"):
        return end
    return end if after[0].lower in words("no_speakers") | words("occasion_opens") else None


def _speaker(tokens: Sequence[Token], verb: Token) -> range | None:
    """The nominal between the last comma and the verb; with those before it where a comma parts it from the verb."""
    stop = verb.i
    while stop and tokens[stop - 1].dep in ("advmod", "aux") and tokens[stop - 1].pos in ("ADV", "AUX"):
        stop -= 1
    apart = stop > 0 and tokens[stop - 1].lower == ","
    high = stop - 1 if apart else stop
    first, stretches = high, 0
    while stretches < (MAX_STRETCHES if apart else 1):
        start = _stretch_start(tokens, first if not stretches else first - 1)
        if start is None or not names_speaker(tokens[start : first if not stretches else first - 1]):
            break
        first, stretches = start, stretches + 1
    return range(first, high) if stretches >= (2 if apart else 1) else None


def _stretch_start(tokens: Sequence[Token], end: int) -> int | None:
    """The position after the comma before `end`; None where another mark or nothing stands there."""
    for position in range(end - 1, max(end - MAX_SPEAKER - 2, -1), -1):
        if tokens[position].lower == ",":
            return position + 1
        if tokens[position].is_quote or tokens[position].lower in (";", ":", "(", ")"):
            return None
    return None


def names_speaker(stretch: Sequence[Token]) -> bool:
    """Whether these words alone can name who speaks: a nominal without a verb or a question word."""
    opens = stretch[0] if stretch else None
    if opens is None or opens.tag in (*QUESTION, "EX", "IN"):
        return False
    if opens.pos not in SPEAKER_OPENS and not (opens.tag == "VBG" and len(stretch) > 1 and opens.lower in OF_OFFICE):
        return False
    if opens.lower in GENERIC[1:] or opens.lower in words("no_speakers"):
        return False
    return not any(t.tag in (*FINITE, *QUESTION) or t.pos == "SCONJ" for t in stretch)


def _is_clause(before: Sequence[Token]) -> bool:
    """Whether the words before the aside can be what was said: a clause, not an adverbial "As …,"."""
    opens = next((t for t in before if t.is_alpha), None)
    return (
        opens is not None
        and len(before) >= MIN_CLAUSE
        and opens.tag not in ("VBN", "VBD")  # "Asked whether …, the mayor said"
        and not (opens.dep == "mark" and opens.lower in ("as", "while", "although", "though"))
        and any(t.tag in FINITE for t in before)
    )
