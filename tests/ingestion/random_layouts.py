"""Known histories, and files that hold them as some system might have written them.

Nothing here imports the reader: what a file says is decided before it is written.
"""

import datetime as dt
import gzip
import io
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import xlsxwriter

from ingestion.known_histories import Known, Row, known

Cell = str | int | float | dt.datetime | dt.date | dt.time | dt.timedelta


@dataclass
class Written:
    """A file, what it holds, and what a person would answer when asked about it."""

    name: str
    data: bytes
    known: Known
    has_queue: bool
    has_aht: bool
    has_answered: bool
    is_log: bool = False
    truth: dict[str, str] = field(default_factory=dict)
    style: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Words:
    """The header words of a system, or of a language."""

    date: str
    time: str
    start: str
    end: str
    queue: str
    offered: str
    answered: str
    lost: str
    aht: str
    total: str
    encodings: tuple[str, ...]
    names: tuple[str, ...]


_WEST = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
WORDS = {
    "wfm": Words("date", "time", "interval_start", "interval_end", "queue", "calls", "answered",
                 "abandoned", "aht_seconds", "Total", ("utf-8",), ("Sales", "Help desk")),
    "uccx": Words("Date", "Time", "Interval Start Time", "Interval End Time", "CSQ Name",
                  "Calls Presented", "Calls Handled", "Calls Abandoned", "Avg Handle Time",
                  "Total", _WEST, ("Billing", "Care_EN")),
    "genesys": Words("Date", "Time", "Interval Start", "Interval End", "Queue Name", "Offer",
                     "Answer", "Abandon", "Avg Handle", "Total", _WEST, ("Support", "Orders")),
    "connect": Words("Date", "Time", "StartInterval", "EndInterval", "Queue", "Contacts queued",
                     "Contacts handled", "Contacts abandoned", "Average handle time", "Total",
                     _WEST, ("BasicQueue", "VIP")),
    "plain": Words("Date", "Time", "Interval", "Interval end", "Skill", "Calls Offered",
                   "Calls Answered", "Calls Abandoned", "AHT", "Grand Total", _WEST,
                   ("Inbound", "Café & Co")),
    "de": Words("Datum", "Uhrzeit", "Intervallbeginn", "Intervallende", "Warteschlange",
                "Angebotene Anrufe", "Angenommene Anrufe", "Verlorene Anrufe",
                "Mittlere Bearbeitungszeit", "Summe", _WEST, ("Störung", "Aufträge")),
    "fr": Words("Date", "Heure", "Début", "Fin", "File", "Appels présentés", "Appels traités",
                "Appels abandonnés", "DMT", "Total", _WEST, ("Été", "Réclamations")),
    "es": Words("Fecha", "Hora", "Inicio", "Fin", "Cola", "Llamadas ofrecidas",
                "Llamadas atendidas", "Llamadas abandonadas", "TMO", "Total", _WEST,
                ("Atención", "Señal")),
    "zh": Words("日期", "时间", "开始时间", "结束时间", "队列", "呼入量", "接听量", "放弃量",
                "平均处理时长", "合计", ("utf-8", "utf-8-sig", "utf-16", "gb18030"),
                ("客服", "投诉")),
    "tw": Words("日期", "時間", "開始時間", "結束時間", "佇列", "來話量", "接聽量", "放棄量",
                "平均處理時間", "合計", ("utf-8", "utf-8-sig", "utf-16", "big5"),
                ("客服", "訂單")),
    "ru": Words("Дата", "Время", "Начало", "Конец", "Очередь", "Поступило", "Обработано",
                "Потеряно", "Среднее время обработки", "Итого",
                ("utf-8", "utf-8-sig", "utf-16", "cp1251"), ("Поддержка", "Заказы")),
    "et": Words("Kuupäev", "Kellaaeg", "Algus", "Lõpp", "Järjekord", "Saabunud kõned",
                "Vastatud kõned", "Katkestatud kõned", "Keskmine käsitlusaeg", "Kokku",
                ("utf-8", "utf-8-sig", "utf-16", "cp1257"), ("Müük", "Tugi")),
    "vi": Words("Ngày", "Giờ", "Bắt đầu", "Kết thúc", "Hàng đợi", "Cuộc gọi đến",
                "Cuộc gọi trả lời", "Cuộc gọi nhỡ", "Thời gian xử lý trung bình", "Tổng",
                ("utf-8", "utf-8-sig", "utf-16"), ("Kỹ thuật", "Bán hàng")),
}  # fmt: skip

# Dates as they are written, the order that --date-order calls them by, and whether it is certain.
DATES = {
    "iso": ("%Y-%m-%d", "ymd"),
    "slashes": ("%Y/%m/%d", "ymd"),
    "compact": ("%Y%m%d", "ymd"),
    "yymmdd": ("%y%m%d", "ymd"),
    "ordinal": ("%Y%j", "ymd"),
    "dots": ("%d.%m.%Y", "dmy"),
    "dmy": ("%d/%m/%Y", "dmy"),
    "mdy": ("%m/%d/%Y", "mdy"),
    "dmy2": ("%d/%m/%y", "dmy"),
    "mdy2": ("%m/%d/%y", "mdy"),
    "dashes": ("%d-%m-%Y", "dmy"),
    "month": ("%d-%b-%Y", "dmy"),
}


# Dates of digits alone stand in a column of their own.
DIGITS = {"compact", "yymmdd", "ordinal"}


def _twelve(time: dt.datetime, lean: bool = False) -> str:
    hour = time.hour % 12 or 12
    half = "AM" if time.hour < 12 else "PM"
    return f"{hour}:{time:%M} {half}" if lean else f"{hour:02d}:{time:%M:%S} {half}"


TIMES: dict[str, Callable[[dt.datetime], str]] = {
    "hh:mm": lambda t: f"{t:%H:%M}",
    "hh:mm:ss": lambda t: f"{t:%H:%M:%S}",
    "h:mm": lambda t: f"{t.hour}:{t:%M}",
    "12": _twelve,
    "12 lean": lambda t: _twelve(t, lean=True),
    "hhmm": lambda t: f"{t:%H%M}",
    "hmm": lambda t: str(t.hour * 100 + t.minute),
}


def _clock(seconds: int, hours: bool) -> str:
    if hours:
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{seconds // 60}:{seconds % 60:02d}"


@dataclass(frozen=True)
class Style:
    """How a system writes; drawn at random."""

    words: Words
    date: str
    time: str
    columns: str  # one, two, range, both (start and end)
    handling: str  # seconds, m:ss, h:mm:ss, mm.ss, h.mm.ss, milliseconds, minutes, total, none
    comma: bool  # decimal comma
    order: str  # old, new, mixed
    furniture: frozenset[str]  # titles, totals, day totals, footer, header again, blank lines
    answered: bool
    named_unit: bool  # of handling times that are no seconds: most systems name it


def draw_style(chance: random.Random, language: str) -> Style:
    """Draw how a system writes; what belongs together is drawn together."""
    date = chance.choice(list(DATES))
    columns = chance.choice(("one", "two", "two", "range", "both"))
    times = [name for name in TIMES if columns == "two" or name[0] != "h" or ":" in name]
    furniture = [
        name
        for name in ("titles", "totals", "day totals", "footer", "header again", "blank lines")
        if chance.random() < 0.15
    ]
    return Style(
        words=WORDS[language],
        date=date,
        time=chance.choice(times),
        columns="two" if date in DIGITS and columns in {"one", "both"} else columns,
        handling=chance.choice(
            (
                "seconds",
                "seconds",
                "m:ss",
                "h:mm:ss",
                "h.mm.ss",
                "mm.ss",
                "milliseconds",
                "minutes",
                "total",
                "none",
            )
        ),
        comma=chance.random() < 0.3,
        order=chance.choice(("old", "old", "new", "mixed")),
        furniture=frozenset(furniture),
        answered=chance.random() < 0.7,
        named_unit=chance.random() < 0.8,
    )


def _number(value: float, style: Style) -> Cell:
    text = f"{value:.1f}"
    return text.replace(".", ",") if style.comma else text


def _pointed(seconds: int, style: Style) -> Cell:
    return f"{seconds // 60}{',' if style.comma else '.'}{seconds % 60:02d}"


def _handling(row: Row, style: Style) -> Cell:
    if style.handling == "total":
        return row.aht * row.answered
    cells: dict[str, Cell] = {
        "seconds": row.aht,
        "m:ss": _clock(row.aht, hours=False),
        "h:mm:ss": _clock(row.aht, hours=True),
        "h.mm.ss": _clock(row.aht, hours=True).replace(":", "."),
        "mm.ss": _pointed(row.aht, style),
        "milliseconds": row.aht * 1000,
        "minutes": _number(row.aht / 60, style),
    }
    return cells[style.handling] if row.answered else ""


# Milliseconds and minutes, by the word for totals, in languages that have signs of their own.
_UNITS = {"合计": ("毫秒", "分钟"), "合計": ("毫秒", "分鐘"), "Итого": ("мс", "мин")}


def _handling_name(style: Style) -> str:
    if style.handling == "total":
        return "Total Handle Time"
    if style.handling == "mm.ss":
        return f"{style.words.aht} (mm.ss)"
    units = _UNITS.get(style.words.total, ("ms", "min"))
    unit = {"milliseconds": units[0], "minutes": units[1]}.get(style.handling)
    return f"{style.words.aht} ({unit})" if unit and style.named_unit else style.words.aht


def _moments(row: Row, style: Style, step: int) -> list[Cell]:
    date = row.start.strftime(DATES[style.date][0])
    end = row.start + dt.timedelta(minutes=step)
    write = TIMES[style.time]
    if style.columns == "one":
        return [f"{date} {write(row.start)}"]
    if style.columns == "two":
        return [date, write(row.start)]
    if style.columns == "range":
        return [date, f"{write(row.start)} - {write(end)}"]
    return [f"{date} {write(row.start)}", f"{end.strftime(DATES[style.date][0])} {write(end)}"]


def _ordered(history: Known, style: Style) -> list[Row]:
    rows = list(history.rows)
    if style.order == "new":
        rows.reverse()
    elif style.order == "mixed":
        rows.sort(key=lambda row: (row.start, row.queue))
    return rows


def _header(style: Style, by_queue: bool, answered: bool) -> list[Cell]:
    words = style.words
    moments = {
        "one": [words.start],
        "two": [words.date, words.time],
        "range": [words.date, words.time],
        "both": [words.start, words.end],
    }[style.columns]
    header: list[Cell] = [*([words.queue] if by_queue else []), *moments, words.offered]
    header += [words.answered, words.lost] if answered else []
    return header + ([_handling_name(style)] if style.handling != "none" else [])


def grid(history: Known, style: Style, chance: random.Random) -> list[list[Cell]]:
    """Lay a history out with a row an interval and queue."""
    by_queue = len(history.queues) > 1
    # What is divided by the answered calls needs their column.
    answered = style.answered or style.handling == "total"
    header = _header(style, by_queue, answered)

    def counts(rows: Sequence[Row]) -> list[Cell]:
        offered: list[Cell] = [sum(row.offered for row in rows)]
        rest: list[Cell] = [sum(row.answered for row in rows), sum(row.lost for row in rows)]
        return offered + rest if answered else offered

    def line(row: Row) -> list[Cell]:
        handling: list[Cell] = [_handling(row, style)] if style.handling != "none" else []
        queue: list[Cell] = [row.queue] if by_queue else []
        return [*queue, *_moments(row, style, history.step), *counts([row]), *handling]

    def total(rows: Sequence[Row]) -> list[Cell]:
        before = header.index(style.words.offered)
        cells: list[Cell] = [style.words.total, *[""] * (before - 1), *counts(rows)]
        return cells + [""] * (len(header) - len(cells))

    rows = _ordered(history, style)
    lines: list[list[Cell]] = []
    for i, row in enumerate(rows):
        lines.append(line(row))
        day = row.start.date()
        ends_day = i + 1 == len(rows) or rows[i + 1].start.date() != day
        if "day totals" in style.furniture and ends_day and not by_queue:
            lines.append(total([other for other in rows if other.start.date() == day]))
        if "header again" in style.furniture and i and i % 200 == 0:
            lines.append(list(header))
        if "blank lines" in style.furniture and chance.random() < 0.01:
            lines.append([""] * len(header))
    return _framed(header, lines, total(rows), style)


def _framed(
    header: list[Cell], lines: list[list[Cell]], total: list[Cell], style: Style
) -> list[list[Cell]]:
    """Put above and below a table what reports have there."""
    titles: list[list[Cell]] = [["Interval report"], ["Filter: all queues"], [""]]
    footer: list[list[Cell]] = [[""], ["Printed on 2026-11-20 by planner"]]
    return [
        *(titles if "titles" in style.furniture else []),
        header,
        *lines,
        *([total] if "totals" in style.furniture else []),
        *(footer if "footer" in style.furniture else []),
    ]


def wide(history: Known, style: Style, across: str) -> list[list[Cell]]:
    """Lay one queue out with its dates or its times across."""
    by = {row.start: row.offered for row in history.rows}
    days = sorted({start.date() for start in by})
    times = sorted({start.time() for start in by})
    date = DATES[style.date][0]
    write = TIMES[style.time]

    def at(day: dt.date, time: dt.time) -> Cell:
        return by.get(dt.datetime.combine(day, time), "")

    day_names: list[Cell] = [day.strftime(date) for day in days]
    time_names: list[Cell] = [write(dt.datetime.combine(days[0], time)) for time in times]
    if across == "dates":
        return [[style.words.time, *day_names]] + [
            [name, *(at(day, time) for day in days)]
            for name, time in zip(time_names, times, strict=True)
        ]
    return [[style.words.date, *time_names]] + [
        [name, *(at(day, time) for time in times)]
        for name, day in zip(day_names, days, strict=True)
    ]


def call_log(history: Known, chance: random.Random) -> list[list[Cell]]:
    """Write each call of one queue as a row, with seconds, its parts and its end."""
    header: list[Cell] = [
        "Call ID",
        "Created At",
        "Direction",
        "Status",
        "Talk Time",
        "Wrap Up Time",
    ]
    lines: list[tuple[dt.datetime, list[Cell]]] = []
    for row in history.rows:
        for i in range(row.offered):
            moment = row.start + dt.timedelta(seconds=chance.randrange(history.step * 60))
            answered = i < row.answered
            wrap = chance.randrange(0, 60) if answered else 0
            talk = row.aht - wrap if answered else 0
            status = "completed" if answered else "abandoned"
            lines.append(
                (moment, ["", f"{moment:%Y-%m-%d %H:%M:%S}", "inbound", status, talk, wrap])
            )
    lines.sort(key=lambda line: line[0])
    for number, (_, cells) in enumerate(lines):
        cells[0] = f"c{number:06d}"
    return [header, *(cells for _, cells in lines)]


def as_text(lines: list[list[Cell]], delimiter: str, encoding: str, line_end: str = "\n") -> bytes:
    """Write cells as a text file."""

    def shown(cell: Cell) -> str:
        text = str(cell)
        return f'"{text}"' if delimiter in text or '"' in text else text

    return line_end.join([*(delimiter.join(map(shown, line)) for line in lines), ""]).encode(
        encoding
    )


def as_workbook(lines: list[list[Cell]], dates: Callable[[str], Any] | None = None) -> bytes:
    """Write cells as a workbook; texts that are dates become true dates where asked for."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("Interval")
        as_moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for i, line in enumerate(lines):
            for j, cell in enumerate(line):
                moment = dates(cell) if dates and isinstance(cell, str) else None
                if moment is not None:
                    sheet.write_datetime(i, j, moment, as_moment)
                elif isinstance(cell, int | float):
                    sheet.write_number(i, j, cell)
                elif cell != "":
                    sheet.write_string(i, j, str(cell))
    return buffer.getvalue()


def _packed(chance: random.Random, name: str, data: bytes) -> tuple[str, bytes]:
    pick = chance.random()
    if pick < 0.05:
        return f"{name}.gz", gzip.compress(data)
    if pick < 0.1:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, data)
        return f"{name.rsplit('.', 1)[0]}.zip", buffer.getvalue()
    return name, data


def _truth(style: Style) -> dict[str, str]:
    """Name the options that say how a file is really written."""
    small = style.handling in {"milliseconds", "minutes", "mm.ss"}
    return {
        "--date-order": DATES[style.date][1],
        "--decimal": "comma" if style.comma else "point",
        "--aht-unit": style.handling if small else "seconds",
        "--calls-column": style.words.offered,
        "--stamp": "start",
    }


def write(seed: int) -> Written:
    """Draw a history and a file that holds it."""
    chance = random.Random(seed)
    step = chance.choice((15, 30, 30, 30, 60, 5, 10))
    language = chance.choice(list(WORDS))
    layout = chance.choice(("long",) * 7 + ("dates across", "times across", "log"))
    names = WORDS[language].names
    queues = names[: chance.choice((1, 1, 2))] if layout == "long" else names[:1]
    if layout == "log":
        step = 30
    zone = "Europe/Berlin" if layout == "long" and chance.random() < 0.1 else None
    history = known(chance, step, queues, zone)
    style = draw_style(chance, language)
    if zone is not None and style.order == "mixed":
        style = replace(style, order="old")
    if layout == "long":
        lines = grid(history, style, chance)
    elif layout == "log":
        lines = call_log(history, chance)
    else:
        if style.time in {"hhmm", "hmm"} or style.columns == "range":
            style = replace(style, time="hh:mm")
        if style.date in DIGITS - {"compact"}:
            style = replace(style, date="compact")
        lines = wide(history, style, layout.split()[0])
    truth = _truth(style)
    delimiter = chance.choice(",;\t|" if not style.comma else ";\t|")
    truth["--delimiter"] = delimiter
    # A line above the header may only be cut short where a field is: as text files have it.
    if chance.random() < 0.15:
        name, data = "export.xlsx", as_workbook(lines)
        kind = "xlsx"
    else:
        encoding = chance.choice(style.words.encodings)
        truth["--encoding"] = encoding
        data = as_text(lines, delimiter, encoding, chance.choice(("\n", "\r\n")))
        name, data = _packed(chance, "export.csv", data)
        kind = f"{encoding} {delimiter!r}"
    return Written(
        name=name,
        data=data,
        known=history,
        has_queue=layout == "long" and len(queues) > 1,
        has_aht=layout == "log" or (layout == "long" and style.handling != "none"),
        has_answered=layout == "log" or style.answered or style.handling == "total",
        is_log=layout == "log",
        truth=truth,
        style=[
            *([zone] if zone else []),
            layout, language, kind, name, style.date, style.time, style.columns, style.handling,
            style.order, f"{step} min", *sorted(style.furniture),
        ],
    )  # fmt: skip
