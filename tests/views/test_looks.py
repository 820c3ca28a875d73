"""How shifts look: a letter and a colour each."""

from drawing import draw
from wfm.views.looks import Legend, looks_of
from wfm.work.marks import marks_of


def test_each_shift_has_a_letter_of_its_own() -> None:
    assert marks_of(["early", "evening", "day", "Éte"]) == {
        "early": "E",
        "evening": "V",
        "day": "D",
        "Éte": "T",
    }
    assert len(set(marks_of([f"s{n}" for n in range(40)]).values())) == 40


def test_shifts_come_in_the_order_of_the_day() -> None:
    looks = looks_of([("night", 1320), ("late", 840), ("early", 300), ("late", 900), ("late", 840)])
    assert list(looks) == ["early", "late", "night"]
    assert looks["late"].start == 840
    assert len({look.style for look in looks.values()}) == 3


def test_a_legend_never_parts_a_shift_from_its_time() -> None:
    looks = looks_of([("early", 300), ("night", 1320), ("\x1b[31m", None)])
    drawing = draw(Legend(list(looks.values()), ["· off"]), 20)
    lines = [" ".join(line.split()) for line in drawing.splitlines()]
    assert lines == ["E early 05:00", "N night 22:00", "M \\x1b[31m · off"]


def test_the_colour_of_a_shift_is_behind_its_letter_alone() -> None:
    (shown,) = Legend(list(looks_of([("early", 300)]).values())).lines(80)
    assert [(shown.plain[span.start : span.end], span.style) for span in shown.spans] == [
        (" E ", "black on yellow")
    ]
