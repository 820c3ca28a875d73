"""Do two checkouts give the same bytes? For changes of structure that users must not see.

    python benchmarks/same_bytes.py OLD NEW [--pages all|none] [--rosters 30] [--forecasts 30]

OLD and NEW are folders of two checkouts; both run with this Python and the packages it has. What is
compared: every console block of NEW's README and docs (exit code, what is printed, every file that
it writes), random rosters that end by their gap, and random forecasts.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BLOCK = re.compile(r"^```console\n(.*?)^```", re.S | re.M)
# Options that NEW may have under another name: what NEW writes, and what OLD is asked, if it is so
# old that it knows nothing of former names.
RENAMED = {"--coverage-file": "--coverage", "--fairness-file": "--fairness", "--law": "--rules"}
RENAMED_KEYS = {"law": "presets"}  # of [roster]

CASES = """
import hashlib, json, logging, sys
import numpy as np, pandas as pd
import wfm
from wfm.errors import WfmError
sys.path.insert(0, sys.argv[1])
from rostering.random_plans import random_case

logging.disable(logging.CRITICAL)
RENAMED = json.loads(sys.argv[4])

def digest(*frames):
    return hashlib.sha256("".join(f.to_csv(index=False) for f in frames).encode()).hexdigest()[:16]

def roster(seed):
    config, week, step = random_case(seed)
    for new, old in RENAMED.items():
        if new in config["roster"]:
            config["roster"][old] = config["roster"].pop(new)
    starts = pd.date_range("2026-01-05", periods=len(week), freq=f"{step}min", tz="UTC")
    requirement = pd.DataFrame({"interval_start": starts, "agents_scheduled": week})
    try:
        made = wfm.roster(requirement, config=config, time_limit="20s")
    except WfmError as error:
        return f"{type(error).__name__}"
    if made.status not in ("optimal", "within gap") or not made.repeats:
        return None
    return [digest(made.table, made.coverage), made.cost, made.bound]

def forecast(seed):
    draw = np.random.default_rng(seed)
    starts = pd.date_range("2025-01-06", periods=48 * 7 * int(draw.integers(8, 30)), freq="30min")
    hour = starts.hour + starts.minute / 60
    rate = draw.uniform(2, 80) * np.exp(-(((hour - 13) / 5) ** 2))
    calls = draw.poisson(rate * np.where(starts.dayofweek < 5, 1, 0.4))
    history = pd.DataFrame({"interval_start": starts.tz_localize("UTC"), "calls": calls})
    history["aht_seconds"] = 240.0
    ahead = wfm.forecast(history, horizon="2w", country=draw.choice(["GB", "DE", "US"]))
    return digest(ahead, wfm.staff(ahead))

def main():
    found = {}
    for seed in range(int(sys.argv[2])):
        found[f"roster {seed}"] = roster(seed)
    for seed in range(int(sys.argv[3])):
        found[f"forecast {seed}"] = forecast(seed)
    print(json.dumps(found))

main()
"""


def environment(checkout: Path) -> dict[str, str]:
    """Return an environment in which `wfm` and `import wfm` are those of a checkout."""
    bin_folder = Path(tempfile.mkdtemp())
    command = bin_folder / "wfm"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wfm "$@"\n')
    command.chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "NO_COLOR", "TERM"}}
    path = f"{bin_folder}{os.pathsep}{kept['PATH']}"
    return {**kept, "PYTHONPATH": str(checkout / "src"), "PATH": path, "LC_ALL": "C.UTF-8"}


def documented(new: Path) -> dict[str, list[str]]:
    """List the commands of each page, in order."""
    pages = [new / "README.md", *sorted((new / "docs").rglob("*.md"))]
    return {
        str(page.relative_to(new)): [
            part.partition("\n")[0]
            for block in BLOCK.findall(page.read_text("utf-8"))
            for part in re.split(r"^\$ ", block, flags=re.M)[1:]
        ]
        for page in pages
    }


def printed(checkout: Path, commands: list[str], sample: Path) -> list[str]:
    """Run the commands of a page in a folder with the sample; digest what each says and writes."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(sample, folder / "sample_data")
        for command in commands:
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=folder,
                env=environment(checkout),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
            files = {
                str(file.relative_to(folder)): file.read_bytes()
                for file in sorted(folder.rglob("*"))
                if file.is_file()
            }
            whole = repr((done.returncode, done.stdout, done.stderr, files))
            found.append(hashlib.sha256(whole.encode()).hexdigest()[:16])
    return found


def drawn(
    checkout: Path, tests: Path, counts: tuple[int, int], renamed: dict[str, str]
) -> dict[str, object]:
    """Run the random cases: so many rosters and forecasts, with former names of keys."""
    words = [str(tests), *(str(count) for count in counts), json.dumps(renamed)]
    done = subprocess.run(
        [sys.executable, "-c", CASES, *words],
        env=environment(checkout),
        capture_output=True,
        check=True,
    )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def refuse_mixed(checkout: Path) -> None:
    """Stop where this Python imports another `wfm` than the checkout's: all would be the same."""
    words = [sys.executable, "-c", "import wfm; print(wfm.__file__)"]
    found = subprocess.check_output(words, env=environment(checkout), text=True).strip()
    if not Path(found).resolve().is_relative_to(checkout):
        sys.exit(f"this Python imports {found}, not {checkout}/src: run another Python")


def main() -> None:
    """Compare, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--pages", choices=["all", "none"], default="all")
    parser.add_argument("--rosters", type=int, default=30)
    parser.add_argument("--forecasts", type=int, default=30)
    given = parser.parse_args()
    old, new = given.old.resolve(), given.new.resolve()
    for checkout in (old, new):
        refuse_mixed(checkout)
    is_former = not (old / "src/wfm/cli/renamed.py").exists()
    same = different = 0
    for page, commands in documented(new).items() if given.pages == "all" else ():
        asked = list(commands)
        for name, before in RENAMED.items() if is_former else ():
            asked = [re.sub(rf"{name}\b", before, command) for command in asked]
        answers = zip(
            commands,
            printed(old, asked, new / "sample_data"),
            printed(new, commands, new / "sample_data"),
            strict=True,
        )
        for command, before, after in answers:
            same, different = same + (before == after), different + (before != after)
            if before != after:
                print(f"differs: {page}: {command}")
    counts = (given.rosters, given.forecasts)
    cases = [
        drawn(old, new / "tests", counts, RENAMED_KEYS if is_former else {}),
        drawn(new, new / "tests", counts, {}),
    ]
    unended = [name for name in cases[0] if None in (cases[0][name], cases[1][name])]
    for name in cases[0]:
        if name in unended:
            continue
        equal = cases[0][name] == cases[1][name]
        same, different = same + equal, different + (not equal)
        if not equal:
            print(f"differs: {name}: {cases[0][name]} {cases[1][name]}")
    print(f"{same} the same, {different} different, {len(unended)} ended by the clock")


if __name__ == "__main__":
    main()
