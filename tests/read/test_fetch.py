"""Fetching: only the open network, bounded in size and time, every failure told; no network is touched."""

from __future__ import annotations

import gzip
import threading
import tracemalloc
import zlib
from collections.abc import Callable, Iterator

import httpx
import pytest

from trucewatch.errors import ReadError
from trucewatch.read.document import MAX_BYTES
from trucewatch.read.fetch import Web, fetch, is_open

PAGE = b"<html><body><p>The truce held.</p></body></html>"


OPEN = "93.184.216.34"
Answer = Callable[[httpx.Request], httpx.Response]


def web(answer: Answer, resolve: Callable[[str, int], list[str]] = lambda *_: [OPEN], whole: float = 60.0) -> Web:
    return Web(httpx.Client(transport=httpx.MockTransport(answer)), resolve=resolve, whole=whole)


def code_of(url: str, answer: Answer, resolve: Callable[[str, int], list[str]] = lambda *_: [OPEN]) -> str:
    opened = web(answer, resolve)
    with opened.client, pytest.raises(ReadError) as caught:
        fetch(url, opened)
    return caught.value.code


class Body(httpx.SyncByteStream):
    """A body that a test hands out piece by piece."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces: Iterator[bytes] = iter(pieces)

    def __iter__(self) -> Iterator[bytes]:
        return self.pieces


def page(*pieces: bytes, status: int = 200, **headers: str) -> httpx.Response:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, stream=Body(*pieces), headers=told)


def test_a_page_comes_with_its_type_and_final_address() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/old":
            return httpx.Response(301, headers={"location": "https://news.example/new"})
        return page(PAGE, content_type="text/html; charset=utf-8")

    fetched = fetch("http://news.example/old", web(answer))
    assert (fetched.raw, fetched.media_type) == (PAGE, "text/html; charset=utf-8")
    assert fetched.final_url == "https://news.example/new"


def test_a_compressed_page_is_given_as_it_was_before() -> None:
    for coding, packed in (("gzip", gzip.compress(PAGE)), ("deflate", zlib.compress(PAGE))):
        pieces = [packed[at : at + 7] for at in range(0, len(packed), 7)]
        opened = web(lambda _, pieces=pieces, coding=coding: page(*pieces, content_encoding=coding))
        assert fetch("https://news.example", opened).raw == PAGE


@pytest.mark.parametrize("url", ["ftp://news.example/a", "file:///etc/x", "news.example", "http://", "http://[x", ""])
def test_other_addresses_are_refused_before_any_request(url: str) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise AssertionError("asked")

    assert code_of(url, answer) == "read.address"


def test_a_redirect_elsewhere_or_without_end_is_refused() -> None:
    def loop(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": str(request.url)})

    def to_file(_: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": "ftp://news.example/x"})

    assert code_of("https://news.example/a", loop) == "read.unreachable"
    assert code_of("https://news.example/a", to_file) == "read.address"


@pytest.mark.parametrize("status", [401, 404, 451, 500])
def test_an_error_page_is_no_document(status: int) -> None:
    assert code_of("https://news.example/a", lambda _: page(PAGE, status=status)) == "read.http-status"


def test_failures_of_the_network_are_told() -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow", request=request)

    def down(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    assert code_of("https://news.example/a", slow) == "read.timeout"
    assert code_of("https://news.example/a", down) == "read.unreachable"


def test_an_endless_answer_is_given_up() -> None:
    given = 0

    def endless() -> Iterator[bytes]:
        nonlocal given
        while True:
            given += 1
            yield bytes(1024 * 1024)

    body = Body()
    body.pieces = endless()
    assert code_of("https://news.example/a", lambda _: httpx.Response(200, stream=body)) == "read.too-large"
    assert given * 1024 * 1024 < MAX_BYTES + 3 * 1024 * 1024


def test_a_compressed_bomb_is_given_up_before_it_is_unpacked() -> None:
    bomb = gzip.compress(bytes(400 * 1024 * 1024), 1)
    tracemalloc.start()
    try:
        assert code_of("https://news.example/a", lambda _: page(bomb, content_encoding="gzip")) == "read.too-large"
        assert tracemalloc.get_traced_memory()[1] < 4 * MAX_BYTES
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("coding", ["gzip, gzip", "gzip,deflate", "br", "zstd", "compress"])
def test_what_is_packed_twice_or_otherwise_is_refused_unopened(coding: str) -> None:
    packed = gzip.compress(gzip.compress(PAGE))
    assert code_of("https://news.example/a", lambda _: page(packed, content_encoding=coding)) == "read.compression"


def test_a_damaged_packing_is_told() -> None:
    damaged = b"\x1f\x8b\x08" + b"no gzip at all"
    assert code_of("https://news.example/a", lambda _: page(damaged, content_encoding="gzip")) == "read.compression"


def test_an_answer_that_drips_is_given_up_whether_in_its_head_or_its_body() -> None:
    held = threading.Event()

    def dripping() -> Iterator[bytes]:
        yield b"<html>"
        held.wait()
        yield b"</html>"

    def head(_: httpx.Request) -> httpx.Response:
        held.wait()
        return page(PAGE)

    body = Body()
    body.pieces = dripping()
    for answer in (head, lambda _: httpx.Response(200, stream=body)):
        with pytest.raises(ReadError) as caught:
            fetch("https://news.example/a", web(answer, whole=0.05))
        assert caught.value.code == "read.timeout"
    held.set()


NOT_OPEN = [
    *("127.0.0.1", "10.0.0.8", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
    *("255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "fe80::1%eth0"),
    *("64:ff9b::7f00:1", "2002:7f00:1::", "no address"),
]


@pytest.mark.parametrize("address", NOT_OPEN)
def test_addresses_that_are_not_of_the_open_network(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", [OPEN, "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_addresses_of_the_open_network(address: str) -> None:
    assert is_open(address)


def never(_: httpx.Request) -> httpx.Response:
    raise AssertionError("asked")


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "192.168.1.1:8080", "169.254.169.254", "[::ffff:10.0.0.1]"])
def test_no_request_goes_to_an_address_that_is_not_open(host: str) -> None:
    assert code_of(f"http://{host}/", never, lambda *_: []) == "read.private-address"


def test_no_request_goes_to_a_name_of_such_an_address() -> None:
    for found in (["127.0.0.1"], [OPEN, "10.0.0.1"]):
        assert code_of("http://news.example/", never, lambda *_, found=found: found) == "read.private-address"


def test_a_redirect_to_such_an_address_is_not_followed() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.extend([request.url.host] if request.url.path != "/robots.txt" else [])
        return httpx.Response(302, headers={"location": "http://intranet.example/secrets"})

    inside = {"intranet.example": ["10.0.0.1"]}
    found = code_of("https://news.example/a", answer, lambda host, _: inside.get(host, [OPEN]))
    assert (found, asked) == ("read.private-address", ["news.example"])


class Stream:
    """A connection that tells whom it leads to."""

    def get_extra_info(self, name: str) -> object:
        return {"server_addr": ("127.0.0.1", 443)}.get(name)


def test_a_name_that_leads_elsewhere_the_second_time_is_found_by_who_answered() -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=Body(PAGE), extensions={"network_stream": Stream()})

    assert code_of("https://news.example/a", answer) == "read.private-address"
    through = Web(web(answer).client, proxied=True, resolve=lambda *_: [])
    assert fetch("https://news.example/a", through).raw == PAGE


def test_what_a_site_keeps_from_programs_is_not_retrieved() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if request.url.path == "/robots.txt":
            return page(b"User-agent: *\nDisallow: /private/\n", content_type="text/plain")
        return page(PAGE, content_type="text/html")

    opened = web(answer)
    assert fetch("https://news.example/a", opened).raw == PAGE
    with pytest.raises(ReadError) as caught:
        fetch("https://news.example/private/b", opened)
    assert caught.value.code == "read.robots"
    assert asked == ["/robots.txt", "/a"]


def test_headers_come_with_a_page_and_cookies_do_not() -> None:
    fetched = fetch(
        "https://news.example/a", web(lambda _: page(PAGE, last_modified="Wed, 19 Dec 2018", set_cookie="a=b"))
    )
    assert fetched.headers == (("", "HTTP/1.1 200 OK"), ("last-modified", "Wed, 19 Dec 2018"))


def test_at_most_five_redirects_are_followed() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        step = int(request.url.path.strip("/") or 0) if request.url.path != "/robots.txt" else 0
        if request.url.path == "/robots.txt":
            return page(b"", status=404)
        target = f"https://news.example/{step - 1}"
        return page(PAGE) if step == 0 else httpx.Response(302, headers={"location": target})

    assert fetch("https://news.example/5", web(answer)).raw == PAGE
    assert code_of("https://news.example/6", answer) == "read.unreachable"
