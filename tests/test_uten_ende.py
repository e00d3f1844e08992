"""A pipe or a device in a document's place is told of: it may have no end."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT

from kvalitetsplan.cli import main


@pytest.mark.parametrize("line", [("les-inn", "eksempel", "--tørr"), ("lov",)])
@pytest.mark.parametrize("name", ["rør.docx", "rør.tar", "/dev/zero"])
def test_what_may_have_no_end_is_not_read(tmp_path: Path, line: tuple[str, ...], name: str) -> None:
    if not (path := tmp_path / name).exists():
        os.mkfifo(path)
    command, *rest = line
    result = CliRunner().invoke(main, ["--rot", str(ROOT), command, str(path), *rest])
    assert result.exit_code in (1, 2)
    assert "er ingen vanlig fil" in result.output or "kan ikke leses som" in result.output
