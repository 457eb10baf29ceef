"""The page in a browser: no error, no request, a quote shows its words, the keyboard does it all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from trucewatch.report.content_html import write_html
from trucewatch.report.html import render_report
from trucewatch.report.incident_report import incident_report
from trucewatch.report.public import PublicPolicy, public_record

from .sample import ACTORS, RECORD, STATUSES
from .sheets import MADE, content, sheet

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
    tab.goto(address, timeout=30_000)
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
    tab.goto(address, timeout=30_000)
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
    tab.goto(address, timeout=30_000)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_the_print_has_texts_and_no_panel(page: sync_api.Page) -> None:
    page.emulate_media(media="print")
    assert page.locator(".contents").is_hidden() and page.locator("#filter").is_hidden()
    assert len(page.pdf(format="A4")) > 20_000


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A situation report, an incident report and a public dossier, by name."""
    whole = sheet()
    public = render_report(
        public_record(RECORD, ACTORS, PublicPolicy()), at=None, statuses=STATUSES, generated=MADE, public=True
    )
    pages = {
        "situation": write_html(content(since="2031-05-15")),
        "incident": write_html(incident_report(whole, whole.incidents[0], MADE)),
        "public": public,
    }
    folder = Path(tmp_path_factory.mktemp("written"))
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="")
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


@pytest.mark.parametrize("name", ["situation", "incident", "public"])
@pytest.mark.parametrize("width", [400, 1280])
def test_every_report_fits_its_screen(
    browser: sync_api.Browser, written: dict[str, str], name: str, width: int
) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(written[name], timeout=30_000)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


def test_a_note_leads_to_its_words_and_they_to_their_document(
    browser: sync_api.Browser, written: dict[str, str]
) -> None:
    tab = browser.new_page()
    tab.goto(written["situation"], timeout=30_000)
    first = tab.locator("sup.note a").first
    first.focus()
    tab.keyboard.press("Enter")
    note = tab.locator("li:target")
    assert note.count() == 1 and "“" in note.inner_text()
    note.locator("a.ref").click()
    assert tab.evaluate("document.querySelector(':target').closest('section').id") == "sources"
    tab.close()


def test_a_box_of_the_origin_drawing_is_reached_by_keyboard(browser: sync_api.Browser, written: dict[str, str]) -> None:
    tab = browser.new_page()
    tab.goto(written["incident"], timeout=30_000)
    box = tab.locator("svg.origins a").first
    box.focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.querySelector(':target').closest('section').id") == "sources"
    assert "Northland Army" in (tab.locator("#origins details").text_content() or "")
    tab.close()


def test_in_a_public_page_a_quote_leads_to_its_passage_and_no_text_is_there(
    browser: sync_api.Browser, written: dict[str, str]
) -> None:
    tab = browser.new_page()
    tab.goto(written["public"], timeout=30_000)
    link = tab.locator(f"{MARKET} a.cite", has_text="artillery fire").first
    link.click()
    tab.wait_for_timeout(50)
    assert tab.locator("#panel").is_hidden()
    assert tab.evaluate("document.querySelector(':target').textContent") == "artillery fire"
    assert tab.evaluate("document.querySelector(':target').getClientRects().length") > 0
    tab.close()
