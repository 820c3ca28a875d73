"""Rows of one interval, short steps, days, and what stands twice."""

import pytest

from exports import AHT, CALLS, export, history, reading
from wfm.errors import InputError, OptionError
from wfm.ingestion.asking import Question

HEADER, ROW = "Queue,Date,Time,Offered,Answered,AHT", "Help,{day},{time},{offered},{answered},{aht}"


def minutes(step: int, count: int, calls: int = 2, aht: int = 240) -> str:
    lines = ["Start,Offered,AHT"]
    for row in range(count):
        at = row * step
        lines.append(f"2026-02-13 {8 + at // 60:02d}:{at % 60:02d},{calls},{aht + row}")
    return "\n".join(lines)


def test_rows_of_one_interval_add_up_and_handling_time_is_weighted() -> None:
    text = (
        "Start,Agent,Offered,AHT\n"
        "2026-02-13 08:00,Ann,9,200\n2026-02-13 08:00,Bob,3,400\n"
        "2026-02-13 08:30,Ann,4,200\n2026-02-13 08:30,Bob,0,0\n"
    )
    found = reading(text)
    assert found.frame["calls"].tolist() == [12, 4]
    assert found.frame["aht_seconds"].tolist() == [250, 200]
    assert "rows of one interval added up" in found.said[0]


def test_a_file_that_stands_twice_is_asked_about() -> None:
    text = export(HEADER, ROW)
    twice = text + text.partition("\n")[2]
    with pytest.raises(Question, match="16 rows stand twice") as asked:
        history(twice)
    assert list(asked.value.readings) == ["--repeats once", "--repeats add"]
    assert history(twice, repeats="once")["calls"].tolist() == CALLS * 2
    assert history(twice, repeats="add")["calls"].tolist() == [2 * calls for calls in CALLS * 2]


def test_newest_first_and_interleaved_queues_are_put_in_order() -> None:
    lines = export(HEADER, ROW).splitlines()
    other = [line.replace("Help", "Sales") for line in lines[1:]]
    mixed = [line for pair in zip(lines[1:], other, strict=True) for line in pair]
    found = history("\n".join([lines[0], *reversed(mixed)]))
    assert found["queue"].tolist() == ["Sales"] * 16 + ["Help"] * 16
    assert found["calls"].tolist() == CALLS * 4
    assert found["aht_seconds"].tolist() == AHT * 4


def test_short_steps_add_up_to_a_quarter_of_an_hour_or_what_is_asked_for() -> None:
    found = reading(minutes(5, 12))
    assert found.frame["calls"].tolist() == [6, 6, 6, 6]
    assert found.frame["aht_seconds"].iloc[0] == 241
    assert found.said[1] == "5-minute rows added up to 15 minutes"
    assert history(minutes(5, 12), interval=30)["calls"].tolist() == [12, 12]
    assert history(minutes(10, 6))["calls"].tolist() == [6, 6]
    assert history(minutes(1, 60), interval=60)["calls"].tolist() == [120]
    assert history(minutes(15, 8), interval=60)["calls"].tolist() == [8, 8]


def test_a_step_that_makes_no_interval_is_refused() -> None:
    with pytest.raises(InputError, match="the rows are 20 minutes apart"):
        history(minutes(20, 6))
    with pytest.raises(OptionError, match="15 minutes cannot be made of rows of 30 minutes"):
        history(minutes(30, 6), interval=15)


def test_daily_rows_beside_shorter_ones_are_left_out() -> None:
    header = "QueueName,TimeStamp,IntervalDuration,IncomingContactVolume,AverageHandleTime"
    text = export(header, "Help,{day} {time},30mins,{offered},{aht}")
    text += "Help,13.02.2026 0:00,daily,119,240\nHelp,14.02.2026 0:00,daily,119,240\n"
    found = reading(text)
    assert found.frame["calls"].tolist() == CALLS * 2
    assert "daily rows left out" in found.said[0]


def test_days_that_add_up_the_rows_beside_them_are_left_out() -> None:
    text = export("Start,Offered", "{day} {time},{offered}")
    text += "13.02.2026,119\n14.02.2026,119\n"
    found = reading(text)
    assert found.frame["calls"].tolist() == CALLS * 2
    assert "left out" in found.said[0]


def test_a_day_that_does_not_add_up_the_rows_beside_it_is_refused() -> None:
    text = export("Start,Offered", "{day} {time},{offered}")
    with pytest.raises(InputError, match=r"line 18.*is a day without a time"):
        reading(text + "13.02.2026,118\n14.02.2026,121\n")


def test_a_queue_that_adds_up_the_others_is_left_out() -> None:
    text = export(HEADER, ROW)
    text += export(HEADER, ROW.replace("Help", "Sales")).partition("\n")[2]
    total = "Total,{day},{time}," + "{offered},{answered},{aht}"
    rows = [line.split(",") for line in export(HEADER, total).splitlines()[1:]]
    text += "\n".join(",".join([*r[:3], str(2 * int(r[3])), r[4], r[5]]) for r in rows)
    assert list(history(text)["queue"].unique()) == ["Help", "Sales"]


def test_handling_time_of_nobody_is_missing() -> None:
    text = "Start,Offered,Answered,AHT\n" + "".join(
        f"2026-02-13 {hour:02d}:00,3,{answered},{aht}\n"
        for hour, (answered, aht) in enumerate([(3, "240"), (0, "0"), (0, "--"), (3, "250")], 8)
    )
    assert history(text)["aht_seconds"].isna().tolist() == [False, True, True, False]


def test_few_intervals_that_stand_twice_are_asked_about() -> None:
    days = [f"{day}.02.2026" for day in range(13, 23)]
    text = export("Start,Offered", "{day} {time},{offered}", days) + "13.02.2026 8:00,20\n"
    with pytest.raises(Question, match="T08:00 stands twice, with 18 and 20 calls"):
        history(text)
    assert history(text, repeats="last")["calls"].iloc[0] == 20
    assert history(text, repeats="add")["calls"].iloc[0] == 38


def test_few_intervals_of_two_agents_add_up() -> None:
    days = [f"{day}.02.2026" for day in range(13, 23)]
    text = export("Start,Agent,Answered", "{day} {time},Ann,{answered}", days)
    assert history(text + "13.02.2026 8:00,Bob,20\n")["calls"].iloc[0] == 37
