"""The list of steps: each reads what those before it make."""

from wfm.options.plan import STEP_NAMES
from wfm.pipeline.performing import _function_of
from wfm.pipeline.steps import STEPS, names_of_files


def test_the_help_names_the_steps() -> None:
    assert tuple(step.name for step in STEPS) == STEP_NAMES


def test_each_step_reads_what_was_made_before_it() -> None:
    made: set[str] = set()
    for step in STEPS:
        assert {*step.reads, *step.may_read, *step.of_site} <= made, step.name
        made.update(step.makes)
    assert made | {"manifest.json"} == set(names_of_files())


def test_no_two_steps_make_the_same_file() -> None:
    assert len(names_of_files()) == len(set(names_of_files()))


def test_each_has_its_function() -> None:
    for step in STEPS:
        assert _function_of(step).__name__ == step.name
