"""What can go wrong, and the exit code each kind ends with.

A message is one line: where, what, and how to fix it. Long values in it are shortened.
"""

from wfm.quoting import control, quoted, shortened


class WfmError(Exception):
    """Any failure that wfm explains to its user."""

    exit_code = 1

    def __init__(self, message: str = "") -> None:
        super().__init__(shortened(message))


class OptionError(WfmError, ValueError):
    """An option has a value that it cannot take.

    Parameters
    ----------
    option
        Name of the option as a keyword, such as ``"service_level"``.
    message
        What is wrong with the value and what is allowed.
    """

    exit_code = 2

    def __init__(self, option: str, message: str) -> None:
        super().__init__(f"{option}: {message}")
        self.option = option
        self.message = shortened(message)

    def __reduce__(self) -> tuple[type["OptionError"], tuple[str, str]]:
        """Go from one process to another."""
        return OptionError, (self.option, self.message)


class InputError(WfmError, ValueError):
    """A table or a configuration cannot be used as it is."""

    exit_code = 3


class InfeasibleError(WfmError):
    """It is proved that no roster satisfies the rules."""

    exit_code = 4


class UndecidedError(WfmError):
    """The solver stopped without a roster and without a proof."""

    exit_code = 5


def refuse_controls(text: str, where: str) -> None:
    """Refuse a name that would act on a terminal, or tear a table or a message.

    Raises
    ------
    InputError
        If it holds a control character or a line end.
    """
    found = control(text)
    if found:
        raise InputError(
            f"{where}: {quoted(text)} holds the control character {found}: take it out"
        )
