"""Which column is what: decided by words, confirmed by content, or asked."""

import pytest

from exports import CALLS, export, history, reading
from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.header import NoTable


def said(header: str, row: str, **options: object) -> str:
    return reading(export(header, row), **options).said[0]


def test_offered_is_forecast_and_never_answered() -> None:
    line = said("Date,Time,Answered,Offered", "{day},{time},{answered},{offered}")
    assert "calls = 'Offered'" in line


def test_calls_answered_are_taken_where_there_are_no_others_and_that_is_said() -> None:
    line = said("Date,Time,Calls Answered", "{day},{time},{answered}")
    assert "calls = 'Calls Answered' (calls answered: the file has no others)" in line


def test_two_columns_that_may_be_calls_are_asked_about() -> None:
    text = export("Date,Time,Inbound Calls,Calls Offered", "{day},{time},{answered},{offered}")
    with pytest.raises(Question, match="2 columns may be the calls") as asked:
        history(text)
    assert set(asked.value.readings) == {
        "--calls-column 'Inbound Calls'",
        "--calls-column 'Calls Offered'",
    }
    assert history(text, calls_column="calls offered")["calls"].tolist() == CALLS * 2
    assert history(text, calls_column="4")["calls"].tolist() == CALLS * 2


def test_the_plainer_word_wins_where_the_content_bears_it_out() -> None:
    line = said(
        "Date,Time,Calls,Calls Offered,Answered,Abandoned",
        "{day},{time},{answered},{offered},{answered},{lost}",
    )
    assert "calls = 'Calls Offered'" in line


def test_content_alone_never_decides_between_two() -> None:
    with pytest.raises(Question, match="no name says which column holds the calls"):
        history(export("Date,Time,Alpha,Beta", "{day},{time},{offered},{answered}"))


def test_the_only_column_of_numbers_is_taken_by_content() -> None:
    assert "calls = 'Alpha'" in said("Date,Time,Alpha", "{day},{time},{offered}")


def test_fewer_calls_offered_than_answered_are_asked_about() -> None:
    with pytest.raises(Question, match="'Offered' holds fewer calls than 'Answered'"):
        history(export("Date,Time,Offered,Answered", "{day},{time},{answered},{offered}"))


def test_a_table_without_calls_is_no_history() -> None:
    with pytest.raises(NoTable, match="no column is known to hold calls"):
        history(export("Date,Time,Service Level,Avg Delay", "{day},{time},{answered},{aht}"))


def test_a_column_that_an_option_names_has_to_be_there() -> None:
    with pytest.raises(InputError, match="--calls-column: there is no column 'Ofered': Date, Time"):
        history(export("Date,Time,Offered", "{day},{time},{offered}"), calls_column="Ofered")


def test_of_two_names_of_a_queue_the_words_are_kept() -> None:
    header = "Queue Id,Queue Name,Interval Start,Offered"
    text = export(header, "7,Help,{day} {time},{offered}")
    text += export(header, "9,Sales,{day} {time},{offered}").partition("\n")[2]
    assert list(history(text)["queue"].unique()) == ["Help", "Sales"]


def test_two_columns_that_may_be_the_queue_are_asked_about() -> None:
    text = export("Campaign,Team,Date,Time,Offered", "{lost},{answered},{day},{time},{offered}")
    with pytest.raises(Question, match="2 columns may be the queue"):
        history(text)


def test_the_column_of_maxima_is_no_handling_time() -> None:
    line = said(
        "Date,Time,Offered,Answered,Max Handle Time,Avg Handle Time",
        "{day},{time},{offered},{answered},999,{aht}",
    )
    assert "AHT = 'Avg Handle Time'" in line


def test_totals_are_divided_by_the_calls_answered() -> None:
    line = said(
        "Date,Time,Offered,Answered,Total Handle Time",
        "{day},{time},{offered},{answered},{total}",
    )
    assert "AHT = 'Total Handle Time' / 'Answered'" in line


def test_columns_of_times_without_a_name_are_known_by_content() -> None:
    text = export("When,Calls Offered", "{day} {time},{offered}")
    assert history(text)["calls"].tolist() == CALLS * 2


def test_two_columns_of_times_without_a_name_are_asked_about() -> None:
    text = export("When,Since,Calls Offered", "{day} {time},01.01.2026 {time},{offered}")
    with pytest.raises(Question, match="2 columns hold times"):
        history(text)


def test_ends_alone_are_brought_back_to_starts() -> None:
    text = export("Interval End,Offered", "{day} {time},{offered}")
    assert str(history(text)["interval_start"].iloc[0]) == "2026-02-13 07:30:00"


def test_columns_of_one_name_are_asked_about_by_their_numbers() -> None:
    text = export("Date,Time,Offered,Offered", "{day},{time},{offered},{answered}")
    with pytest.raises(Question) as asked:
        history(text)
    assert list(asked.value.readings) == ["--calls-column 3", "--calls-column 4"]
    assert history(text, calls_column="3")["calls"].tolist() == CALLS * 2
