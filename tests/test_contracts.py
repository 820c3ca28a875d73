"""The contracts of imports: what they refuse, what they leave alone, and no circle anywhere."""

import re
import shutil
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from grimp.application.graph import ImportGraph

grimp = pytest.importorskip("grimp")
pytest.importorskip("importlinter")

ROOT = Path(__file__).resolve().parents[1]


def copied(to: Path) -> Path:
    """Copy the sources and the contracts, for a test to add files to them."""
    shutil.copytree(ROOT / "src", to / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", to)
    return to


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a copy of the sources and the contracts."""
    return copied(tmp_path)


def lint(house: Path) -> tuple[int, str]:
    """Return the exit code and what is printed about the copy."""
    script = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, 'src'); {script}"],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_an_innocent_file_needs_no_line_in_pyproject(house: Path) -> None:
    for package in ("work/rules", "staffing/formulas", "forecasting/models", "tables", "cli"):
        (house / "src/wfm" / package / "new_idea.py").write_text(
            '"""A new idea."""\n\nimport math\n\nfrom wfm.errors import InputError\n', "utf-8"
        )
    code, printed = lint(house)
    assert code == 0, printed
    assert " 0 broken" in printed


# Package, and what is imported there.
REFUSED = [
    pytest.param("work/rules", "wfm.rostering.search", id="a rule asks the search"),
    pytest.param("rostering/judge", "wfm.rostering.program", id="the judge asks the program"),
    pytest.param("rostering/program", "wfm.rostering.fairness", id="the program asks fairness"),
    pytest.param("staffing/formulas", "wfm.staffing.models", id="a formula asks a model"),
    pytest.param("forecasting/history", "wfm.forecasting.models", id="the past asks a model"),
    pytest.param("staffing", "wfm.rostering", id="a stage asks another"),
    pytest.param("tables", "wfm.staffing", id="the tables ask a stage"),
    pytest.param("rostering", "wfm.cli", id="a stage asks the command line"),
    pytest.param("staffing/formulas", "pandas", id="a formula holds a table"),
    pytest.param("work/rules", "pandas", id="a rule holds a table"),
    pytest.param("forecasting/models", "pandas", id="a forecasting model holds a table"),
    pytest.param("rostering/search", "rich", id="the search draws"),
    pytest.param("rostering/program", "pulp", id="a second room runs a solver"),
    pytest.param("rostering/search", "highspy", id="a third room runs a solver"),
    pytest.param("forecasting/history", "holidays", id="a second room knows holidays"),
]


@pytest.fixture(scope="module")
def refusal(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what is printed of all these imports, each in a file of its own."""
    house = copied(tmp_path_factory.mktemp("refused"))
    for number, case in enumerate(REFUSED):
        package, imported = case.values
        (house / f"src/wfm/{package}/new_idea_{number}.py").write_text(
            f'"""A new idea."""\n\nimport {imported}\n', "utf-8"
        )
    code, printed = lint(house)
    assert code != 0
    return printed


@pytest.mark.parametrize("number", range(len(REFUSED)), ids=[case.id for case in REFUSED])
def test_a_forbidden_import_is_refused(refusal: str, number: int) -> None:
    package, imported = REFUSED[number].values
    importer = f"wfm.{str(package).replace('/', '.')}.new_idea_{number}"
    assert f"{importer} -> {imported}" in refusal, refusal


def test_a_new_file_is_no_way_round_a_floor(house: Path) -> None:
    rostering = house / "src/wfm/rostering"
    (rostering / "way_round.py").write_text('"""A detour."""\n\nimport wfm.rostering.search\n')
    (rostering / "program/new_idea.py").write_text('"""A."""\n\nimport wfm.rostering.way_round\n')
    code, printed = lint(house)
    assert code != 0
    assert "wfm.rostering.way_round -> wfm.rostering.search" in printed, printed


@pytest.fixture(scope="module")
def graph() -> ImportGraph:
    built: ImportGraph = grimp.build_graph("wfm", cache_dir=None)
    return built


def test_no_module_reaches_itself_by_its_imports(graph: ImportGraph) -> None:
    asked = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    assert circle(asked) is None


def test_no_package_reaches_itself_by_its_imports(graph: ImportGraph) -> None:
    for package in sorted(graph.modules):
        rooms = graph.find_children(package)
        within = {room: {room, *graph.find_descendants(room)} for room in rooms}
        room_of = {module: room for room, modules in within.items() for module in modules}
        asked = {
            room: {
                room_of[imported]
                for module in modules
                for imported in graph.find_modules_directly_imported_by(module)
                if imported in room_of
            }
            - {room}
            for room, modules in within.items()
        }
        assert circle(asked) is None, package


def circle(asked: dict[str, set[str]]) -> list[str] | None:
    """Return the modules of a circle of imports, if there is one."""
    try:
        TopologicalSorter(asked).prepare()
    except CycleError as error:
        modules: list[str] = error.args[1]
        return modules
    return None


def test_a_circle_is_seen(graph: ImportGraph) -> None:
    graph.add_import(importer="wfm.work.shifts", imported="wfm.work.plan")
    try:
        asked = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
        assert circle(asked) is not None
    finally:
        graph.remove_import(importer="wfm.work.shifts", imported="wfm.work.plan")


@pytest.mark.parametrize(
    ("asked", "rooms"),
    [
        (r"isinstance\(\w*rule\b", ("work/rules",)),
        (r"isinstance\(\w*model\b", ("staffing/models",)),
        # For the sake of a fast --help; elsewhere it would hide an arrow that points up.
        (r"TYPE_CHECKING", ("cli", "options", "__init__.py")),
    ],
)
def test_only_a_room_itself_asks(asked: str, rooms: tuple[str, ...]) -> None:
    source = ROOT / "src/wfm"
    for file in source.rglob("*.py"):
        if not file.relative_to(source).as_posix().startswith(rooms):
            assert not re.search(asked, file.read_text("utf-8")), file


CONTRIBUTING = ROOT / "docs/contributing"
NAMED = re.compile(r"`((?:[\w-]+/)*[\w-]+(?:\.py|\.toml|\.md|/))`")


@pytest.mark.parametrize("page", ["architecture", "adding", "benchmarks"])
def test_pages_name_what_is_there(page: str) -> None:
    places = (ROOT / "src/wfm", ROOT / "src", ROOT)
    rooms = [
        *places,
        ROOT / "benchmarks",
        *(ROOT / "src/wfm").glob("*/*/"),
        *(ROOT / "src/wfm").glob("*/"),
    ]
    for name in NAMED.findall((CONTRIBUTING / f"{page}.md").read_text("utf-8")):
        near = places if "/" in name.rstrip("/") else rooms
        assert name == "wfm.toml" or any((place / name).exists() for place in near), name


def test_the_plan_names_every_room() -> None:
    page = (CONTRIBUTING / "architecture.md").read_text("utf-8")
    for face in (ROOT / "src/wfm").glob("*/**/__init__.py"):
        room = face.parent.relative_to(ROOT / "src/wfm").as_posix()
        assert re.search(rf"(?<![\w/]){room}[/`\s]", page), room


def test_every_folder_of_tests_stands_for_a_package() -> None:
    for folder in (ROOT / "tests").rglob("*"):
        name = folder.relative_to(ROOT / "tests")
        if folder.is_dir() and "__pycache__" not in name.parts and name.parts[0] != "fuzz":
            assert (ROOT / "src/wfm" / name / "__init__.py").is_file(), name
