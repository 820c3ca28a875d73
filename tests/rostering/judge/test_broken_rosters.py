"""Rosters broken by hand: `wfm check` catches each of them, says where, and ends with 4."""

import csv
import io
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from rostering.plans import double_peak, requirement
from running import Command, Ran
from wfm import tables
from wfm.rostering import plan_from, roster

NEED = requirement(double_peak(8))
CONFIG = """\
[roster]
rotation_weeks = 6
[roster.rules]
min_rest_hours = 11
days_on = [2, 6]
days_off = [1, 4]
nights_on = [2, 4]
days_off_after_nights = 2
weekends_on = 2
free_weekends = [1, 3]
hours_per_week = 48
forbidden = [["late", "early"], ["night", "early"], ["night", "late"], ["night", "OFF", "early"]]
[[roster.group]]
name = "full_time"
meals = [{ minutes = 30, from_hours = 3, to_hours = 5 }]
breaks = [{ minutes = 15, from_hours = 1, to_hours = 2.5 }]
[[roster.group.shift]]
name = "early"
starts = "05:00-09:00"
[[roster.group.shift]]
name = "late"
starts = "12:00-16:30"
[[roster.group.shift]]
name = "night"
starts = "20:00-23:30"
[[roster.group]]
name = "part_time"
weekly_hours = 25
presence_hours = 5
paid_hours = 5
meals = []
max_agents = 9
[[roster.group.shift]]
name = "midday"
starts = "10:00-15:00"
run = [1, 5]
[[activity]]
name = "training"
minutes = 60
window = "08:00-20:00"
"""

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def whole() -> str:
    """Return a roster of full-time and part-time teams, with training in some lines."""
    found = roster(NEED, plan_from(tomllib.loads(CONFIG)), gap=0.3, time_limit=30)
    text = tables.to_csv(found.table)
    assert "training" in text
    return text


Checked = Callable[..., tuple[int, list[str], Ran]]


@pytest.fixture
def checked(wfm: Command, tmp_path: Path) -> Checked:
    """Judge a roster's text by the command; return exit code, rules and words."""
    (tmp_path / "requirement.csv").write_text(tables.to_csv(NEED))

    def run(text: str | bytes, config: str = CONFIG) -> tuple[int, list[str], Ran]:
        (tmp_path / "wfm.toml").write_text(config)
        data = text if isinstance(text, bytes) else text.encode()
        (tmp_path / "roster.csv").write_bytes(data)
        ran = wfm("check", "roster.csv", "--requirement", "requirement.csv")
        return ran.code, [row["rule"] for row in csv.DictReader(io.StringIO(ran.out))], ran

    return run


def rows_of(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text)))


def text_of(rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def put(row: dict[str, str], shift: str, start: int) -> None:
    """Put a whole and legal duty on a day, with its meal and break."""
    row |= {"shift": shift, "start": clock(start), "activities": ""}
    if shift == "OFF":
        row |= {"start": "", "end": "", "meals": "", "breaks": ""}
    elif shift == "midday":
        row |= {"end": clock(start + 300), "meals": "", "breaks": ""}
    else:
        meal, rest = start + 240, start + 90
        row |= {
            "end": clock(start + 510),
            "meals": f"{clock(meal)}-{clock(meal + 30)}",
            "breaks": f"{clock(rest)}-{clock(rest + 15)}",
        }


def duty(rows: Rows, *shifts: str) -> dict[str, str]:
    """Return the first duty of one of these shifts."""
    return next(row for row in rows if row["shift"] in shifts)


def team(rows: Rows, shifts: str) -> Rows:
    """Return the days of the first team that works one of these shifts."""
    number = duty(rows, *shifts.split())["team"]
    return [row for row in rows if row["team"] == number]


FULL = "early late night"


def written(pattern: str) -> Callable[[Rows], None]:
    """Write a pattern of days over the beginning of a full-time team."""
    duties = {
        "e": ("early", 300),
        "E": ("early", 480),
        "L": ("late", 750),
        "N": ("night", 1290),
        "-": ("OFF", 0),
    }

    def write(rows: Rows) -> None:
        for row, letter in zip(team(rows, FULL), pattern, strict=False):
            put(row, *duties[letter])

    write.__name__ = pattern
    return write


def every_line(pattern: str) -> Callable[[Rows], None]:
    """Write the same week into all lines of a full-time team."""

    def write(rows: Rows) -> None:
        written(pattern * (len(team(rows, FULL)) // 7))(rows)

    write.__name__ = f"every {pattern}"
    return write


def meal_dropped(rows: Rows) -> None:
    duty(rows, "early")["meals"] = ""


def meal_doubled(rows: Rows) -> None:
    duty(rows, "early")["meals"] += " 13:00-13:30"


def meal_too_early(rows: Rows) -> None:
    row = duty(rows, "early")
    row["meals"] = f"{row['start']}-{clock(int(row['start'][:2]) * 60 + 30)}"


def meal_too_short(rows: Rows) -> None:
    row = duty(rows, "late")
    put(row, "late", 750)
    row["meals"] = "16:30-16:45"


def meal_after_the_duty(rows: Rows) -> None:
    row = duty(rows, "early")
    row["meals"] = "22:00-22:30"


def break_dropped(rows: Rows) -> None:
    duty(rows, "late")["breaks"] = ""


def break_meets_the_meal(rows: Rows) -> None:
    row = duty(rows, "early")
    put(row, "early", 480)
    row["breaks"], row["meals"] = "10:30-10:45", "11:00-11:30"


def pauses_overlap(rows: Rows) -> None:
    row = duty(rows, "early")
    put(row, "early", 480)
    row["breaks"] = "12:00-12:15"


def meal_is_no_time(rows: Rows) -> None:
    duty(rows, "early")["meals"] = "noon"


def line_deleted(rows: Rows) -> None:
    del rows[7:14]


def last_line_deleted(rows: Rows) -> None:
    del rows[-7:]


def first_line_deleted(rows: Rows) -> None:
    del rows[:7]


def team_deleted(rows: Rows) -> None:
    gone = rows[-1]["team"]
    rows[:] = [row for row in rows if row["team"] != gone]


def day_deleted(rows: Rows) -> None:
    del rows[3]


def line_doubled(rows: Rows) -> None:
    rows += [dict(row) for row in rows[:7]]


def line_doubled_as_another_team(rows: Rows) -> None:
    for copy in range(10):
        rows += [{**row, "team": str(90 + copy)} for row in team(rows, "midday")]


def unknown_shift(rows: Rows) -> None:
    duty(rows, "early")["shift"] = "dawn"


def starts_off_its_window(rows: Rows) -> None:
    put(duty(rows, "early"), "early", 600)


def starts_off_the_grid(rows: Rows) -> None:
    put(duty(rows, "early"), "early", 425)


def wrong_end(rows: Rows) -> None:
    duty(rows, "early")["end"] = "20:00"


def no_end(rows: Rows) -> None:
    duty(rows, "early")["end"] = ""


def times_on_a_day_off(rows: Rows) -> None:
    duty(rows, "OFF")["start"] = "08:00"


def another_groups_shift(rows: Rows) -> None:
    put(duty(rows, "early"), "midday", 660)


def two_teams_mixed(rows: Rows) -> None:
    """Make one team of a full-time and a part-time one."""
    whole, part = team(rows, FULL), team(rows, "midday")
    lines = int(whole[-1]["line"])
    for row in part:
        row |= {"team": whole[0]["team"], "line": str(int(row["line"]) + lines)}


def training_meets_the_meal(rows: Rows) -> None:
    row = duty(rows, "early")
    put(row, "early", 480)
    row["activities"] = "12:00-13:00 training"


def training_outside_the_duty(rows: Rows) -> None:
    row = duty(rows, "early")
    put(row, "early", 480)
    row["activities"] = "18:00-19:00 training"


def training_twice(rows: Rows) -> None:
    for row in team(rows, FULL)[:7]:
        if row["shift"] == "early":
            row["activities"] = "09:00-10:00 training"
    first, second = team(rows, FULL)[:2]
    for row in (first, second):
        put(row, "early", 480)
        row["activities"] = "10:00-11:00 training"


def unknown_activity(rows: Rows) -> None:
    row = duty(rows, "early")
    put(row, "early", 480)
    row["activities"] = "10:00-11:00 yoga"


BROKEN: list[tuple[Callable[[Rows], None], str]] = [
    (meal_dropped, "meals"),
    (meal_doubled, "meals"),
    (meal_too_early, "meals"),
    (meal_too_short, "meals"),
    (meal_after_the_duty, "meals"),
    (break_dropped, "breaks"),
    (break_meets_the_meal, "meals"),
    (pauses_overlap, "meals"),
    (meal_is_no_time, "table"),
    (first_line_deleted, "table"),
    (line_deleted, "table"),
    (last_line_deleted, "coverage"),
    (team_deleted, "coverage"),
    (day_deleted, "table"),
    (line_doubled, "table"),
    (line_doubled_as_another_team, "agents"),
    (unknown_shift, "shift"),
    (starts_off_its_window, "shift"),
    (starts_off_the_grid, "shift"),
    (wrong_end, "shift"),
    (no_end, "table"),
    (times_on_a_day_off, "table"),
    (another_groups_shift, "shift"),
    (two_teams_mixed, "shift"),
    (training_meets_the_meal, "activities"),
    (training_outside_the_duty, "activities"),
    (training_twice, "activities"),
    (unknown_activity, "activities"),
    (written("--Le---"), "min_rest_hours"),
    (written("EEEEEEEE"), "days_on"),
    (written("---E---"), "days_on"),
    (written("EE-----"), "days_off"),
    (written("--N----"), "nights_on"),
    (written("--NNNNN"), "nights_on"),
    (written("--NN-LL"), "days_off_after_nights"),
    (written("-----EE" * 3), "weekends_on"),
    (written("-----EE" * 3), "free_weekends"),
    (written("--EE-LE"), "forbidden"),
    (written("--NN-EE"), "forbidden"),
    (every_line("EEEEEE-"), "weekly_hours"),
    (every_line("-----EE"), "weekends_on"),
    (every_line("E-----E"), "days_off"),
    (every_line("EEEEEEE"), "hours_per_week"),
]


@pytest.mark.parametrize(
    ("break_it", "rule"), BROKEN, ids=lambda item: getattr(item, "__name__", str(item))
)
def test_a_roster_broken_by_hand_is_caught(
    whole: str, checked: Checked, break_it: Callable[[Rows], None], rule: str
) -> None:
    rows = rows_of(whole)
    break_it(rows)
    code, found, _ = checked(text_of(rows))
    assert code == 4
    assert rule in found


def test_the_whole_roster_is_clean(whole: str, checked: Checked) -> None:
    code, found, _ = checked(whole)
    assert (code, found) == (0, [])


def test_a_run_is_followed_round_the_seam_of_the_rotation(whole: str, checked: Checked) -> None:
    """Four days at the end of the last line and four at the beginning of the first are eight."""
    rows = rows_of(whole)
    days = team(rows, FULL)
    for row, letter in zip((*days[-7:], *days[:7]), "---EEEEEEEE---", strict=True):
        put(row, *(("early", 480) if letter == "E" else ("OFF", 0)))
    _, found, ran = checked(text_of(rows))
    assert "days_on" in found
    assert "days on duty in a row: 8" in ran.out


def test_a_weekend_is_followed_round_the_seam_of_the_rotation(whole: str, checked: Checked) -> None:
    rows = rows_of(whole)
    days = team(rows, FULL)
    for line in (-14, -7, 0):
        for row, letter in zip(days[line : line + 7 or None], "---EE--EE"[2:], strict=True):
            put(row, *(("early", 480) if letter == "E" else ("OFF", 0)))
    assert "weekends_on" in checked(text_of(rows))[1]


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (lambda text: text.replace("weekday", "day", 1), "no column weekday"),
        (lambda text: text.replace("\n1,1,1,", "\n1,1,9,", 1), "weekday: '9'"),
        (lambda text: text.replace("\n1,1,1,", "\n1,one,1,", 1), "line: 'one'"),
        (lambda text: text.replace("\n1,1,1,", "\n1,0,1,", 1), "line: '0'"),
        (lambda text: text.replace("\n1,1,2,", "\n1,1,2,more,", 1), "line 3"),
        (lambda _: "", "empty"),
        (lambda _: "no roster at all", "no column"),
        (lambda _: b"PK\x03\x04\x00\x00", "damaged or cut-off zip"),
    ],
    ids=["a column", "a weekday", "a word", "line 0", "a field more", "nothing", "text", "a zip"],
)
def test_what_is_no_roster_is_refused(
    whole: str, checked: Checked, break_it: Callable[[str], str | bytes], words: str
) -> None:
    code, _, ran = checked(break_it(whole))
    assert code == 3
    assert words in ran.err
    assert len(ran.lines) == 1


def test_a_roster_without_rows_leaves_everything_uncovered(whole: str, checked: Checked) -> None:
    code, found, _ = checked(whole.split("\n", 1)[0] + "\n")
    assert (code, set(found)) in ((4, {"coverage"}), (3, set()))


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        lambda text: text.replace(";", "|").replace(",", ";").replace("|", ","),
        lambda text: text.replace(",", "\t"),
        lambda text: text.replace(",0", ",").replace("-0", "-").replace(" 0", " "),
        lambda text: "".join(f"{row},a note\n" for row in text.splitlines()),
        lambda text: "".join(
            ",".join(reversed(row.split(","))) + "\n" for row in text.splitlines()
        ),
        lambda text: text + "\n" * 3,
        lambda text: text.replace("OFF", "off"),
    ],
    ids=[
        "as CSV UTF-8",
        "with semicolons",
        "with tabs",
        "with times such as 7:00",
        "with another column",
        "with the columns in another order",
        "with empty rows",
        "with off for OFF",
    ],
)
def test_a_roster_is_judged_as_a_spreadsheet_saves_it(
    whole: str, checked: Checked, saved: Callable[[str], str | bytes]
) -> None:
    code, found, ran = checked(saved(whole))
    assert (code, found) == (0, []), ran.err


def test_several_rotations_are_no_single_one(whole: str, checked: Checked) -> None:
    rows = rows_of(whole)
    assert len({row["team"] for row in rows if row["shift"] in FULL.split()}) > 1
    single = CONFIG.replace("[roster]", '[roster]\nrotation = "single"', 1)
    code, found, _ = checked(whole, single)
    assert (code, set(found)) == (4, {"rotation"})
