"""Plans that are stopped at any moment: the next run ends with the same bytes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.tiny_site import content

TESTS = Path(__file__).resolve().parents[1]
ENVIRONMENT = {
    **os.environ,
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")]),
}
PLAN = [sys.executable, "-m", "wfm", "plan", "calls.csv", "--agents", "agents.csv"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the processes that are killed are forked")
@pytest.mark.slow
def test_killed_at_random_moments_a_plan_ends_with_the_same_bytes(desk: Path) -> None:
    done = subprocess.run(
        [sys.executable, TESTS / "pipeline/killing.py", desk, "100"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["ctrl-c", "sigterm"]
)
def test_ctrl_c_ends_a_plan_at_once_and_keeps_what_is_done(
    desk: Path, number: signal.Signals, code: int
) -> None:
    whole = content(desk / "plan")
    process = subprocess.Popen(
        [*PLAN, "-o", "stopped"], cwd=desk, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line == "roster ...\n":
            break
    pressed = time.monotonic()
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.splitlines()[-1]) == (code, "wfm: interrupted")
    assert time.monotonic() - pressed < 20  # on a machine that does much else
    kept = content(desk / "stopped")
    assert {"history.csv", "forecast.csv", "requirement.csv"} <= kept.keys()
    assert all(data == whole[name] for name, data in kept.items() if name != "manifest.json")
