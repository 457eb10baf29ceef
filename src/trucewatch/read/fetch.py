"""An address → bytes: the only module that touches the network, and only through the client it is given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from trucewatch.errors import Fault, ReadError
from trucewatch.read.document import MAX_BYTES
from trucewatch.read.front import is_web_address

TIMEOUT = httpx.Timeout(30.0, connect=10.0)
"""Seconds for each wait on the network."""
MAX_REDIRECTS = 10


@dataclass(frozen=True)
class Fetched:
    """What an address gave: bytes, the media type as the server says it, and the address after redirects."""

    raw: bytes
    media_type: str | None
    final_url: str


def fetch(url: str, client: httpx.Client) -> Fetched:
    """Retrieve a page, following redirects to http and https addresses.

    Args:
        url: an http or https address.
        client: the caller's client; its transport, proxies and headers are used as they are.

    Raises:
        ReadError: `read.address`, `read.unreachable`, `read.timeout`, `read.http-status` or `read.too-large`.
    """
    for _ in range(MAX_REDIRECTS + 1):
        if not is_web_address(url):
            raise _fault("read.address", "is no http or https address", url)
        with _faults_told(url), client.stream("GET", url, timeout=TIMEOUT, follow_redirects=False) as response:
            if response.next_request is not None:
                url = str(response.next_request.url)
                continue
            if not response.is_success:
                message = f"answered {response.status_code} {response.reason_phrase}".rstrip()
                raise _fault("read.http-status", f"{message}; save the page yourself and add the file", url)
            return Fetched(_body(response, url), response.headers.get("content-type"), url)
    raise _fault("read.unreachable", f"redirects more than {MAX_REDIRECTS} times", url)


def _body(response: httpx.Response, url: str) -> bytes:
    """The body, decompressed, given up as soon as it is too large: a length that a server states is not believed."""
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > MAX_BYTES:
            raise _fault("read.too-large", f"gives more than {MAX_BYTES // 1024 // 1024} MB", url)
    return bytes(body)


@contextmanager
def _faults_told(url: str) -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as error:
        raise _fault("read.timeout", "did not answer in time; try again later", url) from error
    except httpx.InvalidURL as error:
        raise _fault("read.address", f"is no address: {error}", url) from error
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise _fault("read.unreachable", f"cannot be retrieved: {error}", url) from error


def _fault(code: str, message: str, url: str) -> ReadError:
    return ReadError(Fault(code, message, where=url))
