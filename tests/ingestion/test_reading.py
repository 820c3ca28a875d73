"""Exports of many systems and languages into one and the same history."""

import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from exports import AHT, CALLS, export, history, reading
from wfm import tables
from wfm.errors import InputError, OptionError
from wfm.ingestion.asking import Question
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.reading import read

# A header and a row of a system; all hold the same two days.
EXPORTS = {
    "Avaya": (
        "ROW_DATE,STARTTIME,INTRVL,SPLIT,CALLSOFFERED,ACDCALLS,ABNCALLS,ACDTIME,I_ACDTIME",
        "{day},{time},30,12,{offered},{answered},{lost},{total},99999",
    ),
    "Genesys": (
        "Interval Start,Media Type,Queue Name,Offer,Answer,Abandon,ASA,Handle,Avg Handle",
        "{day} {time},voice,Help,{offered},{answered},{lost},9,{answered},{aht}",
    ),
    "Genesys import": (
        "Interval Start UTC Date,Queue,Offered,Interactions Handled,Total Handle Time (Seconds)",
        "{day} {time},Help,{offered},{answered},{total}",
    ),
    "Connect": (
        (
            "Queue,StartInterval,Contacts queued,Contacts handled,Contacts abandoned,"
            "Average handle time,Service level 60 seconds"
        ),
        "Help,{day} {time},{offered},{answered},{lost},{aht},87%",
    ),
    "UCCE": (
        "DateTime,Interval,Call Type,CallsOffered,CallsHandled,CallsAband,HandleTime",
        "{day} {time},30,Help,{offered},{answered},{lost},{total}",
    ),
    "calls answered and lost": (
        "Date,Time,Answered,Abandoned,AHT",
        "{day},{time},{answered},{lost},{aht}",
    ),
    "parts": (
        "Date,Time,Calls Offered,Calls Answered,Avg Talk Time,Avg Wrap Time",
        "{day},{time},{offered},{answered},{aht},0",
    ),
    "German": (
        "Datum;Uhrzeit;Angebotene Anrufe;Angenommene Anrufe;Verlorene Anrufe;Ø Bearbeitungszeit",
        "{day};{time};{offered};{answered};{lost};{clock}",
    ),
    "French": (
        "Date;Heure;Appels présentés;Appels traités;Appels abandonnés;DMT (s)",
        "{day};{time};{offered};{answered};{lost};{aht},0",
    ),
    "Spanish": (
        "Fecha;Hora;Llamadas ofrecidas;Llamadas atendidas;Llamadas abandonadas;TMO",
        "{day};{time};{offered};{answered};{lost};{aht}",
    ),
    "Chinese": (
        "日期,时间,来话量,接听量,放弃量,平均处理时长（秒）",
        "{day},{time},{offered},{answered},{lost},{aht}",
    ),
    "Chinese of Taiwan": (
        "日期,時間,來話量,接聽量,放棄量,平均處理時間",
        "{day},{time},{offered},{answered},{lost},{clock}",
    ),
    "Russian": (
        "Дата;Время;Поступило вызовов;Обработано;Потеряно;Среднее время обработки",
        "{day};{time};{offered};{answered};{lost};{aht}",
    ),
    "Estonian": (
        "Kuupäev;Kellaaeg;Saabunud kõned;Vastatud kõned;Katkestatud;Keskmine käsitlusaeg",
        "{day};{time};{offered};{answered};{lost};{aht}",
    ),
    "Vietnamese": (
        "Ngày,Giờ,Cuộc gọi đến,Cuộc gọi trả lời,Cuộc gọi nhỡ,Thời gian xử lý trung bình",
        "{day},{time},{offered},{answered},{lost},{aht}",
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_every_system_and_language_gives_the_same_history(name: str) -> None:
    found = history(export(*EXPORTS[name]))
    assert found["calls"].tolist() == CALLS * 2
    assert found["aht_seconds"].tolist() == pytest.approx(AHT * 2, abs=1e-9)
    assert found["interval_start"].dt.tz_localize(None).iloc[[0, -1]].tolist() == [
        pd.Timestamp("2026-02-13T08:00"),
        pd.Timestamp("2026-02-14T11:30"),
    ]


def test_what_was_assumed_is_said_in_a_line() -> None:
    header = "Date,Time,Calls Offered,Calls Answered,Avg Handle Time"
    found = reading(export(header, "{day},{time},{offered},{answered},{clock}") + "Total,,238,,\n")
    assert found.said == (
        (
            "read 16 rows: calls = 'Calls Offered', AHT = 'Avg Handle Time' (m:ss), day first, "
            "rows of 'Total' left out"
        ),
    )


def test_the_result_is_a_history_as_the_plain_file_gives_it() -> None:
    plain = "".join(
        f"2026-02-13T{8 + row // 2:02d}:{row % 2 * 3}0,{calls},{aht:g}\n"
        for row, (calls, aht) in enumerate(zip(CALLS, AHT, strict=True))
    )
    wanted = tables.read(f"interval_start,calls,aht_seconds\n{plain}", tables.HISTORY, "plain.csv")
    found = history(export("Datum;Zeit;Anrufe;AHT", "{day};{time};{offered};{aht}", ["13.02.2026"]))
    pd.testing.assert_frame_equal(
        found.reset_index(drop=True), wanted.reset_index(drop=True), check_exact=True
    )


def test_merged_days_are_filled_down() -> None:
    text = export("Date,Time,Offered", "{day},{time},{offered}")
    seen: list[str] = []
    lines = []
    for line in text.splitlines():
        day, rest = line.split(",", 1)
        lines.append(f",{rest}" if day in seen else line)
        seen.append(day)
    assert history("\n".join(lines))["calls"].tolist() == CALLS * 2


def test_a_workbook_of_two_histories_is_asked_about(tmp_path: Path) -> None:
    rows = history(export("Date,Time,Offered", "{day},{time},{offered}"))
    sheet = rows.assign(Start=rows["interval_start"], Offered=rows["calls"])[["Start", "Offered"]]
    import xlsxwriter

    path = tmp_path / "calls.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        for name in ("Billing", "Sales"):
            page = book.add_worksheet(name)
            page.write_row(0, 0, list(sheet))
            for place, (start, calls) in enumerate(sheet.itertuples(index=False), 1):
                page.write_datetime(place, 0, start)
                page.write_number(place, 1, calls)
        book.add_worksheet("Notes").write(0, 0, "made by hand")
    data = path.read_bytes()
    with pytest.raises(Question, match=r"2 sheets hold a history: give --sheet 'Billing' \(16"):
        read([(data, "calls.xlsx")])
    found = read([(data, "calls.xlsx")], ReadOptions(sheet="Sales"))
    assert found.frame["calls"].tolist() == CALLS * 2
    assert "of sheet 'Sales'" in found.said[0]


def test_a_file_of_days_is_refused_with_what_to_do() -> None:
    text = "Date,Offered\n2026-02-13,400\n2026-02-14,380\n2026-02-15,90\n"
    with pytest.raises(InputError, match=r"the rows are days.*give --profile FILE"):
        history(text)


def test_a_unit_that_there_is_not_is_refused() -> None:
    with pytest.raises(OptionError, match="aht_unit: 'fortnights' is not one of"):
        history(export("Date,Time,Offered", "{day},{time},{offered}"), aht_unit="fortnights")


def test_a_packed_file_is_unpacked() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("calls.csv", export("Date,Time,Offered", "{day},{time},{offered}"))
    assert read([(data.getvalue(), "calls.zip")]).frame["calls"].tolist() == CALLS * 2


def test_rows_of_several_media_are_asked_about_not_added_up() -> None:
    rows = [f"2026-02-03,{h:02}:00,{medium},7,250" for h in range(8, 12) for medium in MEDIA]
    text = "\n".join(["Date,Time,Media Type,Offered,AHT", *rows, ""]).encode()
    with pytest.raises(Question, match="--queue-column 'Media Type'"):
        read([(text, "f.csv")])
    assert len(read([(text, "f.csv")], ReadOptions(queue_column="Media Type")).frame) == 8
    assert read([(text, "f.csv")], ReadOptions(repeats="add")).frame["calls"].eq(14).all()


MEDIA = ("voice", "chat")


def test_hours_beside_their_halves_are_left_out() -> None:
    rows = [
        f"2026-02-03,{begin:%H:%M} - {begin + pd.Timedelta(minutes=length):%H:%M},{calls},250"
        for hour in range(8, 12)
        for begin, length, calls in (
            (pd.Timestamp(2026, 2, 3, hour), 60, 12),
            (pd.Timestamp(2026, 2, 3, hour), 30, 7),
            (pd.Timestamp(2026, 2, 3, hour, 30), 30, 5),
        )
    ]
    text = "\n".join(["Date,Interval,Calls,AHT", *rows, ""]).encode()
    found = read([(text, "f.csv")])
    assert found.frame["calls"].to_list() == [7, 5] * 4
    assert "rows of longer intervals left out" in found.said[0]


@pytest.mark.parametrize("name", ["All Queues", "Alle Warteschlangen", "Все очереди", "全部队列"])
def test_a_queue_that_adds_up_the_others_is_left_out(name: str) -> None:
    rows = [
        f"2026-02-03,{hour:02}:00,{queue},{calls},250"
        for hour in range(8, 12)
        for queue, calls in (("Sales", 7), ("Service", 5), (name, 12))
    ]
    text = "\n".join(["Date,Time,Queue,Calls,AHT", *rows, ""]).encode()
    assert set(read([(text, "f.csv")]).frame["queue"]) == {"Sales", "Service"}


def test_the_unit_of_a_call_log_holds_once() -> None:
    rows = [f"2026-02-03 {h:02}:{m:02}:13,240000" for h in range(8, 12) for m in (3, 17, 41)]
    text = "\n".join(["Call Start,Handle Time", *rows, ""]).encode()
    found = read([(text, "f.csv")], ReadOptions(aht_unit="milliseconds"))
    assert found.frame["aht_seconds"].eq(240).all()
