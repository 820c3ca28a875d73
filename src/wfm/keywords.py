"""Functions whose keywords are declared options."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast, get_type_hints

import pandas as pd

from wfm.options.option import options_of

P = ParamSpec("P")
R = TypeVar("R")
Asked = TypeVar("Asked")
_PARAMETERS = "Parameters\n----------\n"


def with_keywords(
    declared: Callable[P, Asked],
) -> Callable[[Callable[[Asked], R]], Callable[P, R]]:
    """Give a function the fields of a dataclass for parameters.

    Parameters
    ----------
    declared
        Dataclass of what is asked for: tables, options of `wfm.options`, and ``config``, in which
        options stand that are not given.

    Returns
    -------
    Callable
        Makes of a function of such a dataclass one with its fields for parameters. The paragraphs
        on them are taken from the dataclass and those that it is made of.
    """

    def decorate(function: Callable[[Asked], R]) -> Callable[P, R]:
        signature = inspect.signature(declared)
        dataclass = cast(type, declared)
        sections = {option.section for option in options_of(dataclass) if option.is_key}

        @wraps(function)
        def called(*args: P.args, **kwargs: P.kwargs) -> R:
            # Processes that work on queues do without.
            from wfm import config as configuration
            from wfm.chosen import choose, explained

            given = dict(signature.bind(*args, **kwargs).arguments)
            config = configuration.load(given.get("config"))
            given["config"] = config.content
            for section in sections:
                configuration.check_section(section, config)
            chosen = choose(declared, given, config)
            with explained(chosen.places):
                return function(chosen.options)

        # The declarations name pandas, which they do not import.
        hints = get_type_hints(declared, localns={"pd": pd})
        result = get_type_hints(function)["return"]
        called.__annotations__ = {**hints, "return": result}
        parameters = [
            one.replace(annotation=hints[one.name]) for one in signature.parameters.values()
        ]
        called.__dict__["__signature__"] = inspect.Signature(parameters, return_annotation=result)
        called.__doc__ = _with_parameters(inspect.getdoc(function) or "", dataclass)
        return called

    return decorate


def _with_parameters(text: str, declared: type) -> str:
    """Put the paragraphs on the fields of a dataclass before what a docstring says it returns."""
    paragraphs = [
        inspect.cleandoc(home.__doc__ or "").partition(_PARAMETERS)[2].strip()
        for home in inspect.getmro(declared)
        if "__doc__" in vars(home) and home is not object
    ]
    about, returns, rest = text.partition("Returns\n-------\n")
    shown = "\n".join(paragraph for paragraph in paragraphs if paragraph)
    return f"{about}{_PARAMETERS}{shown}\n\n{returns}{rest}"
