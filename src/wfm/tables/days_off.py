"""Words of a day off in rosters made elsewhere: days off, and days on which somebody is away."""

_FREE = {
    *("off", "x", "rdo", "rest", "rest day", "day off", "dayoff", "d/o", "free"),
    *("w/o", "weekly off", "nwd", "non-working day", "not working", "none", "nil", "--"),
    *("frei", "repos", "libre", "descanso", "休", "休息", "выходной", "вых", "вых.", "в"),
    *("vaba", "nghỉ"),
}
_AWAY = {
    *("al", "a/l", "annual leave", "leave", "vacation", "vac", "holiday", "holidays", "hol"),
    *("ph", "public holiday", "bank holiday", "bh", "pto", "toil", "sick", "sick leave"),
    *("unpaid leave", "absent", "loa", "urlaub", "krank", "feiertag", "abwesend", "zeitausgleich"),
    *("congé", "conge", "congés", "rtt", "férié", "maladie", "arrêt maladie", "absent"),
    *("vacaciones", "festivo", "feriado", "baja", "permiso", "enfermo", "年假", "休假", "病假"),
    *("公休", "例休", "例假", "отпуск", "отп", "отп.", "больничный", "б/л", "праздник"),
    *("puhkus", "puhkepäev", "haige", "haigus", "nghỉ phép", "nghỉ ốm", "phép", "nghỉ lễ"),
}


def is_day_off(text: str) -> bool:
    """Whether a cell is a word of a day off, where no shift is called so."""
    return " ".join(text.split()).casefold() in _FREE | _AWAY
