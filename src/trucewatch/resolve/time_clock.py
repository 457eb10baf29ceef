"""Clock times, with their day and zone: `23:59 on 18 September`, `4 p.m. Friday`, `1500 GMT`, `midnight`."""

from __future__ import annotations

import re
from datetime import timedelta

from trucewatch.resolve.time_context import Context, Found, Rule
from trucewatch.resolve.time_values import Reading, of_clock

NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}


def clock_stamp(found: Found) -> str | None:
    """`HH:MM`, `HH:MM:SS` or `HH:00` of the groups t (time), a (half of the day) and h (which part of it)."""
    word = found.word("t")
    if word in NAMED:
        return NAMED[word]
    numbers = [int(part) for part in re.findall(r"\d+", word)]
    if len(numbers) == 1 and len(word) == 4:
        numbers = [numbers[0] // 100, numbers[0] % 100]
    hour, minute, second = [*numbers, 0, 0][:3]
    half = found.word("a").replace(".", "")
    later = half == "pm" or found.word("h") in ("afternoon", "evening") or (found.word("h") == "night" and hour > 5)
    if half or found.has("h"):
        if hour > 12:
            later = False
        hour = hour % 12 + 12 if later else (hour % 12 if half == "am" or hour == 12 else hour)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return None
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if len(numbers) > 2 else "")


def clock(found: Found, c: Context) -> Reading | None:
    """A clock time and its day; without one, the day that the sentence told, else that of publication."""
    stamp = clock_stamp(found)
    if stamp is None:
        return None
    day = c.published
    if found.has("x"):
        inner = c.read(*found.span("x"))
        if inner is None:
            return None
        day = inner.at
    elif c.last is not None and c.last.at is not None and c.last.grain in ("day", "time", "part"):
        if c.last_at >= found.first - 60:
            day = c.last.at
    if stamp.startswith("24") and found.has("x") and found.word("e"):
        day = None if day is None else day - timedelta(days=1)
    zone = c.data["zones"].get(found.word("z"))
    if zone is None and day is not None:
        zone = c.zone(day)
    return of_clock(day, stamp, zone)


TIME = "{t:<clock>|<dotclock>} {a:&ampm}?|{t:<h12>} {a:&ampm}"
TAIL = "(hours|hrs)? (local (time)?|{z:<zone>})?"
DAY = "(<comma>|on|of|in the)? {x:&day}"
FORMS = (
    "{t:<clock>} {a:&ampm}?{h:}",
    "{t:<dotclock>} {a:&ampm}{h:}",
    "{t:<h12>} {a:&ampm}{h:}",
    "{t:noon|midday|midnight}{a:}{h:}",
    "{t:<h12>} o'clock{a:} (in the|at)? {h:morning|afternoon|evening|night}?",
    "{t:<h12>|<clock>}{a:} (in the|at) {h:morning|afternoon|evening|night}",
    "{t:<h12>} <dash>? o'clock{a:}{h:}",
)
MILITARY = "{t:<hhmm>}{a:}{h:}"
MILITARY_TAIL = "((hours|hrs) (local (time)?|{z:<zone>})?|local (time)?|{z2:<zone>})"


def _rules() -> tuple[Rule, ...]:
    rules = []
    for form in FORMS:
        rules.append(Rule("clock", f"&mod? {form} {TAIL}{{e:}}{{x:}}", clock))
        rules.append(Rule("clock_day_told", f"&mod? {form} {TAIL}{{e:}} {DAY}", clock))
        rules.append(Rule("clock_day_told", f"{{x:&day}} (<comma>|at)? &mod? {form} {TAIL}{{e:}}", clock))
    for tail in ("(hours|hrs) (local (time)?)?{z:}", "local (time)?{z:}", "(hours|hrs)? {z:<zone>}"):
        rules.append(Rule("clock", f"{MILITARY} {tail}{{e:}}{{x:}}", clock))
        rules.append(Rule("clock_day_told", f"{MILITARY} {tail}{{e:}} {DAY}", clock))
    return tuple(rules)


RULES = _rules()
