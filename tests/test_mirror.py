"""Tests mirror the house: what a module does is tested in the file of its name, in its folder."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOUSE, TESTS = ROOT / "src/wfm", ROOT / "tests"

# A module of up to so many lines may be tested with those that use it.
SMALL = 60

# Modules without a file of their own: parts of one search or one reading, tested by what comes of
# it, and lists of words, tested by what they name.
TESTED_BY = {
    "pipeline/given.py": "pipeline/test_running.py",
    "scheduling/checking.py": "scheduling/test_judge.py",
    "scheduling/duties.py": "scheduling/test_judge.py",
    "scheduling/limits.py": "scheduling/test_judge.py",
    "scheduling/cover.py": "scheduling/test_direct.py",
    "scheduling/kinds.py": "scheduling/test_direct.py",
    "scheduling/options.py": "scheduling/test_stage.py",
    "scheduling/people.py": "scheduling/test_people_tables.py",
    "scheduling/results.py": "scheduling/test_stage.py",
    "forecasting/history/week_changes.py": "forecasting/history/test_following.py",
    "tables/evaluated.py": "test_evaluation.py",
    "scheduling/statement.py": "scheduling/test_direct.py",
    "scheduling/search/walks.py": "scheduling/search/test_pricing.py",
    "scheduling/search/fines.py": "scheduling/search/test_pricing.py",
    "scheduling/search/generation.py": "scheduling/search/test_search.py",
    "scheduling/search/labels.py": "scheduling/search/test_pricing.py",
    "scheduling/search/layout.py": "scheduling/search/test_pricing.py",
    "scheduling/search/pool.py": "scheduling/search/test_search.py",
    "scheduling/search/problem.py": "scheduling/search/test_pricing.py",
    "tables/people.py": "tables/test_schedule_rows.py",
    "forecasting/running/telling.py": "forecasting/test_reforecasting.py",
    "forecasting/running/update.py": "forecasting/test_reforecasting.py",
    "ingestion/cells.py": "ingestion/test_reading.py",
    "ingestion/cleaning.py": "cli/test_inspect.py",
    "ingestion/content.py": "ingestion/test_reading.py",
    "ingestion/languages.py": "ingestion/test_words.py",
    "ingestion/layouts/axes.py": "ingestion/layouts/test_wide.py",
    "ingestion/layouts/bands.py": "ingestion/layouts/test_wide.py",
    "ingestion/layouts/counting.py": "ingestion/layouts/test_call_log.py",
    "ingestion/layouts/kinds.py": "ingestion/layouts/test_wide.py",
    "ingestion/layouts/log_columns.py": "ingestion/layouts/test_call_log.py",
    "ingestion/layouts/log_handling.py": "ingestion/layouts/test_call_log.py",
    "ingestion/layouts/log_times.py": "ingestion/layouts/test_call_log.py",
    "ingestion/layouts/log_words.py": "ingestion/layouts/test_call_log.py",
    "ingestion/layouts/unfolded.py": "ingestion/layouts/test_wide.py",
    "ingestion/layouts/weeks.py": "ingestion/layouts/test_wide.py",
    "ingestion/mapping.py": "cli/test_inspect.py",
    "ingestion/own_cells.py": "ingestion/test_own_tables.py",
    "ingestion/saving.py": "cli/test_inspect.py",
    "ingestion/scripts.py": "ingestion/test_words.py",
    "ingestion/systems.py": "ingestion/test_words.py",
    "ingestion/units_in_names.py": "ingestion/test_words.py",
    "work/configuration/groups.py": "work/configuration/test_roster.py",
    "rostering/job.py": "rostering/test_making.py",
    "rostering/results.py": "rostering/test_stage.py",
    "rostering/search/completion.py": "rostering/search/test_search.py",
    "rostering/search/connected_rows.py": "rostering/teams/test_single.py",
    "rostering/search/neighbourhoods.py": "rostering/search/test_search.py",
    "rostering/search/tidying.py": "test_deadline.py",
    "rostering/teams/team_search.py": "rostering/teams/test_split.py",
    "simulation/kernels/centre.py": "simulation/kernels/test_skills.py",
    "simulation/kernels/roll.py": "simulation/kernels/test_skills.py",
    "scheduling/floor/offers.py": "scheduling/test_today.py",
    "scheduling/floor/placements.py": "scheduling/test_today.py",
    "scheduling/rescheduled.py": "scheduling/test_rescheduling.py",
    "scheduling/terms.py": "scheduling/test_rescheduling.py",
    "tables/grid_rows.py": "tables/test_weekgrid_people.py",
    "tables/grid_words.py": "tables/test_weekgrid_people.py",
}

# Tests of what no single module does.
ACROSS = {
    "cli/test_hostile_files.py": "files that are made to harm",
    "test_hostile_names.py": "names that mean harm, wherever they are shown",
    "reporting/page/test_every_number.py": "the page of a report against all tables behind it",
    "cli/test_round_trips.py": "every table of wfm, saved by every spreadsheet, in every command",
    "cli/test_saved_tables.py": "tables saved by other programs, read by every command",
    "cli/test_stopping.py": "processes that are stopped while they search",
    "forecasting/test_any_history.py": "every model on any history",
    "forecasting/test_laws.py": "what holds of every forecast",
    "forecasting/test_real_calls.py": "every model on real calls",
    "fuzz/test_fuzz.py": "every command on spoilt input",
    "ingestion/containers/test_round_trip.py": "what is written is read, in every container",
    "ingestion/layouts/test_layouts.py": "which layout a sheet has",
    "ingestion/test_random_layouts.py": "known histories in random layouts",
    "ingestion/test_written_quantities.py": "quantities as programs write them",
    "ingestion/test_written_times.py": "times as programs write them",
    "pipeline/test_killed.py": "plans that are stopped at any moment",
    "reporting/test_browser.py": "the page of a report in a browser",
    "rostering/judge/test_broken_rosters.py": "rosters broken by hand, through the command",
    "rostering/judge/test_own_shifts.py": "rosters of shifts that no plan names",
    "rostering/test_large_rosters.py": "time and memory of large rosters",
    "rostering/test_nobody_needed.py": "a week in which nobody is needed, from end to end",
    "rostering/test_random_rosters.py": "any plan, judged by a checker of its own",
    "rostering/test_tiny_rosters.py": "tiny plans against brute force",
    "scheduling/test_random_sites.py": "any site, judged by a checker of its own",
    "scheduling/test_direct_sites.py": "any site without a roster, judged by that checker",
    "tables/test_weekgrid_people.py": "grids of people, and of several weeks",
    "test_cli_options.py": "every option of every command",
    "test_contracts.py": "who may import whom",
    "test_docs.py": "the examples and tables of the pages",
    "test_imports.py": "what is imported when",
    "test_limits.py": "input beyond all plans, at every door",
    "test_mirror.py": "this file",
    "test_names.py": "names from outside, wherever they are shown",
    "test_pipe.py": "the commands in one pipe",
    "test_read_history.py": "histories from files, in Python",
    "test_sample_data.py": "the sample",
    "test_size.py": "how large files and functions may be",
}


def modules() -> dict[str, int]:
    """Lines of each module, by its path below the package."""
    return {
        path.relative_to(HOUSE).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in HOUSE.rglob("*.py")
        if not path.name.startswith("__")
    }


def mirrors(module: str) -> list[str]:
    """Test files in which a module may be tested: its own, or the one of its package."""
    path = Path(module)
    own = path.parent / f"test_{path.name}"
    of_the_package = path.parent.parent / f"test_{path.parent.name}.py"
    return [own.as_posix(), of_the_package.as_posix()]


def files_of_tests() -> set[str]:
    return {path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py")}


def test_every_module_has_its_tests() -> None:
    there = files_of_tests()
    bare = {
        module
        for module, lines in modules().items()
        if lines > SMALL and not there & set(mirrors(module))
    }
    assert bare - set(TESTED_BY) == set(), "write tests/.../test_NAME.py for each"
    assert set(TESTED_BY) - bare == set(), "these have tests of their own: take them off the list"
    assert set(TESTED_BY.values()) <= there


def test_every_test_stands_where_its_module_does() -> None:
    stands_for = {mirror for module in modules() for mirror in mirrors(module)}
    astray = files_of_tests() - stands_for
    assert astray - set(ACROSS) == set(), "name each after a module, or a package"
    assert set(ACROSS) - astray == set(), "these stand for a module: take them off the list"
