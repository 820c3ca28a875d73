"""Names of weekdays in the languages of planners, long and short.

A short name can be of two languages: ``Di`` is a Tuesday in German and a Sunday in French. So names
are read together: a table is written in one language.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

# From Monday to Sunday; a name may be cut short to the letters before its stroke, or to any more.
_NAMES = {
    "English": "mo|nday tu|esday we|dnesday th|ursday fr|iday sa|turday su|nday",
    "German": "mo|ntag di|enstag mi|ttwoch do|nnerstag fr|eitag sa|mstag so|nntag",
    "French": "lu|ndi ma|rdi me|rcredi je|udi ve|ndredi sa|medi di|manche",
    "Spanish": "lu|nes ma|rtes mi|ercoles ju|eves vi|ernes sa|bado do|mingo",
    "Russian": "по|недельник вт|орник ср|еда че|тверг пя|тница су|ббота во|скресенье",
    "Estonian": "e|smaspaev t|eisipaev k|olmapaev n|eljapaev r|eede l|aupaev p|uhapaev",
    "Vietnamese": "hai ba tu nam sau bay cn",
    "Chinese": "一 二 三 四 五 六 日",
}
# Other names of a day: its number from 1, by language.
_OTHERS = {
    "German": {"sonnabend": 6},
    "Spanish": {"x": 3},
    "Russian": {"пн": 1, "чт": 4, "пт": 5, "сб": 6, "вс": 7},
    "Vietnamese": {"chu nhat": 7, "chunhat": 7}
    | {f"{word}{n}": n - 1 for n in range(2, 8) for word in ("t", "thu ", "thu")}
    | {
        f"thu {name}": day
        for day, name in enumerate(["hai", "ba", "tu", "nam", "sau", "bay"], start=1)
    },
    "Chinese": {
        f"{before}{name}": day
        for before in ("星期", "周", "週", "礼拜", "禮拜", "")
        for day, names in enumerate(["一", "二", "三", "四", "五", "六", "日天"], start=1)
        for name in names
    },
}
# A letter a day, from Monday: only all seven together tell which is which.
_LETTERS = ("mtwtfss", "mdmdfss", "lmmjvsd", "lmxjvsd")


def readings(names: Iterable[str]) -> list[dict[str, int]]:
    """Read names as weekdays, in each language that knows as many of them as any.

    Parameters
    ----------
    names
        Words, some of them weekdays.

    Returns
    -------
    list of dict
        Of each name that is one its day, 1 for Monday; one reading for each that differs from the
        others, none where no name is a weekday.
    """
    words = {name: _folded(name) for name in names}
    found: list[dict[str, int]] = []
    for language in _NAMES:
        days = _days(language)
        reading = {name: days[word] for name, word in words.items() if word in days}
        if reading and reading not in found:
            found.append(reading)
    most = max(map(len, found), default=0)
    return [reading for reading in found if len(reading) == most]


def weekdays(names: Iterable[str]) -> dict[str, int]:
    """Read names as weekdays; empty where none is one, or where languages read them apart."""
    found = readings(names)
    return found[0] if len(found) == 1 else {}


def week_of(names: Sequence[str]) -> list[int] | None:
    """Read seven names that follow one another as a week; None where they are none.

    Parameters
    ----------
    names
        Seven names of columns; single letters such as ``M T W T F S S`` do as well.

    Returns
    -------
    list of int
        Day of each name, 1 for Monday.
    """
    for reading in readings(names):
        days = [reading.get(name, 0) for name in names]
        if days == [(days[0] - 1 + i) % 7 + 1 for i in range(7)] and 0 not in days:
            return days
    letters = "".join(_folded(name) or " " for name in names)
    for pattern in _LETTERS:
        for shift in range(7):
            if letters == pattern[shift:] + pattern[:shift]:
                return [(shift + i) % 7 + 1 for i in range(7)]
    return None


@cache
def _days(language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for day, name in enumerate(_NAMES[language].split(), start=1):
        short, _, rest = name.partition("|")
        found |= {short + rest[:more]: day for more in range(len(rest) + 1)}
    return found | _OTHERS.get(language, {})


def _folded(name: str) -> str:
    """Write a name in small letters without accents, points and outer blanks."""
    parts = unicodedata.normalize("NFKD", name.strip().rstrip(".").casefold())
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain.replace("đ", "d"))
