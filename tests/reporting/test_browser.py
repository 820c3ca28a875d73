"""The page in a browser: nothing is said on its console, nothing is cut, and it prints.

Needs chromium (`apt install chromium`) and playwright (`pip install playwright`), which drives it.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import wfm
from test_evaluation import PLAN, forecast_of, roster_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt install chromium"),
]
# Texts of drawings that reach beyond them, and words that are wider than their place.
CUT = """() => {
  const out = [];
  for (const text of document.querySelectorAll("figure svg[role=img] text")) {
    const box = text.getBoundingClientRect();
    const whole = text.ownerSVGElement.getBoundingClientRect();
    if (box.width && (box.left < whole.left - 1 || box.right > whole.right + 1))
      out.push(text.textContent);
  }
  for (const place of document.querySelectorAll("h1, h2, h3, h4, p, li, dt, dd"))
    if (place.clientWidth && place.scrollWidth > place.clientWidth + 1) out.push(place.textContent);
  return out;
}"""
DRAWN = (
    "[...document.querySelectorAll('figure')].map(f => [f.id, f.getBoundingClientRect().height])"
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    roster = roster_of(["DDDDD..", "NNNN...", "..DDDDD"], meals="12:00-12:30")
    calls = [1 + n % 48 / 10 for n in range(336)]
    forecast = forecast_of(7).assign(calls=calls, calls_low=0.5, calls_high=9.0)
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(wfm.report([roster, forecast], config=PLAN).page, "utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    with api.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("width", [1280, 768, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_picture_is_drawn_and_nothing_is_cut(
    browser: Any, page: Path, width: int, scheme: str
) -> None:
    said: list[str] = []
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(page.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate(CUT) == []
    heights = dict(tab.evaluate(DRAWN))
    assert len(heights) > 8
    assert min(heights.values()) > 50
    assert said == []
    tab.close()


def test_pointing_at_a_picture_shows_its_numbers(browser: Any, page: Path) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(page.as_uri())
    tab.hover("#calls svg[role=img]")
    assert re.fullmatch(r"Thursday 1\d:\d\d\n[\d.]+ calls", tab.inner_text(".tip"))
    tab.close()


def test_it_prints_on_a_few_pages(browser: Any, page: Path, tmp_path: Path) -> None:
    tab = browser.new_page()
    tab.goto(page.as_uri())
    printed = tab.pdf(format="A4", print_background=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 12
    tab.close()
