"""HiGHS at work, and Python that hears an interrupt meanwhile."""

from collections.abc import Callable
from typing import Any

import highspy

from wfm import interrupts

_CALLBACKS = highspy.cb.HighsCallbackType
_MOMENTS = (
    _CALLBACKS.kCallbackSimplexInterrupt,
    _CALLBACKS.kCallbackIpmInterrupt,
    _CALLBACKS.kCallbackMipInterrupt,
)
IN_SEARCH = int(_CALLBACKS.kCallbackMipInterrupt)


def run(highs: Any, stops: Callable[[int, Any], bool]) -> bool:
    """Run HiGHS, and return whether an interrupt came.

    HiGHS calls back now and then: only then does Python notice one.

    Parameters
    ----------
    highs
        What is to be solved.
    stops
        Whether to stop there; it is told the kind of the moment, such as `IN_SEARCH`, and what
        HiGHS knows at it.
    """
    interrupted = False

    def heard(kind: int, _message: str, out: Any, control: Any, _data: Any) -> None:
        nonlocal interrupted
        try:
            control.user_interrupt = stops(kind, out)
        except KeyboardInterrupt:
            interrupted = True
        if interrupted or interrupts.pressed():
            control.user_interrupt = True

    highs.setCallback(heard, None)
    for kind in _MOMENTS:
        highs.startCallback(kind)
    with interrupts.held():
        highs.run()
        highs.setCallback(None, None)
        return interrupts.taken() or interrupted
