"""How callers fare, week by week."""

from drawing import draw
from shown_tables import evaluation, simulation
from wfm.views.shown.service import evaluated, simulated


def test_an_evaluation_shows_levels_agents_and_days() -> None:
    frame = evaluation()
    drawing = draw(evaluated(frame, 0.8), 140)
    assert "service level, week of 2026-01-05" in drawing
    assert "agents against the requirement, week of 2026-01-12" in drawing
    assert "coloured by the target" in " ".join(drawing.split())
    monday = next(line for line in drawing.splitlines() if line.startswith("Mon "))
    assert monday[4:52] == "9" * 24 + "55" + "9" * 22
    row = next(line for line in drawing.splitlines() if line.startswith("Mon 2026-01-05 "))
    day = frame.head(48)
    level = (day["calls"] * day["service_level"]).sum() / day["calls"].sum()
    figures = ["12:00", "55.0%", "120", "138", "22.5", "4.5", "120"]
    assert row.split()[3:] == [f"{level:.1%}", *figures]


def test_a_simulation_shows_how_often_the_target_is_reached() -> None:
    drawing = draw(simulated(simulation(), None), 80)
    assert "how often the target is reached, week of 2026-01-05" in drawing
    assert "coloured by the target" not in drawing


def test_agents_are_drawn_where_service_levels_are_not_known() -> None:
    drawing = draw(evaluated(evaluation().drop(columns="service_level"), 0.8), 140)
    assert "service level" not in drawing
    assert "agents against the requirement" in drawing
