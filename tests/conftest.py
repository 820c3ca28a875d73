"""What several test modules share."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("wfm", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("wfm")

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared"


@pytest.fixture
def shared_dir() -> Path:
    """Real calls, truth tables and public rosters, kept outside the repository."""
    if not SHARED.is_dir():
        pytest.skip("the shared data beside the checkout is absent")
    return SHARED.resolve()
