"""A row a call: counted by the interval of arrival, and weighed by what was answered."""

import datetime as dt

import numpy as np
import pytest

from sheets import rows_of, sheet_of, sheet_of_rows
from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.layouts import to_long
from wfm.ingestion.options import ReadOptions

PLAIN = ReadOptions()


def long(text: str, delimiter: str = ",", options: ReadOptions = PLAIN) -> list[str]:
    return rows_of(to_long(sheet_of(text, delimiter), options))


ZENDESK = """\
created_at,direction,talk_time,wrap_up_time,wait_time
2026-02-02T08:03:13Z,inbound,200,30,24
2026-02-02T08:29:59Z,inbound,100,20,24
2026-02-02T08:31:18Z,inbound,0,0,3
2026-02-02T08:40:18Z,outbound,300,0,0
2026-02-02T09:15:18Z,inbound,50,10,1
"""


def test_calls_are_counted_by_the_half_hour_in_which_they_arrive() -> None:
    sheet = to_long(sheet_of(ZENDESK), PLAIN)
    assert rows_of(sheet) == [
        "interval_start,calls,answered,aht_seconds",
        "2026-02-02T08:00+00:00,2,2,175.0",
        "2026-02-02T08:30+00:00,1,0,",
        "2026-02-02T09:00+00:00,1,1,60.0",
    ]
    assert sheet.said == (
        "1 outbound row left out",
        "a row a call, arrived at 'created_at'",
        "AHT = 'talk_time' + 'wrap_up_time' of answered calls",
        "calls counted by 30 minutes of arrival",
    )


def test_other_intervals_and_after_call_work() -> None:
    without = ZENDESK.replace("wrap_up_time", "agent")
    assert long(without, options=ReadOptions(interval=60, acw=5.0))[1:] == [
        "2026-02-02T08:00+00:00,3,2,155.0",
        "2026-02-02T09:00+00:00,1,1,55.0",
    ]


@pytest.mark.parametrize(
    ("instead", "name"), [("wrap_up_time", "wrap_up_time"), ("talk_time", "handle_time")]
)
def test_after_call_work_is_not_counted_twice(instead: str, name: str) -> None:
    log = ZENDESK.replace(instead, name)
    sheet = to_long(sheet_of(log), ReadOptions(acw=5.0))
    assert rows_of(sheet) == long(log)
    assert f"--acw not added: '{name}' holds after-call work" in sheet.said


def test_calls_that_hung_up_soon_are_left_out_by_option() -> None:
    sheet = to_long(sheet_of(ZENDESK), ReadOptions(short_abandon=5.0))
    assert rows_of(sheet)[2] == "2026-02-02T08:30+00:00,0,0,"
    assert "1 call that hung up within 5 s left out" in sheet.said
    without = ZENDESK.replace("wait_time", "note")
    with pytest.raises(InputError, match="needs a column of waiting times"):
        long(without, options=ReadOptions(short_abandon=5.0))


def test_intervals_without_a_call_are_zero_while_the_line_is_open() -> None:
    # Monday and Tuesday of two weeks from eight to nearly ten; a Monday without a single call.
    moments = ["02T08:01:10", "02T09:50:10", "03T08:01:10", "09T08:31:10", "16T08:01:10"]
    text = "start_time,call_id,talk_time\n" + "".join(
        f"2026-02-{moment},c{i},100\n" for i, moment in enumerate(moments)
    )
    rows = {row.split(",")[0]: row.split(",")[1] for row in long(text)[1:]}
    assert rows["2026-02-02T08:30"] == "0"
    assert rows["2026-02-09T08:00"] == "0"  # open on Mondays from eight
    assert "2026-02-02T10:00" not in rows  # never a call at ten
    assert not any(time.startswith("2026-02-10") for time in rows)  # nothing known of that day
    assert not any(time > "2026-02-16T08:00" for time in rows)


def test_legs_of_a_call_are_one_call_of_each_queue() -> None:
    text = (
        "CALL ID,TIMESTAMP,SKILL,CALL TYPE,TALK TIME,HOLD TIME,AFTER CALL WORK TIME,HANDLE TIME\n"
        "1,2026-02-02 08:03:10,Sales,Inbound,00:03:00,00:00:10,00:00:20,00:03:30\n"
        "1,2026-02-02 08:06:40,Sales,Inbound,00:01:00,00:00:00,00:00:30,00:01:30\n"
        "1,2026-02-02 08:08:40,Support,Inbound,00:02:00,00:00:00,00:00:30,00:02:30\n"
        "2,2026-02-02 08:09:11,Sales,Inbound,00:00:00,00:00:00,00:00:00,00:00:00\n"
        "3,2026-02-02 08:10:40,Support,Manual,00:02:00,00:00:00,00:00:30,00:02:30\n"
        "4,2026-02-02 08:11:40,Support,3rd party conference,00:02:00,00:00:00,00:00:30,00:02:30\n"
    )
    sheet = to_long(sheet_of(text), PLAIN)
    assert rows_of(sheet) == [
        "queue,interval_start,calls,answered,aht_seconds",
        "Sales,2026-02-02T08:00,2,1,300.0",
        "Support,2026-02-02T08:00,1,1,150.0",
    ]
    assert "1 row of the same 'CALL ID' joined" in sheet.said
    assert "1 internal row left out" in sheet.said
    counted = rows_of(to_long(sheet_of(text), ReadOptions(internal=True)))
    assert counted[2] == "Support,2026-02-02T08:00,2,2,150.0"


def test_ids_that_come_again_on_another_day_are_other_calls() -> None:
    text = "callid,time-start,time-answered,time-end\n" + "".join(
        f"{i % 2},2026-02-0{2 + i // 2} 08:0{i}:07,2026-02-0{2 + i // 2} 08:0{i}:17,"
        f"2026-02-0{2 + i // 2} 08:0{i}:57\n"
        for i in range(4)
    )
    assert long(text)[1:] == ["2026-02-02T08:00,2,2,40.0", "2026-02-03T08:00,2,2,40.0"]


def test_fractions_of_a_day_are_asked_about_by_their_average() -> None:
    text = "interaction_id,call_type,start_time,end_time,talk_time,holding_time\n" + "".join(
        f"i{i},{'inbound' if i else 'abandoned'},2026-02-02 08:0{i}:13,2026-02-02 08:09:59,"
        f"{0.0025 if i else 0},0.0001\n"
        for i in range(4)
    )
    with pytest.raises(Question, match=r"--aht-unit days \(216 seconds\)"):
        long(text)
    counted = long(text, options=ReadOptions(aht_unit="days"))
    assert counted[1] == f"2026-02-02T08:00,4,3,{86400 * 0.0026:.2f}"


def test_short_talks_do_not_make_the_unit_doubtful() -> None:
    rng = np.random.default_rng(3)
    talks = rng.exponential(120, 500).astype(int)
    text = "Start Time,Talk Time\n" + "".join(
        f"2026-02-02 08:{i // 10 % 60:02d}:{i % 60:02d},{talk}\n" for i, talk in enumerate(talks)
    )
    counted = [row.split(",") for row in long(text)[1:]]
    assert sum(int(row[1]) for row in counted) == 500
    with pytest.raises(Question, match="--aht-unit"):
        long("Start Time,Talk Time\n2026-02-02 08:00:07,0.17\n2026-02-02 08:03:09,0.19\n")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Anrufbeginn;Richtung;Gesprächszeit;Nachbearbeitung",
            "02.02.2026 08:0{i}:17;eingehend;3:00;0:20",
        ),
        (
            "Fecha inicio;Tipo;Tiempo de conversación;ACW",
            "02/02/2026 08:0{i}:17;Entrante;0:03:00;0:00:20",
        ),
        (
            "Call Date;Start Time;Direction;Talk Time;Wrap Up",
            "2/2/2026;8:0{i}:17 AM;In;180;20",
        ),
        (
            "开始时间;呼叫方向;通话时长;话后处理时长",
            "2026-02-02 08:0{i}:17;呼入;00:03:00;00:00:20",
        ),
        (
            "Начало;Направление;Время разговора;Постобработка",
            "02.02.2026 08:0{i}:17;входящий;180;20",
        ),
        (
            "Datetime (UTC);Direction;Duration (in call);Handle time",
            "2026-02-02 08:0{i}:17;inbound;180;200",
        ),
    ],
)
def test_logs_of_many_languages(header: str, row: str) -> None:
    text = "\n".join([header, *(row.format(i=i) for i in range(6)), ""])
    assert long(text, ";")[1] == "2026-02-02T08:00,6,6,200.0"


def test_the_answer_is_no_arrival() -> None:
    text = "Answered At,Ended At,Enqueue Time,Talk Time\n" + "".join(
        f"2026-02-02 08:3{i}:05,2026-02-02 08:35:05,2026-02-02 08:2{i}:55,120\n" for i in range(4)
    )
    assert long(text)[1] == "2026-02-02T08:00,4,4,120.0"


def test_moments_of_a_workbook() -> None:
    rows = [["Call Started", "Talk Time"]]
    moments = [dt.datetime(2026, 2, 2, 8, i, 7) for i in range(5)]
    sheet = sheet_of_rows([*rows, *([m, dt.timedelta(minutes=3)] for m in moments)])
    assert rows_of(to_long(sheet, PLAIN))[1] == "2026-02-02T08:00,5,5,180.0"


def test_titles_and_totals_are_no_calls() -> None:
    text = "Call report\n\n" + ZENDESK + "Total,,650,60,\n"
    assert rows_of(to_long(sheet_of(text), PLAIN))[1] == "2026-02-02T08:00+00:00,2,2,175.0"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2026-02-02T10:15:18Z,sideways,50,10,1", "'sideways' is no known direction of a call"),
        ("yesterday,inbound,50,10,1", "line 7: 'yesterday' is no moment of arrival"),
        ("2026-02-02T10:15:18Z,inbound,long,10,1", "line 7: 'long' is no length of time"),
    ],
)
def test_what_cannot_be_read_is_refused(row: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        long(ZENDESK + row + "\n")


def test_a_log_without_lengths_has_calls_only() -> None:
    text = "Call Started,Caller\n2026-02-02 08:03:13,555\n2026-02-02 08:09:14,556\n"
    sheet = to_long(sheet_of(text), PLAIN)
    assert rows_of(sheet) == ["interval_start,calls", "2026-02-02T08:00,2"]
    assert "no handling time in it" in sheet.said


def test_reports_of_intervals_are_no_logs() -> None:
    ends = "".join(f"2026-02-02 {8 + i // 2:02d}:{29 + i % 2 * 30}:59,5\n" for i in range(12))
    last = "2026-02-02 08:00,5,2026-02-02 08:29:13\n2026-02-02 08:30,5,2026-02-02 08:55:13\n"
    for text in (
        f"Start,Offered,Last call\n{last}",
        f"Timestamp,Calls\n{ends}",
        "start_time,calls\n2026-02-02 08:01,5\n2026-02-02 08:02,4\n2026-02-02 08:03,4\n",
    ):
        sheet = sheet_of(text)
        assert to_long(sheet, PLAIN) is sheet


def test_rows_that_count_calls_are_no_log_though_their_times_are_off_the_grid() -> None:
    text = "Start,Calls,AHT\n" + "".join(
        f"2026-02-02 {8 + i // 2:02d}:{i % 2 * 30:02d}:07,{4 + i % 3},200\n" for i in range(20)
    )
    assert long(text) == text.splitlines()


def _mixed(talk: str, wrap: str, name: str = "Wrap Time") -> str:
    rows = [f"2026-02-02 08:{minute:02}:13,{talk},{wrap}" for minute in range(3, 23, 4)]
    return "\n".join([f"Call Start,Talk Time,{name}", *rows, ""])


@pytest.mark.parametrize("talk", ["0:03:20", "3:20"])
def test_numbers_beside_written_times_are_of_a_unit_of_their_own(talk: str) -> None:
    with pytest.raises(Question, match="--aht-unit seconds"):
        long(_mixed(talk, "40"))
    told = [long(_mixed(talk, "40"), options=ReadOptions(aht_unit="seconds"))]
    told += [long(_mixed(talk, "40", "Wrap Time (sec)")), long(_mixed(talk, "0:00:40"))]
    assert {rows[1] for rows in told} == {"2026-02-02T08:00,5,5,240.0"}


@pytest.mark.parametrize("name", ["AgentInteractionDuration", "Duration (in call)", "billsec"])
def test_times_talked_are_known_by_the_names_of_systems(name: str) -> None:
    rows = [f"2026-02-02 08:{minute:02}:13,200,40" for minute in range(3, 23, 4)]
    text = "\n".join([f"Call Start,{name},AfterContactWorkDuration", *rows, ""])
    assert long(text)[1] == "2026-02-02T08:00,5,5,240.0"


def test_wrap_alone_is_no_handling_time() -> None:
    rows = [
        f"2026-02-02 08:{m:02}:10,2026-02-02 08:{m:02}:13,2026-02-02 08:{m + 3:02}:13,40"
        for m in range(3, 23, 4)
    ]
    text = "\n".join(["Call Start,Answered At,Ended At,Wrap Time (sec)", *rows, ""])
    assert long(text)[1] == "2026-02-02T08:00,5,5,220.0"
