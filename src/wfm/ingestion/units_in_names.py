"""Units that the name of a column carries, as ``AHT (sec)`` and ``talk_time_ms`` do."""

import re
import unicodedata
from functools import cache

from wfm.ingestion.folding import fold, tokens
from wfm.tables.durations import POINTED

UNITS = {
    "seconds": "s,sec,secs,second,seconds,sek,sekunden,sekundit,seconde,secondes,seg,segundo,"
    "segundos,сек,секунд,секунды,с,giay,秒,秒数,秒數",
    "milliseconds": "ms,msec,msecs,millisecond,milliseconds,millis,millisekunden,millisecondes,"
    "milisegundos,мс,миллисекунд,毫秒,millisekundit,mili giay",
    "minutes": "min,mins,minute,minutes,minuten,minutit,minuto,minutos,мин,минут,минуты,phut,"
    "分,分钟,分鐘",
    "hours": "h,hr,hrs,hours,stunden,heures,horas,час,часы,часов,tundi,gio,小时,小時",
    "days": "d,day,days,tage,jours,días,дней,päeva,天",
}
_CLOCKS = re.compile(r"\(?\[?\bh?h:?m?m?:?ss\b\]?\)?|\(?\[?\bm?m:ss\b\]?\)?", re.IGNORECASE)
# Minutes and seconds with a point or a comma between.
_POINTED = re.compile(
    r"[(\[]?(?<![^\W_])(?:m{1,2}[.,]ss|min(?:ute)?s?[.,]sec(?:ond)?s?|мм[.,]сс|mm[.,]sek)"
    r"(?![^\W_])[)\]]?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")


@cache
def _unit_words() -> dict[str, str]:
    return {fold(word): unit for unit, words in UNITS.items() for word in words.split(",")}


def unit_of(name: str) -> str | None:
    """Return the unit that a name carries, one of `wfm.tables.durations.UNIT_NAMES`.

    As ``"AHT (sec)"``, ``"talk_time_ms"`` or ``"平均处理时长（秒）"``; None where it carries none.
    """
    return without_unit(name)[1]


def without_unit(name: str) -> tuple[str, str | None]:
    """Part a name from its unit."""
    name = unicodedata.normalize("NFKC", name)
    if found := _POINTED.search(name):
        return f"{name[: found.start()]} {name[found.end() :]}", POINTED
    name = _CLOCKS.sub(" ", name)
    units = _unit_words()
    for found in _BRACKETS.finditer(name):
        inside = fold(found[1]).removeprefix("in")
        if inside in units:
            return name[: found.start()] + " " + name[found.end() :], units[inside]
    parts = tokens(name)
    last = parts[-1] if parts else ""
    if len(parts) > 1 and last in units and (last not in "dhsc" or "_" in name or "," in name):
        bare = parts[:-1]
        if bare[-1] in {"in", "en", "в"} and len(bare) > 1:
            bare = bare[:-1]
        return " ".join(bare), units[last]
    return name, None
