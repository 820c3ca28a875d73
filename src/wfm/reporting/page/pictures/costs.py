"""What the plan costs: by contract group, and what of it nights and weekends."""

from collections.abc import Iterator

from wfm import tables
from wfm.reporting.page.bars import bars
from wfm.reporting.page.given import Given
from wfm.reporting.page.picture import Behind, Cell, Head, Picture
from wfm.units import written

_COLUMNS = (
    ("agents", "", 0),
    ("duties", "", 0),
    ("paid_hours", "h", 2),
    ("unworked_hours", "h", 2),
    ("cost", "cost", 2),
    ("night_cost", "cost", 2),
    ("weekend_cost", "cost", 2),
)
_PANELS = (("cost", "All"), ("night_cost", "Nights"), ("weekend_cost", "Weekends"))


def costs(given: Given) -> Iterator[Picture]:
    """Draw costs."""
    found = given.table(tables.COSTS)
    if found is None:
        return
    names = [str(name) or "everybody" for name in found["group"]]
    unit = given.cost_unit
    whole, nights, weekends = (float(found[name].sum()) for name, _ in _PANELS)
    of_whole = f"nights are {nights / whole:.0%} of it, weekends {weekends / whole:.0%}"
    in_unit = f" {unit}" if unit else ""
    heads = [Head("contract group")]
    heads += [
        Head(name.replace("_", " "), unit if unit_ == "cost" else unit_, d)
        for name, unit_, d in _COLUMNS
    ]
    columns = [name for name, _, _ in _COLUMNS]
    values = found[columns].itertuples(index=False, name=None)
    rows: list[tuple[Cell, ...]] = [
        (name, *(float(value) for value in row)) for name, row in zip(names, values, strict=True)
    ]
    highest = float(found["cost"].max())
    yield Picture(
        "costs",
        "Costs",
        f"The plan costs {written(whole, 0)}{in_unit}" + (f": {of_whole}" if whole else ""),
        "What each contract group costs over the whole time; nights and weekends are parts of it, "
        "with their premiums.",
        tuple(
            bars(
                f"{title}, {unit}" if unit else title,
                [(name, float(v)) for name, v in zip(names, found[column], strict=True)],
                0,
                highest,
            )
            for column, title in _PANELS
        ),
        Behind(tuple(heads), rows),
        layout="middle",
    )
