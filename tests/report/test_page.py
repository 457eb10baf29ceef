"""The page in a browser: no error, no request, a quote shows its words, the keyboard does it all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from trucewatch.report.html import render_report

from .sample import RECORD, STATUSES

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), "")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
MARKET = "#incident-incident-market"


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = Path(tmp_path_factory.mktemp("report")) / "report.html"
    page = render_report(RECORD, at="2031-05-21", statuses=STATUSES, generated="2031-05-22T09:30Z")
    path.write_text(page, encoding="utf-8", newline="")
    return path.as_uri()


@pytest.fixture
def page(browser: sync_api.Browser, address: str) -> Iterator[sync_api.Page]:
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    tab = context.new_page()
    tab.set_default_timeout(5000)
    heard: list[str] = []
    tab.on("console", lambda message: heard.append(f"console: {message.text}"))
    tab.on("pageerror", lambda error: heard.append(f"error: {error}"))
    tab.on("request", lambda request: heard.append(f"request: {request.url}") if request.url != address else None)
    tab.goto(address)
    yield tab
    context.close()
    assert heard == []


def hit(page: sync_api.Page) -> str:
    return "".join(page.locator("#panel mark.hit").all_text_contents())


def test_a_quote_shows_exactly_its_words_within_the_claim(page: sync_api.Page) -> None:
    page.locator(f"{MARKET} a.cite", has_text="artillery fire").first.click()
    assert hit(page) == "artillery fire"
    context = "".join(page.locator("#panel mark.context").all_text_contents())
    assert context.startswith("The Mission found two craters") and context.endswith("from the south.")
    assert page.locator("#panel-title").inner_text() == "Daily report 31"


def test_every_quote_on_the_page_shows_its_words(page: sync_api.Page) -> None:
    wrong = page.evaluate(
        """() => {
          const wrong = [];
          for (const link of document.querySelectorAll("a.cite bdi")) {
            link.click();
            const marks = [...document.querySelectorAll("#panel mark.hit")].map((mark) => mark.textContent).join("");
            const shown = marks.split(/\\s+/).filter(Boolean).join(" ");
            const quote = link.textContent.replace(/ …$/, "");
            if (!shown || !shown.startsWith(quote)) wrong.push([quote, shown]);
          }
          return wrong;
        }"""
    )
    assert wrong == []


def test_offsets_hold_after_characters_beyond_the_basic_plane(page: sync_api.Page) -> None:
    page.locator("#incidents-before > summary").click()
    page.locator("#incident-incident-station > details > summary").click()
    page.locator("#incident-incident-station > details > summary").click()
    page.locator("#incident-incident-station a.cite", has_text="a bomb exploded").first.click()
    assert hit(page) == "On 2 February 2030 a bomb exploded in Hightown 😀 station."


def test_enter_opens_and_escape_returns_to_the_quote(page: sync_api.Page) -> None:
    link = page.locator("#status a.cite").first
    link.focus()
    page.keyboard.press("Enter")
    assert hit(page) == "The Northland Army command declared the end of the truce in the Marrow Valley."
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert link.evaluate("link => link === document.activeElement")


def test_boilerplate_unfolds_where_it_is_cited(page: sync_api.Page) -> None:
    page.locator("#left-out a.cite", has_text="If you value").click()
    assert hit(page).startswith("If you value this work, please give: <script>")
    assert page.locator("#panel details.boilerplate").get_attribute("open") is not None


def test_marks_of_the_time_line_and_the_map_are_reached_by_keyboard(page: sync_api.Page) -> None:
    mark = page.locator("svg.timeline a.event").first
    mark.focus()
    page.keyboard.press("Enter")
    assert hit(page) == "The truce remains in force, the command added."
    page.keyboard.press("Escape")
    page.locator("svg.map a.event").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#place-1")


def test_incidents_can_be_filtered(page: sync_api.Page) -> None:
    page.locator("#filter-words").fill("millford")
    assert page.locator("article.incident:visible").count() == 1
    assert page.locator("#filter-count").inner_text() == "1 of 6 incidents"
    page.locator("#filter-words").fill("")
    page.locator("#filter-grade").select_option("weak")
    assert page.locator("article.incident:visible").count() == 3


def test_incidents_can_be_ordered_by_support_by_keyboard(page: sync_api.Page) -> None:
    page.locator("#filter-order").focus()
    page.keyboard.press("ArrowDown")
    ids = page.locator("#incidents-within article.incident").evaluate_all("all => all.map(one => one.id)")
    assert ids == ["incident-incident-millford", "incident-incident-market", "incident-incident-depot"]
    page.keyboard.press("ArrowUp")
    ids = page.locator("#incidents-within article.incident").evaluate_all("all => all.map(one => one.id)")
    assert ids == ["incident-incident-market", "incident-incident-depot", "incident-incident-millford"]


def test_a_link_to_an_incident_in_a_folded_group_unfolds_it(page: sync_api.Page) -> None:
    assert page.locator("#incident-incident-station").is_hidden()
    page.evaluate("location.hash = '#incident-incident-station'")
    page.locator("#incident-incident-station .tellings").wait_for(state="visible")


def test_a_number_in_the_head_of_an_incident_shows_its_words(page: sync_api.Page) -> None:
    page.locator("#incident-incident-market summary a.num", has_text="at least 12").click()
    assert hit(page) == "At least 12"
    assert page.locator("#incident-incident-market > details").get_attribute("open") is not None


def test_without_script_a_quote_jumps_to_its_words(browser: sync_api.Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1300, "height": 900})
    tab = context.new_page()
    tab.goto(address)
    link = tab.locator("#status a.cite").first
    target = str(link.get_attribute("href"))
    link.locator("bdi").click(position={"x": 12, "y": 6})
    assert tab.url.endswith(target)
    words = tab.locator(f"[id='{target[1:]}']")
    assert words.is_visible()
    assert words.inner_text() == "The Northland Army command declared the end of the truce in the Marrow Valley."
    context.close()


def test_a_phone_needs_no_sideways_scrolling(browser: sync_api.Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    tab = context.new_page()
    tab.goto(address)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_the_print_has_texts_and_no_panel(page: sync_api.Page) -> None:
    page.emulate_media(media="print")
    assert page.locator(".contents").is_hidden() and page.locator("#filter").is_hidden()
    assert len(page.pdf(format="A4")) > 20_000
