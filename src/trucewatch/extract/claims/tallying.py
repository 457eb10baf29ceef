"""Whether a mention sums over a window or over the sides, and so is a tally and no occurrence."""

from __future__ import annotations

import re

from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.harm.counts import parse_number
from trucewatch.extract.harm.toll import summed_dead
from trucewatch.extract.syntax.phrases import children
from trucewatch.records.claims import Count

WINDOW = re.compile(
    r"\b(?:since|(?:over|in|during|within|for) the (?:past|last|previous|preceding|prior)"
    r"|in (?:the )?(?:past |last )?\d+ (?:hours|days)|this (?:year|month|week)"
    r"|within|so far|per day|daily|a day|every day|in (?:the )?last|between \w+ and)\b",
    re.IGNORECASE,
)
# What each side did is told as a sum over both, whatever the window.
EACH_SIDE = re.compile(
    r"\b(?:by|on|from) (?:each|both)(?: of)?(?: the)?(?: \w+)? (?:sides?|party|parties)\b", re.IGNORECASE
)
MIN_TALLY = 2


def tally_count(mention: EventMention) -> Count | None:
    """The count where a mention sums over a window ("300 violations since Monday") or over the sides ("by each")."""
    window = WINDOW.search(mention.sentence.text)
    if (dead := summed_dead(mention, window=window is not None)) is not None:
        return dead
    if not window and not EACH_SIDE.search(mention.sentence.text, mention.span().end - mention.sentence.start):
        return None
    counted = [child for child in children(mention.trigger, "nummod") if child.i < mention.trigger.i]
    part = mention.trigger.head  # "12 of the 19 violations"
    if part.pos == "NUM" and mention.trigger.dep == "nmod" and part.i < mention.trigger.i:
        counted.insert(0, part)
    times = [one for one in mention.carrier.subtree if one.lower == "times" and one.i > mention.carrier.i]
    counted += [number for word in times for number in children(word, "nummod")]
    for number in counted:
        value = parse_number([number.text])
        if value is not None and value >= MIN_TALLY:
            return Count(low=value, high=value, span=mention.sentence.span(number), of=mention.trigger.text)
    return None
