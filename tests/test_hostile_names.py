"""Names that mean harm, wherever wfm shows them: nothing in them acts on what shows them."""

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest

import wfm as package
from hostile_names import NAMES
from pages import Read
from pipeline.tiny_site import CONFIG, content, histories
from reporting.test_file_names import assert_safe
from running import Command
from schedules import schedule
from test_evaluation import MONDAY, PLAN, forecast_of, roster_of
from wfm import tables
from wfm.reporting import Report
from wfm.tables.schedule_rows import schedule_table

# Colours and weights are all that wfm sends to a terminal besides text.
COLOUR = re.compile(r"\x1b\[[\d;]*m")
ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
# Four half hours are enough to name a queue.
SHORT = forecast_of(1)[:4]


def named(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Repeat a table for each name."""
    return pd.concat([frame.assign(**{column: name}) for name in NAMES], ignore_index=True)


def rotation() -> pd.DataFrame:
    """Write a team of each name, that works a shift of that name."""
    teams = named(roster_of(["DDDDD.."]), "team")
    return teams.assign(shift=teams["shift"].where(teams["shift"] == "OFF", teams["team"]))


def people() -> pd.DataFrame:
    return schedule_table(schedule(NAMES, MONDAY, weeks=1, zone="UTC"))


@pytest.fixture(scope="module", params=["queues", "teams", "people"])
def made(request: pytest.FixtureRequest) -> Report:
    """Draw queues, teams or people of these names, under a title of them all."""
    given = {"queues": named(SHORT, "queue"), "teams": rotation(), "people": people()}
    return package.report([given[request.param]], title=" ".join(NAMES), config={"timezone": "UTC"})


def test_there_are_enough_of_them() -> None:
    assert len(set(NAMES)) >= 40


def test_nothing_in_a_page_runs_or_is_fetched(made: Report) -> None:
    page = Read(made.page)
    assert page.runs == ["script"]
    assert not any(ACTING.search(words) for words in page.words if words.strip("\n"))
    assert all(len(rows) > 1 for rows in page.tables.values())


def test_nothing_in_a_workbook_is_a_formula_or_a_link(made: Report) -> None:
    data = made.workbook
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        links = [packed.read(name) for name in packed.namelist() if name.endswith(".rels")]
    assert not any(b'TargetMode="External"' in link for link in links)


def test_nothing_in_a_picture_acts_and_its_file_stays_in_its_folder(made: Report) -> None:
    files = made.pictures
    assert_safe(list(files))
    for data in files.values():
        for element in ElementTree.fromstring(data).iter():
            assert element.tag.rpartition("}")[2] in {
                *("svg", "style", "text", "line", "path", "rect", "title"),
            }
            assert not any(name.startswith("on") or "href" in name for name in element.attrib)


@pytest.mark.parametrize("what", ["requirement", "roster", "schedule", "agents"])
def test_nothing_acts_on_a_terminal(
    wfm: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str
) -> None:
    needed = package.staff(SHORT, config=PLAN)
    frames = {
        "requirement": tables.conform(named(needed, "queue"), tables.REQUIREMENT),
        "roster": tables.conform(rotation(), tables.ROSTER),
        "schedule": people(),
        "agents": tables.conform(pd.DataFrame({"agent": NAMES, "skills": NAMES}), tables.AGENTS),
    }
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("FORCE_COLOR", "1")
    (tmp_path / "table.csv").write_text(tables.to_csv(frames[what]), "utf-8")
    ran = wfm("show", tmp_path / "table.csv")
    assert ran.code == 0, ran.err
    assert not ACTING.search(COLOUR.sub("", ran.out + ran.err))


@pytest.mark.slow
def test_a_plan_of_such_queues_stays_in_its_folder(wfm: Command, tmp_path: Path) -> None:
    (tmp_path / "wfm.toml").write_text(CONFIG)
    (tmp_path / "calls.csv").write_text(histories(dict.fromkeys(NAMES, 3)), "utf-8")
    before = set(tmp_path.parent.iterdir())
    ran = wfm("plan", "calls.csv", "-o", "plan")
    assert ran.code == 0, ran.err
    assert not ACTING.search(ran.err)
    assert set(tmp_path.parent.iterdir()) == before
    assert {path.name for path in tmp_path.iterdir()} == {"wfm.toml", "calls.csv", "plan"}
    made = content(tmp_path / "plan")
    assert_safe([path.name for path in (tmp_path / "plan").iterdir() if path.is_dir()])
    pages = [data.decode() for name, data in made.items() if name.endswith("/report.html")]
    assert len(pages) == len(NAMES)
    assert all(Read(page).runs == ["script"] for page in pages)
    assert (
        wfm("plan", "calls.csv", "-o", "plan").lines[0] == "nothing has changed: plan is as it was"
    )
