"""What a plan is asked for, what a step of it is given, and what it makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from wfm.chosen import Chosen
from wfm.config import Config
from wfm.options.plan import PlanOptions
from wfm.options.read import ReadOptions

O = TypeVar("O")  # noqa: E741 - options

# The content of a file, and its name for messages.
Source = tuple[bytes, str]
Figure = float | str
# The files that are given, by what they hold.
Outside = Mapping[str, tuple[Source, ...]]


@dataclass(frozen=True)
class Asked:
    """What a plan is made of.

    Parameters
    ----------
    plan
        What the planner sets anew.
    read
        How the history is read.
    config
        The configuration, for all the rest.
    outside
        The files that are given, by what they hold: ``"history"``, ``"agents"``, ...
    """

    plan: PlanOptions
    read: ReadOptions
    config: Config
    outside: Outside


@dataclass(frozen=True)
class Given:
    """What a step works with.

    Parameters
    ----------
    files
        The tables of the folder that it reads, by name.
    outside
        The files from outside that it reads, by what they hold.
    options
        The options that it reads, by their dataclass.
    config
        The configuration.
    jobs
        Processes that it may use; its result is the same.
    """

    files: Mapping[str, bytes]
    outside: Outside
    options: Mapping[type, Chosen[Any]]
    config: Config
    jobs: int = 1

    def chosen(self, declared: type[O]) -> O:
        """Return the options of a dataclass."""
        return cast(O, self.options[declared].options)


@dataclass(frozen=True)
class Made:
    """What a step makes.

    Parameters
    ----------
    files
        Its tables, by name; those of a queue in a folder have that in their name.
    figures
        What a person is told at the end, by name.
    queues
        The queues that it finds, by their folders; none where there is only one.
    """

    files: Mapping[str, bytes]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    queues: Mapping[str, str] = field(default_factory=dict)
