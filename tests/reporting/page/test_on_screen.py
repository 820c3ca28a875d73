"""What is drawn of many queues: a page holds so many drawings, and says what it leaves off."""

import pytest

from reporting.page.test_paper import small, summary
from wfm.reporting.page.on_screen import DRAWINGS, on_screen
from wfm.reporting.page.paper import paper_of, printed


@pytest.mark.parametrize("queues", [1, 12, 50, 2000])
def test_of_many_queues_those_days_are_drawn_that_are_most_to_be_looked_at(queues: int) -> None:
    pictures = [small(28, f"queue {n}") for n in range(queues) for _ in range(2)]
    shown = on_screen(pictures)
    each = {len(picture.panels) for picture in shown}
    assert len(each) == 1
    most = each.pop()
    assert 1 <= most <= 28
    assert most * len(pictures) <= max(DRAWINGS, len(pictures))
    assert most == 28 or (most + 1) * len(pictures) > DRAWINGS
    for before, after in zip(pictures, shown, strict=True):
        assert after.panels == before.panels[-most:]
        assert after.behind is before.behind
        assert (f"{most} of 28 days" in after.words) == (most < 28)


def test_a_plan_without_queues_is_drawn_whole() -> None:
    picture = small(DRAWINGS + 1)
    assert on_screen([picture]) == [picture]


def test_paper_counts_days_that_are_not_drawn_as_well() -> None:
    pictures = on_screen([small(28, f"queue {n}") for n in range(100)])
    paper = paper_of(summary([f"queue {n}" for n in range(100)]), pictures)
    there = printed(pictures[0], paper.room)
    assert there.left_off.startswith(f"{len(there.panels)} of 28 days ")
