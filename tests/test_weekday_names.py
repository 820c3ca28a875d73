"""Weekdays by their names: in eight languages, long and short."""

import pytest

from wfm.weekday_names import readings, week_of, weekdays

WEEKS = [
    "Mon Tue Wed Thu Fri Sat Sun",
    "MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY",
    "Mo. Di. Mi. Do. Fr. Sa. So.",
    "Montag Dienstag Mittwoch Donnerstag Freitag Sonnabend Sonntag",
    "lun. mar. mer. jeu. ven. sam. dim.",
    "Lundi Mardi Mercredi Jeudi Vendredi Samedi Dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "Lu Ma Mi Ju Vi Sá Do",
    "L M X J V S D",
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日",
    "週一 週二 週三 週四 週五 週六 週日",
    "周一 周二 周三 周四 周五 周六 周天",
    "一 二 三 四 五 六 日",
    "Пн Вт Ср Чт Пт Сб Вс",
    "Понедельник Вторник Среда Четверг Пятница Суббота Воскресенье",
    "E T K N R L P",
    "Esmaspäev Teisipäev Kolmapäev Neljapäev Reede Laupäev Pühapäev",
    "T2 T3 T4 T5 T6 T7 CN",
    "M T W T F S S",
    "M D M D F S S",
    "L M M J V S D",
]


@pytest.mark.parametrize("week", WEEKS)
def test_a_week_is_read_in_its_language(week: str) -> None:
    assert week_of(week.split()) == [1, 2, 3, 4, 5, 6, 7]


def test_vietnamese_names_have_a_blank() -> None:
    names = ["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"]
    assert week_of(names) == [1, 2, 3, 4, 5, 6, 7]
    assert week_of(["Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "Chủ nhật"]) is not None


def test_a_week_may_begin_on_any_day() -> None:
    assert week_of(["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]) == [7, 1, 2, 3, 4, 5, 6]
    assert week_of(["S", "M", "T", "W", "T", "F", "S"]) == [7, 1, 2, 3, 4, 5, 6]
    assert week_of(["Fri", "Sat", "Sun", "Mon", "Tue", "Wed", "Thu"]) == [5, 6, 7, 1, 2, 3, 4]


def test_names_out_of_order_are_no_week() -> None:
    assert week_of(["Mon", "Wed", "Tue", "Thu", "Fri", "Sat", "Sun"]) is None
    assert week_of(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Total"]) is None


def test_other_words_stay_out() -> None:
    assert weekdays(["Name", "Mo", "Di", "Total"]) == {"Mo": 1, "Di": 2}
    assert weekdays(["early", "late"]) == {}


def test_a_name_of_two_languages_is_read_with_its_neighbours() -> None:
    assert weekdays(["Di", "Mi"])["Di"] == 2
    assert weekdays(["Di", "Lu"])["Di"] == 7
    assert readings(["Di", "Sa"]) == [{"Di": 2, "Sa": 6}, {"Di": 7, "Sa": 6}]
    assert weekdays(["Di", "Sa"]) == {}
