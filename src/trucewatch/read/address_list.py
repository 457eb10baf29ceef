"""A plain list of addresses: a file with nothing but one address a line, and remarks after `#`."""

from __future__ import annotations

from trucewatch.errors import Fault, ReadError
from trucewatch.read.front import is_web_address

MAX_ADDRESSES = 1000
_LONG = 1024 * 1024  # bytes: a longer file is no list


def addresses_in(raw: bytes) -> list[str]:
    """The addresses of a list, each once; none where a file is anything else.

    Raises:
        ReadError: `read.too-many-parts`: the list is longer than one is taken.
    """
    if len(raw) > _LONG or not raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:4].lower().startswith((b"http", b"#")):
        return []
    try:
        lines = raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return []
    words = [line.split(" #")[0].strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not words or not all(is_web_address(word) and " " not in word for word in words):
        return []
    found = list(dict.fromkeys(words))
    if len(found) > MAX_ADDRESSES:
        message = f"is a list of {len(found)} addresses; {MAX_ADDRESSES} are the most; cut it into pieces"
        raise ReadError(Fault("read.too-many-parts", message))
    return found
