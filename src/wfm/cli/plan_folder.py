"""The folder of a plan: files written whole or not at all, by one run at a time."""

import itertools
import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from wfm.cli import files, streams
from wfm.cli.files import UsageError
from wfm.errors import InputError
from wfm.pipeline.manifest import NAME, Manifest, read_manifest

log = logging.getLogger(__name__)
# What `files.write` leaves beside a file when the process is killed while it writes.
_HALF = re.compile(r"\.(.+)\.[a-z0-9_]{8}")


class PlanFolder:
    """A folder on the disk.

    Parameters
    ----------
    path
        Where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; None where there is none."""
        path = self.path / name
        if not path.is_file():
            return None
        return files.read(path, "file of the plan", files.MOST_OF_A_TABLE)

    def write(self, content: Mapping[str, bytes], manifest: Manifest) -> None:
        """Write files, each whole or not at all, and then the manifest.

        Raises
        ------
        InputError
            If one cannot be written.
        """
        for name, data in content.items():
            self._write(name, data)
        self._write(NAME, manifest.text())

    def set_aside(self, name: str) -> str:
        """Give a file another name, under which it is kept, and return that.

        Raises
        ------
        InputError
            If it cannot be renamed, or is a link.
        """
        names = (f"{name}.edited{number or ''}" for number in itertools.count())
        other = next(one for one in names if not os.path.lexists(self.path / one))
        with streams.refusing(self.path / name):
            _refuse_link(self.path / name)
            (self.path / name).rename(self.path / other)
        return other

    def remove(self, names: Sequence[str], manifest: Manifest) -> None:
        """Write the manifest without files, and then take them away; empty folders go, too."""
        self._write(NAME, manifest.text())
        for name in names:
            path = self.path / name
            with streams.refusing(path):
                path.unlink(missing_ok=True)
            if path.parent != self.path:
                with suppress(OSError):
                    path.parent.rmdir()

    def _write(self, name: str, data: bytes) -> None:
        path = self.path / name
        with streams.refusing(path):
            _refuse_link(path)
            path.parent.mkdir(exist_ok=True)
            files.write(path, [data])


def _refuse_link(path: Path) -> None:
    if path.is_symlink() or path.parent.is_symlink():
        raise InputError(f"{path}: is a link: take it out of the folder of the plan")


@contextmanager
def opened(path: Path, given: Sequence[Path]) -> Iterator[tuple[PlanFolder, Manifest]]:
    """Take the folder of a plan for this run alone, made if there is none.

    Parameters
    ----------
    path
        The folder.
    given
        Files that the plan is made of: none of them may be one that it writes.

    Returns
    -------
    tuple
        The folder, and what was done in it before.

    Raises
    ------
    UsageError
        If it is no folder, cannot be written to, or holds files that are none of a plan.
    InputError
        If another run is at work in it.
    """
    _check(path)
    with streams.refusing(path):
        path.mkdir(exist_ok=True)
    folder = PlanFolder(path)
    with _alone(path):
        known = _known(folder)
        _check_given(path, given)
        if known is None:
            _check_strangers(path)
            known = Manifest()
            folder.write({}, known)
        _sweep(path, known)
        yield folder, known


def _check(path: Path) -> None:
    if str(path) == "-":
        raise UsageError("-o: a plan is a folder of files: give the name of one")
    with streams.refusing(path):
        there = path.exists()
        if there and not path.is_dir():
            raise UsageError(f"-o: {path} is a file: a plan needs a folder: give another name")
        above = path if there else Path(os.path.realpath(path)).parent
        if not above.is_dir():
            raise UsageError(f"-o: there is no folder {path.parent}: make it first")
        if not os.access(above, os.W_OK | os.X_OK):
            raise UsageError(f"-o: nothing can be written to the folder {above}")


def _known(folder: PlanFolder) -> Manifest | None:
    """Read what was done before; None where there was nothing."""
    data = folder.read(NAME)
    if data is None:
        return None
    try:
        return read_manifest(data)
    except InputError as error:
        log.warning("%s: %s: everything is made anew", folder.path / NAME, error)
        return Manifest()


def _check_given(path: Path, given: Sequence[Path]) -> None:
    """Refuse to write over what the plan is made of."""
    from wfm.pipeline.steps import names_of_files

    taken = {os.path.realpath(path / name) for name in names_of_files()}
    for one in given:
        if os.path.realpath(one) in taken:
            raise UsageError(f"{one}: the plan would write over it: give -o another folder")


def _check_strangers(path: Path) -> None:
    """Refuse to write over files in a folder that holds no plan yet."""
    from wfm.pipeline.steps import names_of_files

    names = names_of_files()
    there = [path / name for name in names if os.path.lexists(path / name)]
    # Folders in it may be those of queues, whose names are not known yet.
    there += [found for name in names for found in sorted(path.glob(f"*/{name}"))]
    if there:
        raise UsageError(f"{there[0]}: is there, and no plan has made it: give -o an empty folder")


def _sweep(path: Path, known: Manifest) -> None:
    """Take away what a run that was killed left half written."""
    from wfm.pipeline.steps import names_of_files

    names = {*names_of_files(), *(Path(name).name for name in known.marks)}
    folders = {path, *((path / name).parent for name in known.marks)}
    for folder in folders:
        if not folder.is_dir():
            continue
        for entry in folder.iterdir():
            found = _HALF.fullmatch(entry.name)
            if found and found[1] in names and entry.is_file():
                with streams.refusing(entry):
                    entry.unlink(missing_ok=True)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other runs out of a folder; the system lets go of it whatever ends this one."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with streams.refusing(path):
        handle = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(
                f"{path}: another 'wfm plan' is at work in it: wait for it, or give -o another "
                "folder"
            ) from None
        except OSError:  # a network's folder, which knows no locks
            log.debug("%s: cannot be kept for one run alone", path)
        yield
    finally:
        os.close(handle)
