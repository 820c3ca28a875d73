"""What is said of single queues."""

import pandas as pd
import pytest

from evaluation.several import queues
from wfm.errors import InputError, OptionError
from wfm.evaluation.queues import Queue, queues_of
from wfm.options.callers import CallersOptions

TWO = queues(sales=10, help=5)


def read(
    own: object = None, forecast: pd.DataFrame = TWO, queue: str | None = None
) -> tuple[Queue, ...]:
    return queues_of(forecast, CallersOptions(), queue, own)  # type: ignore[arg-type]


def test_a_queue_has_targets_patience_priority_and_overflow_of_its_own() -> None:
    own = {
        "sales": {"service_level": 0.9, "threshold": "10s", "priority": 2},
        "help": {
            "model": "erlang_a",
            "patience": "2m",
            "overflow_to": "sales",
            "overflow_after": "30s",
        },
    }
    sales, support = read(own)
    assert sales.calls.options.target.service_level == 0.9
    assert sales.calls.options.target.threshold == 10
    assert (sales.priority, support.priority) == (2, 1)
    assert support.calls.options.target.service_level == 0.8
    assert support.calls.patience == 120
    assert (support.overflow_to, support.overflow_after) == (("sales",), 30)


def test_of_one_queue_nothing_about_others_is_read() -> None:
    (sales,) = read({"help": {"priority": 0}}, queue="sales")
    assert sales == Queue("sales", sales.calls)


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (3, "queues: write a table of queues"),
        ({"sales": 3}, "queues.sales: write a table, such as"),
        ({"slaes": {}}, "no queue of the forecast is called 'slaes': the nearest one is 'sales'"),
        ({"sales": {"prio": 1}}, "no key of a queue is called 'prio'"),
        ({"sales": {"priority": 0}}, "0 is not a whole number from 1 to 100"),
        ({"sales": {"overflow_to": ["sales"]}}, "no other queue is called 'sales'"),
        ({"sales": {"overflow_after": 5}}, "say to whom, too"),
        ({"sales": {"threshold": "soon"}}, "queues.sales.threshold"),
    ],
)
def test_what_cannot_be_read_is_refused(own: object, said: str) -> None:
    with pytest.raises(OptionError) as error:
        read(own)
    assert said in f"{error.value.option}: {error.value.message}"


def test_queues_have_the_same_intervals() -> None:
    with pytest.raises(InputError, match="'help' has other intervals than 'sales'"):
        read(forecast=pd.concat([queues(sales=1), queues(2, help=1)]))
