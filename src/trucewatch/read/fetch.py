"""An address → bytes: the only module that touches the network, and only through the client it is given.

What answers is not trusted to be of the open network, to come to an end, or to be as large as it says.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from trucewatch.errors import Fault, ReadError
from trucewatch.read.document import MAX_BYTES
from trucewatch.read.front import is_web_address

TIMEOUT = httpx.Timeout(15.0, connect=10.0)
"""Seconds for each wait on the network."""
WHOLE = 60.0
"""Seconds for an address in all: redirects, the head of each answer and its body."""
MAX_REDIRECTS = 5
AGENT = "Trucewatch"
"""What the rules of a site (robots.txt) call this program."""
_MAX_RULES = 512 * 1024  # bytes of a robots.txt (RFC 9309 asks for 500 KiB at least)
_NOT_KEPT = frozenset({"set-cookie", "set-cookie2"})
CODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 47}
"""The one coding that an answer may have, with the window that zlib knows it by."""
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host as the system tells them; none where it cannot."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


@dataclass(frozen=True)
class Web:
    """How the network is reached.

    Attributes:
        client: its transport, proxies and headers are used as they are.
        proxied: whether it goes through a proxy, which then is the only machine that is spoken to.
        resolve: gives the addresses of a host, none where they cannot be told.
        whole: seconds for an address in all.
        rules: filled as sites are asked.
    """

    client: httpx.Client
    proxied: bool = False
    resolve: Callable[[str, int], list[str]] = resolve
    whole: float = WHOLE
    rules: dict[str, RobotFileParser] = field(default_factory=dict)
    """What sites that were asked let programs retrieve, by their address."""


@dataclass(frozen=True)
class Fetched:
    """What an address gave: bytes, the media type as the server says it, and the address after redirects."""

    raw: bytes
    media_type: str | None
    final_url: str
    headers: tuple[tuple[str, str], ...] = ()
    """The status line under "", then the headers in order, without cookies."""


@dataclass
class _Errand:
    """A retrieval under way; `over` once nobody waits for it any more."""

    web: Web
    over: threading.Event = field(default_factory=threading.Event)


def fetch(url: str, web: Web) -> Fetched:
    """Retrieve a page, following redirects to http and https addresses of the open network.

    What a site's robots.txt keeps from programs is not retrieved; one that cannot be had forbids nothing.

    Raises:
        ReadError: `read.address`, `read.private-address`, `read.unreachable`, `read.timeout`, `read.http-status`,
            `read.robots`, `read.compression` or `read.too-large`.
    """
    errand = _Errand(web)
    answers: queue.SimpleQueue[Fetched | Exception] = queue.SimpleQueue()

    def go() -> None:
        try:
            answers.put(_retrieved(url, errand))
        except Exception as error:  # raised where it is waited for
            answers.put(error)

    # No timeout of the client's bounds the whole: a server may send a byte whenever the client is about to give up.
    threading.Thread(target=go, daemon=True).start()
    try:
        answer = answers.get(timeout=web.whole)
    except queue.Empty:
        message = f"did not come to an end within {web.whole:g} seconds; save the page yourself and add the file"
        raise _fault("read.timeout", message, url) from None
    finally:
        errand.over.set()
    if isinstance(answer, Exception):
        raise answer
    return answer


def _retrieved(url: str, errand: _Errand) -> Fetched:
    for _ in range(MAX_REDIRECTS + 1):
        if not is_web_address(url):
            raise _fault("read.address", "is no http or https address", url)
        if not _rules_of(url, errand).can_fetch(AGENT, url):
            message = "its site asks programs not to retrieve it (robots.txt); save the page yourself and add the file"
            raise _fault("read.robots", message, url)
        found = _asked(url, errand)
        if isinstance(found, Fetched):
            return found
        url = found
    raise _fault("read.unreachable", f"redirects more than {MAX_REDIRECTS} times", url)


def _asked(url: str, errand: _Errand, most: int = MAX_BYTES) -> Fetched | str:
    """What an address gives, of `most` bytes, or the address that it leads to."""
    web = errand.web
    with _faults_told(url):
        request = web.client.build_request("GET", url, headers={"accept-encoding": "gzip"}, timeout=TIMEOUT)
        _must_be_open(url, _addresses(request.url, web))
        response = web.client.send(request, stream=True, follow_redirects=False)
        try:
            _must_be_open(url, _peer(response, web))
            if response.next_request is not None:
                return str(response.next_request.url)
            if not response.is_success:
                message = f"answered {response.status_code} {response.reason_phrase}".rstrip()
                raise _fault("read.http-status", f"{message}; save the page yourself and add the file", url)
            body = _body(response, url, errand, most)
            return Fetched(body, response.headers.get("content-type"), url, _headers(response))
        finally:
            response.close()


def _rules_of(url: str, errand: _Errand) -> RobotFileParser:
    """What the site of an address lets programs retrieve; asked once."""
    parts = urlsplit(url)
    site = f"{parts.scheme}://{parts.netloc}"
    if site not in errand.web.rules:
        rules = RobotFileParser()
        try:
            found = _asked(f"{site}/robots.txt", errand, _MAX_RULES)
        except ReadError as error:
            if error.code in ("read.private-address", "read.address"):
                raise
            found = ""
        lines = found.raw.decode("utf-8", "replace").splitlines() if isinstance(found, Fetched) else []
        rules.parse(lines)
        errand.web.rules[site] = rules
    return errand.web.rules[site]


def _headers(response: httpx.Response) -> tuple[tuple[str, str], ...]:
    """The status line under "", then the headers as they came, without cookies."""
    status = f"{response.http_version} {response.status_code} {response.reason_phrase}".rstrip()
    told = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw]
    return (("", status), *((name, value) for name, value in told if name.lower() not in _NOT_KEPT))


def _addresses(url: httpx.URL, web: Web) -> list[str]:
    """The addresses of a host: itself where it is one."""
    try:
        return [str(ipaddress.ip_address(url.host))]
    except ValueError:
        return web.resolve(url.host, url.port or 443)


def _must_be_open(url: str, addresses: list[str]) -> None:
    """ReadError where one of a host's addresses is this machine's, its network's, or nobody's."""
    for text in addresses:
        if not is_open(text):
            message = f"leads to {text}, which is not of the open network; save the page yourself and add the file"
            raise _fault("read.private-address", message, url)


def is_open(text: str) -> bool:
    """Whether an IP address is one of the open network; what is no IP address is not."""
    try:
        address: Address = ipaddress.ip_address(text.split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or _translated(address)
        address = inner or address
    return address.is_global and not address.is_multicast


def _translated(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that a NAT64 address stands for (RFC 6052)."""
    if address in ipaddress.IPv6Network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _peer(response: httpx.Response, web: Web) -> list[str]:
    """The address that answered: a name may give another one each time it is asked for. A proxy tells none."""
    stream = response.extensions.get("network_stream")
    found = stream.get_extra_info("server_addr") if stream is not None and not web.proxied else None
    return [str(found[0])] if found else []


def _body(response: httpx.Response, url: str, errand: _Errand, most: int) -> bytes:
    """The body, decompressed, given up as soon as it is too large: a length that a server states is not believed."""
    unpack = _unpacker(response.headers.get("content-encoding", ""), url)
    body = bytearray()
    for chunk in response.iter_raw():
        if errand.over.is_set():
            raise _fault("read.timeout", "did not come to an end in time", url)
        body += unpack(chunk, most + 1 - len(body))
        if len(body) > most:
            raise _fault("read.too-large", f"gives more than {most // 1024 // 1024} MB", url)
    return bytes(body)


def _unpacker(coding: str, url: str) -> Callable[[bytes, int], bytes]:
    """What undoes a coding, never giving more than it is asked for."""
    name = coding.strip().lower()
    if name in ("", "identity"):
        return lambda chunk, _: chunk
    if name not in CODINGS:
        message = f"comes packed as {coding[:60]!r}; gzip alone, once, is unpacked; save the page yourself"
        raise _fault("read.compression", message, url)
    unpacker = zlib.decompressobj(CODINGS[name])

    def unpack(chunk: bytes, most: int) -> bytes:
        try:
            return unpacker.decompress(chunk, most)
        except zlib.error as error:
            raise _fault("read.compression", f"is packed and damaged: {error}; try again later", url) from error

    return unpack


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
