"""Arrays of calls as numbers of Python, which a kernel takes one by one."""

import itertools
from collections.abc import Iterator
from typing import Any

from numpy.typing import NDArray

# So many calls at a time: all numbers of a week need more memory than is near, and half as much
# time again.
_PART = 4096


def one_by_one(*of_calls: NDArray[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield all that is said of each call, in order.

    Parameters
    ----------
    of_calls
        Arrays of the same length, one number of each call.
    """
    parts = (
        zip(*(each[first : first + _PART].tolist() for each in of_calls), strict=True)
        for first in range(0, len(of_calls[0]), _PART)
    )
    return itertools.chain.from_iterable(parts)
