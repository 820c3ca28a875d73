"""Steps that are done: one after the other, or by several processes."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from wfm import interrupts
from wfm.chosen import explained
from wfm.errors import WfmError
from wfm.pipeline.given import Given, Made
from wfm.pipeline.steps import Step

# How often a worker looks whether anybody still waits for it. [s]
_LOOKS = 0.5


@dataclass(frozen=True)
class Task:
    """A step of the site or of a queue that is to be done.

    Parameters
    ----------
    step
        The step.
    folder
        Folder of its queue with a slash, ``"Sales/"``; "" for the site, and where there is one.
    key
        Mark of all that its result depends on.
    given
        What it works with.
    """

    step: Step
    folder: str
    key: str
    given: Given

    @property
    def place(self) -> str:
        """Where its record stands in the manifest."""
        return f"{self.folder}{self.step.name}"


@dataclass(frozen=True)
class Done:
    """A step that was done, or failed.

    Parameters
    ----------
    made
        What it made; None: it failed.
    words
        What its stage has said: levels and lines.
    error
        Why it failed.
    """

    made: Made | None
    words: tuple[tuple[int, str], ...] = ()
    error: WfmError | None = None


# Runs tasks in any order, and yields what became of them with their numbers.
Workers = Callable[[Sequence[Task]], Iterator[tuple[int, Done]]]


def in_turn(tasks: Sequence[Task]) -> Iterator[tuple[int, Done]]:
    """Do tasks one after the other."""
    for number, task in enumerate(tasks):
        yield number, perform(task)


def by_processes(jobs: int) -> Workers:
    """Return what does tasks by so many processes, -1: one for each processor.

    A single task may use them itself. Interrupts are raised meanwhile, so that the processes end.
    """

    def work(tasks: Sequence[Task]) -> Iterator[tuple[int, Done]]:
        with interrupts.raised():
            if len(tasks) == 1:
                yield 0, perform(replace(tasks[0], given=replace(tasks[0].given, jobs=jobs)))
                return
            from joblib import Parallel, delayed

            parallel = Parallel(n_jobs=jobs, return_as="generator_unordered")
            yield from parallel(delayed(_by_worker)(*numbered) for numbered in enumerate(tasks))

    return in_turn if jobs == 1 else work


def _by_worker(number: int, task: Task) -> tuple[int, Done]:
    """Do a task in a process of its own, which leaves Ctrl-C to who waits for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    return number, perform(task)


def _end_with(parent: int) -> None:
    """End this process when the one is gone that started it, and nobody wants its result."""
    while os.getppid() == parent:
        time.sleep(_LOOKS)
    os._exit(1)


def perform(task: Task) -> Done:
    """Do a step, and collect what its stage says."""
    heard = _Words()
    logger = logging.getLogger("wfm")
    before = logger.handlers, logger.level, logger.propagate
    logger.handlers, logger.propagate = [heard], False
    logger.setLevel(logging.INFO)
    try:
        with explained(_places(task.given)):
            made = _function_of(task.step)(task.given)
    except WfmError as error:
        return Done(None, tuple(heard.said), error)
    finally:
        logger.handlers, logger.propagate = before[0], before[2]
        logger.setLevel(before[1])
    return Done(made, tuple(heard.said))


def _function_of(step: Step) -> Callable[[Given], Made]:
    """Import what does a step: its libraries take a second to load."""
    module, _, name = step.work.partition(".")
    found: Callable[[Given], Made] = getattr(import_module(f"wfm.pipeline.{module}"), name)
    return found


def _places(given: Given) -> dict[str, str]:
    """Return where in the configuration the options of a step stand."""
    return {name: place for one in given.options.values() for name, place in one.places.items()}


class _Words(logging.Handler):
    """Keeps what is said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append((record.levelno, record.getMessage()))
