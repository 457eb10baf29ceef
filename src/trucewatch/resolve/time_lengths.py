"""Durations, sets and vague references."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from trucewatch.records.times import TimePrecision, TimeType
from trucewatch.resolve.time_context import Context, Found, Rule
from trucewatch.resolve.time_values import NOTHING, Reading, duration_value, of_duration, of_set, shift, spanning, vague

SETS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "XXXX-XX-XXTNI",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "yearly": "P1Y",
    "annually": "P1Y",
}
MAX_NUMBER = 1_000_000
END_WINDOW = 9  # tokens in which the end of a length is told


def length(found: Found, c: Context) -> Reading | None:
    """`three weeks`, `36-hour`, `a year and a half`, `several days`, `decades`."""
    value = length_value(found, c)
    if value is None:
        return None
    if found.words()[:1] == ["the"] and (told := up_to(found, c, value)) is not None:
        return told
    side = set(found.optional("k"))
    ends = window(found, c, side) if side else None
    return spanning(of_duration(value), *ends) if ends else of_duration(value)


def up_to(found: Found, c: Context, value: str) -> Reading | None:
    """`the 24 hours to 6 p.m. on Monday`, `the three days up to 5 May`: a length whose end is told after it."""
    amount, grain = found.number("n") if found.has("n") else None, found.unit("u")
    end = _told_after(found.last, c) if amount is not None and amount == int(amount) else None
    if amount is None or end is None or end.begin is None or end.at is None or end.grain not in ("time", "day"):
        return None
    if grain in ("hour", "minute") and end.grain == "time":
        moment = datetime.fromisoformat(end.begin) - timedelta(minutes=amount * (60 if grain == "hour" else 1))
        begin = moment.isoformat(timespec="minutes")
        return Reading(TimeType.DURATION, value, begin, end.begin, TimePrecision.DAYS, at=moment.date())
    days = -(-int(amount) // 24) if grain == "hour" else 0
    first = shift(end.at, "day", -days) if days else shift(end.at, grain, -int(amount))
    return spanning(of_duration(value), first, end.at)


def _told_after(index: int, c: Context) -> Reading | None:
    """The longest date or clock time after `to`, `up to` or `ending` at token `index`."""
    words = c.tokens.words
    if words[index : index + 1] not in (["to"], ["up"], ["ending"]):
        return None
    start = index + 1 + (words[index] == "up")
    for last in range(min(start + END_WINDOW, len(words)), start, -1):
        for first in (start, start + 1):
            if first < last and words[first] != "the" and (reading := c.read(first, last)) is not None:
                return reading
    return None


def length_value(found: Found, c: Context) -> str | None:
    """The TIMEX3 value of the length in groups `n` (number, may be empty) and `u` (unit)."""
    letter, factor, kind = c.data["units"][found.unit("u")]
    amount = found.number("n") if found.has("n") else None
    if fraction(found, amount) or (amount is not None and amount > MAX_NUMBER):
        return None
    if amount is not None and found.words()[-3:] == ["and", "a", "half"]:
        amount += 0.5
    return duration_value(amount, letter, factor, kind == "time")


def fraction(found: Found, amount: float | None) -> bool:
    """Whether `a quarter`, `three quarters` is a part of something, and `a second` an ordinal, rather than a length."""
    words, unit = found.words("n"), found.unit("u")
    if unit == "second":
        return words[-1:] in (["a"], ["another"])
    return unit == "quarter" and (words[-1:] in (["a"], ["one"]) or (amount == 3 and not found.optional("k")))


def one_long(found: Found, c: Context) -> Reading | None:
    """`day-long`."""
    return of_duration(duration_value(1, *_unit(found, c)))


def window(found: Found, c: Context, side: set[str]) -> tuple[date, date] | None:
    """The ends of `the past three years` and `the next two weeks`, seen from publication."""
    amount, grain = found.number("n") if found.has("n") else None, found.unit("u")
    if c.published is None or amount is None or amount != int(amount) or amount > 500:
        return None
    if c.data["units"][grain][2] == "time":
        days = -(-int(amount) // 24) if grain == "hour" else 0
        grain, amount = "day", days
    if grain == "fortnight":
        grain, amount = "week", amount * 2
    if side & {"past", "last"}:
        return shift(c.published, grain, -int(amount)), c.published
    if side & {"next", "coming"}:
        return c.published, shift(c.published, grain, int(amount))
    return None


def every(found: Found, c: Context) -> Reading | None:
    """`every day`, `each of the two weeks`, `twice a month`, `every two hours`."""
    if found.has("n"):
        value = length_value(found, c)
        return None if value is None else of_set(value)
    return None if found.unit("u") == "second" else of_set(duration_value(1, *_unit(found, c)))


def every_named(found: Found, c: Context) -> Reading | None:
    """`every Friday`, `Mondays`, `each July`, `every summer night`."""
    word = found.word("x")
    part = next((c.data["day_parts"].get(word.rstrip("s")) for word in found.optional("p")), None)
    if word in found.vocabulary.weekday_number:
        return of_set(f"XXXX-WXX-{found.vocabulary.weekday_number[word]}" + (f"T{part}" if part else ""))
    if word in found.vocabulary.month_number:
        return of_set(f"XXXX-{found.vocabulary.month_number[word]:02}")
    if word in c.data["seasons"]:
        return of_set(f"XXXX-{c.data['seasons'][word]}")
    if word in c.data["day_parts"]:
        return of_set(f"XXXX-XX-XXT{c.data['day_parts'][word]}")
    return None


def adverb_set(found: Found, c: Context) -> Reading | None:
    """`daily`, `weekly`, `annually`."""
    return of_set(SETS[found.word("x")])


def reference(found: Found, c: Context) -> Reading | None:
    """`now`, `recently`, `soon`: no date, but a side of the present."""
    words = found.word("x")
    if found.tokens.text[found.tokens.starts[found.first]].isupper() and not c.at_head(found.first):
        return None  # part of a name: "Apocalypse Now"
    value = next((name for name, phrases in c.data["references"].items() if words in phrases), None)
    return None if value is None else vague(value)


RULES = (
    Rule("every", "(every|each|per|once a|once every|once each) {n:(<int>|<card>|few)}? {u:<unit>|<units>}", every),
    Rule(
        "every",
        "(?<=<int>|<card>|times|twice|once|million|billion|percent|dollars|rubles|barrels|people|tons|"
        "<percent>) {n:a} {u:<unit>}",
        every,
    ),
    Rule("every_other", "every other {n:}{u:<unit>}", lambda f, c: of_set(duration_value(2, *_unit(f, c)))),
    Rule("every_named", "(every|each) {x:<weekday>|<month>|<season>|<part>} {p:<part>}?", every_named),
    Rule("length", "&mod? {n:&num} &more? {u:<unit>|<units>} (and a half)?(?!old)", length),
    Rule("length", "&mod? {n:&num} (full|whole)? <dash>? {u:<unit>} <dash> long", length),
    Rule(
        "length", "&mod? {n:&plainnum} <dash> {u:<unit>|<units>} (<dash> long)?(?!<dash> old|old|<nameafter>)", length
    ),
    Rule(
        "length_window",
        "(all of|most of|much of|during|each of)? (the|these|those|his|her|its|their)? {k:past|last|next|"
        "coming|previous|first|final|following|preceding|another|initial} &mod? {n:&num} &more? {u:<unit>|"
        "<units>}",
        length,
    ),
    Rule("length_the", "(the|these|those) {n:<int>|<card>} &more? {u:<units>|<unit>}", length),
    Rule(
        "length_bare",
        "(?<=for|within|over|lasted|last|many|took|takes|throughout|spanning|spent) {n:}{u:<units>}",
        length,
    ),
    Rule("length_bare", "{n:}{u:<units>} <dash> long", length),
    Rule("length_bare", "{u:<unit>} <dash> long", one_long),
    Rule("length_bare", "{n:}{u:<units>} (?=later|earlier|ago)", length),
    Rule("length_bare", "{n:}{u:hours|minutes} (?=after|before|into)", length),
    Rule(
        "unsaid",
        "(a (little|short|long)? {u:while}|(some|a long|a short) {v:time})(?!ago)",
        lambda f, c: of_duration("PXX"),
    ),
    Rule(
        "name",
        "(&mon <dayord>|<dayord> &mon|<weekday>|&mon) (<nameafter>|group|neighbourhood|neighborhood)",
        lambda f, c: NOTHING,
    ),
    Rule("name", "<namebefore> (<weekday>|<monthany>)", lambda f, c: NOTHING),
    Rule("weekdays", "{x:<weekdays>}(?!<nameafter>)", every_named),
    Rule("weekdays", "{x:<weekday>} {p:mornings|afternoons|evenings|nights}", every_named),
    Rule(
        "adverb_set",
        "{x:hourly|daily|nightly|weekly|fortnightly|biweekly|monthly|yearly|annually}(?!<nameafter>)",
        adverb_set,
    ),
    Rule(
        "reference",
        "{x:&reference}(?!<unit>|<units>|<int>|<card>|<season>|<ordword>|few|several|<dash>)",
        reference,
    ),
    Rule("reference", "(?<=at) (the|that) time(?!of|<dash>)", lambda f, c: vague("PAST_REF")),
    Rule("recent_units", "(the)? (more|most)? recent <units>", lambda f, c: vague("PAST_REF")),
)


def _unit(found: Found, c: Context) -> tuple[str, int, bool]:
    letter, factor, kind = c.data["units"][found.unit("u")]
    return letter, factor, kind == "time"
