"""Fetching: only http and https, bounded, every failure told; no network is touched."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator

import httpx
import pytest

from trucewatch.errors import ReadError
from trucewatch.read.document import MAX_BYTES
from trucewatch.read.fetch import fetch

PAGE = b"<html><body><p>The truce held.</p></body></html>"


def client(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(answer))


def code_of(url: str, answer: Callable[[httpx.Request], httpx.Response]) -> str:
    with client(answer) as opened, pytest.raises(ReadError) as caught:
        fetch(url, opened)
    return caught.value.code


def test_a_page_comes_with_its_type_and_final_address() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/old":
            return httpx.Response(301, headers={"location": "https://news.example/new"})
        return httpx.Response(200, content=PAGE, headers={"content-type": "text/html; charset=utf-8"})

    with client(answer) as opened:
        fetched = fetch("http://news.example/old", opened)
    assert (fetched.raw, fetched.media_type) == (PAGE, "text/html; charset=utf-8")
    assert fetched.final_url == "https://news.example/new"


def test_a_compressed_page_is_given_as_it_was_before() -> None:
    headers = {"content-encoding": "gzip"}
    with client(lambda _: httpx.Response(200, content=gzip.compress(PAGE), headers=headers)) as opened:
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
    assert code_of("https://news.example/a", lambda _: httpx.Response(status, content=PAGE)) == "read.http-status"


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

    answer = lambda _: httpx.Response(200, stream=Endless(endless()))  # noqa: E731
    assert code_of("https://news.example/a", answer) == "read.too-large"
    assert given * 1024 * 1024 < MAX_BYTES + 3 * 1024 * 1024


def test_a_compressed_bomb_is_given_up() -> None:
    bomb = gzip.compress(bytes(40 * 1024 * 1024))
    headers = {"content-encoding": "gzip"}
    assert code_of("https://news.example/a", lambda _: httpx.Response(200, content=bomb, headers=headers)) == (
        "read.too-large"
    )


class Endless(httpx.SyncByteStream):
    """A body that a test hands out piece by piece."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return self.pieces
