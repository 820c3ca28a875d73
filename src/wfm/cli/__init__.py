"""The command line: ``wfm forecast | wfm staff | wfm roster``."""

import sys
from functools import cache
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from wfm import interrupts
from wfm.cli import files, messages, streams
from wfm.cli.backtest import backtest
from wfm.cli.check import check
from wfm.cli.compare import compare
from wfm.cli.demo import demo
from wfm.cli.evaluate import evaluate
from wfm.cli.forecast import forecast
from wfm.cli.helping import Command, Group
from wfm.cli.inspect import inspect
from wfm.cli.plan import plan
from wfm.cli.reforecast import reforecast
from wfm.cli.report import report
from wfm.cli.reschedule import reschedule
from wfm.cli.roster import roster
from wfm.cli.schedule import schedule
from wfm.cli.show import show
from wfm.cli.simulate import simulate
from wfm.cli.staff import staff
from wfm.cli.today import today
from wfm.errors import InputError, WfmError
from wfm.quoting import shortened

_HELP = """From half-hour calls to a rotating 24x7 shift roster.

`wfm help COMMAND` explains a command, `wfm --install-completion` completes words with the Tab key.

Examples
--------
wfm demo
wfm plan sample_data/calls.csv --config sample_data/wfm.toml -o plan
wfm forecast sample_data/calls.csv | wfm staff | wfm roster
wfm help roster
"""

COMMANDS = (
    plan,
    inspect,
    forecast,
    reforecast,
    staff,
    roster,
    schedule,
    reschedule,
    today,
    check,
    evaluate,
    simulate,
    compare,
    backtest,
    report,
    show,
)

app = typer.Typer(
    name="wfm",
    cls=Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_HELP,
)
app.command(cls=Command)(demo)
for _command in COMMANDS:
    app.command(cls=Command)(_command)


@app.command(name="help", cls=Command)
def _help(
    command: Annotated[
        str | None,
        typer.Argument(
            metavar="COMMAND",
            help="Name of the command; left out: lists the commands.",
            autocompletion=lambda: list(_program().commands),
        ),
    ] = None,
) -> None:
    """Explain a command, as its --help does.

    Examples
    --------
    wfm help forecast
    """
    _program()([command or "--help", "--help"], standalone_mode=False, prog_name="wfm")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        streams.write_text([f"wfm {version('wfm')}\n"], None)
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_version, help="Print the version."),
    ] = False,
) -> None:
    pass


@cache
def _program() -> Any:
    """Return what Typer makes of the commands; who runs several in a process waits for it once."""
    return typer.main.get_command(app)


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code; an error is one line on standard error.

    Parameters
    ----------
    arguments
        Words after ``wfm``; those of the process if left out.
    """
    messages.set_verbosity(quiet=False, verbose=False)
    streams.bound_width()
    try:
        code = _answered(arguments)
    except WfmError as error:
        messages.say(f"wfm: {error}", style="31")
        return error.exit_code
    except TyperException as error:
        return _usage(error)
    except KeyboardInterrupt:
        code = interrupts.EXIT_CODE
    except (OSError, MemoryError, ImportError) as error:
        messages.say(f"wfm: {_shortage(error)}", style="31")
        messages.silence(sys.stdout)
        return InputError.exit_code
    if code in {interrupts.EXIT_CODE, interrupts.exit_code()}:
        code = interrupts.exit_code()
        messages.say("wfm: interrupted")
    return code if isinstance(code, int) else 0


def _answered(arguments: list[str] | None) -> object:
    """Run a command up to its last byte on standard output; that nobody reads on is no error."""
    try:
        code = _program()(arguments, standalone_mode=False, prog_name="wfm")
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a full disk can still be said
    except BrokenPipeError:
        pass
    except SystemExit as end:  # what Typer makes of a pipe that is closed
        if not isinstance(end.__context__, BrokenPipeError):
            raise
    else:
        return code
    messages.silence(sys.stdout)
    return 0


def _shortage(error: OSError | MemoryError | ImportError) -> str:
    """Say what the machine does not give."""
    if isinstance(error, MemoryError):
        return "there is not enough memory for this: give fewer rows or queues"
    if isinstance(error, ImportError):
        reason = str(error).partition("\n")[0] or "no reason given"
        return f"a library cannot be loaded: {reason}: give it more memory, or install wfm again"
    place = error.filename or "standard output"
    if error.filename is None and isinstance(error, FileNotFoundError):
        place = "the folder that the command runs in"
    return shortened(f"{place}: {files.reason(error)}")


def _usage(error: TyperException) -> int:
    message = error.format_message().replace("\n", " ")
    if not message:  # called without a command: the help has been printed
        return error.exit_code
    context = getattr(error, "ctx", None)
    hint = f": see '{context.command_path} --help'" if context else ""
    messages.say(f"wfm: {shortened(message).rstrip('.')}{hint}", style="31")
    return error.exit_code
