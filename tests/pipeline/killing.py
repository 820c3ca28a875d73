"""Stop plans at random moments: run by test_killed.py, in a process that has no threads yet.

Libraries are loaded once; each plan runs in a child of this process, which is stopped.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from pipeline.tiny_site import content
from wfm import cli, interrupts
from wfm.pipeline import calls, people

WORDS = ["plan", "calls.csv", "--agents", "agents.csv", "-q"]
# So long a plan may take here. [s]
SECONDS = 1.5


def started(folder: str) -> int:
    """Run a plan in a child, and return its number."""
    child = os.fork()
    if not child:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        interrupts.leave_at_once()
        os._exit(cli.main([*WORDS, "-o", folder]))
    return child


def ended(child: int) -> int:
    """Wait for a child, and return its exit code; below 0: the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def is_sound(folder: Path, whole: dict[str, bytes]) -> bool:
    """Whether each file of a plan that was stopped is the one of the whole plan."""
    return all(
        name[:1] == "." or name == "manifest.json" or data == whole[name]
        for name, data in content(folder).items()
    )


def main(folder: Path, times: int) -> None:
    """Stop plans so often, and see that each is finished by the next run with the same bytes."""
    os.chdir(folder)
    whole = content(Path("plan"))
    draw = random.Random(1)
    for number in (signal.SIGINT, signal.SIGTERM):
        child = started("stopped")
        time.sleep(0.2)
        os.kill(child, number)
        assert ended(child) in {128 + number, 0}
        assert is_sound(Path("stopped"), whole)
    kills, plans = 0, 0
    while kills < times:
        plans += 1
        code = 1
        while code:
            child = started(f"plan {plans}")
            if kills < times:
                time.sleep(draw.uniform(0, SECONDS))
                os.kill(child, signal.SIGKILL)
                kills += 1
            code = ended(child)
            assert code in {0, -signal.SIGKILL}, code
            assert is_sound(Path(f"plan {plans}"), whole)
        assert content(Path(f"plan {plans}")) == whole


if __name__ == "__main__":
    assert calls, people  # loaded before the first child
    main(Path(sys.argv[1]), int(sys.argv[2]))
