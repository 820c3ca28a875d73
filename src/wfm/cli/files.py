"""Files that are read and written: what cannot be is refused in one line."""

import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from wfm import interrupts
from wfm.errors import InputError, WfmError

# A piece that is read at a time, and the most of a table and of a configuration [bytes].
_PIECE = 1 << 22
MOST_OF_A_TABLE = 1 << 29
MOST_OF_A_CONFIGURATION = 1 << 18


# What is written: a workbook under its ending, text under these. Other endings promise a format
# that it is not; what is too long or begins with a digit is no ending.
WORKBOOK = ".xlsx"
_TEXT = {"", ".csv", ".json", ".txt", ".tmp", ".new", ".out"}
_ENDING = re.compile(r"\.[a-z][a-z0-9]{0,7}")


class UsageError(WfmError):
    """The command was called in a way that it does not know."""

    exit_code = 2


def reason(error: OSError | ValueError) -> str:
    """Say why a file cannot be read or written, as the system has it."""
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    return "not the name of a file"  # one with a NUL in it


def read(path: Path, what: str, most: int) -> bytes:
    """Read a file of at most so many bytes.

    Raises
    ------
    InputError
        If it cannot be read, has no end or is too large.
    """
    try:
        with path.open("rb") as file:
            return read_stream(file, str(path), what, most)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{path}: {reason(error)}: give the path of a {what}") from None


def read_stream(file: IO[bytes], name: str, what: str, most: int) -> bytes:
    """Read a stream to its end; see `read`."""
    if _is_endless(file):
        raise InputError(f"{name}: is a device that never ends: give the path of a {what}")
    size = f"{most >> 20} MB" if most >> 20 else f"{most >> 10} kB"
    too_large = InputError(f"{name}: is larger than {size}: give the path of a {what}")
    length = _length(file)
    if length > most:
        raise too_large
    pieces: list[bytes] = []
    left = most
    # A file comes in one piece: what grows in steps leaves holes behind in memory.
    while piece := file.read(max(length + 1, _PIECE)):
        pieces.append(piece)
        left -= len(piece)
        if left < 0:
            raise too_large
    return b"".join(pieces)


def _length(file: IO[bytes]) -> int:
    """Return the length of a file that has one, before any of it is read; else 0."""
    try:
        state = os.fstat(file.fileno())
    except OSError:  # a stream in memory
        return 0
    return state.st_size if stat.S_ISREG(state.st_mode) else 0


def _is_endless(file: IO[bytes]) -> bool:
    """Whether a stream is a device such as /dev/zero, which always has more to give."""
    try:
        state = os.fstat(file.fileno())
        nothing = Path(os.devnull).stat().st_rdev
    except OSError:  # a stream in memory
        return False
    return stat.S_ISCHR(state.st_mode) and state.st_rdev != nothing and not file.isatty()


def check_output(path: Path | None) -> Path | None:
    """Refuse a place that cannot be written to, before any work is done."""
    if path is None or str(path) == "-":
        return path
    if str(path) == ".":  # what an empty name becomes
        raise UsageError("an empty name or '.' is not a file: give the name of a file")
    ending = path.suffix.lower()
    if _ENDING.fullmatch(ending) and ending not in {WORKBOOK, *_TEXT}:
        bare = path.with_suffix("")
        text = bare if bare.suffix.lower() in {".csv", WORKBOOK} else path.with_suffix(".csv")
        raise UsageError(
            f"{path}: cannot write {path.suffix}, only CSV and workbooks: give {text}"
            + (f" or {text.with_suffix(WORKBOOK)}" if text.suffix != WORKBOOK else "")
        )
    check_place(path)
    return path


def check_place(path: Path) -> None:
    """Refuse a place that no file can be written to, whatever it holds."""
    try:
        mode = _mode(path)
        folder = Path(os.path.realpath(path)).parent
        if mode is None and not stat.S_ISDIR(_mode(folder) or 0):
            raise UsageError(f"{path}: there is no folder {path.parent}: make it first")
    except (OSError, ValueError) as error:
        if isinstance(error, UsageError):
            raise
        raise UsageError(f"{path}: {reason(error)}: give the name of a file") from None
    if mode is not None and stat.S_ISDIR(mode):
        raise UsageError(f"{path}: is a directory: give the name of a file")
    if mode is not None and not os.access(path, os.W_OK):
        raise UsageError(f"{path}: is write-protected: give another name, or allow writing")
    if (mode is None or stat.S_ISREG(mode)) and not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError(f"{path}: nothing can be written to the folder {path.parent}")


def check_folder(folder: Path, flag: str) -> None:
    """Refuse a folder that no files can be written to, there or to be made."""
    if str(folder) == "-" or (folder.exists() and not folder.is_dir()):
        raise UsageError(f"{flag}: {folder} is no folder: give the name of one")
    if not folder.exists() and not Path(os.path.realpath(folder)).parent.is_dir():
        raise UsageError(f"{flag}: there is no folder {folder.parent}: make it first")
    there = folder if folder.exists() else Path(os.path.realpath(folder)).parent
    if not os.access(there, os.W_OK | os.X_OK):
        raise UsageError(f"{flag}: nothing can be written to {there}")


def is_workbook(path: Path | None) -> bool:
    """Whether a result of that name is a workbook."""
    return path is not None and path.suffix.lower() == WORKBOOK


def _mode(path: Path) -> int | None:
    """Return what a path is, links followed; None if there is nothing."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def check_apart(output: Path | None, *further: Path | None) -> None:
    """Refuse places that cannot be written to, and two results in one place.

    Parameters
    ----------
    output
        Of the command's result; none is standard output.
    further
        Of its other results; one that is None is not written.
    """
    taken: set[str] = set()
    for path in (output or Path("-"), *(path for path in further if path is not None)):
        check_output(path)
        whole = str(path) if str(path) == "-" else os.path.realpath(path)
        if whole in taken:
            if whole == "-":
                raise UsageError("-: standard output takes one result: give the other a file")
            raise UsageError(f"{path}: is named for two results: give each a file of its own")
        if whole == "-" or not path.exists() or path.is_file():
            taken.add(whole)


def write(path: Path, data: Iterable[bytes]) -> None:
    """Write a file, whole or not at all; a device such as /dev/null stays one.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    with written(path, data):
        pass


@contextmanager
def written(path: Path, data: Iterable[bytes]) -> Iterator[None]:
    """Write a file at the end of a block, unless the block fails; what can fail is done before.

    Whoever looks at the file sees its old content or the new.
    """
    if path.exists() and not path.is_file():
        yield
        with path.open("wb") as device:
            device.writelines(data)
        return
    path = Path(os.path.realpath(path))
    with interrupts.held():
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(data)
                # A name that stands in a folder stands for all of its content, whatever happens.
                file.flush()
                os.fsync(file.fileno())
            _as_before(beside, path)
            yield
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def _as_before(beside: Path, path: Path) -> None:
    """Give a new file the owner and the mode of the one that it replaces."""
    if not path.exists():
        beside.chmod(0o666 & ~umask())
        return
    before = path.stat()
    if hasattr(os, "chown"):
        # Only root gives files away; who may not leaves the group at least.
        for owner in (before.st_uid, -1):
            with suppress(OSError):
                os.chown(beside, owner, before.st_gid)
                break
    # Last: a change of owner takes bits of the mode away.
    beside.chmod(stat.S_IMODE(before.st_mode))


def umask() -> int:
    """Return the mask of this process for the modes of new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
