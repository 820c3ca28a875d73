"""What a search proved, kept for the next one: it is true of the same program at any time."""

import hashlib
import json
import math
from dataclasses import dataclass

import numpy as np

from wfm import quoting
from wfm.errors import InputError
from wfm.solver import Model

_WHAT = "wfm roster: bound"


@dataclass(frozen=True)
class Proof:
    """What no roster can be below.

    Parameters
    ----------
    program
        Fingerprint of the program that it was proved of; empty: of none so far.
    bound
        The bound [cost units a week].
    """

    program: str = ""
    bound: float = -math.inf

    def of(self, model: Model) -> "Proof":
        """Return what it proves of a program: itself, or nothing where it is of another one."""
        program = fingerprint(model)
        return self if program == self.program else Proof(program)

    def text(self) -> str:
        """Write it as JSON."""
        known = {"what": _WHAT, "program": self.program, "bound": self.bound}
        return json.dumps(known, indent=1) + "\n"


def fingerprint(model: Model) -> str:
    """Return a text that tells a program from any other: its columns, bounds, costs and rows."""
    told = hashlib.sha256()
    for name in model.names:
        told.update(name.encode() + b"\n")
    for values in (model.lower, model.upper, model.costs, model.integer):
        told.update(np.array(values, dtype=float).tobytes())
    for columns, coefficients, lower, upper in model.rows:
        told.update(np.array(columns, dtype=np.int64).tobytes())
        told.update(np.array([*coefficients, lower, upper], dtype=float).tobytes())
    return told.hexdigest()


def proof_from(text: str, name: str) -> Proof:
    """Read a proof.

    Parameters
    ----------
    text
        What `Proof.text` wrote.
    name
        Name of its file, for words.

    Raises
    ------
    InputError
        If it is something else.
    """
    try:
        known = json.loads(text)
        if known["what"] == _WHAT:
            program, bound = known["program"], float(known["bound"])
            if isinstance(program, str) and math.isfinite(bound):
                return Proof(program, bound)
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise InputError(
        f"{quoting.escaped(name)}: is no proof that wfm roster wrote: name one, or a new file"
    )
