"""Asterisk's log of queues: events of calls, counted by the half hour in which they arrive."""

import datetime as dt

import numpy as np
import pytest

from sheets import rows_of, sheet_of, sheet_of_rows
from wfm.errors import InputError
from wfm.ingestion.layouts import to_long
from wfm.ingestion.options import ReadOptions

PLAIN = ReadOptions()
EIGHT = int(dt.datetime(2026, 2, 2, 8, tzinfo=dt.UTC).timestamp())
LOG = f"""\
{EIGHT - 60}|NONE|NONE|NONE|QUEUESTART|
{EIGHT - 50}|MANAGER|support|SIP/100|ADDMEMBER|
{EIGHT + 10}|c1|support|NONE|ENTERQUEUE||5551|1
{EIGHT + 30}|c1|support|SIP/100|CONNECT|20|m1|4
{EIGHT + 40}|c2|support|NONE|ENTERQUEUE||5552|1
{EIGHT + 43}|c2|support|NONE|ABANDON|1|1|3
{EIGHT + 230}|c1|support|SIP/100|COMPLETEAGENT|20|200|1
{EIGHT + 1790}|c3|support|NONE|ENTERQUEUE||5553|1
{EIGHT + 1810}|c3|support|SIP/100|CONNECT|20|m3|4
{EIGHT + 1910}|c3|support|SIP/100|BLINDTRANSFER|200|default|20|100|1
{EIGHT + 1911}|c3|sales|NONE|ENTERQUEUE||5553|1
{EIGHT + 1990}|c3|sales|NONE|EXITWITHTIMEOUT|1|1|79
{EIGHT + 5400}|c4|support|NONE|ENTERQUEUE||5554|1
{EIGHT + 5401}|c4|support|SIP/100|RINGNOANSWER|1000
{EIGHT + 5405}|c4|support|NONE|EXITWITHTIMEOUT|1|1|5
{EIGHT + 5406}|c4|support|NONE|ENTERQUEUE||5554|1
{EIGHT + 5420}|c4|support|SIP/100|CONNECT|14|m4|4
{EIGHT + 5480}|c4|support|SIP/100|COMPLETECALLER|14|60|1
"""


def test_calls_are_counted_where_they_arrive() -> None:
    sheet = to_long(sheet_of(LOG, "|"), PLAIN)
    assert rows_of(sheet) == [
        "queue,interval_start,calls,answered,aht_seconds",
        "support,2026-02-02T08:00+00:00,3,2,150.0",
        "support,2026-02-02T08:30+00:00,0,0,",
        "support,2026-02-02T09:00+00:00,0,0,",
        "support,2026-02-02T09:30+00:00,1,1,60.0",
        "sales,2026-02-02T08:30+00:00,1,0,",
    ]
    assert sheet.said == (
        "queue log: calls = ENTERQUEUE, AHT = time talked",
        "its seconds are UTC",
        "no after-call work in it (--acw 30s adds it)",
        "1 call that entered a queue again counted once",
        "calls counted by 30 minutes of arrival",
        "2 intervals without a call taken for 0",
    )


def test_lines_that_nobody_split_are_split() -> None:
    whole = sheet_of_rows([[line] for line in LOG.splitlines()], "queue_log")
    assert rows_of(to_long(whole, PLAIN)) == rows_of(to_long(sheet_of(LOG, "|"), PLAIN))


def test_options_add_work_and_leave_out_short_calls() -> None:
    options = ReadOptions(acw=30.0, short_abandon=5.0, interval=60, timezone="Asia/Kolkata")
    sheet = to_long(sheet_of(LOG, "|"), options)
    assert rows_of(sheet)[1:4] == [
        "support,2026-02-02T13:00+05:30,2,2,180.0",
        "support,2026-02-02T14:00+05:30,0,0,",
        "support,2026-02-02T15:00+05:30,1,1,90.0",
    ]
    assert "1 call that hung up within 5 s left out" in sheet.said
    assert "30 s of after-call work added to each" in sheet.said


def test_a_log_without_calls_is_refused() -> None:
    text = "\n".join(LOG.splitlines()[:2] * 3)
    with pytest.raises(InputError, match="no call enters a queue"):
        to_long(sheet_of(text, "|"), PLAIN)


def test_every_call_is_counted_once() -> None:
    rng = np.random.default_rng(7)
    seconds = np.sort(rng.integers(0, 40 * 86400, 5_000))
    text = "".join(
        f"{EIGHT + s}|c{i}|q{i % 3}|NONE|ENTERQUEUE||5|1\n" for i, s in enumerate(seconds)
    )
    cells = to_long(sheet_of(text, "|"), ReadOptions(timezone="Europe/Berlin")).cells
    assert sum(cells[2][1:]) == 5_000
    # Without talk there is no handling time, and nothing is made up.
    assert list(cells.iloc[0]) == ["queue", "interval_start", "calls"]
    assert not cells[[0, 1]].duplicated().any()


def test_the_log_as_a_table_of_a_database() -> None:
    lines = [line.split("|") for line in LOG.splitlines()]
    head = ["id", "time", "callid", "queuename", "agent", "event", "data1", "data2", "data3"]
    rows = [[str(i), *line[:8]] for i, line in enumerate(lines)]
    assert rows_of(to_long(sheet_of_rows([head, *rows]), PLAIN))[1].endswith(
        "08:00+00:00,3,2,200.0"
    )


@pytest.mark.parametrize("head", [["time", "callid", "queuename", "agent", "event"], None])
def test_the_log_may_have_dates_instead_of_seconds(head: list[str] | None) -> None:
    rows = [line.split("|") for line in LOG.splitlines()]
    rows = [[f"{dt.datetime.fromtimestamp(int(r[0]), dt.UTC):%Y-%m-%d %H:%M:%S}", *r[1:]]
            for r in rows]  # fmt: skip
    named = [] if head is None else [[*head, *(f"data{i}" for i in range(1, 6))]]
    sheet = to_long(sheet_of_rows([*named, *rows]), PLAIN)
    assert rows_of(sheet)[1] == "support,2026-02-02T08:00,3,2,150.0"
    assert "its seconds are UTC" not in sheet.said
    with pytest.raises(InputError, match=r"line \d+: 'soon' is no moment of arrival"):
        to_long(sheet_of_rows([*named, *rows[:10], ["soon", *rows[10][1:]], *rows[11:]]), PLAIN)
