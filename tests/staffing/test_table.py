"""The requirement: its columns, its values, and how little it needs."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparing import examples
from staffing.forecasts import DAY, forecast
from wfm import tables
from wfm.staffing import staff


def test_the_result_is_a_requirement_table() -> None:
    result = staff(forecast(DAY), model="erlang_a", patience=90)
    checked = tables.check(result, tables.REQUIREMENT)
    pd.testing.assert_frame_equal(checked, result, check_dtype=False)


def test_small_tables_need_no_scipy() -> None:
    """Importing it takes half a second, more than all the rest."""
    import subprocess
    import sys

    code = (
        "import sys, pandas as pd; from wfm.staffing import staff;"
        "t = pd.date_range('2026', periods=336, freq='30min', tz='UTC');"
        "f = pd.DataFrame({'interval_start': t, 'calls': 600.0, 'aht_seconds': 300.0});"
        "staff(f); staff(f, model='erlang_a', patience=90); staff(f, lines=150);"
        "staff(f, concurrency=2); staff(f, agents=100); staff(f, volume_cv=0.3);"
        "assert 'scipy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


MODELS = (
    {"model": "erlang_a", "patience": 60, "max_abandonment": 0.1},
    {"model": "erlang_a", "patience": 600, "sl_definition": "answered", "fractional": True},
    {"model": "erlang_x", "patience": 30, "redial": 0.6},
    {"model": "workload"},
    {"concurrency": 3, "chat_aht": "x1,x1.4,x2"},
    {"response": "2h"},
    {"volume_cv": 0.2},
    {"lag": "mol", "interval_peak": "max"},
    {"fractional": True},
    {"agents": 7.5},
    {"agents": 7.5, "model": "erlang_a", "patience": 60, "sl_definition": "virtual"},
    {"lines": 60, "agents": 7},
    {"max_agents": 5, "model": "erlang_a", "patience": 60},
)


@pytest.mark.parametrize("options", MODELS, ids=str)
@examples(8)
@given(
    rows=st.lists(
        st.tuples(st.just(0.0) | st.floats(1e-3, 2000), st.floats(1, 3000)), min_size=1, max_size=4
    ),
    threshold=st.floats(0, 3600),
    level=st.floats(0, 0.999),
)
def test_nothing_senseless_whatever_comes_in(
    options: dict[str, Any], rows: list[tuple[float, float]], threshold: float, level: float
) -> None:
    calls, aht = (list(values) for values in zip(*rows, strict=True))
    targets: dict[str, Any] = {"service_level": level, "threshold": threshold}
    table = staff(forecast(calls, aht), **{**options, **targets}, aht_unit="seconds")
    numbers = table.select_dtypes("number")
    assert (numbers.fillna(0) >= 0).all(axis=None)
    assert np.isfinite(numbers.fillna(0)).all(axis=None)
    shares = table.columns.intersection(["service_level", "occupancy", "abandonment", "blocked"])
    assert (table[shares].fillna(0) <= 1).all(axis=None)
    assert table["agents_required"].notna().all()
    assert (table["agents_scheduled"] >= table["agents_required"]).all()
