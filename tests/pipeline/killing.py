"""Kill plans at random moments: run by test_killed.py, in a process that has no threads yet.

Libraries are loaded once; each plan runs in a child of this process, which is killed.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from pipeline.tiny_site import content
from wfm import cli
from wfm.pipeline import calls, people

WORDS = ["plan", "calls.csv", "--agents", "agents.csv", "-q"]


def started(folder: str) -> int:
    """Run a plan in a child, and return its number."""
    child = os.fork()
    if not child:
        os._exit(cli.main([*WORDS, "-o", folder]))
    return child


def ended(child: int) -> int:
    """Wait for a child, and return its exit code; below 0: the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(folder: Path, times: int) -> None:
    """Kill plans so often, and see that each is finished by the next run with the same bytes."""
    os.chdir(folder)
    begun = time.monotonic()
    assert ended(started("whole")) == 0
    seconds = time.monotonic() - begun
    whole = content(Path("whole"))
    draw = random.Random(1)
    kills, plans = 0, 0
    while kills < times:
        plans += 1
        code = 1
        while code:
            child = started(f"plan {plans}")
            if kills < times:
                time.sleep(draw.uniform(0, seconds))
                os.kill(child, signal.SIGKILL)
                kills += 1
            code = ended(child)
            assert code in {0, -signal.SIGKILL}, code
            for name in content(Path(f"plan {plans}")):
                # What has its name is whole, whenever the process ended.
                data = Path(f"plan {plans}", name).read_bytes()
                assert name[:1] == "." or name == "manifest.json" or data == whole[name], name
        assert content(Path(f"plan {plans}")) == whole


if __name__ == "__main__":
    assert calls, people  # loaded before the first child
    main(Path(sys.argv[1]), int(sys.argv[2]))
