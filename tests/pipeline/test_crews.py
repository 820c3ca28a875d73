"""People of several queues: whose roster they stand on."""

import pytest

from wfm.errors import InputError
from wfm.pipeline.crews import crews
from wfm.pipeline.given import Outside

QUEUES = {"sales": "Sales", "second": "Second line"}
AGENTS = "agent,skills\nAnna,english|Sales\nBen,Second line|Sales\nCleo,Sales Dutch\n"


def files(**tables: str) -> Outside:
    return {name: ((text.encode(), f"{name}.csv"),) for name, text in tables.items()}


def parted(agents: str = AGENTS, **more: str) -> dict[str, dict[str, list[str]]]:
    """Return the rows of each file of each queue, without their heads."""
    found = crews(files(agents=agents, **more), QUEUES)
    return {
        folder: {name: source[0][0].decode().splitlines()[1:] for name, source in own.items()}
        for folder, own in found.items()
    }


def test_the_first_queue_of_the_skills_counts_and_other_skills_are_none() -> None:
    found = parted()
    assert [row.split(",")[0] for row in found["sales"]["agents"]] == ["Anna", "Cleo"]
    assert [row.split(",")[0] for row in found["second"]["agents"]] == ["Ben"]


def test_absences_wishes_and_the_schedule_before_go_with_their_people() -> None:
    head = "agent,group,date,shift,start,end\n"
    before = head + "Ben,desk,2026-02-08,day,2026-02-08T09:00+00:00,2026-02-08T17:00+00:00\n"
    found = parted(
        absences="agent,first,last\nCleo,2026-02-09,2026-02-10\n",
        wishes="agent,date,shift\nBen,mon,OFF\n",
        previous=before,
        events="untouched\n1\n",
    )
    assert [row.split(",")[0] for row in found["sales"]["absences"]] == ["Cleo"]
    assert found["second"]["absences"] == found["sales"]["wishes"] == []
    assert len(found["second"]["wishes"]) == len(found["second"]["previous"]) == 1
    assert "previous" not in found["sales"]
    assert found["sales"]["events"] == ["1"]


def test_of_one_queue_everybody_is() -> None:
    assert crews(files(agents="agent\nAnna\n"), {}) == {}
    assert crews(files(history=""), QUEUES) == {}


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"agents": "agent\nAnna\n"}, "agents.csv: there are 2 queues, each with a roster"),
        ({"agents": "agent,skills\nAnna,\n"}, "agents.csv: 'Anna' names no queue to work for"),
        ({"agents": "agent,skills\nAnna,Sales\n"}, "agents.csv: nobody works for the queue"),
        (
            {"agents": AGENTS, "absences": "agent,first,last\nZoe,2026-02-09,2026-02-10\n"},
            "absences.csv: 'Zoe' is not among the agents",
        ),
    ],
)
def test_what_does_not_say_who_works_for_which_is_refused(
    tables: dict[str, str], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        crews(files(**tables), QUEUES)
