"""A site in one file: where the file may stand, and that it is of one edition."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import of_one_theme

from kvalitetsplan.build import packing
from kvalitetsplan.cli import main

PLAN = "er der planen selv ligger; velg et annet sted, som «filer»"
AMONG = "ligger blant filene i planen; velg et annet sted, som «filer»"
SITE = "ligger inne i nettstedet; velg et annet sted, som «filer»"


def _pakk(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(root), "pakk", *arguments])


@pytest.mark.parametrize(
    ("til", "said"),
    [
        ("bilder/x.zip", PLAN),
        ("sider/x.zip", PLAN),
        ("Bilder/x.zip", PLAN),
        ("skoler/asen/x.zip", PLAN),
        ("filer/../tilpasning/x.zip", PLAN),
        (".git/x.zip", PLAN),
        ("x.zip", AMONG),
        ("ny/x.zip", AMONG),
        ("site/x.zip", SITE),
        ("site/hamar/x.zip", SITE),
    ],
)
def test_the_file_does_not_come_among_those_of_the_plan_or_the_site(
    tmp_path: Path, til: str, said: str
) -> None:
    (tmp_path / "kommune.yaml").write_text('nummer: "3403"\nnavn: Hamar kommune\n', "utf-8")
    result = _pakk(tmp_path, "--til", str(tmp_path / til))
    assert result.exit_code == 1
    assert said in result.output
    assert [one.name for one in tmp_path.iterdir()] == ["kommune.yaml"]


def test_nobody_else_may_build_while_the_site_is_packed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = (
        "import pathlib, sys; from kvalitetsplan.build import lock; lock.PATIENCE = 0\n"
        "with lock.only_builder(pathlib.Path(sys.argv[1])): pass"
    )
    said, real = [], packing.pack

    def pack(site: Path, *rest: Any) -> int:
        line = [sys.executable, "-c", other, str(site.parent)]
        said.append(subprocess.run(line, capture_output=True, text=True, check=False).stderr)
        return real(site, *rest)

    monkeypatch.setattr(packing, "pack", pack)
    result = _pakk(of_one_theme(project), "eksempel", "--til", str(tmp_path / "x.zip"))
    assert "er klar" in result.output
    assert "et annet bygg holder fortsatt på" in said[0]
