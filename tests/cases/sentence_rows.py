"""How the claims of one sentence compare with its row in `sentences/`: what is missing, wrong or forbidden.

Claims are those of the `annotate` contract. A claim fits a row by its trigger, or by its family in the same clause.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
VIOLENT = {"abduction", "advance", "air_strike", "aircraft_downed", "attack", "chemical", "clash", "destruction"}
VIOLENT |= {"explosion", "killing", "shelling", "small_arms"}
SMALL = {"the", "a", "an", "of", "in", "and", "its", "their", "our", "his", "her", "my", "s"}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def spots(words: str, text: str) -> list[tuple[int, int]]:
    """Where whole words stand in a text; of `words#2`, the second of these places alone."""
    words, _, number = words.partition("#")
    found = [one.span() for one in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return found[int(number) - 1 : int(number)] if number else found


def clause_at(at: int, text: str) -> int:
    return len(re.findall(r"[.,;:!?](?=[\s”)])|\n|[—–]", text[:at]))


def at_words(claim: Row, near: Any, text: str) -> bool:
    low, high = claim["trigger"]
    return any(low < end and start < high for words in listed(near) for start, end in spots(words, text))


def in_clause(claim: Row, near: Any, text: str) -> bool:
    at = clause_at(claim["trigger"][0], text)
    return any(clause_at(start, text) == at for words in listed(near) for start, _ in spots(words, text))


def is_named(who: Row | None, words: str, text: str) -> bool:
    """Whether a party, speaker or place is what the words say: its span meets them, or one name holds the other."""
    if who is None:
        return False
    at = (who["start"], who["end"]) if who.get("start") is not None else (0, 0)
    if any(at[0] < end and start < at[1] for start, end in spots(words, text)):
        return True
    asked = set(re.findall(r"\w+", words.lower())) - SMALL
    said = [set(re.findall(r"\w+", (who.get(key) or "").lower())) - SMALL for key in ("name", "called", "words")]
    return any(one and asked and (asked <= one or one <= asked) for one in said)


def lies_within(told: Row | None, wanted: Any) -> bool:
    if not told or not told["begin"]:
        return False
    first, last = (wanted, wanted) if isinstance(wanted, str) else wanted
    begin, finish = told["begin"][:10], (told["finish"] or told["begin"])[:10]
    if (told["finish"] or "")[10:].startswith("T00:00") and finish > begin:  # midnight ends the day before
        finish = str(date.fromisoformat(finish) - timedelta(days=1))
    return bool(first <= begin and finish <= last)


def holds(claim: Row, key: str, wanted: Any, text: str) -> bool:
    """Whether one field of a claim is as a row has it."""
    if key == "near":
        return at_words(claim, wanted, text)
    if key in ("family", "status"):
        return claim[key] in listed(wanted)
    if key == "count":
        return claim.get("count") == wanted
    if key in ("killed", "injured"):
        pairs = wanted if any(isinstance(one, list) for one in wanted or ()) else [wanted]
        return (claim["harm"] or {}).get(key) in pairs
    if key in ("holder", "relay"):
        links = claim["holder"][-1:] if key == "holder" else claim["holder"][:-1]
        named = any(is_named(link, words, text) for link in links for words in listed(wanted) if words != "author")
        return named or (not links and "author" in listed(wanted))
    if key in ("holder_named", "place_named", "actor_id"):
        last = claim["holder"][-1] if claim["holder"] else None
        who = {"holder_named": last, "place_named": claim["place"], "actor_id": claim["actor"]}[key]
        return bool(who) and who["id" if key == "actor_id" else "name"] in listed(wanted)
    if key in ("located", "violent"):
        place = claim["place"] or {}
        return wanted == (claim["family"] in VIOLENT if key == "violent" else place.get("lat") is not None)
    told = claim["time" if key == "day" else "place" if key in ("country", "precision") else key]
    if wanted is None:
        return not told or (key == "day" and not told["begin"])
    if key == "day":
        return lies_within(told, wanted)
    if key in ("country", "precision"):
        return bool(told) and told[key] in listed(wanted)
    beside = (told or {}).get("others") or []
    return any(is_named(one, words, text) for words in listed(wanted) for one in (told, *beside))


def faults_of(row: Row, claims: list[Row]) -> list[str]:
    """What is missing, wrong or forbidden; each claim answers to one expectation, the one that it is nearest to."""
    text, expected, found = row["text"], row.get("claims", []), []
    for i, want in enumerate(expected):
        for j, claim in enumerate(claims):
            wrong = [key for key in want if key != "near" and not holds(claim, key, want[key], text)]
            here = at_words(claim, want["near"], text)
            if here or ("family" not in wrong and in_clause(claim, want["near"], text)):
                found.append((len(wrong), not here, i, j, wrong))
    best: dict[int, list[str]] = {}
    taken: set[int] = set()
    for _, _, i, j, wrong in sorted(found):
        if i not in best and j not in taken:
            best[i] = wrong
            taken.add(j)
    out = [f"missing: {want}" for i, want in enumerate(expected) if i not in best]
    out += [f"wrong {', '.join(wrong)}: {expected[i]}" for i, wrong in sorted(best.items()) if wrong]
    for ban in row.get("never", []):
        hit = [one for one in claims if all(holds(one, key, ban[key], text) for key in ban)]
        out += [f"forbidden {ban}: {shown(one, text)}" for one in hit]
    return out


def shown(claim: Row, text: str) -> str:
    who = {key: claim[key] and (claim[key].get("words") or claim[key]["name"]) for key in ("actor", "target", "place")}
    told = {**who, "day": claim["time"] and (claim["time"]["begin"], claim["time"]["finish"]), "harm": claim["harm"]}
    filled = " ".join(f"{key}={value}" for key, value in told.items() if value)
    holder = " < ".join(str(link["name"]) for link in reversed(claim["holder"])) or "author"
    return f"{text[slice(*claim['trigger'])]!r} {claim['family']} {claim['status']} by {holder} {filled}"
