"""What nothing in a file decides: a question that names the readings and what decides."""

from collections.abc import Mapping

from wfm.errors import InputError


class Question(InputError):  # noqa: N818  it is one, and reads as one
    """Two readings fit, and only a person knows which is meant.

    Parameters
    ----------
    where
        File, and line or column where there is one.
    what
        What is unclear, such as ``"03/04/2026 may be two days"``.
    readings
        Each option that decides, as it is typed, and what it would mean.
    """

    def __init__(self, where: str, what: str, readings: Mapping[str, str]) -> None:
        self.where = where
        self.what = what
        self.readings = dict(readings)
        listed = " or ".join(f"{option} ({meaning})" for option, meaning in readings.items())
        super().__init__(f"{where}: {what}: give {listed}")
