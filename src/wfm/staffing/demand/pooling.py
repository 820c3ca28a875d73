"""Groups of queues, and a bound for agents with several skills: names and arrays only."""

from collections.abc import Callable
from itertools import combinations

import numpy as np

from wfm.errors import OptionError
from wfm.staffing.formulas.erlang_b import Floats

MOST_SKILLED_QUEUES = 8

Skills = frozenset[str]


def read_groups(value: bool | str | None, queues: list[str], option: str) -> list[tuple[str, ...]]:
    """Read groups of queues such as ``"sales+help, billing+tech"``; True is all in one.

    Raises
    ------
    OptionError
        A queue is not in the table.
    """
    if value is None or value is False or value == "":
        return []
    if value is True or str(value).strip().lower() == "all":
        return [tuple(queues)]
    groups = []
    for item in str(value).split(","):
        group = tuple(name.strip() for name in item.split("+"))
        for name in group:
            if name not in queues:
                raise OptionError(
                    option, f"'{name}' is not a queue of the table: it has {', '.join(queues)}"
                )
        groups.append(group)
    return groups


def skill_bound(
    required: Callable[[Skills], Floats], queues: list[str], skills: list[Skills]
) -> Floats:
    """Fewest agents that agents with these skills could possibly need, per interval.

    Queues that are served together need at least as many agents as if they were one queue. Sets of
    queues may be added up only where nobody serves two of them; so nobody counts twice. The bound
    is the best such sum.

    Parameters
    ----------
    required
        Agents per interval that a set of queues needs as one queue.
    queues
        All queues.
    skills
        The queues that each kind of agent serves.
    """
    rows: dict[Skills, Floats] = {}

    def need(of: Skills) -> Floats:
        if of not in rows:
            rows[of] = required(of)
        return rows[of]

    best: dict[Skills, Floats] = {frozenset(): np.zeros(1)}

    def bound(left: Skills) -> Floats:
        if left not in best:
            first = min(left)
            answer = bound(left - {first})
            for size in range(len(left)):
                for others in combinations(sorted(left - {first}), size):
                    chosen = frozenset((first, *others))
                    answer = np.maximum(
                        answer, need(chosen) + bound(left - _touched(chosen, skills))
                    )
            best[left] = answer
        return best[left]

    return bound(frozenset(queues))


def _touched(chosen: Skills, skills: list[Skills]) -> Skills:
    """Queues that some agent serves who serves a chosen one."""
    return chosen.union(*(kind for kind in skills if kind & chosen))


def check_skills(skills: list[tuple[str, ...]], queues: list[str]) -> list[Skills]:
    """Refuse skills that leave a queue without anybody.

    Raises
    ------
    OptionError
        A queue has nobody, or there are too many queues to look at all their sets.
    """
    if len(queues) > MOST_SKILLED_QUEUES:
        raise OptionError("skills", f"at most {MOST_SKILLED_QUEUES} queues can be looked at")
    kinds = [frozenset(kind) for kind in skills]
    for name in queues:
        if not any(name in kind for kind in kinds):
            raise OptionError("skills", f"nobody serves '{name}'")
    return kinds
