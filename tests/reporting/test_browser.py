"""The page in a browser: nothing is said on its console, nothing is cut, and it prints.

Needs chromium (`apt install chromium`) and what drives it and looks for what cannot be read
(`pip install -e '.[browser]'`: playwright and axe); what is said of its HTML needs the Nu validator
(`npm pack vnu-jar` and a Java; VNU_JAR names the jar in it). `.ci/run` gets them where it can.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import wfm
from hostile_names import NAMES
from pages import Read, as_columns, everything
from schedules import schedule
from test_evaluation import MONDAY, PLAN, forecast_of, roster_of
from wfm import tables
from wfm.tables.schedule_rows import schedule_table

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt install chromium"),
]
WIDTHS = [1280, 768, 390]
# Root has no sandbox; nothing is fetched from elsewhere behind the page.
ALONE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Texts of drawings that reach beyond them, lie on others or are wider than the field that they are
# in, and words that are wider than their place.
CUT = """() => {
  const out = [];
  const covers = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.3 * Math.min(a.height, b.height);
  for (const svg of document.querySelectorAll("figure svg[role=img]")) {
    const whole = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")]
      .map((text) => ({ text, box: text.getBoundingClientRect() }))
      .filter(({ box }) => box.width)
      .sort((a, b) => a.box.top - b.box.top);
    const fields = [...svg.querySelectorAll("rect")].map((rect) => rect.getBoundingClientRect());
    texts.forEach(({ text, box }, place) => {
      const said = `${svg.closest("figure").id}: ${text.textContent}`;
      if (box.left < whole.left - 1 || box.right > whole.right + 1) out.push(`${said} is cut`);
      if (box.top < whole.top - 2 || box.bottom > whole.bottom + 2) out.push(`${said} is cut`);
      for (const other of texts.slice(place + 1)) {
        if (other.box.top > box.bottom) break;
        if (covers(box, other.box)) out.push(`${said} lies on ${other.text.textContent}`);
      }
      const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
      const field = fields.find((f) => f.left < x && x < f.right && f.top < y && y < f.bottom);
      if (text.matches(".in") && field && box.width > field.width + 2)
        out.push(`${said} is wider than its field`);
    });
  }
  const places = "h1, h2, h3, h4, p, li, dt, dd, small, summary, th, td";
  for (const place of document.querySelectorAll(places))
    if (place.clientWidth && place.scrollWidth > place.clientWidth + 1)
      out.push(`${place.textContent} is cut`);
  return out;
}"""
DRAWN = (
    "[...document.querySelectorAll('figure')].map(f => [f.id, f.getBoundingClientRect().height])"
)
# Open all numbers, and wait until they are there.
OPEN = """async () => {
  for (const numbers of document.querySelectorAll(".numbers")) numbers.open = true;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
# The cells of each figure that are in sight, with no units below the heads.
SEEN = """() => Object.fromEntries([...document.querySelectorAll("figure")].map((figure) => [
  figure.id,
  [...figure.querySelectorAll("tr")].filter((row) => row.checkVisibility()).map((row) =>
    [...row.cells].map((cell) =>
      [...cell.childNodes].filter((part) => part.nodeName != "SMALL")
        .map((part) => part.textContent).join("").trim())),
]))"""
# On paper: drawings that are wider than it, or higher than what a page holds.
ON_PAPER = """([width, height]) =>
  [...document.querySelectorAll("figure svg[role=img], figure table")]
    .map((drawn) => [drawn, drawn.getBoundingClientRect()])
    .filter(([drawn, box]) =>
      box.right > width + 1 || (drawn.tagName != "TABLE" && box.height > height))
    .map(([drawn, box]) => `${drawn.closest("figure").id}: ${box.right} x ${box.height}`)
"""
# A4 with margins of 11 mm [px].
PAPER = 710, 1039
AXE = """axe.run(document, { resultTypes: ["violations"] }).then((found) =>
  found.violations.map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 200)}`))"""


def _plan() -> str:
    roster = roster_of(["DDDDD..", "NNNN...", "..DDDDD"], meals="12:00-12:30")
    calls = [1 + n % 48 / 10 for n in range(336)]
    forecast = forecast_of(7).assign(calls=calls, calls_low=0.5, calls_high=9.0)
    return wfm.report([roster, forecast], config=PLAN).page


def _many_settings() -> str:
    """Draw a plan of a long configuration, of which a value is long."""
    config: dict[str, Any] = deepcopy(PLAN)
    config["roster"]["rules"] = {"forbidden": [["night", "day"]] * 9}
    return wfm.report([forecast_of(7)], config=config).page


def _need_of_queues() -> str:
    """Draw what three queues need, of which one has a long name."""
    needed = wfm.staff(forecast_of(14), config=PLAN)
    names = ("help", "Kundendienst und Rechnungen, zweite Stufe und alle Rueckrufe", "sales")
    return wfm.report([pd.concat([needed.assign(queue=name) for name in names])]).page


def _schedule_of_many() -> str:
    """Draw a schedule of seventy people with long names in two weeks."""
    dates = pd.date_range("2026-02-02", periods=14).strftime("%Y-%m-%d")
    people = [f"Anna Magdalena Wintersberger-Holzapfel {n}" for n in range(70)]
    spans = [
        (date, f"{date}T{6 + n % 12:02d}:00+00:00", f"{date}T{14 + n % 8:02d}:30+00:00")
        for n, date in enumerate(dates)
    ]
    return wfm.report([_scheduled(people, spans)]).page


def _scheduled(people: list[str], spans: list[tuple[str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "agent": who,
                "group": "crew",
                "date": date,
                "shift": "very early",
                "start": start,
                "end": end,
                "meals": "",
                "breaks": "",
                "hours": 8.0,
            }
            for who in people
            for date, start, end in spans
        ]
    )


PAGES: dict[str, Callable[[], str]] = {
    "plan": _plan,
    "settings": _many_settings,
    "queues": _need_of_queues,
    "schedule": _schedule_of_many,
    "everything": lambda: everything().page,
    "columns": lambda: as_columns(everything()),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("report")
    for name, made in PAGES.items():
        (folder / f"{name}.html").write_text(made(), "utf-8")
    return {name: folder / f"{name}.html" for name in PAGES}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip(
        "playwright.sync_api", reason="no playwright: pip install '.[browser]'"
    )
    with api.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=ALONE)
        yield opened
        opened.close()


def axe() -> str:
    """Return the script that looks for what keeps people from reading a page."""
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("no axe: pip install '.[browser]'")
    return Path(found.origin).with_name("axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_picture_is_drawn_and_nothing_is_cut(
    browser: Any, pages: dict[str, Path], width: int, name: str
) -> None:
    said: list[str] = []
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(pages[name].as_uri())
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.evaluate(CUT) == []
        heights = dict(tab.evaluate(DRAWN))
        assert len(heights) > 2
        assert min(heights.values()) > 50
    assert said == []
    tab.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_nobody_is_kept_from_reading_it(
    browser: Any, pages: dict[str, Path], width: int, name: str
) -> None:
    script = axe()
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(pages[name].as_uri())
    tab.evaluate(script)
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        assert tab.evaluate(AXE) == []
    tab.close()


@pytest.mark.parametrize("form", ["as tables", "as columns"])
def test_no_name_runs_or_fetches_anything(browser: Any, tmp_path: Path, form: str) -> None:
    queues = pd.concat([forecast_of(1)[:4].assign(queue=name) for name in NAMES])
    teams = pd.concat([roster_of(["DDDDD.."]).assign(team=name) for name in NAMES])
    made = wfm.report([queues, teams])
    path = tmp_path / "names.html"
    path.write_text(as_columns(made) if form == "as columns" else made.page, "utf-8")
    said: list[str] = []
    tab = browser.new_page()
    tab.on("request", lambda request: said.append(request.url))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(path.as_uri())
    tab.hover("figure svg[role=img]")
    tab.evaluate(OPEN)
    assert sum(map(len, tab.evaluate(SEEN).values())) > len(NAMES)
    assert said == [path.as_uri()]
    assert tab.evaluate("window.hit") is None
    tab.close()


@pytest.mark.parametrize("name", ["everything", "columns"])
def test_what_is_seen_are_the_cells_that_are_written(
    browser: Any, pages: dict[str, Path], name: str
) -> None:
    read = Read(pages[name].read_text("utf-8"))
    tab = browser.new_page(viewport={"width": 390, "height": 900})
    tab.goto(pages[name].as_uri())
    tab.evaluate(OPEN)
    assert tab.evaluate(SEEN) == read.tables
    assert tab.evaluate(CUT) == []
    tab.evaluate(axe())
    assert tab.evaluate(AXE) == []
    tab.close()


def test_who_runs_no_script_is_told_where_the_numbers_stand(
    browser: Any, pages: dict[str, Path]
) -> None:
    tab = browser.new_page(java_script_enabled=False)
    tab.goto(pages["columns"].as_uri())
    tab.click("#days .numbers summary")
    assert "see report.xlsx" in tab.inner_text("#days .numbers")
    tab.close()


def test_its_html_is_valid(pages: dict[str, Path]) -> None:
    jar, java = os.environ.get("VNU_JAR"), shutil.which("java")
    if not jar or not java:
        pytest.skip("no Nu validator: npm pack vnu-jar, and VNU_JAR=the vnu.jar in it; a Java")
    files = [str(path) for path in pages.values()]
    ran = subprocess.run(
        [java, "-Xss8m", "-jar", jar, "--errors-only", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_on_a_phone_it_is_seen_that_a_map_goes_on(browser: Any, pages: dict[str, Path]) -> None:
    tab = browser.new_page(viewport={"width": 390, "height": 900})
    tab.goto(pages["plan"].as_uri())
    there = "document.querySelector('#calls .scroll')"
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        assert tab.inner_text("#calls .hint").startswith("Swipe")
        assert "gradient" in tab.evaluate(f"getComputedStyle({there}).maskImage")
    tab.evaluate(f"{there}.scrollTo(9999, 0)")
    tab.wait_for_function(f"{there}.className == 'scroll back'")
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.wait_for_function(f"{there}.className == 'scroll'")
    assert not tab.is_visible("#calls .hint")
    tab.close()


@pytest.mark.parametrize("name", ["everything", "columns"])
def test_pointing_at_a_picture_shows_its_numbers(
    browser: Any, pages: dict[str, Path], name: str
) -> None:
    read = Read(pages[name].read_text("utf-8"))
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(pages[name].as_uri())
    for picture in ("forecast", "days", "simulated"):
        heads, *rows = read.tables[picture]
        first = _point(tab, picture, 20, 0)
        named = zip(heads[1:], rows[first + 20][1:], strict=True)
        wanted = [rows[first + 20][0], *(f"{head}: {cell}" for head, cell in named if cell)]
        assert tab.inner_text(".tip").split("\n") == wanted
    for picture in ("calls", "need", "difference", "service"):
        heads, *rows = read.tables[picture]
        _point(tab, picture, 20, 3)
        at, value = tab.inner_text(".tip").split("\n")
        assert (at, value.split(" ")[0]) == (f"Thursday {heads[21]}", rows[3][21])
    for picture in ("grid", "day", "shares", "costs"):
        field = tab.locator(f"#{picture} rect.field:has(desc)").first
        field.hover(force=True, position={"x": 9, "y": 4})
        assert tab.inner_text(".tip") == field.text_content()
    tab.close()


def _point(tab: Any, picture: str, place: int, row: int) -> int:
    """Point at a place of the last drawing of a picture; return the row that its first is of."""
    drawing = tab.locator(f"#{picture} svg[data-hover]").last
    drawing.scroll_into_view_if_needed()
    x, step, _, y, height, first = map(float, drawing.get_attribute("data-hover").split(" ")[1:])
    box, size = drawing.bounding_box(), drawing.get_attribute("viewBox").split(" ")
    scale = box["width"] / float(size[2])
    down = y + (row + 0.5) * height if height else float(size[3]) / 2
    tab.mouse.move(box["x"] + (x + (place + 0.5) * step) * scale, box["y"] + down * scale)
    return int(first)


def _three_hundred() -> str:
    """Draw eight weeks of three hundred people, and more violations than anybody reads."""
    found = schedule_table(schedule([f"Agent {n}" for n in range(300)], MONDAY, 8, "UTC"))
    forecast = forecast_of(56, 50)
    needed = wfm.staff(forecast, config=PLAN)
    return wfm.report([found, forecast, needed], config=PLAN).page


def _fifty() -> str:
    """Draw fifty queues that lack the more agents the later they come."""
    names = [f"queue {n:02d}" for n in range(50)]
    needed = wfm.staff(forecast_of(14), config=PLAN)
    lacking = [
        tables.conform(
            needed.assign(
                queue=name, calls=10.0, required=50.0, scheduled=50.0 - n, difference=-1.0 * n
            ).reindex(columns=[c.name for c in tables.EVALUATED.columns], fill_value=0.0),
            tables.EVALUATED,
        )
        for n, name in enumerate(names)
    ]
    return wfm.report([pd.concat([needed.assign(queue=n) for n in names]), pd.concat(lacking)]).page


MANY = {"three hundred people": _three_hundred, "fifty queues": _fifty}


@pytest.mark.parametrize("name", [*PAGES, *MANY])
def test_it_prints_whole_and_on_a_few_pages(
    browser: Any, pages: dict[str, Path], tmp_path: Path, name: str
) -> None:
    path = pages.get(name, tmp_path / "many.html")
    if name in MANY:
        path.write_text(MANY[name](), "utf-8")
    width, height = PAPER
    tab = browser.new_page(viewport={"width": width, "height": height})
    tab.goto(path.as_uri(), timeout=0)  # a busy machine takes as long as it takes
    tab.emulate_media(media="print")
    assert tab.evaluate(ON_PAPER, [width, height]) == []
    assert tab.evaluate(CUT) == []
    printed = tab.pdf(format="A4", print_background=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 12
    words = tab.inner_text("main")
    assert ("are printed, those most to look at" in words) == (name in MANY)
    if name == "fifty queues":
        assert tab.is_visible("#queue-50")
        assert not tab.is_visible("#queue-1")
    tab.close()
