"""Takes the picture of the report that stands in the documentation: `docs/images/report.png`.

    trucewatch demo --into DEMO
    python docs/screenshot.py DEMO/report.html docs/images/report.png

The picture is what a browser shows of the page's top, 1280 pixels wide: the case, the status with its reasons, the
speakers. It needs Playwright (`pip install playwright`) and a Chromium on the path; nothing is downloaded, and the page
itself loads nothing.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 1280, 1500
FLAGS = ("--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def take(page: Path, picture: Path) -> None:
    """Write the top of a report as a PNG.

    Raises:
        SystemExit: no Chromium is on the path.
    """
    browser_path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if browser_path is None:
        raise SystemExit("no Chromium on the path; install one, for instance with your system's packages")
    picture.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        tab = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        tab.goto(page.resolve().as_uri())
        tab.screenshot(path=picture)
        browser.close()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Takes the picture of a report.")
    parser.add_argument("page", type=Path, help="the report, an HTML file")
    parser.add_argument("picture", type=Path, help="where the PNG goes")
    options = parser.parse_args()
    take(options.page, options.picture)


if __name__ == "__main__":
    main()
