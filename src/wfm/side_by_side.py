"""Pieces of work side by side, by processes of this machine or of a cluster that joblib knows.

Whatever the number of processes, results and words come in the order of the pieces: the same ones,
byte by byte.
"""

import gc
import inspect
import logging
import os
import platform
import signal
import threading
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Generic, TypeVar

from wfm import interrupts
from wfm.errors import InputError, OptionError

P = TypeVar("P")
R = TypeVar("R")
_Said = tuple[int, str]  # level of a message, and its words

log = logging.getLogger("wfm")

_TIDYING_SECONDS = 0.1  # at most: where work was broken off, the thread may never come to it


@dataclass(frozen=True)
class Outcome(Generic[R]):
    """What became of a piece of work: a result, or the error that ended it.

    Parameters
    ----------
    result
        None where there is an error.
    error
        None where there is a result.
    said
        What was said meanwhile in another process.
    """

    result: R | None
    error: InputError | OptionError | None
    said: tuple[_Said, ...] = ()

    def value(self) -> R:
        """Return the result, or raise the error."""
        if self.error is not None:
            raise self.error
        assert self.result is not None
        return self.result


def each(
    work: Callable[[P], R], pieces: Iterable[P], jobs: int
) -> Generator[Outcome[R], None, None]:
    """Work on pieces, by several processes or by this one.

    Who may leave before the last outcome closes it. Once it is forgotten it would close by itself,
    but the processes that are told to stop then may be those of another call.

    Parameters
    ----------
    work
        A function of a piece that never returns None, which other processes can be sent.
    pieces
        The pieces. All are taken before the first outcome is told: other processes work meanwhile,
        but where taking a piece fails, nothing has been said.
    jobs
        Number of processes that work at the same time.

    Yields
    ------
    Outcome
        Of one piece after the other, in their order.
    """
    if jobs == 1:
        return (_outcome(work, piece) for piece in list(pieces))
    return _apart(work, pieces, jobs)


@contextmanager
def ready(jobs: int, module: str) -> Iterator[None]:
    """Start the processes of `each`; they and this one load a module at the same time.

    They end with the block. In it Ctrl-C raises `KeyboardInterrupt`.

    Parameters
    ----------
    jobs
        Number of processes; nothing is done for one, nor where they are not of this machine.
    module
        Name of the module of the work.
    """
    if jobs == 1:
        yield
        return
    from joblib import Parallel, delayed
    from joblib.parallel import get_active_backend

    if not _is_of_this_machine(get_active_backend()[0]):
        yield
        return
    with _no_lost_pieces(), interrupts.raised(), interrupts.put_off():
        with _one_thread_each():
            parallel = Parallel(jobs, return_as="generator", batch_size=1, max_nbytes=None)
            loading = parallel(delayed(_load)(module) for _ in range(jobs))
            queue = _queue(parallel)
        try:
            with interrupts.let_in():
                with interrupts.held():  # amid an import it would become another error
                    _load(module)
                yield
        finally:
            _tell_to_stop(loading, queue)


def _load(module: str) -> None:
    """Load a module while nothing is tidied up: what is loaded stays."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        import_module(module)
    finally:
        if enabled:
            gc.enable()


def _is_of_this_machine(backend: object) -> bool:
    """Whether joblib lets processes of this machine work, which it has started itself."""
    return type(backend).__name__ == "LokyBackend"


def _queue(parallel: Any) -> Any:
    """Return what processes of this machine take their work from; None where there is no such."""
    return getattr(getattr(parallel._backend, "_workers", None), "_call_queue", None)


def _tell_to_stop(results: Generator[object, None, None] | None, queue: Any) -> None:
    """Let processes leave work whose results nobody has taken.

    Parameters
    ----------
    results
        What is still to come; None: the processes have been told.
    queue
        What they take their work from.
    """
    if results is not None:
        if inspect.getgeneratorstate(results) == inspect.GEN_CLOSED:
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # joblib warns of work that is broken off
            results.close()
    # Where work waits in a queue that is not full, joblib's own thread fails before it closes that.
    if queue is not None:
        queue.close()
    # Another thread tidies up then, which must not be torn off where this process ends now.
    for thread in threading.enumerate():
        if thread.name == "QueueFeederThread":
            thread.join(_TIDYING_SECONDS)


def _apart(
    work: Callable[[P], R], pieces: Iterable[P], jobs: int
) -> Generator[Outcome[R], None, None]:
    """Work in other processes; broken off, they are told to stop."""
    from joblib import Parallel, delayed
    from joblib.parallel import get_active_backend

    backend, _ = get_active_backend()
    way = "generator" if backend.supports_return_generator else "list"
    here, level = _here(), log.getEffectiveLevel()
    ours = _is_of_this_machine(backend)
    failures: list[Exception] = []
    # Who chose other processes says himself how many threads each has.
    threads = _one_thread_each() if ours else nullcontext()
    with threads, _no_lost_pieces(), interrupts.raised():
        # A piece is sent whole: one that is only mapped cannot be written to.
        parallel = Parallel(
            n_jobs=jobs, return_as=way, batch_size=1, max_nbytes=None, pre_dispatch="all"
        )
        results = queue = None

        def sent() -> Iterator[Any]:
            nonlocal queue
            for piece in _taken(pieces, failures, parallel):
                queue = _queue(parallel)
                yield delayed(_by_worker)(work, piece, here, level, ours)

        try:
            with interrupts.put_off():
                results = parallel(sent())
            _raise_first(failures)
            for outcome in results:
                for severity, words in outcome.said:
                    log.log(severity, "%s", words)
                yield outcome
            _raise_first(failures)  # where there is one process, pieces are taken only now
        finally:
            if way == "generator":
                _tell_to_stop(results, queue)


def _taken(pieces: Iterable[P], failures: list[Exception], parallel: Any) -> Iterator[P]:
    """Take pieces one by one up to a failure, which joblib would tell after work on the others."""
    left = iter(pieces)
    while True:
        try:
            with interrupts.held(), _unlocked(parallel), interrupts.let_in():
                piece = next(left)
        except StopIteration:
            return
        except Exception as failure:  # whatever it is, it is raised later
            failures.append(failure)
            return
        yield piece


@contextmanager
def _unlocked(parallel: Any) -> Iterator[None]:
    """Let joblib's own thread send pieces on in a block: it waits for a lock that is held here.

    Else the other processes run out of work while the next piece is taken.
    """
    lock = getattr(parallel, "_lock", None)
    if lock is None or _queue(parallel) is None:
        yield
        return
    lock.release()
    try:
        yield
    finally:
        lock.acquire()


def _raise_first(failures: list[Exception]) -> None:
    if failures:
        raise failures[0]


@contextmanager
def _no_lost_pieces() -> Iterator[None]:
    """Hear nothing of pieces that joblib's own thread misses while it is told to stop."""
    usual = threading.excepthook

    def heard(failed: threading.ExceptHookArgs) -> None:
        if not issubclass(failed.exc_type, KeyError):
            usual(failed)

    threading.excepthook = heard
    try:
        yield
    finally:
        threading.excepthook = usual


def _one_thread_each() -> AbstractContextManager[object]:
    """Let processes of this machine calculate with one thread each: there are enough of them."""
    from joblib import parallel_config

    context: AbstractContextManager[object] = parallel_config("loky", inner_max_num_threads=1)
    return context


def _here() -> tuple[str, int]:
    """Name this process."""
    return platform.node(), os.getpid()


def _by_worker(
    work: Callable[[P], R], piece: P, asking: tuple[str, int], level: int, ours: bool
) -> Outcome[R]:
    """Work in a process of its own, which leaves Ctrl-C to who waits for it."""
    if asking == _here():  # threads: what is said is heard anyway
        return _outcome(work, piece)
    with suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if ours:  # nobody else works in it
        _settle()
    with _listening(level) as said:
        outcome = _outcome(work, piece)
    return Outcome(outcome.result, outcome.error, tuple(said))


@cache
def _settle() -> None:
    """Let memory be tidied up, as joblib does every second, but for what has been loaded."""
    gc.freeze()


def _outcome(work: Callable[[P], R], piece: P) -> Outcome[R]:
    try:
        return Outcome(work(piece), None)
    except (InputError, OptionError) as error:
        return Outcome(None, error)


class _Notes(logging.Handler):
    """Notes what one thread says."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[_Said] = []
        self.thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.said.append((record.levelno, record.getMessage()))


@contextmanager
def _listening(level: int) -> Iterator[list[_Said]]:
    """Note what is said, from that level on."""
    notes = _Notes()
    log.addHandler(notes)
    log.setLevel(level)
    log.propagate = False
    try:
        yield notes.said
    finally:
        log.removeHandler(notes)
