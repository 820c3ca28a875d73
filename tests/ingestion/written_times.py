"""A known series of times, written in one of the many ways in which systems write them."""

import datetime as dt
import random
import zoneinfo
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pandas as pd

Format = Callable[[dt.datetime], object]

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "et": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november "
    "detsember",
}
_SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "ru": "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.",
    "et": "jaan veebr märts apr mai juuni juuli aug sept okt nov dets",
}
_DAYS = {
    "en": "Mon Tue Wed Thu Fri Sat Sun|Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Mo Di Mi Do Fr Sa So|Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lun. mar. mer. jeu. ven. sam. dim.|lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lun mar mié jue vie sáb dom|lunes martes miércoles jueves viernes sábado domingo",
    "ru": "пн вт ср чт пт сб вс|понедельник вторник среда четверг пятница суббота воскресенье",
    "et": "E T K N R L P|esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev",
    "zh": "周一 周二 周三 周四 周五 周六 周日|星期一 星期二 星期三 星期四 星期五 星期六 星期日",
}
_WIDE = str.maketrans("0123456789/:", "０１２３４５６７８９／：")
_ZERO = dt.datetime(1899, 12, 30)


def _comma(value: float) -> str:
    return f"{value:.7f}".replace(".", ",")


@dataclass
class Cells:
    """What stands in a file, and what it means.

    ``said`` is what a planner says at once, ``answers`` what where the file leaves it open.
    ``wall`` is the wall clock of aware times, where it may be taken as it is.
    """

    date: Sequence[object]
    time: Sequence[object] | None
    truth: list[pd.Timestamp]
    name: str
    answers: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    names: tuple[str, str] = ("Date", "Time")
    wall: list[pd.Timestamp] | None = None


def _numeric_dates(rng: random.Random) -> tuple[Format, str, str]:
    """Write dates of numbers: the format, the order of the parts, and a name."""
    order = rng.choice(["dmy", "mdy", "dmy", "mdy", "ymd"])
    sign = rng.choice("-/.")
    padded, short = rng.random() < 0.6, rng.random() < 0.3
    two = "02d" if padded else "d"

    def write(when: dt.datetime) -> str:
        year = f"{when.year % 100:02d}" if short else str(when.year)
        parts = {"d": format(when.day, two), "m": format(when.month, two), "y": year}
        return sign.join(parts[letter] for letter in order)

    return write, order, f"{order} {sign} {'yy' if short else 'yyyy'}"


def _named_dates(rng: random.Random) -> tuple[Format, str, str]:
    language = rng.choice(list(_MONTHS))
    months = rng.choice([_MONTHS, _SHORT])[language].split()
    long_days = _DAYS[language].split("|")[rng.random() < 0.5].split()
    weekday = rng.random() < 0.3
    shape = rng.choice(
        ["{d} {m} {y}", "{d}-{m}-{y}", "{d}. {m} {y}", "{m} {d}, {y}", "{y}-{m}-{d}"]
    )
    if language == "es":
        shape = rng.choice(["{d} de {m} de {y}", "{d}-{m}-{y}"])
    if language == "ru":
        shape = rng.choice(["{d} {m} {y} г.", "{d} {m} {y}"])

    def write(when: dt.datetime) -> str:
        text = shape.format(d=when.day, m=months[when.month - 1], y=when.year)
        return f"{long_days[when.weekday()]}, {text}" if weekday else text

    return write, "ymd", f"{language} {shape}{' weekday' if weekday else ''}"


def _weekday_dates(rng: random.Random) -> tuple[Format, str, str]:
    write, order, name = _numeric_dates(rng)
    language = rng.choice(list(_DAYS))
    days = _DAYS[language].split("|")[rng.random() < 0.5].split()
    return (lambda when: f"{days[when.weekday()]} {write(when)}"), order, f"{language} day {name}"


def _fixed_dates(rng: random.Random) -> tuple[Format, str, str]:
    name, write = rng.choice([
        ("yyyymmdd", lambda when: f"{when:%Y%m%d}"),
        ("iso", lambda when: f"{when:%Y-%m-%d}"),
        ("y/m/d", lambda when: f"{when.year}/{when.month}/{when.day}"),
        ("zh", lambda when: f"{when.year}年{when.month}月{when.day}日"),
        ("vi", lambda when: f"ngày {when.day} tháng {when.month} năm {when.year}"),
        ("wide", lambda when: f"{when:%Y/%m/%d}".translate(_WIDE)),
    ])  # fmt: skip
    return write, "ymd", name


def _half_day(rng: random.Random) -> Format:
    before, after = rng.choice([
        (None, (" AM", " PM")), (None, ("am", "pm")), (None, (" a.m.", " p.m.")),
        (None, (" a. m.", " p. m.")), (("上午", "下午"), None), (("AM ", "PM "), None),
        (None, ("a", "p")), (None, (" SA", " CH")),
    ])  # fmt: skip
    seconds = rng.random() < 0.3

    def write(when: dt.datetime) -> str:
        late = when.hour >= 12
        clock = f"{(when.hour - 1) % 12 + 1}:{when:%M}" + (":00" if seconds else "")
        return (before[late] if before else "") + clock + (after[late] if after else "")

    return write


def _times(rng: random.Random, minutes: int) -> tuple[Format, str]:
    """Write times of day as text."""
    step = dt.timedelta(minutes=minutes)
    if rng.random() < 0.25:
        return _half_day(rng), "12-hour"
    if rng.random() < 0.3:
        sign = rng.choice(["-", " - ", "–", " – ", " to ", "~", "至", " bis "])
        one = rng.choice([
            lambda when: f"{when:%H:%M}", lambda when: f"{when.hour}:{when:%M}",
            lambda when: f"{when:%H%M}", lambda when: f"{when:%H:%M:%S}", _half_day(rng),
        ])  # fmt: skip
        return (lambda when: f"{one(when)}{sign}{one(when + step)}"), f"range{sign}"
    name, write = rng.choice([
        ("HH:MM", lambda when: f"{when:%H:%M}"),
        ("H:MM", lambda when: f"{when.hour}:{when:%M}"),
        ("HH:MM:SS", lambda when: f"{when:%H:%M:%S}"),
        ("HH:MM:SS.f", lambda when: f"{when:%H:%M:%S}.000"),
        ("HHMM", lambda when: f"{when:%H%M}"),
        ("H.MM", lambda when: f"{when.hour}.{when:%M}"),
        ("HhMM", lambda when: f"{when.hour}h{when:%M}"),
        ("zh", lambda when: f"{when.hour}时{when:%M}分"),
        ("wide", lambda when: f"{when:%H:%M}".translate(_WIDE)),
        ("Uhr", lambda when: f"{when:%H:%M} Uhr"),
    ])  # fmt: skip
    return write, name


def _alone(rng: random.Random, minutes: int) -> tuple[Format, str]:
    """Write times of day for a column of their own."""
    if rng.random() < 0.6:
        return _times(rng, minutes)
    name, write = rng.choice([
        ("hhmm number", lambda when: when.hour * 100 + when.minute),
        ("hhmm text", lambda when: str(when.hour * 100 + when.minute)),
        ("fraction", lambda when: (when.hour * 60 + when.minute) / 1440),
        ("fraction text", lambda when: f"{(when.hour * 60 + when.minute) / 1440:.9f}"),
        ("fraction comma", lambda when: _comma((when.hour * 60 + when.minute) / 1440)),
        ("time", lambda when: when.time()),
        ("timedelta", lambda when: dt.timedelta(hours=when.hour, minutes=when.minute)),
        ("datetime", lambda when: dt.datetime.combine(_ZERO, when.time())),
        ("hhmmss", lambda when: f"{when:%H%M%S}"),
    ])  # fmt: skip
    return write, name


def _whole(rng: random.Random) -> tuple[Format, str]:
    """Write a date with its time in one cell that is no text of two parts."""
    name, write = rng.choice([
        ("serial", lambda when: (when - _ZERO) / dt.timedelta(days=1)),
        ("serial text", lambda when: f"{(when - _ZERO) / dt.timedelta(days=1):.9f}"),
        ("serial comma", lambda when: _comma((when - _ZERO) / dt.timedelta(days=1))),
        ("datetime", lambda when: when - dt.timedelta(microseconds=rng.choice([0, 0, 1, 1000]))),
        ("midnight as date", lambda when: when if when.time() > dt.time(0) else when.date()),
        ("yyyymmddhhmm", lambda when: f"{when:%Y%m%d%H%M}"),
        ("yyyymmddhhmmss", lambda when: f"{when:%Y%m%d%H%M%S}"),
        ("compact T", lambda when: f"{when:%Y%m%dT%H%M%S}"),
        ("iso", lambda when: f"{when:%Y-%m-%dT%H:%M}"),
        ("apache", lambda when: f"{when:%d/%b/%Y:%H:%M:%S}"),
    ])  # fmt: skip
    return write, name


def _instants(rng: random.Random, zone: zoneinfo.ZoneInfo) -> tuple[Format, str]:
    """Write aware times so that their instant is certain."""

    def offset(when: dt.datetime, colon: str) -> str:
        text = f"{when:%z}"
        return f"{text[:3]}{colon}{text[3:]}"

    name, write = rng.choice([
        ("epoch", lambda when: str(int(when.timestamp()))),
        ("epoch ms", lambda when: str(int(when.timestamp()) * 1000)),
        ("epoch number", lambda when: int(when.timestamp())),
        ("Z", lambda when: f"{when.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"),
        ("Z ms", lambda when: f"{when.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}.000Z"),
        ("offset", lambda when: f"{when:%Y-%m-%dT%H:%M}" + offset(when, ":")),
        ("offset blank", lambda when: f"{when:%Y-%m-%d %H:%M:%S} " + offset(when, "")),
        ("rfc", lambda when: f"{when:%a, %d %b %Y %H:%M:%S} " + offset(when, "")),
        ("d.m.y offset", lambda when: f"{when:%d.%m.%Y %H:%M} UTC" + offset(when, ":")),
    ])  # fmt: skip
    return write, f"{zone.key} {name}"


def _series(rng: random.Random) -> tuple[list[dt.datetime], int]:
    """Make starts of intervals in UTC."""
    minutes = rng.choice([15, 30, 30, 30, 60])
    days = rng.choice([1, 2, 3, 7, 12, 14, 31, 45, 70])
    first = dt.datetime(rng.randint(2005, 2035), rng.randint(1, 12), rng.randint(1, 28))
    opens, closes = rng.choice([(0, 24), (0, 24), (8, 20), (7, 17)])
    times = [
        first + dt.timedelta(days=day, minutes=minute)
        for day in range(days)
        for minute in range(opens * 60, closes * 60, minutes)
    ]
    if rng.random() < 0.3:
        times = [when for when in times if when.weekday() < 5] or times
    if rng.random() < 0.3 and len(times) > 20:
        times = sorted(rng.sample(times, int(len(times) * 0.9)))
    return times, minutes


def _arranged(times: list[dt.datetime], rng: random.Random) -> list[dt.datetime]:
    """Turn, double or repeat rows as exports do."""
    kind = rng.choice(["", "", "", "newest first", "two rows", "two queues"])
    if kind == "newest first":
        return times[::-1]
    if kind == "two rows":
        return [when for when in times for _ in range(2)]
    return times * 2 if kind == "two queues" else times


def written(seed: int) -> Cells:
    """Write a random series in a random way."""
    rng = random.Random(seed)
    times, minutes = _series(rng)
    if rng.random() < 0.25:
        return _with_zone(rng, times)
    if rng.random() < 0.1:
        return _with_ends(rng)
    times = _arranged(times, rng)
    if rng.random() < 0.2:
        write, name = _whole(rng)
        cells = [write(when) for when in times]
        return Cells(cells, None, [pd.Timestamp(when) for when in times], name)
    make = rng.choice([_numeric_dates, _numeric_dates, _named_dates, _weekday_dates, _fixed_dates])
    write_date, order, name = make(rng)
    if rng.random() < 0.5:
        write_time, time_name = _times(rng, minutes)
        sign = rng.choice([" ", " ", "  ", ", ", "\u00a0"])
        cells = [f"{write_date(when)}{sign}{write_time(when)}" for when in times]
        name = f"{name}{sign}{time_name}"
        truth = [pd.Timestamp(when) for when in times]
        return Cells(cells, None, truth, name, {"date_order": order})
    write_time, time_name = _alone(rng, minutes)
    if rng.random() < 0.2:
        name, write_date = rng.choice([
            ("date", lambda when: when.date()), ("serial", lambda when: (when - _ZERO).days),
            ("midnight", lambda when: f"{when:%Y-%m-%d} 00:00:00"),
        ])  # fmt: skip
        order = "ymd"
    return Cells(
        [write_date(when) for when in times], [write_time(when) for when in times],
        [pd.Timestamp(when) for when in times], f"{name} | {time_name}", {"date_order": order},
    )  # fmt: skip


def _with_ends(rng: random.Random) -> Cells:
    """Write the ends of intervals, in one of the ways in which midnights are written."""
    times, minutes = _series(rng)
    if len(times) < 3:
        times = [times[0] + dt.timedelta(minutes=minutes * n) for n in range(20)]
    if rng.random() < 0.3:
        times = times[::-1]
    write_date, order, name = rng.choice([_numeric_dates, _fixed_dates])(rng)
    midnight = rng.choice(["next day", "same day", "24:00"])
    dates, clocks = [], []
    for when in times:
        end = when + dt.timedelta(minutes=minutes)
        last = end.date() != when.date()
        dates.append(write_date(when if last and midnight != "next day" else end))
        clocks.append("24:00" if last and midnight == "24:00" else f"{end:%H:%M}")
    truth = [pd.Timestamp(when) for when in times]
    names = rng.choice(
        [("Date", "Time"), ("Date", "End Time"), ("Datum", "bis"), ("日期", "结束时间")]
    )
    answers = {"date_order": order, "stamp": "end"}
    cells = Cells(dates, clocks, truth, f"{name} ends, {midnight}", answers, {}, names)
    shown = midnight != "next day" and any(clock in {"24:00", "00:00"} for clock in clocks)
    if rng.random() < 0.3 or (names == ("Date", "Time") and not shown):
        cells.said = {"stamp": "end"}
    return cells


_ZONES = ("Europe/Berlin", "Europe/London", "America/New_York", "Australia/Sydney", "Asia/Shanghai",
          "Europe/Tallinn", "UTC", "Asia/Kolkata", "America/St_Johns")  # fmt: skip


def _with_zone(rng: random.Random, times: list[dt.datetime]) -> Cells:
    """Write instants, with an offset or by the wall clock of a zone that somebody names."""
    zone = zoneinfo.ZoneInfo(rng.choice(_ZONES))
    if rng.random() < 0.5:  # round a clock change
        day = rng.choice([(3, 8), (3, 29), (4, 5), (10, 4), (10, 25), (11, 1)])
        change = dt.datetime(2026, *day)
        start = change - dt.timedelta(days=rng.randint(1, 10))
        times = [start + dt.timedelta(minutes=30 * n) for n in range(48 * 14)]
    aware = [when.replace(tzinfo=dt.UTC).astimezone(zone) for when in times]
    gap = aware[1].replace(tzinfo=None) - aware[0].replace(tzinfo=None)
    if rng.random() < 0.2 and abs(gap) <= dt.timedelta(hours=1):
        return _ends_by_wall_clock(rng, aware, zone)
    twice = len({when.replace(tzinfo=None) for when in aware}) < len(aware)
    aware = _arranged(aware, rng)
    truth = [pd.Timestamp(when.astimezone(dt.UTC)) for when in aware]
    if rng.random() < 0.4:
        write, name = _instants(rng, zone)
        return Cells([write(when) for when in aware], None, truth, name, {"date_order": "dmy"})
    cells = [f"{when:%Y-%m-%d %H:%M}" for when in aware]
    named = {"timezone": zone.key}
    if rng.random() < 0.5:
        return Cells(cells, None, truth, f"{zone.key} wall clock", {}, named)
    wall = None if twice else [pd.Timestamp(when.replace(tzinfo=None)) for when in aware]
    return Cells(cells, None, truth, f"{zone.key} unsaid", named, wall=wall)


def _ends_by_wall_clock(
    rng: random.Random,
    aware: list[dt.datetime],
    zone: zoneinfo.ZoneInfo,
) -> Cells:
    """Write ends of intervals as the clock shows them, or as the start and its length add up."""
    if rng.random() < 0.3:
        aware = aware[::-1]
    truth = [pd.Timestamp(when.astimezone(dt.UTC)) for when in aware]
    length = min(abs(b - a) for a, b in pairwise(truth))
    shown = rng.random() < 0.5
    if shown:
        ends = [pd.Timestamp(when + length).tz_convert(zone) for when in truth]
    else:
        ends = [pd.Timestamp(when.replace(tzinfo=None) + length) for when in aware]
    name = f"{zone.key} ends, {'shown' if shown else 'added up'}"
    cells = [f"{when:%Y-%m-%d %H:%M}" for when in ends]
    return Cells(cells, None, truth, name, {}, {"stamp": "end", "timezone": zone.key})
