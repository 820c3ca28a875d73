"""The page of a plan: it tells the same as the plan itself."""

import re
from pathlib import Path

from pipeline.tiny_site import CONFIG, histories
from running import Command

QUEUES = ("Sales", "Help")
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
    # The shrinkage of 10 % adds one agent, who may be away.
    assert ", 24.0 of them known absences that the need allows for, most on" in ran.lines[-1]
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


def test_the_page_of_a_queue_is_as_any_other_with_a_promise_of_its_own(
    wfm: Command, desk: Path
) -> None:
    (desk / "two.csv").write_text(histories({"Sales": 6, "Help": 3}))
    own = '[simulate.queues.Sales]\nservice_level = 0.95\nthreshold = "10s"\n'
    (desk / "wfm.toml").write_text(CONFIG + own)
    assert wfm("plan", "two.csv", "-o", "two", "-q").code == 0
    sales, others = ((desk / f"two/{name}/report.html").read_text("utf-8") for name in QUEUES)
    assert "asked: 95% within 10 s; " in sales
    assert "Share of calls answered within 10 s in each interval" in sales
    assert "within 10 s" not in others
    assert "Share of calls answered within 20 s in each interval" in others
    assert "<h1>Staffing plan: Sales</h1>" in sales
    assert 'class="line past"' in sales
    named = re.findall(r'<figure id="([a-z_]+)"', sales)
    assert named[:4] == ["forecast", "calls", "need", "days"]
