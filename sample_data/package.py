"""Put the sample into the package, from where `wfm demo` takes it.

Run ``python sample_data/package.py`` after a file of the sample has changed: it writes the copies
in ``src/wfm/sample_site``. The tests fail while they differ.
"""

import gzip
from pathlib import Path

SAMPLE = Path(__file__).resolve().parent
PACKAGE = SAMPLE.parent / "src/wfm/sample_site"
COPIED = ("wfm.toml", "people/agents.csv", "people/absences.csv", "people/wishes.csv")

if __name__ == "__main__":
    for name in COPIED:
        path = SAMPLE / name
        (PACKAGE / path.name).write_bytes(path.read_bytes())
    calls = (SAMPLE / "calls.csv").read_bytes()
    (PACKAGE / "calls.csv.gz").write_bytes(gzip.compress(calls, mtime=0))
