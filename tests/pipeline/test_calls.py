"""The steps of the whole site, from bytes to bytes."""

from typing import Any

import pytest

from pipeline.tiny_site import FIRST_DAY, histories, history
from wfm.chosen import choose
from wfm.config import Config
from wfm.options.plan import Site
from wfm.options.read import ReadOptions
from wfm.options.staff import TableOptions
from wfm.pipeline import calls
from wfm.pipeline.given import Given

FORECAST = """\
queue,interval_start,calls,aht_seconds
{0},2026-02-09T09:00+00:00,20,300
{0},2026-02-09T10:00+00:00,10,300
{1},2026-02-09T09:00+00:00,5,200
{1},2026-02-09T10:00+00:00,6,200
"""


def given(
    options: dict[type, str], files: dict[str, str], outside: str = "", **staff: Any
) -> Given:
    config = Config({"staff": staff})
    chosen: dict[type, Any] = {kind: choose(kind, {}, config, options[kind]) for kind in options}
    sources = {"history": ((outside.encode(), "calls.csv"),)} if outside else {}
    return Given({name: text.encode() for name, text in files.items()}, sources, chosen, config)


def staffed(first: str, second: str, **options: Any) -> Any:
    table = FORECAST.format(first, second)
    return calls.staff(given({TableOptions: "staff"}, {"forecast.csv": table}, **options))


def test_a_history_is_written_with_its_offsets_and_in_seconds() -> None:
    made = calls.read(given({ReadOptions: "read", Site: "forecast"}, {}, history()))
    rows = made.files["history.csv"].decode().splitlines()
    assert rows[0] == "interval_start,calls,aht_seconds"
    assert rows[1 + 9] == f"{FIRST_DAY}T09:00+00:00,6,300"
    assert made.figures["rows"] == len(rows) - 1


def test_several_queues_of_a_history_stay_apart() -> None:
    text = histories({"Sales": 3, "Help": 4})
    made = calls.read(given({ReadOptions: "read", Site: "forecast"}, {}, text))
    assert made.files["history.csv"].count(b"Sales,") == made.files["history.csv"].count(b"Help,")


def test_each_queue_gets_its_part() -> None:
    made = staffed("Sales", "Help")
    assert made.queues == {"Sales": "Sales", "Help": "Help"}
    assert sorted(made.files) == [
        "Help/forecast.csv",
        "Help/requirement.csv",
        "Sales/forecast.csv",
        "Sales/requirement.csv",
        "requirement.csv",
    ]
    whole = made.files["requirement.csv"].decode().splitlines()
    own = made.files["Sales/requirement.csv"].decode().splitlines()
    assert own == [line for line in whole if not line.startswith("Help")]


def test_a_single_queue_needs_no_folder() -> None:
    table = "\n".join(FORECAST.format("Sales", "Help").splitlines()[:3])
    made = calls.staff(given({TableOptions: "staff"}, {"forecast.csv": table}))
    assert made.queues == {}
    assert list(made.files) == ["requirement.csv"]


def test_queues_put_together_have_the_calls_of_all() -> None:
    made = staffed("Sales", "Help", pool="all")
    assert made.queues == {}
    assert b"Sales+Help" in made.files["requirement.csv"]


@pytest.mark.parametrize("name", ["requirement.csv", "MANIFEST.json", "..", "a/b", "con", "."])
def test_a_folder_is_safe_whatever_a_queue_is_called(name: str) -> None:
    folders = staffed(name, "Help").queues
    (folder,) = (folder for folder, queue in folders.items() if queue != "Help")
    assert folder.casefold() not in {"requirement.csv", "manifest.json", "con", ""}
    assert not set("/\\") & set(folder)
    assert not folder.startswith(".")
