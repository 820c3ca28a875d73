"""Rosters whose shifts nobody configured: judged by the rules alone."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from rostering.plans import requirement
from running import Ran
from wfm import tables
from wfm.errors import InputError
from wfm.rostering import check, check_summary, plan_from

DAYS = "Mon,Tue,Wed,Thu,Fri,Sat,Sun"
LAW = plan_from({}, "de-arbzg")


def read(text: str) -> pd.DataFrame:
    return tables.read(text, tables.ROSTER, "r.csv")


def test_the_law_judges_times_that_nobody_configured() -> None:
    text = f"Name,{DAYS}\nAnna,06:00-14:30,6-14:30,6-14:30,6-14:30,6-14:30,frei,x\n"
    found = check(read(text), None, LAW)
    assert found.violations.empty
    assert any("does not show meals" in line for line in check_summary(found))
    late = text.replace("Anna,06:00-14:30", "Anna,14:00-22:30")
    broken = check(read(late), None, LAW).violations
    assert list(broken["rule"]) == ["min_rest_hours"]
    assert list(broken["article"]) == ["ArbZG § 5(1)"]
    assert list(broken["team"]) == ["Anna"]


def test_hours_are_counted_less_the_meals_that_the_law_asks_for() -> None:
    day = f"Name,{DAYS}\nAnna,08:00-18:45,,,,,,\n"
    assert check(read(day), None, LAW).violations.empty
    longer = check(read(day.replace("18:45", "18:46")), None, LAW).violations
    assert list(longer["rule"]) == ["daily_hours"]


def test_meals_that_are_shown_are_judged_by_the_law() -> None:
    head = "team,line,weekday,shift,start,end,meals\n"
    days = "".join(f"1,1,{day},OFF,,,\n" for day in range(2, 8))
    good = f"{head}1,1,1,D1,8:00 AM,4:30 PM,12:00-12:30\n{days}"
    assert check(read(good), None, LAW).violations.empty
    short = check(read(good.replace("12:30", "12:15")), None, LAW).violations
    assert list(short["article"]) == ["ArbZG § 4"]
    assert "8.25 h of work need 30 minutes" in short["message"].iloc[0]


def test_rules_of_the_configuration_hold_too() -> None:
    plan = plan_from({"roster": {"rules": {"min_rest_hours": 12}}})
    text = f"Name,{DAYS}\nAnna,14:00-22:00,09:00-17:00,,,,,\n"
    assert set(check(read(text), None, plan).violations["rule"]) == {"min_rest_hours"}


def test_shifts_that_are_configured_stay_what_a_roster_is_judged_by() -> None:
    shift = {"name": "early", "starts": ["06:00"], "presence_hours": 8.5, "paid_hours": 8}
    plan = plan_from({"roster": {"rules": {}, "group": [{"name": "g", "shift": [shift]}]}})
    text = f"Name,{DAYS}\nAnna,early,6-14:30,X,-,x,OFF,\n"
    assert check(read(text), None, plan).violations.empty
    other = check(read(text.replace("6-14:30", "7-15")), None, plan).violations
    assert set(other["rule"]) == {"shift"}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("6-2,6-2,,,,,", "'6-2' may be 06:00-02:00 or 06:00-14:00"),
        ("x,x,x,x,x,,", "'x' may be a duty or a day off"),
        ("6-10 / 14-18,,,,,,", "'6-10 / 14-18' is a duty in two parts"),
        ("V,,,,,,", "has no shift 'V'"),
        ("2026-06-14,,,,,,", "a spreadsheet takes 6-14 for the 14th of June"),
    ],
)
def test_what_may_be_read_in_two_ways_is_asked(cells: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        check(read(f"Name,{DAYS}\nAnna,{cells}\n"), None, LAW)
    assert words in str(caught.value)


def test_a_workbook_or_a_file_with_titles_is_read_as_well(
    wfm: Callable[..., Ran], tmp_path: Path
) -> None:
    rows = [
        ["Dienstplan Team Nord"],
        [],
        ["", "Mo", "Di", "Mi", "Do", "Fr", "Sa", "So", "Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
        ["Anna", *["6-14"] * 5, "frei", "frei", *["14-22"] * 5, "frei", "frei"],
        ["Bert", *["14-22"] * 5, "frei", "frei", *["6-14"] * 5, "frei", "frei"],
        [],
        ["F: früh = 6-14"],
    ]
    text = "\n".join(";".join(row) for row in rows)
    (tmp_path / "r.csv").write_bytes(text.encode("utf-16"))
    book = xlsxwriter.Workbook(tmp_path / "r.xlsx")
    sheet = book.add_worksheet("Plan")
    for i, row in enumerate(rows):
        sheet.write_row(i, 0, row)
    book.close()
    for name in ("r.csv", "r.xlsx"):
        ran = wfm("check", name, "--law", "de-arbzg")
        assert (ran.code, ran.out) == (0, "rule,article,team,line,weekday,message\n"), ran.err
        assert "everyone: 2 agents in 2 teams" in ran.err
        assert "each name is an agent, whose 2 weeks repeat" in ran.err


@pytest.mark.parametrize(
    "below",
    [
        "F = 06:00-14:30\nS = 14:00-22:30\nU = Urlaub\n",
        'F: Früh 06:00-14:30,,,,,,,\n"S: 14:00-22:30, U: Urlaub",,,,,,,\n',
        "Legende,,,,,,,\nF,06:00-14:30,,,,,,\nS,Spät 14:00-22:30,,,,,,\nU,Urlaub,,,,,,\n",
    ],
)
def test_a_legend_says_what_codes_mean(below: str) -> None:
    text = f"Name,{DAYS}\nAnna,F,F,F,F,F,x,x\nBert,S,S,S,U,S,x,x\n\n{below}"
    found = check(read(text), None, LAW)
    assert found.violations.empty
    assert dict(found.fairness[["team", "hours"]].values) == {"Anna": 40, "Bert": 32}


def test_words_beside_times_are_read_where_they_are_known() -> None:
    text = (
        f"Name,{DAYS}\nAnna,E 06:00-14:30,06:00-14:30 early,Früh: 6-14:30,AL 6-14:30,noon-8pm,,\n"
    )
    assert list(check(read(text), None, LAW).fairness["hours"]) == [31.5]
    with pytest.raises(InputError, match="'K 6-14' has 'k' beside its times: write 6-14 if it is"):
        check(read(f"Name,{DAYS}\nAnna,K 6-14,6-14,,,,,\n"), None, LAW)


def test_the_end_may_say_that_it_is_on_the_next_day() -> None:
    text = f"Name,{DAYS}\nAnna,22:00-06:00+1,22:00-06:00 (+1),,,,,\n"
    assert list(check(read(text), None, LAW).fairness["nights"]) == [2]
    with pytest.raises(InputError, match=r"has no shift '6-14\+1'"):
        check(read(text.replace("22:00-06:00+1", "6-14+1")), None, LAW)


def test_several_weeks_of_people_have_no_one_coverage() -> None:
    text = f"Name,{DAYS},{DAYS}\nAnna,{','.join(['6-14'] * 5)},,,{','.join(['14-22'] * 5)},,\n"
    with pytest.raises(InputError, match="check one week at a time"):
        check(read(text), requirement([0] * 336), LAW)
    assert check(read(text), None, LAW).violations.empty
