"""Run many cases by hand: python tests/fuzz/run.py FIRST LAST [KIND]."""

import sys
import tempfile
import time
from pathlib import Path

import fuzzed
import harness

first, last, *kind = sys.argv[1:]
slow = []
for seed in range(int(first), int(last)):
    made = fuzzed.case(seed, *kind)
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        found = harness.fault(made, Path(folder))
        taken = time.monotonic() - began
    if found:
        sys.stdout.write(f"--- seed {seed} {kind}: {str(made.words)[:300]}\n{found}\n")
        sys.stdout.flush()
    if taken > 6:
        slow.append((round(taken), seed, str(made.words)[:100]))
sys.stdout.write(f"slow: {slow}\n")
