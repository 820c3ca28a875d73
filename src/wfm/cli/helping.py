"""The help of the commands: flags take no value, and examples can be pasted."""

from textwrap import indent
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from wfm.cli.renamed import renamed

# Notes on former names that were written, among what a command knows.
RENAMED = "wfm.renamed"
_EXAMPLES = "\n\nExamples\n--------\n"


class _Help:
    help: str | None

    def get_params(self, ctx: Any) -> Any:
        """Return the parameters, whose kinds people can read: a flag has no value that has one."""
        parameters = super().get_params(ctx)  # type: ignore[misc]
        for parameter in parameters:
            if getattr(parameter, "is_flag", False):
                parameter.metavar = ""
            if parameter.nargs == -1:
                parameter.display_type_rich = lambda **_: "<paths>"
        return parameters

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help; examples come last and unbroken, for half a line cannot be pasted."""
        whole = self.help or ""
        self.help, _, examples = whole.partition(_EXAMPLES)
        try:
            super().format_help(ctx, formatter)  # type: ignore[misc]
        finally:
            self.help = whole
        if examples:
            typer.echo(f" Examples:\n{indent(examples.rstrip(), '   ')}\n")


class Command(_Help, TyperCommand):
    """A command, which understands former names of its options."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words after the command, which may be former names of options."""
        words, ctx.meta[RENAMED] = renamed(str(ctx.info_name), args)
        return super().parse_args(ctx, words)


class Group(_Help, TyperGroup):
    """The program itself."""
