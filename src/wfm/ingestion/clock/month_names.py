"""Names of months in the languages of planners, long and short."""

from collections import defaultdict
from functools import cache

from wfm.ingestion.cells import bare

# January to December; any beginning of three letters or more that only one month has is its name.
_NAMES = (
    "january february march april may june july august september october november december",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "jaanuar veebruar marts aprill mai juuni juuli august september oktoober november detsember",
    "janner feber maerz april mai juni juli august setiembre oktober november dezember",
)
_SHORT = {"mrz": 3, "sept": 9, "juil": 7, "jly": 7, "janv": 1, "fevr": 2, "нояб": 11, "сент": 9}


@cache
def _months() -> dict[str, int]:
    found: dict[str, set[int]] = defaultdict(set)
    for names in _NAMES:
        for month, name in enumerate(map(bare, names.split()), start=1):
            for length in range(3, len(name) + 1):
                found[name[:length]].add(month)
    clear = {name: next(iter(months)) for name, months in found.items() if len(months) == 1}
    return clear | _SHORT


def month(word: str) -> int | None:
    """Read the name of a month, without accents and in small letters; None: it is none."""
    return _months().get(word.rstrip("."))
