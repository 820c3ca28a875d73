"""Kill plans of the sample site at random moments: the next run is to end with the same bytes.

    python benchmarks/kills.py [FOLDER] [--kills 100] [--plans 4] [--seed 1]

The site is that of `wfm demo`, with its agents; FOLDER, which may not be there yet, keeps it and
the plans. The clock may not end a search, or two undisturbed plans would differ: the roster gets an
hour, and ends by its gap. A plan that is never disturbed says how much processor time each step
takes. Then plans are killed, a quarter of the times as soon as a half-written file is seen, else at
moments that are spread evenly over the whole run; each kill is followed by a run that goes on in
the same folder, until that ends. After each kill every file has to be the undisturbed plan's or to
be absent, and after the last one all have to be there. Prints a line a kill, and how many of them
met which step.
"""

import argparse
import importlib
import os
import pkgutil
import random
import re
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import wfm
from wfm import cli, interrupts
from wfm.pipeline.steps import STEPS

PEOPLE = [
    word for name in ("agents", "absences", "wishes") for word in (f"--{name}", f"{name}.csv")
]
GAP = "gap = 0.01"
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
HALF = re.compile(r"\..+\.[a-z0-9_]{8}")
SHARE_IN_WRITING = 0.25
# How long to wait before the next look, near to the moment and far from it [s].
NEAR, FAR = 0.002, 0.05
NAMES = [step.name for step in STEPS]


class Child:
    """A plan in a process of its own; it says on its standard error which step it is at."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._said, inside = os.pipe()
        self.number = os.fork()
        if not self.number:
            os.dup2(inside, 2)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            interrupts.leave_at_once()
            os._exit(cli.main(["plan", "calls.csv", *PEOPLE, "-o", str(folder)]))
        os.close(inside)
        self._rest = b""
        self.has_ended = False

    def begun(self, seconds: float) -> list[str]:
        """Wait so long at most for a word, and return the steps that have begun since."""
        if not select.select([self._said], [], [], seconds)[0]:
            return []
        data = os.read(self._said, 1 << 16)
        self.has_ended = not data
        *lines, self._rest = (self._rest + data).split(b"\n")
        words = [line.decode().removesuffix(" ...") for line in lines]
        return [word for word in words if word in NAMES]

    def worked(self) -> float:
        """Return the processor time that it has taken [s]."""
        fields = Path(f"/proc/{self.number}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def half_files(self) -> bool:
        """Whether a file is being written."""
        return self.folder.is_dir() and any(map(is_half, self.folder.iterdir()))

    def end(self, number: int = 0) -> int:
        """Stop it by a signal, or wait for its end; return its exit code."""
        if number:
            os.kill(self.number, number)
        os.close(self._said)
        return os.waitstatus_to_exitcode(os.waitpid(self.number, 0)[1])


def is_half(path: Path) -> bool:
    """Whether a file is one that is being written, and gets its name when it is whole."""
    return HALF.fullmatch(path.name) is not None


def load_all() -> None:
    """Load all of wfm before the first child: a checkout that changes meanwhile changes no plan."""
    for module in pkgutil.walk_packages(wfm.__path__, "wfm."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def made(site: Path) -> None:
    """Write the sample site, in which no clock ends a search."""
    assert cli.main(["demo", str(site)]) == 0
    config = site / "wfm.toml"
    text = config.read_text("utf-8")
    assert GAP in text
    config.write_text(text.replace(GAP, f'time_limit = "1h"\n{GAP}', 1), "utf-8")


def undisturbed(folder: Path) -> dict[str, float]:
    """Make a plan, and return how much processor time each step took [s]."""
    child = Child(folder)
    began: dict[str, float] = {}
    worked = 0.0
    while not child.has_ended:
        for step in child.begun(0.05):
            began[step] = child.worked()
        worked = max(worked, child.worked() if not child.has_ended else 0.0)
    assert child.end() == 0, "the plan has failed"
    ends = [*list(began.values())[1:], worked]
    return {step: end - start for (step, start), end in zip(began.items(), ends, strict=True)}


def moments(
    seconds: dict[str, float], kills: int, draw: random.Random
) -> list[tuple[str, float, bool]]:
    """Draw when to kill: the step, how long after its begin, and whether within a writing."""
    whole = sum(seconds.values())
    places = sorted(whole * (number + draw.random()) / kills for number in range(kills))
    in_writing = set(draw.sample(range(kills), round(kills * SHARE_IN_WRITING)))
    # Each step writes once, at its end: writings are drawn by steps, not by how long these take.
    found = []
    for number, place in enumerate(places):
        if number in in_writing:
            found.append((draw.choice(list(seconds)), 0.0, True))
            continue
        for step, length in seconds.items():  # noqa: B007
            if place <= length:
                break
            place -= length  # noqa: PLW2901
        found.append((step, place, False))
    order = list(seconds)
    return sorted(found, key=lambda each: (order.index(each[0]), each[2], each[1]))


def killed(folder: Path, step: str, after: float, in_writing: bool) -> tuple[str, bool] | None:
    """Run a plan and kill it at a moment; return the step it was at, and whether it wrote."""
    child = Child(folder)
    at, began = "start", 0.0
    order = ["start", *NAMES]
    pause = FAR
    while True:
        for begun in child.begun(pause):
            at, began = begun, child.worked()
        if child.has_ended:
            code = child.end()
            assert code == 0, f"the plan ended with {code}"
            return None
        is_late = order.index(at) > order.index(step)
        left = 0.0 if in_writing else after - (child.worked() - began)
        is_there = at == step and (child.half_files() if in_writing else left <= 0)
        # Looking costs time that the plan could have.
        pause = NEAR if at == step and left < FAR else FAR
        if is_late or is_there:
            child.end(signal.SIGKILL)
            return at, child.half_files()


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a plan."""
    there = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    return {path.name: path.read_bytes() for path in there}


def different(folder: Path, whole: dict[str, bytes]) -> list[str]:
    """Name the files of a plan that was killed which are not those of the whole plan."""
    there = content(folder)
    kept = [name for name in there if not is_half(Path(name)) and name != "manifest.json"]
    return [name for name in kept if there[name] != whole.get(name)]


def main() -> None:
    """Kill, go on, compare, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--plans", type=int, default=4, help="so many plans share the kills")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    load_all()
    site = asked.folder or Path(tempfile.mkdtemp()) / "site"
    made(site)
    os.chdir(site)
    seconds = undisturbed(Path("whole"))
    print("undisturbed [CPU s]:", ", ".join(f"{k} {v:.1f}" for k, v in seconds.items()), flush=True)
    whole = content(Path("whole"))
    draw = random.Random(asked.seed)  # noqa: S311
    met: Counter[str] = Counter()
    writing = faults = 0
    began = time.process_time()
    for plan in range(asked.plans):
        folder = Path(f"plan{plan + 1}")
        share = asked.kills * (plan + 1) // asked.plans - asked.kills * plan // asked.plans
        for step, after, in_writing in moments(seconds, share, draw):
            found = killed(folder, step, after, in_writing)
            if found is None:
                print(f"{folder}: ended before it was killed", flush=True)
                continue
            met[found[0]] += 1
            writing += found[1]
            wrong = different(folder, whole)
            faults += bool(wrong)
            half = ", a file half written" * found[1]
            print(f"{folder}: killed in {found[0]}{half}: {wrong or 'sound'}", flush=True)
        assert Child(folder).end() == 0
        there = content(folder)
        unlike = sorted(name for name in {*there, *whole} if there.get(name) != whole.get(name))
        faults += bool(unlike)
        print(f"{folder}: ended: {unlike or 'the same bytes'}", flush=True)
    spread = ", ".join(f"{step} {met[step]}" for step in ["start", *NAMES] if met[step])
    print(f"{sum(met.values())} kills ({spread}), {writing} within a file's writing")
    print(f"{faults} faults; {asked.plans} plans; {time.process_time() - began:.0f} CPU s to watch")
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
