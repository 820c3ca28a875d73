"""What is proved of the difference of cost between two plans, in words."""

from wfm.units import written

_TINY = 1e-6


def finding(least: float, most: float) -> str:
    """Say what is proved of a difference of cost."""
    if most - least <= _TINY:
        if abs(most) <= _TINY:
            return "costs the same, proved"
        return f"{'costs' if most > 0 else 'saves'} {written(abs(most))}, proved"
    if least > _TINY:
        return f"costs {written(least)} to {written(most)}"
    if most < -_TINY:
        return f"saves {written(-most)} to {written(-least)}"
    return f"cannot tell yet: between {_signed(least)} and {_signed(most)}"


def _signed(value: float) -> str:
    return written(value) if value < -_TINY else f"+{written(max(0.0, value))}"
