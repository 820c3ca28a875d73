"""Options that once had another name."""

from collections.abc import Sequence

from wfm.cli.files import UsageError

# Of a command: options that are still understood, and what they are called now. An option that
# writes a file ends in -file, for --fairness of `wfm roster` and the key coverage are no files.
_UNDERSTOOD = {
    "roster": {"--coverage": "--coverage-file"},
    "check": {"--coverage": "--coverage-file", "--fairness": "--fairness-file"},
}
_REFUSED = {"roster": {"--rules": "--law"}, "check": {"--rules": "--law"}}


def renamed(command: str, words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Put today's names in place of former ones.

    Parameters
    ----------
    command
        Name of the command.
    words
        What was written after it.

    Returns
    -------
    tuple
        The words with today's names, and a line about each name that is a former one.

    Raises
    ------
    UsageError
        If a former name is not understood any more.
    """
    understood, refused = _UNDERSTOOD.get(command, {}), _REFUSED.get(command, {})
    answer, notes = list(words), []
    end = answer.index("--") if "--" in answer else len(answer)
    for place, word in enumerate(answer[:end]):
        name, equals, value = word.partition("=")
        if name in refused:
            raise UsageError(f"{name} is now {refused[name]}: see 'wfm {command} --help'")
        if name in understood:
            answer[place] = f"{understood[name]}{equals}{value}"
            notes.append(f"{name} is now {understood[name]}")
    return answer, list(dict.fromkeys(notes))
