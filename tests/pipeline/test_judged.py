"""What a plan is judged by: its schedule as far as it is known who is there, or its roster."""

from pathlib import Path

from pandas import read_csv as read

from running import Command
from wfm.config import Config
from wfm.pipeline.given import Given
from wfm.pipeline.judged import judged, known_coverage, whole_schedule

COVERED = "interval_start,required,scheduled,difference,absent\n" + "".join(
    f"2026-02-{day:02d}T{hour:02d}:00+00:00,1,0,-1,0\n" for day in (9, 10) for hour in range(24)
)
ROSTER = "team,line,weekday,shift,start,end\n1,1,1,day,09:00,17:00\n"
FORECAST = "interval_start,calls,aht_seconds,calls_low,calls_high\n"


def written(agent: str, day: int) -> str:
    """Write a schedule of one night."""
    date, next_date = f"2026-02-{day:02d}", f"2026-02-{day + 1:02d}"
    times = f"{date}T22:00+00:00,{next_date}T06:00+00:00"
    return f"agent,group,date,shift,start,end\n{agent},desk,{date},night,{times}\n"


def given(*, previous: bool = False, first: int = 8) -> Given:
    """Give a roster, a forecast of three days, and a schedule of one night."""
    hours = (f"2026-02-{first + n // 24:02d}T{n % 24:02d}:00+00:00,5,200,4,6\n" for n in range(72))
    files = {
        "roster.csv": ROSTER,
        "forecast.csv": FORECAST + "".join(hours),
        "schedule.csv": written("Anna", 9),
        "schedule_coverage.csv": COVERED,
    }
    eve = ((written("Ben", 8).encode(), "eve.csv"),)
    packed = {name: text.encode() for name, text in files.items()}
    return Given(packed, {"previous": eve} if previous else {}, {}, Config({}))


def test_who_is_on_a_night_before_the_first_day_is_not_known() -> None:
    covered = known_coverage(given())
    assert f"{covered['interval_start'].iloc[0]:%d %H:%M}" == "09 06:00"
    worked, calls = judged(given())
    assert list(worked["agent"].unique()) == ["Anna"]
    assert list(calls["interval_start"]) == list(covered["interval_start"])


def test_the_schedule_before_knows_it() -> None:
    worked, calls = judged(given(previous=True))
    assert list(worked["agent"].unique()) == ["Ben", "Anna"]
    assert f"{calls['interval_start'].iloc[0]:%d %H:%M}" == "09 00:00"


def test_a_schedule_has_the_days_on_which_nobody_works() -> None:
    whole = whole_schedule(given())
    assert list(whole["date"]) == ["2026-02-09", "2026-02-10"]
    assert list(whole["shift"]) == ["night", "OFF"]


def test_where_no_day_of_the_schedule_is_forecast_the_roster_is_judged() -> None:
    worked, calls = judged(given(first=15))
    assert "team" in worked
    assert len(calls) == 72


def test_who_is_known_to_be_absent_answers_no_calls_and_is_not_drawn_absent_once_more(
    wfm: Command, desk: Path
) -> None:
    before = (desk / "plan/simulation.csv").read_text()
    away = (f"{agent},2026-02-09,2026-02-10\n" for agent in ("Anna", "Ben", "Chris"))
    (desk / "sick.csv").write_text("agent,first,last\n" + "".join(away))
    ran = wfm("plan", "calls.csv", "--agents", "agents.csv", "--absences", "sick.csv", "-v")
    done = [line for line in ran.lines if line.endswith(" ...") and line.count(" ") == 1]
    assert done == ["schedule ...", "evaluate ...", "simulate ...", "report ..."]
    assert (desk / "plan/simulation.csv").read_text() != before
    covered = read(desk / "plan/schedule_coverage.csv")
    known = covered["absent"].sum() / (covered["absent"] + covered["scheduled"]).sum()
    assert 0.03 < known < 0.1
    assert f"known absences take {known:.3g} of the time on duty" in ran.err
    assert f"{(0.1 - known) / (1 - known):.4g} is left for who is there" in ran.err
    on = ("plan/schedule.csv", "--forecast", "plan/forecast.csv", "--format", "csv", "-q")
    left = str((0.1 - known) / (1 - known))
    wfm("simulate", *on, "--shrinkage", left, "-o", "simulation.csv")
    assert (desk / "simulation.csv").read_bytes() == (desk / "plan/simulation.csv").read_bytes()
    judged = read(desk / "plan/evaluation.csv").merge(
        read(desk / "plan/requirement.csv"), on="interval_start"
    )
    assert (judged["required"] == judged["agents_scheduled"]).all()
    wfm("evaluate", *on, "--shrinkage", left, "-o", "evaluation.csv")
    assert judged["service_level_x"].equals(read(desk / "evaluation.csv")["service_level"])
