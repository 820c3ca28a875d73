"""Hours and minutes, and parts of days, in columns of their own."""

from wfm.ingestion.options import ReadOptions
from wfm.ingestion.reading import read


def starts(header: str, form: str) -> list[str]:
    rows = [form.format(h=hour, m=minute) for hour in range(8, 12) for minute in (0, 30)]
    text = "\n".join([header, *rows, ""])
    frame = read([(text.encode(), "f.csv")], ReadOptions()).frame
    return [f"{start:%Y-%m-%dT%H:%M}" for start in frame["interval_start"]]


WANTED = [f"2026-02-03T{hour:02}:{minute}" for hour in range(8, 12) for minute in ("00", "30")]


def test_minutes_beside_hours_are_of_the_same_time() -> None:
    assert starts("Date,Hour,Minute,Calls,AHT", "2026-02-03,{h},{m},7,250") == WANTED


def test_year_month_and_day_are_one_day() -> None:
    form = "2026,2,3,{h}:{m:02d},7,250"
    assert starts("Year,Month,Day,Time,Calls,AHT", form) == WANTED
    form = "2026,2,3,{h},{m},7,250"
    assert starts("Year,Month,Day,Hour,Minute,Calls,AHT", form) == WANTED
