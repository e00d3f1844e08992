"""The guide for municipalities: its commands run, and its workflows need no secret."""

import re
import shlex
from pathlib import Path

import click
import pytest
import yaml
from conftest import ROOT

from kvalitetsplan.cli import main
from kvalitetsplan.site.pages import FOR_KOMMUNER

GUIDE = [ROOT / "README.md", *(ROOT / "docs" / name for name in FOR_KOMMUNER)]
WORKFLOWS = [ROOT / ".github/workflows/nettsted.yml", ROOT / ".gitlab-ci.yml"]


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.name)
def test_every_command_in_the_guide_can_be_run_as_it_is_written(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = re.findall(r"^kvalitetsplan (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert lines
    monkeypatch.chdir(tmp_path)
    for line in lines:
        name, *arguments = shlex.split(line, comments=True)
        for file in [one for one in arguments if one.endswith((".docx", ".yaml"))]:
            (tmp_path / file).touch()
        main.get_command(click.Context(main), name).make_context(
            name, arguments, parent=click.Context(main)
        )


def test_those_who_run_the_plan_find_their_pages_last_and_no_teacher_finds_them_by_searching(
    published: Path,
) -> None:
    page = (published / "eksempel/index.html").read_text(encoding="utf-8")
    menu = page.partition('id="meny"')[2].partition("</nav>")[0]
    last = re.findall(r'href="([^"#]+)"', menu)[-len(FOR_KOMMUNER) :]
    assert last == [name.replace(".md", ".html") for name in FOR_KOMMUNER]
    assert "for-kommuner/" not in (published / "eksempel/search/search_index.js").read_text("utf-8")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_the_ready_workflows_need_no_secret_and_build_what_the_guide_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    assert "secrets" not in text
    assert "KOMMUNE" in text
    assert "--require-hashes -r requirements.txt" in text
    assert 'kvalitetsplan bygg "$' in text


@pytest.mark.parametrize("name", ["nettsted", "prov", "utgivelse"])
def test_actions_are_pinned_by_commit_and_may_only_read(name: str) -> None:
    text = (ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (.+)", text)
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in used)
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}


def test_only_what_publishes_may_write() -> None:
    text = WORKFLOWS[0].read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in workflow["jobs"]["bygg"]
