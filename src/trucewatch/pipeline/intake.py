"""What `add` takes: files, folders, addresses, standard input. One after the other; a fault stops only its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trucewatch.errors import Fault, InputError
from trucewatch.pipeline.filling import Arrival, FilledCase
from trucewatch.read.address_list import addresses_in
from trucewatch.read.fetch import Web, fetch
from trucewatch.read.folder import Found, Listing, list_folder, name_fault, read_bytes, read_sidecar, sidecar_of
from trucewatch.records.documents import Metadata
from trucewatch.records.tables import TableLayout


@dataclass(frozen=True)
class Told:
    """What the caller knows of all that is taken in: of tables, too, which column says what."""

    metadata: Metadata
    layout: TableLayout | None = None


def arrivals(
    case: FilledCase, items: Sequence[str], given: Told, web: Web, standard_input: Callable[[], bytes]
) -> Iterator[Arrival]:
    """Take in each item; `given` stands above what a sidecar says.

    Args:
        case: what takes them in.
        items: files, folders, addresses, and `-` for standard input.
        given: what the caller knows of all of them.
        web: for addresses.
        standard_input: gives the bytes that `-` stands for.
    """
    try:
        for item in items:
            yield from _arrivals_of(case, item, given, web, standard_input)
    finally:
        case.receipts.seal()


def _arrivals_of(
    case: FilledCase, item: str, given: Told, web: Web, standard_input: Callable[[], bytes]
) -> Iterator[Arrival]:
    try:
        if item == "-":
            yield case.add(standard_input(), "standard input", metadata=given.metadata, layout=given.layout)
        elif item.startswith(("http://", "https://")):
            yield _from_address(case, item, given, web)
        else:
            yield from _from_disk(case, Path(item), given, web)
    except InputError as error:
        yield Arrival(item, None, False, error.faults)
    except OSError as error:
        fault = Fault("read.unreadable", f"cannot be opened: {error.strerror or error}", item)
        yield Arrival(item, None, False, (fault,))


def _from_address(case: FilledCase, address: str, given: Told, web: Web) -> Arrival:
    fetched = fetch(address, web)
    metadata = given.metadata.model_copy(update={"url": given.metadata.url or fetched.final_url})
    return case.add(fetched.raw, address, metadata=metadata, media_type=fetched.media_type, headers=fetched.headers)


def _from_disk(case: FilledCase, path: Path, given: Told, web: Web) -> Iterator[Arrival]:
    if path.is_dir():
        listing = list_folder(path)
    else:
        wrong = name_fault(path.name)
        listing = Listing((), (wrong,)) if wrong else Listing((Found(path, path.name, sidecar_of(path)),), ())
    for fault in listing.faults:
        yield Arrival(fault.where or str(path), None, False, (fault,))
    if not listing.files and not listing.faults:
        fault = Fault("read.empty-folder", "no file here that can be read", str(path))
        yield Arrival(str(path), None, False, (fault,))
    for item in listing.files:
        try:
            metadata = merged(given.metadata, read_sidecar(item))
            raw = read_bytes(item.path, item.name)
            addresses = addresses_in(raw)
            if addresses:
                yield from _from_list(case, addresses, Told(metadata, given.layout), web)
            else:
                yield case.add(raw, item.name, metadata=metadata, layout=given.layout)
        except InputError as error:
            yield Arrival(item.name, None, False, error.faults)


def _from_list(case: FilledCase, addresses: Sequence[str], given: Told, web: Web) -> Iterator[Arrival]:
    """What a list of addresses names; a title would hold for none of them."""
    known = given.metadata.model_copy(update={"title": None, "url": None})
    for address in addresses:
        try:
            yield _from_address(case, address, Told(known, given.layout), web)
        except InputError as error:
            yield Arrival(address, None, False, error.faults)


def merged(given: Metadata, beside: Metadata | None) -> Metadata:
    """What the caller gave, and where it gave nothing, what stands beside the file."""
    if beside is None:
        return given
    return beside.model_copy(update=given.model_dump(exclude_none=True, exclude={"unknown"}))
