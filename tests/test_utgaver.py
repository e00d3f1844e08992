"""An edition is given out: the project stands afterwards, and so does a municipality alone."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import copy_project, git, of_one_theme

from kvalitetsplan.cli import main
from kvalitetsplan.plan import project as projects

SHARED = ("data", "docs", "hooks", "overrides")


def _run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(folder), *arguments])


@pytest.fixture(scope="module")
def given_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fork with one municipality, where edition 1.1 has been given out after `v1.0`."""
    root = of_one_theme(copy_project(tmp_path_factory.mktemp("utgave") / "prosjekt"))
    for kommune in (root / "data/kommuner").iterdir():
        if kommune.name != "eksempel":
            shutil.rmtree(kommune)
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "Første")):
        git(root, *command)
    git(root, "tag", "v1.0")
    themes = root / "data/themes.yaml"
    text = themes.read_text(encoding="utf-8").replace('versjon: "1.0"', 'versjon: "1.1"', 1)
    themes.write_text(text.replace("voksne de stoler på", "voksne de kjenner", 1), encoding="utf-8")
    result = _run(root, "utgi", "v1.0")
    assert (result.exit_code, "data/utgaver/1.0.zip er skrevet" in result.output) == (0, True)
    return root


def test_a_project_that_has_given_out_an_edition_is_in_order_and_can_be_built(
    given_out: Path,
) -> None:
    for command in (("valider",), ("bygg", "--prosesser", "1")):
        result = _run(given_out, *command)
        assert result.exit_code == 0, result.output
    assert (given_out / "site/eksempel/index.html").is_file()


def test_a_municipality_alone_is_in_order_with_a_program_that_has_an_earlier_edition(
    given_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, own = tmp_path / "pakke", tmp_path / "egen"
    for name in SHARED:
        shutil.copytree(given_out / name, package / "felles" / name)
    shutil.copy(given_out / "mkdocs.yml", package / "felles/mkdocs.yml")
    shutil.move(package / "felles/data/kommuner/eksempel", own)
    monkeypatch.setattr(projects, "PACKAGE", package)
    for command in (("valider",), ("bygg", "--prosesser", "1")):
        result = _run(own, *command)
        assert result.exit_code == 0, result.output
    (built,) = own.glob("site/*/index.html")
    assert built.is_file()
