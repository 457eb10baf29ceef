"""What stands before every page: whose name we answer to, whose forms we take, where we listen, what is vendored."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from serve.client import BASE, Client
from trucewatch.errors import CaseError
from trucewatch.serve import running
from trucewatch.serve.bench import ASSETS
from trucewatch.serve.decisions import local
from trucewatch.serve.running import free_socket, must_be_installed, must_be_loopback

STATIC = files("trucewatch.serve").joinpath("static")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "192.168.0.7", "localhost.evil.example:80"]
)
def test_another_name_for_us_is_refused(reader: Client, host: str) -> None:
    assert reader.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8427", "localhost:8427", "[::1]:8427"])
def test_our_own_names_are_answered(reader: Client, host: str) -> None:
    assert reader.get("/api", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"origin": BASE, "sec-fetch-site": "cross-site"}],
)
def test_a_form_of_another_site_is_refused(client: Client, headers: dict[str, str]) -> None:
    fields = client.form("/queue", "accept")
    answer = client.web.post("/decide", data={**fields, "step": "record"}, headers=headers)
    assert answer.status_code == 403
    assert client.snapshot.record.decisions == ()


@pytest.mark.parametrize("token", ["", "x", "0" * 64])
@pytest.mark.parametrize("path", ["/decide", "/add", "/looked"])
def test_a_form_without_its_token_is_refused(client: Client, path: str, token: str) -> None:
    fields = {**client.form("/queue", "accept"), "token": token, "step": "record", "text": "The army shelled Aleppo."}
    assert client.web.post(path, data=fields, follow_redirects=False).status_code == 403
    assert client.snapshot.record.decisions == ()


def test_a_token_of_another_visitor_is_refused(client: Client) -> None:
    fields = client.form("/queue", "accept")
    other = Client(client.folder, client.desk)
    other.get("/")
    assert other.decide(fields).status_code == 403


def test_cookies_are_strict_and_read_by_no_script(client: Client) -> None:
    set_cookie = client.get("/").headers["set-cookie"].lower()
    assert "samesite=strict" in set_cookie
    assert "httponly" in set_cookie


def test_nothing_but_get_and_post_is_answered(reader: Client) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        assert reader.web.request(method, "/").status_code == 405
    assert reader.web.get("/decide").status_code == 405


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "example.org", ""])
def test_it_refuses_to_listen_where_others_can_reach_it(host: str) -> None:
    with pytest.raises(CaseError) as caught:
        must_be_loopback(host)
    assert caught.value.code == "serve.not-loopback"
    assert "ssh -L" in str(caught.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_it_listens_on_this_machine(host: str) -> None:
    must_be_loopback(host)


def test_a_port_that_is_taken_is_told(reader: Client) -> None:
    with free_socket("127.0.0.1", 0) as taken, pytest.raises(CaseError) as caught:
        free_socket("127.0.0.1", taken.getsockname()[1])
    assert caught.value.code == "serve.port"


def test_what_is_not_installed_is_told_with_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "find_spec", lambda name: None)
    with pytest.raises(CaseError) as caught:
        must_be_installed()
    assert "pip install 'trucewatch[web]'" in str(caught.value)


def test_where_a_form_leads_back_is_a_page_of_ours() -> None:
    assert local("/incidents?grade=weak#selection") == "/incidents?grade=weak#selection"
    for path in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:1", "", "/a\nb"):
        assert local(path) == "/"


def test_every_vendored_file_is_the_one_that_its_list_names() -> None:
    assets = tomllib.loads(STATIC.joinpath("vendor.toml").read_text("utf-8"))["asset"]
    named = {one["file"] for one in assets}
    for one in assets:
        assert hashlib.sha256(STATIC.joinpath(one["file"]).read_bytes()).hexdigest() == one["sha256"]
        assert STATIC.joinpath(one["licence_file"]).is_file()
        assert one["licence"] in ("0BSD", "MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Apache-2.0")
    ours = {"app.css", "app.js", "icon.svg", "style.css"}
    assert set(ASSETS) == named | ours


def test_the_shipped_list_of_licences_names_what_is_vendored() -> None:
    listed = (Path(__file__).parents[2] / "LICENSES" / "README.md").read_text("utf-8")
    assert "serve/static/htmx.min.js" in listed
    assert "tests/serve/axe.min.js" in listed
