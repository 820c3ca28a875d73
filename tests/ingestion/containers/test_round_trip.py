"""Tables in any dialect, encoding and container come back cell by cell, or are asked about."""

import datetime as dt
import gzip
import io
import random
import sys
import zipfile

import pytest
import xlsxwriter

from sparing import few
from wfm.ingestion.asking import Question
from wfm.ingestion.containers import sheets

HEADERS = {
    "en": ["Start", "Queue", "Calls offered", "AHT (sec)", "Note"],
    "de": ["Datum", "Warteschlange", "Angebotene Anrufe", "Mittlere Bearbeitungszeit", "Größe"],
    "fr": ["Date", "File", "Appels présentés", "Durée moyenne de traitement", "Remarque"],
    "es": ["Fecha", "Cola", "Llamadas ofrecidas", "Duración media", "Nota"],
    "ru": ["Дата", "Очередь", "Поступило", "Среднее время обработки", "Примечание"],
    "et": ["Kuupäev", "Järjekord", "Saabunud kõned", "Keskmine käsitlusaeg", "Märkus"],
    "zh": ["日期", "队列", "来话量", "平均处理时长", "备注"],
    "tw": ["日期", "佇列", "來話量", "平均處理時間", "備註"],
}
QUEUES = {
    "en": ["Sales, UK", "Support", "VIP; gold"],
    "de": ["Büro Köln", "Größe", "Über uns"],
    "fr": ["Crème brûlée", "Accès", "Été"],
    "es": ["España", "Atención", "Señal"],
    "ru": ["Продажи", "Поддержка", "Счета"],
    "et": ["Müük", "Õhtune tugi", "Äri"],
    "zh": ["客户服务", "销售", "技术支持"],
    "tw": ["客戶服務", "銷售", "技術支援"],
}
ENCODINGS = {
    "en": ["cp1252"],
    "de": ["cp1252", "cp850", "iso8859-15"],
    "fr": ["cp1252", "mac-roman"],
    "es": ["cp1252", "iso8859-15"],
    "ru": ["cp1251", "koi8-r", "cp866"],
    "et": ["cp1257", "cp1252"],
    "zh": ["gb18030"],
    "tw": ["cp950"],
}
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]
NOTES = ["", "", "", "fog, late start", 'line "B" down', "a; b", "two\nlines", "5|6", "it's"]
CLOCKS = ["%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%m/%d/%Y %I:%M %p", "%Y-%m-%dT%H:%M:%S+01:00"]


def table(rng: random.Random, language: str) -> list[list[str]]:
    """Make a table of a few intervals, titles above and a footer below in some."""
    clock, comma = rng.choice(CLOCKS), rng.random() < 0.4
    start = dt.datetime(2026, rng.randint(1, 12), rng.randint(1, 28), 8)
    notes = rng.sample(NOTES, 3)
    rows = [HEADERS["en" if rng.random() < 0.2 else language]]
    for i in range(rng.choice([1, 2, 9, 48])):
        aht = f"{rng.uniform(100, 600):.{rng.choice([1, 2])}f}"
        rows.append(
            [
                (start + dt.timedelta(minutes=30 * i)).strftime(clock),
                rng.choice(QUEUES[language]),
                str(rng.randint(0, 200)),
                aht.replace(".", ",") if comma else aht,
                rng.choice(notes),
            ]
        )
    if rng.random() < 0.3:
        rows = [["Report 7"], [""], *rows, ["Total"]]
    return rows


def written(rows: list[list[str]], rng: random.Random, language: str) -> tuple[bytes, str]:
    """Write a table in a dialect and an encoding; also say which."""
    delimiter = rng.choice([",", ";", "\t", "|"])
    end, every = rng.choice(["\n", "\r\n", "\r"]), rng.random() < 0.2
    behind = " " if rng.random() < 0.1 and delimiter != "\t" else ""
    lines = []
    for row in rows:
        quoted = [
            '"' + cell.replace('"', '""') + '"'
            if every or any(sign in cell for sign in (delimiter, '"', "\n"))
            else cell
            for cell in row
        ]
        lines.append((delimiter + behind).join(quoted) + end)
    encoding = rng.choice(UNICODE + ENCODINGS[language])
    return "".join(lines).encode(encoding), f"{delimiter + behind!r} {encoding}"


def packed(data: bytes, rng: random.Random) -> bytes:
    if rng.random() < 0.2:
        return gzip.compress(data)
    if rng.random() < 0.2:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("export.csv", data)
        return out.getvalue()
    return data


def whole(rows: list[list[str]]) -> list[list[str]]:
    """Fill short rows up."""
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


@pytest.mark.parametrize("count", few(1, [200, 500]))
def test_texts_come_back_or_are_asked_about(capsys: pytest.CaptureFixture[str], count: int) -> None:
    rng = random.Random(20261128)
    asked = []
    for i in range(count):
        language = rng.choice(list(HEADERS))
        rows = table(rng, language)
        data, how = written(rows, rng, language)
        try:
            (sheet,) = sheets(packed(data, rng), "f.csv")
        except Question as question:
            asked.append(f"{i} {language} {how}: {question}")
        else:
            assert sheet.cells.to_numpy().tolist() == whole(rows), (i, language, how)
    with capsys.disabled():
        sys.stdout.write(
            f" {1 - len(asked) / count:.1%} of {count} tables read without a question "
        )
    assert len(asked) <= 0.1 * count, asked


def test_workbooks_come_back() -> None:
    rng = random.Random(7)
    for language in HEADERS:
        rows = table(rng, language)
        out = io.BytesIO()
        with xlsxwriter.Workbook(out) as book:
            sheet = book.add_worksheet()
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    sheet.write_string(i, j, cell)
        (found,) = sheets(packed(out.getvalue(), rng), "f.csv")
        assert found.cells.to_numpy().tolist() == whole(rows)
