"""Changes as they are written, and what they multiply."""

import pytest

from wfm.errors import OptionError
from wfm.staffing.scenarios import read_scenarios


class TestScenarios:
    def test_each_change_alone_then_all_together(self) -> None:
        names = [s.name for s in read_scenarios("aht=-10%,calls=+5%")]
        assert names == ["aht=-10%", "calls=+5%", "aht=-10%,calls=+5%"]
        assert len(read_scenarios("calls=+5%")) == 1

    def test_semicolons_separate_scenarios(self) -> None:
        both = read_scenarios("aht=-10%,calls=+5%; shrinkage=0.35")
        assert [(s.aht, s.calls, dict(s.options)) for s in both] == [
            (0.9, 1.05, {}),
            (1.0, 1.0, {"shrinkage": "0.35"}),
        ]

    def test_first_contact_resolution(self) -> None:
        """A problem takes 1 / fcr calls, so 0.70 to 0.75 takes 0.70 / 0.75 of the calls."""
        (scenario,) = read_scenarios("fcr=0.70->0.75")
        assert scenario.calls == pytest.approx(0.70 / 0.75)

    def test_self_service(self) -> None:
        """Of 80 calls in 100 that reached agents 70 remain."""
        (scenario,) = read_scenarios("ivr=20%->30%")
        assert scenario.calls == pytest.approx(70 / 80)

    def test_values_with_commas_are_one_change(self) -> None:
        text = "open=Mon-Fri 07:00-22:00, Sat 08:00-20:00, calls=+5%"
        opening, calls, _ = read_scenarios(text)
        assert dict(opening.options) == {"open": "Mon-Fri 07:00-22:00, Sat 08:00-20:00"}
        assert calls.calls == 1.05
        parts = "shrinkage=absence=0.10,training=0.05"
        for change in (parts, f"{parts}; calls=+5%", f"{parts}, calls=+5%"):
            assert dict(read_scenarios(change)[0].options) == {
                "shrinkage": "absence=0.10,training=0.05"
            }

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("", "not a change"),
            ("aht", "not a change"),
            ("aht=-10%,", "not a change"),
            ("volume=+5%", "nor an option of staff"),
            ("calls=5", "not a change in percent"),
            ("calls=-110%", "less than nothing"),
            ("aht=-100%", "less than nothing"),
            ("aht=0", "not a change in percent"),
            ("shrinkage=+5%", "only calls and aht change by a percentage"),
            ("shrinkage.absence=12", "write 0.12 or 12%"),
            ("fcr=0.75", "both rates"),
            ("fcr=0->0.75", "never solves"),
            ("ivr=1->0.3", "no calls to start from"),
            ("fcr=70->75", "write 0.7 or 70%"),
        ],
    )
    def test_senseless_changes(self, text: str, says: str) -> None:
        with pytest.raises(OptionError, match=says):
            read_scenarios(text)
