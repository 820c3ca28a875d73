"""Pictures of a report as files: SVG that stands by itself."""

from xml.etree import ElementTree

import pandas as pd
import pytest

import wfm
from schedules import HOSTILE
from test_evaluation import PLAN, forecast_of, roster_of
from wfm.reporting import Report

ROSTER = roster_of(["DDDDD..", "NNNN..."], meals="12:00-12:30")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def made() -> Report:
    return wfm.report([forecast_of(7), ROSTER], config=PLAN)


def test_each_drawing_is_a_file_that_says_what_it_shows(made: Report) -> None:
    files = made.pictures
    drawn = [picture for picture in made.drawn if picture.panels]
    assert [name[3:-4] for name in files] == [picture.name for picture in drawn]
    for picture, data in zip(drawn, files.values(), strict=True):
        root = ElementTree.fromstring(data)
        assert root.tag == f"{SVG}svg"
        assert root.get("aria-label") == f"{picture.title}. {picture.words}"
        words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
        assert picture.title in words
        assert len(root.findall(f"{SVG}svg")) == (
            1 if picture.layout == "folded" else len(picture.panels)
        )


def test_nothing_is_drawn_beyond_the_edge(made: Report) -> None:
    for data in made.pictures.values():
        root = ElementTree.fromstring(data)
        for inner in root.findall(f"{SVG}svg"):
            x, y, wide, high = (float(inner.attrib[name]) for name in ("x", "y", "width", "height"))
            assert x + wide <= float(root.attrib["width"])
            assert y + high <= float(root.attrib["height"])


def test_no_name_acts_and_equal_plans_are_equal_bytes(made: Report) -> None:
    assert wfm.report([forecast_of(7), ROSTER], config=PLAN).pictures == made.pictures
    queues = [forecast_of(1).assign(queue=name) for name in (*HOSTILE, "<script>x</script>")]
    files = wfm.report([pd.concat(queues)]).pictures
    assert len(files) == 2 * len(queues)
    for name, data in files.items():
        assert "/" not in name
        assert "\\" not in name
        tags = {element.tag for element in ElementTree.fromstring(data).iter()}
        assert tags <= {
            f"{SVG}{tag}" for tag in ["svg", "g", "style", "text", "line", "path", "rect", "title"]
        }
