"""Compiled templates: kept from run to run, and whatever happens to what is kept, pages are
right.
"""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from kvalitetsplan.site import compiled
from kvalitetsplan.site.compiled import keep_compiled


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder where this test's templates are kept."""
    monkeypatch.setitem(vars(compiled._KEPT), "folder", tmp_path)
    return tmp_path


def _drawn(text: str = "<p>{{ a }}</p>", **choices: object) -> str:
    env = Environment(loader=DictLoader({"a.html": text}), **choices)
    keep_compiled(env)
    return env.get_template("a.html").render(a="<b>")


def test_a_template_is_compiled_once(folder: Path) -> None:
    assert _drawn() == _drawn() == "<p><b></p>"
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 5000, None])
def test_damage_only_empties_what_is_kept(folder: Path, damage: bytes | None) -> None:
    _drawn()
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert _drawn() == "<p><b></p>"
    assert kept.read_bytes() == whole


def test_code_that_was_made_under_other_choices_is_not_used(folder: Path) -> None:
    assert _drawn() == "<p><b></p>"
    assert _drawn(autoescape=True) == "<p>&lt;b&gt;</p>"
    assert _drawn("<p>{{ 'æ' | upper }}</p>") == "<p>Æ</p>"


def test_a_folder_that_is_gone_or_no_folder_stops_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (folder / "borte", None):
        monkeypatch.setitem(vars(compiled._KEPT), "folder", place)
        assert _drawn() == "<p><b></p>"
