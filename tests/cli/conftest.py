"""What the tests of commands share."""

from pathlib import Path

import pytest

from rostering.site import PLAN, by_day, requirement


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a requirement and a plan."""
    (tmp_path / "wfm.toml").write_text(PLAN)
    (tmp_path / "requirement.csv").write_text(requirement(by_day))
    (tmp_path / "opening.csv").write_text(requirement(lambda hour: int(9 <= hour < 10)))
    return tmp_path
