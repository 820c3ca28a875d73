"""How large a file and a function may be: one idea, one screen."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
FILES = {top: sorted((ROOT / top).rglob("*.py")) for top in ("src", "tests")}

LINES_OF_A_FILE = {"src": 350, "tests": 500}
MEDIAN_LINES = 120
LINES, PARAMETERS = 60, 7

# What people call with a value for each of many parameters.
FRONTS = {
    "wfm/options/option.py option",
    "wfm/rostering/advice/comparison.py what_if",
    "wfm/rostering/stage.py roster",
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT)).removeprefix("src/")


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the statements below a node, and what holds some; no function is in an expression."""
    for below in ast.iter_child_nodes(node):
        if not isinstance(below, ast.expr):
            yield below
            yield from statements(below)


def functions(path: Path) -> Iterator[tuple[str, int, int]]:
    """Yield the name of each function, how many lines it has, and how many parameters."""
    for node in statements(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = node.args
            names = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
            names += [each.arg for each in (given.vararg, given.kwarg) if each]
            asked = [each for each in names if each not in {"self", "cls"}]
            end = node.end_lineno or node.lineno
            yield f"{name(path)} {node.name}", end - node.lineno + 1, len(asked)


def test_a_file_has_one_idea() -> None:
    long = {
        name(path): lines(path)
        for top, paths in FILES.items()
        for path in paths
        if lines(path) > LINES_OF_A_FILE[top]
    }
    assert long == {}
    assert median(map(lines, FILES["src"])) <= MEDIAN_LINES


def test_a_function_fits_a_screen_and_asks_for_little() -> None:
    large = {
        of: f"{long} lines, {asked} parameters"
        for paths in FILES.values()
        for path in paths
        for of, long, asked in functions(path)
        if long > LINES or asked > PARAMETERS
    }
    assert {of: found for of, found in large.items() if of not in FRONTS} == {}
