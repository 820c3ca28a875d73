"""Names that mean harm, wherever wfm shows them: nothing in them acts on what shows them."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any
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
from sparing import few
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
# A configuration has at most 50 groups, and a ";" separates the activities of a duty.
GROUPS = NAMES[:50]
ACTIVITIES = [name for name in NAMES if ";" not in name]


def named(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Repeat a table for each name."""
    return pd.concat([frame.assign(**{column: name}) for name in NAMES], ignore_index=True)


def rotation() -> pd.DataFrame:
    """Write a team of each name, that works a shift of that name."""
    teams = named(roster_of(["DDDDD.."]), "team")
    return teams.assign(shift=teams["shift"].where(teams["shift"] == "OFF", teams["team"]))


def people() -> pd.DataFrame:
    return schedule_table(schedule(NAMES, MONDAY, weeks=1, zone="UTC"))


def agents() -> pd.DataFrame:
    """Give each of these people a team, skills and a contract of that name."""
    own = pd.DataFrame({"agent": NAMES, "team": NAMES, "skills": NAMES})
    return own.assign(group=[name if name in GROUPS else GROUPS[0] for name in NAMES])


def crews() -> pd.DataFrame:
    """Write a team for each contract, that leaves the phones for something of that name."""
    teams = rotation()
    teams = teams[teams["team"].isin(GROUPS)]
    away = [name if name in ACTIVITIES else ACTIVITIES[0] for name in teams["team"]]
    activities = [f"09:00-09:30 {name}" for name in away]
    return teams.assign(activities=pd.Series(activities, teams.index).where(teams["start"] != ""))


def contracts() -> dict[str, object]:
    """Write a configuration whose groups, shifts and activities have these names."""
    roster: Any = PLAN["roster"]
    group = roster["group"][0]
    groups = [
        {**group, "name": name, "shift": [{"name": name, "starts": ["08:00"]}]} for name in GROUPS
    ]
    activities = [{"name": name, "minutes": 30} for name in ACTIVITIES]
    return {
        **PLAN,
        "timezone": "UTC",
        "roster": {"rules": {}, "group": groups},
        "activity": activities,
    }


@pytest.fixture(scope="module", params=few(2, ["queues", "people", "teams", "groups"]))
def made(request: pytest.FixtureRequest) -> Report:
    """Draw queues, teams, people or groups of these names, under a title of them all."""
    plain: dict[str, object] = {"timezone": "UTC"}
    given = {
        "queues": ([named(SHORT, "queue")], plain),
        "teams": ([rotation()], plain),
        "people": ([people(), agents()], contracts()),
        "groups": ([crews(), SHORT], contracts()),
    }
    frames, config = given[request.param]
    return package.report(frames, title=" ".join(NAMES), config=config)


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
                *("g", "svg", "style", "text", "line", "path", "rect", "title"),
            }
            assert not any(name.startswith("on") or "href" in name for name in element.attrib)


@pytest.mark.parametrize("what", ["requirement", "roster", "schedule", "agents", "costs"])
def test_nothing_acts_on_a_terminal(
    wfm: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str
) -> None:
    needed = package.staff(SHORT, config=PLAN)
    frames = {
        "requirement": tables.conform(named(needed, "queue"), tables.REQUIREMENT),
        "roster": tables.conform(rotation(), tables.ROSTER),
        "schedule": people(),
        "agents": tables.conform(agents(), tables.AGENTS),
        "costs": package.evaluate(crews(), SHORT, config=contracts()).costs,
    }
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("FORCE_COLOR", "1")
    (tmp_path / "table.csv").write_text(tables.to_csv(frames[what]), "utf-8")
    ran = wfm("show", tmp_path / "table.csv")
    assert ran.code == 0, ran.err
    assert not ACTING.search(COLOUR.sub("", ran.out + ran.err))


# Names of files and folders: no name has a slash or is longer than 255 bytes, but it may hold signs
# that a table may not.
FILES = [
    *(f"sa{sign}les" for sign in ("\x1b[31m", "\x1b]0;hit\x07", "\r", "\n", "\x9b2J")),
    *(f"x{name}".replace("/", "\u2215") for name in NAMES if len(name.encode()) < 250),
]


@pytest.mark.parametrize("name", few(8, FILES))
def test_the_name_of_a_file_or_folder_is_only_told(wfm: Command, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / name).write_text("of no table\n")
    for file in ("forecast.csv", "forecast 2.csv"):
        (folder / file).write_text(tables.to_csv(SHORT))
    for words in (
        ("report", name, "-o", "page.html"),  # refused: two forecasts
        ("show", f"{name}/forecast.csv"),
        ("inspect", f"{name}/{name}"),
        ("staff", f"{name}/forecast.csv", "-o", f"{name}/made.csv"),
        ("staff", f"{name}/forecast.csv", "-o", f"{name}/no/{name}.csv"),
    ):
        ran = wfm(*words)
        assert ran.code in {0, 2, 3}, ran.err
        assert not ACTING.search(COLOUR.sub("", ran.out + ran.err)), words
    assert (folder / "made.csv").is_file()
    assert {path.name for path in tmp_path.iterdir()} == {name}


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
