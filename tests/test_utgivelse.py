"""A version is given out: dated, marked and packed, or refused."""

import hashlib
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, copy_project, git


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A repository that a version can be given out from."""
    root = copy_project(tmp_path / "prosjekt")
    shutil.copytree(ROOT / "utgivelse", root / "utgivelse", ignore=shutil.ignore_patterns("__py*"))
    shutil.copytree(ROOT / "src/kvalitetsplan", root / "src/kvalitetsplan", dirs_exist_ok=True)
    for name in ("pyproject.toml", "README.md", "LICENSE", "requirements.txt", ".gitignore"):
        shutil.copyfile(ROOT / name, root / name)
    (root / "CHANGELOG.md").write_text("# Endringer\n\n## Ikke utgitt\n\n- Noe nytt.\n", "utf-8")
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "Alt")):
        git(root, *command)
    git(root, "config", "user.name", "Prøve")
    git(root, "config", "user.email", "prove@eksempel.invalid")
    return root


def _release(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "utgivelse", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)


def test_one_command_sets_the_version_dates_the_changes_and_marks_them(release: Path) -> None:
    done = _release(release, "merk", "2026.12.0")
    assert done.returncode == 0, done.stderr
    assert git(release, "describe").strip() == "v2026.12.0"
    assert 'version = "2026.12.0"' in (release / "pyproject.toml").read_text(encoding="utf-8")
    changes = (release / "CHANGELOG.md").read_text(encoding="utf-8")
    today = date.today().isoformat()
    assert f"## Ikke utgitt\n\n## 2026.12.0 ({today})\n\n- Noe nytt.\n" in changes
    done = _release(release, "bygg")
    assert done.returncode == 0, done.stderr
    made = {path.name: path.read_bytes() for path in (release / "dist").iterdir()}
    assert made.keys() == {
        "kvalitetsplan-2026.12.0-py3-none-any.whl",
        "kvalitetsplan-2026.12.0.tar.gz",
        "kvalitetsplan-2026.12.0.cdx.json",
        "NOTES.md",
        "SHA256SUMS",
    }
    assert made["NOTES.md"] == b"- Noe nytt.\n"
    for line in made["SHA256SUMS"].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(made[name]).hexdigest() == digest
    assert b'"name": "mkdocs-material"' in made["kvalitetsplan-2026.12.0.cdx.json"]
    assert _release(release, "bygg").returncode == 0
    assert {path.name: path.read_bytes() for path in (release / "dist").iterdir()} == made


def test_what_should_not_be_given_out_is_refused(release: Path) -> None:
    assert "er ingen versjon" in _release(release, "merk", "1.0").stderr
    (release / "README.md").write_text("endret", encoding="utf-8")
    assert "ikke lagret i git" in _release(release, "merk", "2026.12.0").stderr
    git(release, "checkout", "-q", "README.md")
    assert _release(release, "merk", "2026.12.0").returncode == 0
    assert "gitt ut før" in _release(release, "merk", "2026.12.0").stderr
    assert "det står ingenting under" in _release(release, "merk", "2026.12.1").stderr
    themes = release / "data/themes.yaml"
    text = themes.read_text(encoding="utf-8")
    themes.write_text(
        text.replace("Vi hilser på hver elev ved navn", "Vi hilser på alle", 1), "utf-8"
    )
    git(release, "commit", "-qam", "Endre planen")
    assert (
        "gi den en ny versjon i data/themes.yaml" in _release(release, "merk", "2026.12.1").stderr
    )
