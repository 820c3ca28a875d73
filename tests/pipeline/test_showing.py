"""The page of a plan: it tells the same as the plan itself."""

import re
from pathlib import Path

from pipeline.tiny_site import histories
from running import Command
from wfm import tables
from wfm.config import Config
from wfm.pipeline import showing
from wfm.pipeline.given import Given

ABSENCES = """\
agent,first,last,kind,paid
Anna,2026-02-10,2026-02-12,sick,true
Ben,2026-02-10,2026-02-12,sick,true
Chris,2026-02-10,2026-02-12,leave,true
"""


def words(page: Path) -> str:
    """Return what a reader of a page reads."""
    text = re.sub(r"<(style|script|svg|table).*?</\1>", "", page.read_text("utf-8"), flags=re.S)
    return " ".join(re.sub("<[^>]+>", " ", text).split())


def test_who_is_absent_is_missing_on_the_page(wfm: Command, desk: Path) -> None:
    (desk / "absences.csv").write_text(ABSENCES)
    ran = wfm("plan", "calls.csv", "--agents", "agents.csv", "--absences", "absences.csv")
    assert "the schedule leaves 48.0 agent-hours uncovered" in ran.lines[-1]
    page = words(desk / "plan/report.html")
    assert "48 agent-hours are missing" in page
    assert "have the agents they need" not in page


def test_a_page_is_of_the_days_of_the_schedule(desk: Path) -> None:
    page = words(desk / "plan/report.html")
    assert "Monday 9 February to Sunday 8 March 2026" in page
    assert "Paid hours a week 120 " in page  # 3 agents of 40 hours


def test_a_page_shows_the_weeks_before_and_what_the_plan_costs(desk: Path) -> None:
    page = (desk / "plan/report.html").read_text("utf-8")
    assert 'class="line past"' in page
    assert "after those counted since" in page
    assert '<figure id="costs"' in page


def test_the_page_of_a_queue_is_in_the_order_of_any_other(wfm: Command, desk: Path) -> None:
    (desk / "two.csv").write_text(histories({"Sales": 6, "Help": 3}))
    assert wfm("plan", "two.csv", "-o", "two", "-q").code == 0
    page = (desk / "two/Sales/report.html").read_text("utf-8")
    assert "<h1>Staffing plan: Sales</h1>" in page
    assert 'class="line past"' in page
    named = re.findall(r'<figure id="([a-z_]+)"', page)
    assert named[:4] == ["forecast", "calls", "need", "days"]


NIGHT = """\
agent,group,date,shift,start,end
{0},desk,{1}-{2:02d},night,{1}-{2:02d}T22:00+00:00,{1}-{3:02d}T06:00+00:00
"""
COVERED = "interval_start,required,scheduled,difference,absent\n" + "".join(
    f"2026-02-{day:02d}T{hour:02d}:00+00:00,1,0,-1,0\n" for day in (9, 10) for hour in range(24)
)


def of_dates(*, previous: bool) -> tuple[list[str], list[str]]:
    """Return the dates of a schedule's page, and the first interval that it shows."""
    schedule = tables.read(NIGHT.format("Anna", "2026-02", 9, 10).encode(), tables.SCHEDULE, "")
    covered = tables.read(COVERED.encode(), tables.DATED_COVERAGE, "")
    eve = NIGHT.format("Ben", "2026-02", 8, 9).encode()
    given = Given({}, {"previous": ((eve, "eve.csv"),)} if previous else {}, {}, Config({}))
    found = showing._of_dates(given, {"schedule.csv": schedule, "schedule_coverage.csv": covered})
    first = found["schedule_coverage.csv"]["interval_start"].iloc[0]
    return list(found["schedule.csv"]["date"]), [f"{first:%d %H:%M}"]


def test_who_is_on_a_night_before_the_first_day_is_not_known() -> None:
    assert of_dates(previous=False) == (["2026-02-09", "2026-02-10"], ["09 06:00"])


def test_the_schedule_before_knows_it() -> None:
    assert of_dates(previous=True)[1] == ["09 00:00"]
    nights = [
        NIGHT.format(*who).encode()
        for who in (("Ben", "2026-02", 8, 9), ("Anna", "2026-02", 9, 10))
    ]
    before, after = (tables.read(one, tables.SCHEDULE, "") for one in nights)
    assert list(showing._with_eve(after, before)["agent"]) == ["Ben", "Anna"]
