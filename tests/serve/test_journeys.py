"""Journeys in Chromium: what an analyst does, by mouse, by keyboard and without script; no console error, no foreign
request, no fault of accessibility on any page, in both themes and on a phone."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from serve.client import now
from trucewatch.serve.app import make_app
from trucewatch.serve.desk import Desk
from trucewatch.serve.running import free_socket

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
uvicorn = pytest.importorskip("uvicorn", reason="the workbench's parts (the extra `web`) are not installed")
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the path")
FLAGS = ("--no-sandbox", "--disable-gpu")
AXE = Path(__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
STORY = "Rebels shelled the village of Khan Touman on 19 September 2016, killing four soldiers, the Syrian army said.\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def address(small: Path, tmp_path: Path) -> Iterator[str]:
    """A workbench of its own on a copy of a case, as `trucewatch serve` runs it."""
    folder = tmp_path / "case"
    shutil.copytree(small, folder)
    listening = free_socket("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(make_app(Desk(folder, now)), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)
    listening.close()


class Tab:
    """A page that must not complain, and that asks nobody else."""

    def __init__(self, browser: Any, address: str, **more: Any) -> None:
        self.address = address
        self.context = browser.new_context(viewport=more.pop("viewport", WIDE), **more)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.complaints: list[str] = []
        self.page.on("console", lambda one: one.type in ("error", "warning") and self.complaints.append(one.text))
        self.page.on("pageerror", lambda one: self.complaints.append(str(one)))
        self.page.on("request", lambda one: one.url.startswith(address) or self.complaints.append(one.url))
        self.page.on("dialog", lambda one: self.complaints.append(one.message))

    def go(self, path: str) -> Any:
        self.page.goto(self.address + path)
        return self.page

    def close(self) -> None:
        self.context.close()
        assert self.complaints == []


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Tab]:
    made = Tab(browser, address)
    yield made
    made.close()


def sign(scope: Any, why: str = "as the words say", by: str = "A. Reader") -> None:
    """Fill in who and why, in the form that is open."""
    scope.get_by_label("Your name").fill(by)
    scope.get_by_label("Why").fill(why)


def test_from_a_dropped_file_to_a_corrected_claim_a_merged_incident_an_undone_decision_and_a_report(tab: Tab) -> None:
    page = tab.go("/add")
    file = {"name": "army.txt", "mimeType": "text/plain", "buffer": STORY.encode()}
    page.locator("#files").set_input_files(file)
    page.get_by_text("army.txt (1 KB)").wait_for()
    page.get_by_label("Published").fill("2016-09-20")
    page.get_by_role("button", name="Take in and build").click()
    page.get_by_role("heading", name="What came in").wait_for(timeout=60_000)
    page.get_by_role("link", name="army.txt").click()
    page.get_by_role("heading", name="Claims").wait_for()

    page.locator("aside .claims a").first.click()
    form = page.get_by_role("form", name="Correct the claim")
    form.get_by_label("Killed").fill("5")
    sign(form, "the toll was mended later")
    form.get_by_role("button", name="Show what would change").click()
    page.get_by_text("Not written yet.").wait_for()
    assert "killed 4 → 5" in page.locator(".outcome-box").inner_text()
    page.keyboard.press("Enter")  # the button that records it has the keyboard
    page.get_by_text("Ruling 1 is recorded").wait_for()
    assert page.get_by_text("the program had read: 4").is_visible()

    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Incidents").click()
    page.locator("a[data-row]").nth(1).click()
    form = page.get_by_role("form", name="Merge")
    form.get_by_role("checkbox").first.check()
    form.get_by_label("Why").fill("one night, one place")
    assert form.get_by_label("Your name").input_value() == "A. Reader"
    form.get_by_role("button", name="Show what would change").click()
    page.get_by_role("button", name="Record it").click()
    page.get_by_text("Ruling 2 is recorded").wait_for()

    page.get_by_role("status").get_by_text("Undo it").click()
    form = page.get_by_role("status").get_by_role("form", name="Undo ruling 2")
    form.get_by_label("Why").fill("two after all")
    form.get_by_role("button").click()
    page.get_by_role("button", name="Record it").click()
    page.get_by_text("Ruling 3 is recorded").wait_for()

    page.get_by_role("link", name="Reports").click()
    page.get_by_label("What a day brought").check()
    page.get_by_role("button", name="Open").click()
    page.get_by_role("heading", level=1).wait_for()
    assert "Trucewatch" in page.locator("body").inner_text()
    page.go_back()
    page.get_by_role("radio", name="Word").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename.endswith(".docx")


def test_words_selected_in_a_text_become_a_claim(tab: Tab) -> None:
    page = tab.go("/lists/documents")
    page.locator("tbody a").first.click()
    page.evaluate(
        """() => { const node = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
        let one; const fits = () => one.data.trim().length > 30 && !one.parentElement.closest("[data-skip]");
        while ((one = node.nextNode())) if (fits()) break;
        const range = document.createRange(); range.setStart(one, 0); range.setEnd(one, one.data.lastIndexOf(" ", 40));
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    page.get_by_role("button", name="Add a claim of these words").click()
    form = page.get_by_role("form", name="Add a claim")
    words = form.get_by_label("Its words").input_value()
    assert len(words) > 10
    form.get_by_label("What happened").fill("attack")
    sign(form)
    form.get_by_role("button", name="Show what would change").click()
    page.get_by_role("button", name="Record it").click()
    page.get_by_text("Ruling 1 is recorded").wait_for()
    assert page.get_by_text("by hand").count() >= 1


def test_a_quote_opens_its_words_beside_the_page_and_gives_the_keyboard_back(tab: Tab) -> None:
    page = tab.go("/incidents")
    page.locator("a[data-row]").first.click()
    quote = page.locator("main a.cite").first
    words = quote.locator("bdi").inner_text().removesuffix(" …")
    quote.click()
    page.locator("#panel mark.hit").first.wait_for()
    shown = page.evaluate(
        "() => [...document.querySelectorAll('#panel mark.hit')].map((one) => one.textContent).join('')"
    )
    assert words[:20] in " ".join(shown.split())
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("() => document.activeElement.classList.contains('cite')")


def test_a_claim_of_the_queue_is_settled_by_three_keys(tab: Tab) -> None:
    page = tab.go("/queue")
    before = int(page.locator("#checks-title .count").inner_text())
    page.locator("article.item").first.get_by_label("Your name").fill("A. Reader")
    page.locator("article.item").first.focus()
    page.keyboard.press("a")
    page.get_by_text("Not written yet.").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Ruling 1 is recorded").wait_for()
    assert int(page.locator("#checks-title .count").inner_text()) < before
    # The next one has the keyboard already, and the name is known.
    page.wait_for_function("() => document.activeElement.matches('article.item')")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("x")
    page.get_by_text("Not written yet.").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Ruling 2 is recorded").wait_for()


def test_every_decision_of_a_dossier_is_reached_by_its_key_and_keys_can_be_turned_off(tab: Tab) -> None:
    page = tab.go("/incidents")
    page.locator("a[data-row]").first.click()
    for key, name in (("g", "grade"), ("r", "rule"), ("d", "dissent"), ("n", "note"), ("m", "merge"), ("u", "undo")):
        page.locator("h1").click()
        page.keyboard.press(key)
        assert page.locator(f"#act-{name}").get_attribute("open") is not None, name
        page.evaluate("() => document.activeElement.blur()")
    page.get_by_label("keyboard shortcuts").uncheck()
    page.locator("h1").click()
    page.locator("#act-grade").evaluate("(one) => (one.open = false)")
    page.keyboard.press("g")
    assert page.locator("#act-grade").get_attribute("open") is None
    page.reload()
    assert not page.get_by_label("keyboard shortcuts").is_checked()


def test_filters_narrow_the_table_as_one_writes_and_stay_in_the_address(tab: Tab) -> None:
    page = tab.go("/incidents")
    whole = page.locator("tbody tr").count()
    page.get_by_role("searchbox", name="Words").fill("shelling")
    page.locator(".bar .off").wait_for()
    page.wait_for_url("**/incidents?text=shelling")
    rows = page.locator("tbody tr").count()
    assert 0 < rows < whole
    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_url("**text=shelling**show=map**")
    page.locator("svg.map").wait_for()
    page.go_back()
    page.locator("tbody tr").first.wait_for()
    assert page.locator("tbody tr").count() == rows


def test_two_people_at_once_the_second_is_told(browser: Any, address: str) -> None:
    one, other = Tab(browser, address), Tab(browser, address)
    one.go("/incidents").locator("a[data-row]").first.click()
    one.page.wait_for_url("**/incidents/incident-*")
    other.page.goto(one.page.url)
    for person, name in ((one, "First"), (other, "Second")):
        person.page.locator("#act-note > summary").click()
        sign(person.page.get_by_role("form", name="Note"), f"seen by {name}", name)
    for person in (one, other):
        person.page.get_by_role("form", name="Note").get_by_role("button", name="Show what would change").click()
        person.page.get_by_role("button", name="Record it").wait_for()
    one.page.get_by_role("button", name="Record it").click()
    one.page.get_by_text("Ruling 1 is recorded").wait_for()
    other.page.get_by_role("button", name="Record it").click()
    other.page.get_by_text("Nothing was written").wait_for()
    assert "seen by First" in other.page.locator(".outcome-box").inner_text()
    other.page.get_by_role("button", name="Show what it would change now").click()
    other.page.get_by_role("button", name="Record it").click()
    other.page.get_by_text("Ruling 2 is recorded").wait_for()
    one.close()
    other.complaints = [words for words in other.complaints if "409" not in words]  # the browser tells the refusal
    other.close()


def test_all_of_it_can_be_read_and_decided_without_script(browser: Any, address: str) -> None:
    tab = Tab(browser, address, java_script_enabled=False)
    page = tab.go("/incidents?grade=weak")
    page.locator("a[data-row]").first.click()
    page.get_by_text("Grade", exact=True).click()
    form = page.get_by_role("form", name="Grade")
    form.get_by_label("fair").check()
    sign(form)
    form.get_by_role("button", name="Show what would change").click()
    page.get_by_role("heading", name="Before it is written").wait_for()
    page.get_by_role("button", name="Record it").click()
    page.get_by_text("Ruling 1 is recorded").wait_for()
    page.locator("main a.cite").first.click()
    page.locator("mark.hit").first.wait_for()
    tab.close()


def every_path(page: Any) -> list[str]:
    """A page of every sort, among them the incident with the most claims."""
    rows = page.request.get(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/api/incidents").json()["rows"]
    base = page.url.split("/")[2]
    claims = page.request.get(f"http://{base}/api/claims?trust=check").json()["rows"]
    documents = page.request.get(f"http://{base}/api/documents").json()["rows"]
    big = max(rows, key=lambda row: row["claims"])["id"]
    return [
        *("/", "/incidents", "/incidents?show=all", f"/incidents/{big}", f"/claims/{claims[0]['id']}"),
        *(f"/documents/{documents[4]['id']}?at=120-180", f"/documents/{documents[4]['id']}/reasons"),
        *("/queue", "/agreement", "/decisions", "/search?q=aleppo", "/lists", "/lists/claims", "/lists/documents"),
        *("/add", "/reports"),
    ]


@pytest.mark.parametrize(
    ("scheme", "viewport", "rules"),
    [("light", WIDE, RULES), ("light", PHONE, ["target-size", "color-contrast"]), ("dark", WIDE, ["color-contrast"])],
    ids=["wide", "phone", "dark"],
)
def test_no_page_has_a_fault_of_accessibility_or_runs_over_the_screen(
    browser: Any, address: str, scheme: str, viewport: dict[str, int], rules: list[str]
) -> None:
    # The checker is a script of its own: only for it the policy of the page is set aside.
    tab = Tab(browser, address, viewport=viewport, color_scheme=scheme, bypass_csp=True)
    page = tab.go("/")
    found = []
    for path in every_path(page):
        tab.go(path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        page.evaluate(AXE.read_text("utf-8"))
        result = page.evaluate("(rules) => axe.run({ runOnly: rules })", rules)
        found += [(path, one["id"], one["nodes"][0]["target"]) for one in result["violations"]]
    assert found == []
    tab.close()


def test_right_to_left_names_and_texts_stand_right(tab: Tab) -> None:
    page = tab.go("/add")
    text = (
        "قال الجيش السوري يوم الاثنين إن مسلحين قصفوا حلب.\n\nThe Syrian army said rebels shelled Aleppo on Monday.\n"
    )
    page.get_by_label("Or a text").fill(text)
    page.get_by_label("Its name").fill("بيان الجيش")
    page.get_by_label("Published").fill("2016-09-20")
    page.get_by_role("button", name="Take in and build").click()
    page.get_by_role("heading", name="What came in").wait_for(timeout=60_000)
    page.get_by_role("link", name="بيان الجيش").click()
    body = page.locator("#text")
    assert body.evaluate("(one) => getComputedStyle(one).unicodeBidi") == "plaintext"
    assert body.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    assert page.locator("h1 bdi").evaluate("(one) => getComputedStyle(one).direction") == "rtl"
