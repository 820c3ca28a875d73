"""What comfort cost, and what of it there was no room for, in words."""

from wfm.rostering.comfortable.seeking import Comfortable
from wfm.rostering.search.search import Found
from wfm.units import written

_TINY = 1e-6


def told(sought: Comfortable, cheapest: Found) -> list[str]:
    """Say what comfort cost beside the cheapest roster, and what was left out."""
    lines = []
    more = sought.found.cost - cheapest.cost
    if sought.late:
        lines.append(
            "comfort: the time was too short to look for it, and the cheapest roster is kept, its "
            "days rearranged at no cost: raise --time-limit"
        )
    elif sought.found is cheapest:
        lines.append("comfort: free, the days of the cheapest roster are rearranged")
    elif more <= _TINY:
        lines.append("comfort: free, the cheapest roster costs as much")
    else:
        share = _share(more, cheapest)
        lines.append(f"comfort: {written(more)} more than the cheapest roster ({share:.2%})")
    if sought.left_out:
        names = ", ".join(aim.words for aim in sought.left_out)
        all_of = "all of this throughout" if sought.found is cheapest else "throughout"
        lines.append(f"comfort: found no roster at this price that keeps {all_of}: {names}")
    for words, cost in sought.none_costs:
        least = f"{max(0.0, _share(cost - cheapest.cost, cheapest)):.1%}"
        price = "may cost nothing" if least == "0.0%" else f"would cost at least {least} more"
        lines.append(f"comfort: {words} {price}")
    return lines


def _share(more: float, cheapest: Found) -> float:
    """Return what is more as a share of the cost; where agents cost nothing, there is none."""
    return more / cheapest.cost if cheapest.cost else 0.0
