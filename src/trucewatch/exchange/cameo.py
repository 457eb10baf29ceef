"""Claims as event data: who did what to whom, in CAMEO and PLOVER.

Lossy: CAMEO has one code for breaking and for ending a truce.
"""

from __future__ import annotations

from trucewatch.exchange import cells
from trucewatch.exchange.csv_tables import csv_file
from trucewatch.exchange.dates import days_of
from trucewatch.exchange.outgoing import Loss, Outgoing, Written
from trucewatch.exchange.tables import Value
from trucewatch.extract.coding.crosswalk import cameo_code, plover_type
from trucewatch.records.claims import Claim, ClaimStatus

COLUMNS = (
    *("date", "source", "target", "source_name", "target_name", "cameo", "cameo_root", "plover", "country"),
    *("latitude", "longitude", "document", "published", "address", "claim", "incident", "trust", "words"),
)


def write(out: Outgoing) -> Written:
    """A row for each claim that something happened, where the vocabularies have a code for it."""
    rows: list[dict[str, Value]] = []
    losses: list[Loss] = []
    for claim in out.claims:
        code, kind = cameo_code(claim), plover_type(claim)
        why = _why_not(claim, code or kind)
        if why is not None:
            losses.append(Loss(claim.id, "the claim: no row", why))
            continue
        rows.append(_row(out, claim, code, kind))
        if claim.time is None or claim.time.begin is None:
            losses.append(Loss(claim.id, "its day", "not told: the row has the day of publication apart, and no date"))
        if claim.factuality < 3.0:
            losses.append(Loss(claim.id, f"how sure it is: {claim.factuality:+.1f}", "event data tell what happened"))
    body = csv_file(COLUMNS, ([row[name] for name in COLUMNS] for row in rows))
    return Written({"cameo.csv": body}, len(rows), tuple(losses))


def _why_not(claim: Claim, code: str | None) -> str | None:
    if code is None:
        return "CAMEO and PLOVER have no code for it"
    if cells.denies(claim):
        return "a denial: event data tell what happened"
    return "told as to come, or open" if claim.status is ClaimStatus.PROSPECT else None


def _row(out: Outgoing, claim: Claim, code: str | None, kind: str | None) -> dict[str, Value]:
    document, place, time = out.index.document_of[claim.document], claim.place, claim.time
    actor, target = claim.actor, claim.target
    return {
        "date": days_of(time.begin, time.finish).first if time is not None else None,
        "source": actor.actor if actor is not None else None,
        "target": target.actor if target is not None else None,
        "source_name": cells.who(out, actor),
        "target_name": cells.who(out, target),
        "cameo": code,
        "cameo_root": code[:2] if code is not None else None,
        "plover": kind,
        "country": (place.country if place is not None else None) or claim.country,
        "latitude": place.lat if place is not None else None,
        "longitude": place.lon if place is not None else None,
        "document": f"D{out.index.numbers[claim.document]}",
        "published": days_of(document.published, document.published).first,
        "address": document.url,
        "claim": claim.id,
        "incident": out.home.get(claim.id),
        "trust": claim.trust.value,
        "words": cells.words(claim.span.quote),
    }
