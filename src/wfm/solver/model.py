"""A mixed-integer program: what a solver is given."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wfm import deadline

Values = NDArray[np.float64]
# Columns and their coefficients.
Terms = list[tuple[int, float]]


@dataclass
class Model:
    """A mixed-integer program under construction: columns, rows and costs to minimise."""

    names: list[str] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    rows: list[tuple[list[int], list[float], float, float]] = field(default_factory=list)

    def of(self, columns: Sequence[int]) -> "Model":
        """Return a model of some of the columns, numbered anew, with their costs and no rows."""
        return Model(
            names=[self.names[c] for c in columns],
            lower=[self.lower[c] for c in columns],
            upper=[self.upper[c] for c in columns],
            integer=[self.integer[c] for c in columns],
            costs=[self.costs[c] for c in columns],
        )

    def column(
        self,
        name: str,
        *,
        upper: float = np.inf,
        lower: float = 0.0,
        integer: bool = False,
        cost: float = 0.0,
    ) -> int:
        """Add a column and return its number."""
        self.names.append(name)
        self.lower.append(lower)
        self.upper.append(upper)
        self.integer.append(integer)
        self.costs.append(cost)
        return len(self.names) - 1

    def row(
        self,
        terms: Sequence[tuple[int, float]],
        *,
        lower: float = -np.inf,
        upper: float = np.inf,
    ) -> None:
        """Add lower <= sum of coefficient x column <= upper; a column may come up repeatedly."""
        deadline.check()
        total: dict[int, float] = {}
        for column, coefficient in terms:
            total[column] = total.get(column, 0.0) + coefficient
        kept = {c: a for c, a in total.items() if a}
        self.rows.append((list(kept), list(kept.values()), lower, upper))
