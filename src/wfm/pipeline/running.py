"""A plan, step by step: what is as it was is kept, the rest is done, and kept at once."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from wfm.chosen import Chosen, choose
from wfm.config import check_section
from wfm.errors import WfmError
from wfm.pipeline.given import Asked, Given, Outside
from wfm.pipeline.manifest import Manifest, Record, key_of, mark, sections_of
from wfm.pipeline.performing import Task, Workers
from wfm.pipeline.steps import STEPS, Step
from wfm.quoting import quoted

log = logging.getLogger(__name__)


class Folder(Protocol):
    """Where a plan is kept."""

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; None where there is none."""

    def write(self, files: Mapping[str, bytes], manifest: Manifest) -> None:
        """Write files, each whole or not at all, and then the manifest."""

    def set_aside(self, name: str) -> str:
        """Give a file another name, under which it is kept, and return that."""

    def remove(self, names: Sequence[str], manifest: Manifest) -> None:
        """Write the manifest without files, and then take them away."""


@dataclass(frozen=True)
class Run:
    """What came of a run.

    Parameters
    ----------
    manifest
        All steps of the plan that are done.
    queues
        The queues by their folders; none where there is only one.
    done
        Places of the steps that were done now.
    errors
        Why queues have no plan, by their folders.
    """

    manifest: Manifest
    queues: Mapping[str, str]
    done: tuple[str, ...] = ()
    errors: Mapping[str, WfmError] = field(default_factory=dict)


def run(asked: Asked, folder: Folder, known: Manifest, version: str, workers: Workers) -> Run:
    """Do what is not done yet of a plan.

    Parameters
    ----------
    asked
        What it is made of.
    folder
        Where it is kept.
    known
        What was done before.
    version
        Version of wfm.
    workers
        What does the steps.
    """
    options = {step.name: _options(step, asked) for step in STEPS}
    names = [step.name for step in STEPS]
    again = names.index(asked.plan.from_) if asked.plan.from_ else len(names)
    state = Run(known, {})
    wanted: set[str] = set()
    people: Mapping[str, Outside] = {}
    for number, step in enumerate(STEPS):
        if step.needs and step.needs not in asked.outside:
            continue
        folders = [f"{name}/" for name in state.queues] if step.of_each_queue else []
        todo = []
        for place in folders or [""]:
            if place in state.errors:
                continue
            wanted.add(f"{place}{step.name}")
            marks = state.manifest.marks
            files = {name: marks[step.place_of(name, place)] for name in _read_by(step, asked)}
            given_to = people.get(place.rstrip("/"), asked.outside)
            outside = {name: given_to[name] for name in step.takes if name in given_to}
            sections = sections_of(asked.config, step.sections)
            key = key_of(step.name, version, files, outside, options[step.name], sections)
            if number < again and _is_kept(state.manifest, f"{place}{step.name}", key, folder):
                continue
            given = Given(dict.fromkeys(files, b""), outside, options[step.name], asked.config)
            todo.append(Task(step, place, key, given))
        state = _work(state, todo, folder, workers)
        if step.name == "staff":
            state = replace(state, queues=state.manifest.steps["staff"].queues)
            people = _crews(asked, state.queues)
    if not state.errors:
        return replace(state, manifest=_without_rest(state.manifest, wanted, folder))
    raise _failure(state)


def _failure(state: Run) -> WfmError:
    """Say that queues have no plan: why, of the first one."""
    folder, error = next(iter(state.errors.items()))
    name = quoted(state.queues[folder.rstrip("/")])
    number = f"{len(state.errors)} of {len(state.queues)} queues have no plan"
    failure = WfmError(f"{number}, the others are done: {name}: {error}")
    failure.exit_code = error.exit_code
    return failure


def _read_by(step: Step, asked: Asked) -> list[str]:
    """Name the tables of the folder that a step reads in this plan."""
    made = {
        name
        for each in STEPS
        if not each.needs or each.needs in asked.outside
        for name in each.makes
    }
    return [*step.reads, *step.of_site, *(name for name in step.may_read if name in made)]


def _options(step: Step, asked: Asked) -> dict[type, Chosen[Any]]:
    """Choose the options of a step: flags go before the configuration."""
    flags = {name: value for name, value in step.flags(asked).items() if value is not None}
    found: dict[type, Chosen[Any]] = {}
    for declared, section in step.options.items():
        check_section(section, asked.config)
        own = {name: value for name, value in flags.items() if name in _names(declared)}
        found[declared] = choose(declared, own, asked.config, section)
    return found


def _names(declared: type) -> set[str]:
    return set(declared.__dataclass_fields__)  # type: ignore[attr-defined]


def _is_kept(manifest: Manifest, place: str, key: str, folder: Folder) -> bool:
    """Whether a step was done with all that it reads now, and what it made is as it was."""
    record = manifest.steps.get(place)
    if record is None or record.key != key:
        return False
    for name, was in record.files.items():
        data = folder.read(name)
        if data is None or mark(data) != was:
            log.warning("%s has changed since it was made: it is made anew", name)
            return False
    return True


def _work(state: Run, todo: Sequence[Task], folder: Folder, workers: Workers) -> Run:
    """Do a step for the site or for its queues, and keep each result as soon as it is there."""
    ready = []
    for task in todo:
        at = {name: task.step.place_of(name, task.folder) for name in task.given.files}
        read = {name: folder.read(place) for name, place in at.items()}
        files = {name: data for name, data in read.items() if data is not None}
        ready.append(replace(task, given=replace(task.given, files=files)))
    if not ready:
        return state
    log.info("%s", _title(ready))
    for number, done in workers(ready):
        task = ready[number]
        queue = state.queues.get(task.folder.rstrip("/"), "")
        for level, line in done.words:
            quiet = task.step.of_each_queue and level < logging.WARNING
            log.log(logging.DEBUG if quiet else level, "%s%s", f"{queue}: " * bool(queue), line)
        if done.made is None:
            assert done.error is not None
            _say_old(task, state.manifest)
            if not queue:
                raise done.error
            log.warning("%s: no %s: %s", queue, task.step.name, done.error)
            state = replace(state, errors={**state.errors, task.folder: done.error})
            continue
        files = {task.folder + name: data for name, data in done.made.files.items()}
        marks = {name: mark(data) for name, data in files.items()}
        record = Record(task.key, marks, done.made.figures, done.made.queues)
        manifest = state.manifest.with_(task.place, record)
        _spare(files, state.manifest, folder)
        folder.write(files, manifest)
        state = replace(state, manifest=manifest, done=(*state.done, task.place))
    return state


def _say_old(task: Task, known: Manifest) -> None:
    """Say which files stay as an earlier plan made them, where a step fails."""
    steps = STEPS[STEPS.index(task.step) :]
    records = (known.steps.get(f"{task.folder}{step.name}") for step in steps)
    names = [name for record in records if record for name in record.files]
    if names:
        log.warning("of an earlier plan, and not made anew: %s", ", ".join(names))


def _spare(files: Mapping[str, bytes | None], known: Manifest, folder: Folder) -> None:
    """Keep what somebody has changed by hand of files that are written anew, or taken away."""
    for name, new in files.items():
        there = folder.read(name) if name in known.marks else None
        if there is not None and there != new and mark(there) != known.marks[name]:
            log.warning("%s was changed by hand: that is kept as %s", name, folder.set_aside(name))


def _title(tasks: Sequence[Task]) -> str:
    """Say what is done next."""
    name = tasks[0].step.name
    return f"{name} ..." if len(tasks) == 1 else f"{name} of {len(tasks)} queues ..."


def _crews(asked: Asked, queues: Mapping[str, str]) -> Mapping[str, Outside]:
    """Part people among queues; the tables that takes are slow to load, and often not needed."""
    if not queues or "agents" not in asked.outside:
        return {}
    from wfm.pipeline.crews import crews

    return crews(asked.outside, queues)


def _without_rest(manifest: Manifest, wanted: set[str], folder: Folder) -> Manifest:
    """Take away what an earlier plan has left in the folder."""
    kept = manifest.only(wanted)
    if kept.left:
        done = Manifest(kept.steps)
        _spare(dict.fromkeys(kept.left), manifest, folder)
        folder.remove(kept.left, done)
        for name in kept.left:
            log.info("%s is no part of this plan: it is taken away", name)
        return done
    return kept
