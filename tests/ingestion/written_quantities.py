"""Known numbers and durations, written in one of the many ways in which systems write them."""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_NONE = ("", "-", "--", "n/a", "#DIV/0!", "NULL", "#N/A")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass
class Column:
    """Cells of a column, what they are, and how a planner would answer what it leaves open."""

    cells: Sequence[object]
    truth: Floats
    name: str
    form: str
    decimal: str = "point"
    unit: str = "seconds"
    calls: Floats | None = None


def _grouped(value: float, thousands: str, mark: str, decimals: int) -> str:
    return f"{value:,.{decimals}f}".replace(",", "\0").replace(".", mark).replace("\0", thousands)


def written_numbers(seed: int) -> Column:
    """Write counts or averages with the marks of some country."""
    rng = random.Random(seed)
    mark, thousands = rng.choice([
        (".", ""), (".", ","), (",", "."), (",", " "), (",", "\u00a0"), (",", "\u202f"),
        (".", "'"), (".", "’"), (",", ""), (".", " "),
    ])  # fmt: skip
    decimals = rng.choice([0, 0, 0, 1, 2, 3])
    top = rng.choice([20, 900, 5000, 2_000_000])
    values = [round(rng.uniform(0, top), decimals) for _ in range(rng.choice([1, 3, 50, 300]))]
    texts = [_grouped(value, thousands, mark, decimals) for value in values]
    if mark == "." and rng.random() < 0.2:
        texts = [text.translate(rng.choice([_WIDE, _ARABIC])) for text in texts]
    cells: list[object] = [*texts]
    for _ in range(rng.choice([0, 0, 3])):
        place = rng.randrange(len(cells))
        cells[place], values[place] = rng.choice(_NONE), np.nan
    if rng.random() < 0.1:
        cells = [*values]
    return Column(
        cells, np.array(values), "Calls", f"{thousands!r} {mark} {decimals}",
        "comma" if mark == "," else "point",
    )  # fmt: skip


def _m_ss(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _h_mm_ss(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def _worded(hours: str, minutes: str, second: str, gap: str) -> Callable[[float], str]:
    def write(seconds: float) -> str:
        parts = (int(seconds) // 3600, int(seconds) // 60 % 60, int(seconds) % 60)
        named = zip(parts, (hours, minutes, second), strict=True)
        return gap.join(f"{n}{word}" for n, word in named if n or word == second)

    return write


_TIMES: dict[str, Callable[[float], object]] = {
    "m:ss": _m_ss,
    "mm:ss": lambda s: _m_ss(s).zfill(5),
    "h:mm:ss": _h_mm_ss,
    "hh:mm:ss": lambda s: _h_mm_ss(s).zfill(8),
    "hh:mm:ss.0": lambda s: f"{_h_mm_ss(s)}.0",
    ":ss": lambda s: f":{int(s):02d}" if s < 60 else _m_ss(s),
    "m s": _worded("h", "m", "s", " "),
    "min sec": _worded(" h", " min", " sec", " "),
    "zh": _worded("小时", "分", "秒", ""),
    "ru": _worded(" ч", " мин", " с", " "),
    "de": _worded(" Std.", " Min.", " Sek.", " "),
    "iso": lambda s: f"PT{int(s) // 60}M{int(s) % 60}S",
    "iso seconds": lambda s: f"PT{int(s)}S",
    "time": lambda s: (dt.datetime(2000, 1, 1) + dt.timedelta(seconds=s)).time(),
    "timedelta": lambda s: dt.timedelta(seconds=s),
    "datetime": lambda s: dt.datetime(1899, 12, 30) + dt.timedelta(seconds=s),
    "typed into a workbook": lambda s: dt.time(int(s) // 60, int(s) % 60),
}
_UNITS = {"seconds": 1.0, "milliseconds": 0.001, "minutes": 60.0, "hours": 3600.0, "days": 86_400.0}
_NAMED = {
    "AHT (sec)": "seconds", "Total Handle Time (Seconds)": "seconds", "aht_ms": "milliseconds",
    "AHT [ms]": "milliseconds", "Avg Handle (minutes)": "minutes", "平均处理时长(秒)": "seconds",
    "АНТ (мин)": "minutes",
}  # fmt: skip


def written_durations(seed: int) -> Column:
    """Write handling times, as averages or as totals, with their unit or without."""
    rng = random.Random(seed)
    usual = rng.choice([45, 90, 180, 260, 260, 420, 900])
    count = rng.choice([3, 40, 300])
    seconds = [max(12.0, round(rng.gauss(usual, usual / 6))) for _ in range(count)]
    if rng.random() < 0.3:
        form = rng.choice(list(_TIMES))
        if form == "typed into a workbook":
            seconds = [min(second, 1400.0) for second in seconds]
        cells = [_TIMES[form](second) for second in seconds]
        return Column(cells, np.array(seconds), "AHT", form, unit="minutes")
    name, unit = rng.choice([*_NAMED.items(), *(("AHT", unit) for unit in _UNITS)])
    calls = None
    if rng.random() < 0.4:
        calls = np.array([rng.randint(0, 40) for _ in seconds], dtype=float)
        seconds = [second * n for second, n in zip(seconds, calls, strict=True)]
    decimals = {"seconds": 0, "milliseconds": 0, "minutes": 6, "hours": 8, "days": 10}[unit]
    texts: list[object] = [f"{second / _UNITS[unit]:.{decimals}f}" for second in seconds]
    return Column(
        texts,
        np.array(seconds),
        name,
        f"{unit} alone" if name == "AHT" else f"{unit} named",
        unit=unit,
        calls=calls,
    )
