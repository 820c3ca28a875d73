"""The network of legal rotations."""

from rostering.plans import day_group, plan, rules
from wfm.rostering.program.network import OFF_DAY, network


def test_states_with_the_same_futures_are_one() -> None:
    group = plan(rules={}, group=[day_group()]).groups[0]
    bands = plan().bands(group, 30)
    net = network((), bands)
    assert net.nodes == 7
    assert len(net.arcs) == 14


def test_rules_that_shut_everything_out_leave_no_arcs() -> None:
    tight = plan(rules=rules(days_on=[5, 6], hours_per_week=16), group=[day_group()])
    group = tight.groups[0]
    assert network(group.rules, tight.bands(group, 30)).arcs == ()


def test_every_arc_lies_on_a_closed_walk() -> None:
    default = plan()
    group = default.groups[0]
    net = network(group.rules, default.bands(group, 30))
    assert {arc.tail for arc in net.arcs} == {arc.head for arc in net.arcs}
    assert {arc.band for arc in net.arcs} == {OFF_DAY, 0, 1, 2, 3}
    assert len({(arc.tail, arc.band) for arc in net.arcs}) == len(net.arcs)
