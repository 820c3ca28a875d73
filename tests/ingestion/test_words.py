"""What the names of columns say, in twelve systems and eight languages."""

import pytest

from wfm.ingestion.folding import fold
from wfm.ingestion.totals import is_footer, is_total
from wfm.ingestion.units_in_names import unit_of
from wfm.ingestion.words import meaning, meanings

# Header, and role of each of its columns.
HEADERS = {
    "Avaya tables": (
        (
            "ROW_DATE,STARTTIME,INTRVL,ACD,SPLIT,CALLSOFFERED,ACDCALLS,ABNCALLS,ACDTIME,ACWTIME,"
            "HOLDACDTIME,I_ACDTIME"
        ),
        "date,time,length,other,queue,calls,answered,lost,talk,wrap,hold,other",
    ),
    "Avaya reports": (
        "Time,Avg Speed Ans,ACD Calls,Avg ACD Time,Avg ACW Time,Aban Calls",
        "time,other,answered,talk,wrap,lost",
    ),
    "Genesys": (
        (
            "Interval Start,Interval End,Media Type,Queue Name,Offer,Answer,Abandon,ASA,Handle,"
            "Avg Handle,Total Handle,Avg ACW"
        ),
        "start,end,media,queue,calls,answered,lost,other,answered,handling,handling,wrap",
    ),
    "Connect": (
        (
            "StartInterval,EndInterval,Contacts queued,Contacts handled,Contacts abandoned,"
            "Average handle time,Average queue answer time"
        ),
        "start,end,calls,answered,lost,handling,other",
    ),
    "UCCX": (
        (
            "CSQ Name,Interval Start Time,Interval End Time,Calls Presented,Calls Handled,"
            "Calls Abandoned,Avg Handle Time,Max Handle Time"
        ),
        "queue,start,end,calls,answered,lost,handling,other",
    ),
    "UCCE": (
        "DateTime,Interval,Call Type,CallsOffered,CallsHandled,CallsAband,HandleTime",
        "start,length,queue,calls,answered,lost,handling",
    ),
    "German": (
        "Datum,Uhrzeit,Angebotene Anrufe,Angenommene Anrufe,Verlorene Anrufe,Ø Bearbeitungszeit",
        "date,time,calls,answered,lost,handling",
    ),
    "French": (
        "Date,Heure,Appels présentés,Appels traités,Appels abandonnés,DMT",
        "date,time,calls,answered,lost,handling",
    ),
    "Spanish": (
        "Fecha,Hora,Llamadas ofrecidas,Llamadas atendidas,Llamadas abandonadas,TMO",
        "date,time,calls,answered,lost,handling",
    ),
    "simplified Chinese": (
        "日期,时间,来话量,接听量,放弃量,平均处理时长,接听率",
        "date,time,calls,answered,lost,handling,other",
    ),
    "traditional Chinese": (
        "日期,時間,來話量,接聽量,放棄量,平均處理時間",
        "date,time,calls,answered,lost,handling",
    ),
    "Russian": (
        "Дата,Время,Поступило вызовов,Обработано,Потеряно,Среднее время обработки",
        "date,time,calls,answered,lost,handling",
    ),
    "Estonian": (
        "Kuupäev,Kellaaeg,Saabunud kõned,Vastatud kõned,Katkestatud,Keskmine käsitlusaeg",
        "date,time,calls,answered,lost,handling",
    ),
    "Vietnamese": (
        "Ngày,Giờ,Cuộc gọi đến,Cuộc gọi trả lời,Cuộc gọi nhỡ,Thời gian xử lý trung bình",
        "date,time,calls,answered,lost,handling",
    ),
}


@pytest.mark.parametrize("name", HEADERS)
def test_the_columns_of_a_header_are_known(name: str) -> None:
    header, roles = HEADERS[name]
    assert [m.role for m in meanings(header.split(","))] == roles.split(",")


@pytest.mark.parametrize(
    ("name", "statistic"),
    [
        ("Avg Handle Time", "average"),
        ("Total Handle Time (Seconds)", "total"),
        ("AHT", "average"),
        ("Ø Bearbeitungszeit", "average"),
        ("平均处理时长", "average"),
        ("总处理时长", "total"),
        ("Handle Time", None),
    ],
)
def test_averages_and_totals_are_told_apart(name: str, statistic: str | None) -> None:
    assert meaning(name).role == "handling"
    assert meaning(name).statistic == statistic


@pytest.mark.parametrize(
    "name",
    ["Calls Offered Forecast", "Max Handle Time", "Calls Answered Within 20 Sec", "% Abandoned",
     "Service Level", "Avg Speed of Answer", "Agents Staffed", "接听率", "Wartezeit"],
)  # fmt: skip
def test_what_is_no_history_is_known_as_such(name: str) -> None:
    assert meaning(name).role in {"other", "agent"}


def test_a_word_that_nobody_knows_makes_a_name_uncertain() -> None:
    assert meaning("Calls Offered").certain
    assert not meaning("Calls Offered Wolverhampton").certain
    assert meaning("Wolverhampton").role is None


@pytest.mark.parametrize(
    ("name", "unit"),
    [("AHT (sec)", "seconds"), ("talk_time_ms", "milliseconds"), ("Handle Time [min]", "minutes"),
     ("平均处理时长（秒）", "seconds"), ("Total Handle Time, s", "seconds"), ("Calls", None),
     ("AHT (h:mm:ss)", None)],
)  # fmt: skip
def test_the_unit_of_a_name(name: str, unit: str | None) -> None:
    assert unit_of(name) == unit


def test_folding_takes_case_width_accents_and_signs() -> None:
    assert fold("\ufeffCalls_Offered") == fold("ＣＡＬＬＳ offered") == "callsoffered"
    assert fold("Kuupäev") == "kuupaev"


@pytest.mark.parametrize("cell", ["Total", "Totals", "Summe", "Grand Total:", "合计", "Итого",
                                  "Kokku", "Tổng cộng", "Total 02/02/2026"])  # fmt: skip
def test_words_of_totals(cell: str) -> None:
    assert is_total(cell)


def test_other_cells_are_no_totals() -> None:
    assert not is_total("Support")
    assert not is_total("2026-02-02")
    assert not is_total("Total Care", alone=True)


@pytest.mark.parametrize("cell", ["Printed on 3 May 2026", "Gedruckt am 3.5.2026", "导出时间 2026"])
def test_lines_about_the_report(cell: str) -> None:
    assert is_footer(cell)
