"""The house itself: commands that explain themselves, functions one can read without scrolling."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import ROOT

from kvalitetsplan.cli import COMMANDS, main

ROOMS = ("src", "hooks", "bench", "tests")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
SCRIPTS = sorted((ROOT / "overrides/assets/js").rglob("*.js"))
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
"""How many lines one can read and still remember the first."""


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_stands_in_readme(name: str) -> None:
    result = CliRunner().invoke(main, ["--rot", str(ROOT), name, "--hjelp"])
    assert result.exit_code == 0
    assert main.get_command(click.Context(main), name).help
    assert f"kvalitetsplan {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_help_loads_neither_the_plan_nor_mkdocs() -> None:
    code = (
        "import sys; from kvalitetsplan.cli import main; main(['--hjelp'], standalone_mode=False);"
        "sys.exit(any(one in sys.modules for one in ('pydantic', 'mkdocs', 'jinja2', 'yaml')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_valider_says_in_plain_words_that_all_is_well() -> None:
    result = CliRunner().invoke(main, ["--rot", str(ROOT), "valider"])
    assert result.output.splitlines()[-1].startswith("Alt er i orden: 15 temaer")


def test_valider_prints_every_problem_and_fails(project: Path) -> None:
    themes = project / "data" / "themes.yaml"
    themes.write_text(
        themes.read_text(encoding="utf-8").replace("    ingress:", "    ingres:", 1),
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["--rot", str(project), "valider"])
    assert result.exit_code == 1
    assert "mente du «ingress»?" in result.output
    assert "Én feil å rette." in result.output
    assert "Traceback" not in result.output


def test_an_unknown_municipality_gets_the_nearest() -> None:
    result = CliRunner().invoke(main, ["--rot", str(ROOT), "bygg", "lilestrom"])
    assert result.exit_code == 1
    assert "mente du «lillestrom»?" in result.output


def test_a_command_outside_the_project_says_where_to_stand(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--rot", str(tmp_path), "valider"])
    assert result.exit_code == 1
    assert "stå i mappa der kommune.yaml ligger" in result.output


@pytest.mark.parametrize("path", MODULES, ids=_named)
def test_no_function_needs_scrolling_to_be_read(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = [
        node.name
        for node in functions
        if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=_named)
def test_no_module_is_too_long_to_be_read_in_one_go(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


KNOWS = {
    "reading": set(),
    "plan": {"reading"},
    "editing": {"plan", "reading"},
    "editions": {"editing", "plan", "reading"},
    "imports": {"editions", "editing", "plan", "reading"},
    "site": {"plan", "reading"},
    "exports": {"site", "plan", "reading"},
    "build": {"exports", "site", "plan", "reading"},
    "serving": {"build", "editing", "exports", "site", "plan", "reading"},
    "commands": {
        *("serving", "build", "exports", "site", "imports"),
        *("editions", "editing", "plan", "reading"),
    },
}
"""Which other rooms each room may know."""


@pytest.mark.parametrize("room", KNOWS)
def test_dependencies_go_one_way(room: str) -> None:
    package = ROOT / "src" / "kvalitetsplan"
    imported = {
        (path.relative_to(package).as_posix(), found)
        for path in (package / room).rglob("*.py")
        for found in re.findall(r"(?:from|import) kvalitetsplan\.(\w+)", path.read_text("utf-8"))
    }
    assert {(path, other) for path, other in imported if other not in {room, *KNOWS[room]}} == set()


def test_every_room_is_one_of_those_on_the_map() -> None:
    package = ROOT / "src" / "kvalitetsplan"
    assert {path.name for path in package.iterdir() if path.name != "__pycache__"} == {
        *KNOWS,
        "__init__.py",
        "cli.py",
    }


@pytest.mark.parametrize("room", sorted({*KNOWS} - {"commands"}))  # there the name is the command's
def test_every_file_is_on_the_map_of_its_room(room: str) -> None:
    folder = ROOT / "src" / "kvalitetsplan" / room
    on_the_map = set(re.findall(r"\w+", (folder / "__init__.py").read_text("utf-8")))
    assert {path.stem for path in folder.glob("[!_]*.py")} - on_the_map == set()


def test_nothing_below_build_knows_that_mkdocs_exists() -> None:
    code = "import kvalitetsplan.site.portal, sys; sys.exit('mkdocs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_noun_of_the_model_stands_in_the_word_list() -> None:
    import kvalitetsplan.plan.model as model

    words = (ROOT / "ORDLISTE.md").read_text(encoding="utf-8")
    nouns = [
        name
        for name, kind in vars(model).items()
        if isinstance(kind, type) and issubclass(kind, model.Punkt)
    ]
    assert [noun for noun in nouns if f"`{noun}`" not in words] == []
    assert isinstance(main, click.Group)
