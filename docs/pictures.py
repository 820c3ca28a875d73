"""Draw the pictures of README and manual from the sample: terminals as SVG, files as PNG.

Run ``python docs/pictures.py`` after a drawing has changed. The roster is searched for about ten
seconds; equal tables give equal pictures. The page of a report is drawn by chromium (``apt install
chromium``), the workbook of a schedule by LibreOffice and poppler (``apt install libreoffice-calc
poppler-utils``): where one of them is absent its picture stays as it is, and that is said.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs/pictures"
SAMPLE = ROOT / "sample_data"
MONDAY = "2026-02-09"
# The name of each picture, what is typed, and how many lines of what is printed it shows.
SHOWN = (
    ("forecast", f"wfm show forecast.csv --day {MONDAY}", 16),
    ("requirement", "wfm show requirement.csv", 24),
    ("roster", "wfm show roster.csv", 34),
    ("day", f"wfm show schedule.csv --day {MONDAY}", 40),
    ("evaluation", "wfm show evaluation.csv", 24),
)
PEOPLE = SAMPLE / "people"
SCHEDULE = (
    f"schedule roster.csv --start {MONDAY} --weeks 2 --requirement requirement.csv "
    f"--agents {PEOPLE}/agents.csv --absences {PEOPLE}/absences.csv -o"
)
TABLES = (
    f"forecast {SAMPLE}/calls.csv -o forecast.csv",
    "staff forecast.csv -o requirement.csv",
    "roster requirement.csv -o roster.csv",
    f"schedule roster.csv --start {MONDAY} --weeks 2 -o schedule.csv",
    "evaluate roster.csv --forecast forecast.csv -o evaluation.csv",
)
REPORT = f"report {SAMPLE}/calls.csv forecast.csv requirement.csv roster.csv --title Spring -o"
# How much of the page is shown [px], and how the page of the printed workbook begins.
PAGE_WIDTH, PAGE_HEIGHT = 1100, 1240
SHEET = "Schedule:"
WIDTH = 100
FONTS = re.compile(r"\s*@font-face \{.*?\}", re.S)


def wfm(folder: Path, words: str) -> str:
    """Run a command on the sample as on a terminal with colours; return what it prints."""
    config = ["--config", str(SAMPLE / "wfm.toml")]
    done = subprocess.run(  # noqa: S603  our own program, and words of this file
        [sys.executable, "-m", "wfm", *words.split(), *config, "-q"],
        cwd=folder,
        env={"PATH": "", "COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "TERM": "xterm-256color"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def picture(title: str, typed: str, printed: str, lines: int) -> str:
    """Draw a command and the first lines of what it prints as an SVG."""
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, highlight=False
    )
    console.print(Text(f"$ {typed}", style="bold"))
    for line in printed.splitlines()[:lines]:
        console.print(Text.from_ansi(line), soft_wrap=True)
    drawn = console.export_svg(title=title, unique_id=f"wfm-{title}")
    # Its fonts would come from elsewhere: that of the reader does.
    return FONTS.sub("", drawn).replace("Fira Code, monospace", "monospace")


def page(folder: Path) -> None:
    """Draw the top of the page of a report."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        say("page.png", "chromium: apt install chromium")
        return
    wfm(folder, f"{REPORT} report.html")
    run(
        folder,
        *(browser, "--headless", "--no-sandbox", "--hide-scrollbars", "--force-color-profile=srgb"),
        *("--screenshot=page.png", f"--window-size={PAGE_WIDTH},{PAGE_HEIGHT}"),
        (folder / "report.html").as_uri(),
    )
    shutil.copy(folder / "page.png", PICTURES)


def workbook(folder: Path) -> None:
    """Draw the first fortnight of the workbook of a schedule."""
    office, poppler = shutil.which("soffice"), shutil.which("pdftoppm")
    if office is None or poppler is None:
        say("workbook.png", "LibreOffice and poppler: apt install libreoffice-calc poppler-utils")
        return
    wfm(folder, f"{SCHEDULE} schedule.xlsx")
    run(folder, office, "--headless", "--convert-to", "pdf", "schedule.xlsx")
    pages = run(folder, "pdftotext", "schedule.pdf", "-").split("\f")
    first = next(number for number, text in enumerate(pages, 1) if text.startswith(SHEET))
    one = ("-f", str(first), "-singlefile", "-r", "80", "-png")
    run(folder, poppler, *one, "schedule.pdf", "workbook")
    shutil.copy(folder / "workbook.png", PICTURES)


def run(folder: Path, *words: str) -> str:
    """Run a program that draws, and return what it says."""
    done = subprocess.run(words, cwd=folder, capture_output=True, check=True)  # noqa: S603  as above
    return done.stdout.decode("utf-8", "replace")


def say(name: str, needed: str) -> None:
    """Say which picture stays as it is, and what it takes to draw it."""
    sys.stderr.write(f"{name} stays as it is: it is drawn by {needed}\n")


def main() -> None:
    """Make the tables of the sample, and the pictures of them."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for words in TABLES:
            wfm(folder, words)
        for title, typed, lines in SHOWN:
            printed = wfm(folder, typed.removeprefix("wfm "))
            (PICTURES / f"{title}.svg").write_text(picture(title, typed, printed, lines), "utf-8")
        page(folder)
        workbook(folder)


if __name__ == "__main__":
    main()
