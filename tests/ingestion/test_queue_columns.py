"""Files with several columns that may name the queue: pairs are queues, or rows add up; asked."""

import pytest

from exports import CALLS, export, history, reading
from wfm.errors import InputError
from wfm.ingestion.asking import Question

QUEUES = [("Sales", "voice"), ("Sales", "chat"), ("Help", "voice"), ("Help", "chat")]


def written(first: str, second: str) -> str:
    """Write every pair of two words at every time."""
    header = f"Date,Time,{first},{second},Calls Offered,AHT"
    parts = [
        export(header, f"{{day}},{{time}},{a},{b},{{offered}},{{aht}}", ["13.02.2026"])
        for a, b in QUEUES
    ]
    return "".join([parts[0], *(part.partition("\n")[2] for part in parts[1:])])


@pytest.mark.parametrize("named", [None, "Queue"])
def test_media_that_tell_the_rows_of_a_queue_apart_are_asked_about(named: str | None) -> None:
    with pytest.raises(Question) as asked:
        history(written("Queue", "Media Type"), queue_column=named)
    assert list(asked.value.readings) == [
        "--queue-column 'Queue + Media Type'", "--repeats add",
    ]  # fmt: skip


def test_queues_are_not_added_up_where_media_are_named_as_the_queue() -> None:
    with pytest.raises(Question, match=r"column 'Queue' tells the rows .* 'Media Type . Queue'"):
        history(written("Queue", "Media Type"), queue_column="Media Type")


def test_each_pair_of_two_columns_is_a_queue_where_they_are_named_together() -> None:
    found = reading(written("Queue", "Media Type"), queue_column="Queue + Media Type")
    assert list(found.frame["queue"].unique()) == [", ".join(pair) for pair in QUEUES]
    assert found.frame["calls"].tolist() == CALLS * 4
    assert "queue = 'Queue' + 'Media Type'" in found.said[0]


def test_rows_add_up_where_somebody_says_so() -> None:
    found = history(written("Queue", "Media Type"), repeats="add")
    assert found["calls"].tolist() == [2 * calls for calls in CALLS] * 2


def test_sites_of_a_queue_are_asked_about() -> None:
    with pytest.raises(Question, match=r"'Queue . Site' .*each pair is a queue"):
        history(written("Site", "Queue"))


def test_skills_and_agents_of_a_queue_add_up_and_it_is_said_over_which() -> None:
    found = reading(written("Queue", "Skill"))
    assert found.frame["calls"].tolist() == [2 * calls for calls in CALLS] * 2
    assert "rows of one interval added up over 'Skill', AHT weighted by calls" in found.said[0]
    assert "added up over 'Agent Name'" in reading(written("Queue", "Agent Name")).said[0]


def test_a_column_named_beside_another_has_to_be_there() -> None:
    with pytest.raises(InputError, match="--queue-column: there is no column 'Medium'"):
        history(written("Queue", "Media Type"), queue_column="Queue + Medium")
