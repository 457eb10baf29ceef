"""What of a record is asked for: the filters of `list`, and all that belongs to the incidents that they find."""

from __future__ import annotations

from collections.abc import Mapping

from trucewatch.exchange.outgoing import Chosen
from trucewatch.pipeline.list_kinds import FILTERS, What
from trucewatch.pipeline.lists import Lists
from trucewatch.pipeline.rows import Listing, filtered, unheard
from trucewatch.records.actors import Actor
from trucewatch.records.cases import CaseRecord


def choose(
    record: CaseRecord, actors: Mapping[str, Actor], asked: Mapping[str, str]
) -> tuple[Chosen | None, list[str]]:
    """The incidents that the filters find, with their claims; claims in no incident, and tallies, that they find too.

    A filter that claims or tallies do not have (`term`, and of tallies `grade`) finds none of these by themselves.

    Returns:
        What is chosen, None where nothing is asked; and what to say of values that nothing in the record has.

    Raises:
        CaseError: `list.filter`.
    """
    if not asked:
        return None, []
    lists = Lists(record, actors)
    incidents = lists.listing(What.INCIDENTS)
    found = _ids(filtered(incidents, asked))
    told = {claim for one in record.incidents if one.id in found for claim in one.claims}
    alone = {claim.id for claim in record.claims} - {claim for one in record.incidents for claim in one.claims}
    chosen = Chosen(
        incidents=frozenset(found),
        claims=frozenset(told | (_found(lists, What.CLAIMS, asked) & alone)),
        tallies=frozenset(_found(lists, What.TALLIES, asked)),
        term=asked.get("term"),
    )
    nothing = not (chosen.incidents or chosen.claims or chosen.tallies)
    return chosen, unheard(incidents, asked) if nothing else []


def _found(lists: Lists, what: What, asked: Mapping[str, str]) -> set[str]:
    return set() if asked.keys() - set(FILTERS[what]) else _ids(filtered(lists.listing(what), asked))


def _ids(listing: Listing) -> set[str]:
    return {str(row.cells["id"]) for row in listing.rows}
