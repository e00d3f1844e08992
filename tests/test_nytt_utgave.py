"""The file of an edition says what the comparison found, and when each thing came."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from ny_utgave import FIRST, SECOND, Raw, Utgitt, change_in, given_out, utgi
from tilfeldig import SAKER

from kvalitetsplan.editing.yamltext import as_yaml
from kvalitetsplan.editions.differences import compare
from kvalitetsplan.editions.versions import read_version
from kvalitetsplan.plan.addresses import addressed
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Forskjellsslag
from kvalitetsplan.plan.project import project_at


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(one) for key, one in value.items() if one not in (None, "")}
    return [_as_text(one) for one in value] if isinstance(value, list | tuple) else str(value)


def test_the_file_of_an_edition_says_what_the_comparison_found(utgitt: Utgitt) -> None:
    old, new = (read_version(project_at(utgitt.root), name) for name in ("v1.0", "v1.1"))
    found = compare(old, new)
    assert {one.slag for one in found} == set(Forskjellsslag)
    first = load_grunnplan(utgitt.root / "data").utgaver[-1]
    assert (first.versjon, first.fra, first.dato, first.nytt) == (
        "1.1",
        "1.0",
        FIRST,
        ("Vi skriver om matpausen.",),
    )
    dumped = [_as_text(one.model_dump(mode="json")) for one in first.forskjeller]
    assert dumped == [_as_text(one.model_dump(mode="json")) for one in found]


def test_a_plan_that_is_changed_in_any_field_can_be_given_out_and_read_again(project: Path) -> None:
    old = load_grunnplan(project / "data")
    for file, change in {
        "pu.yaml": lambda data: (
            data["øktfaser"][0]["minutter"].update({"45": "7"}),
            data["vanlige_faser"].pop(),
        ),
        "arshjul.yaml": lambda data: data["hendelser"][0].update(måneder=["8", "9"]),
        "synonymer.yaml": lambda data: data["synonymer"].update({"no: 1": ["ro"]}),
        "lovverk.yaml": lambda data: data.update(kontrollert="2027-01-01"),
        "themes.yaml": lambda data: data["utgave"].update(versjon="1.1"),
    }.items():
        change_in(project, file, change)
    given_out(project, str(ROOT), FIRST)
    new = load_grunnplan(project / "data")
    read = [_as_text(one.model_dump(mode="json")) for one in new.utgaver[0].forskjeller]
    assert read == [_as_text(one.model_dump(mode="json")) for one in compare(old, new)]
    assert len(read) == 5


def test_giving_out_an_edition_again_writes_the_same(utgitt: Utgitt) -> None:
    path = utgitt.root / "data/utgaver/1.2.yaml"
    before = path.read_bytes()
    result = utgi(utgitt.root, "v1.1", "--dato", SECOND)
    assert result.output == (
        "data/utgaver/1.1.zip er skrevet. Der er hele utgave 1.1.\n"
        "data/utgaver/1.2.yaml er skrevet. Forskjeller fra 1.1: 2\n"
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("version", "arguments", "message"),
    [
        ("1.0", (), "grunnplanen i data/ heter fortsatt 1.0; skriv versjonen"),
        (
            "1.1",
            ("--dato", "1. august"),
            "data/utgaver/1.1.yaml:3:7  dato  «1. august» må være en dato, som «2027-08-01»",
        ),
        ("1.1", ("--dato", "2027-02-30"), "«2027-02-30» finnes ikke i kalenderen"),
        ("a/b", (), "«a/b» må være bokstaver, tall, punktum og bindestrek, som «1.1»"),
    ],
)
def test_an_edition_that_cannot_be_given_out_says_why_and_writes_nothing(
    project: Path, version: str, arguments: tuple[str, ...], message: str
) -> None:
    def change(data: Raw) -> None:
        data["utgave"]["versjon"] = version
        data["temaer"][0]["kort"] = "Noe annet."

    change_in(project, "themes.yaml", change)
    result = utgi(project, str(ROOT), *arguments)
    assert result.exit_code == 1
    assert message in result.output
    assert not (project / "data/utgaver").exists()


def test_editions_of_the_same_day_stand_in_the_order_of_their_numbers(project: Path) -> None:
    (project / "data/utgaver").mkdir()
    for version in ("1.9", "1.10", "1.2"):
        file = {"versjon": version, "dato": FIRST, "fra": "1.0", "forskjeller": []}
        (project / f"data/utgaver/{version}.yaml").write_text(as_yaml(file), encoding="utf-8")
    assert [one.versjon for one in load_grunnplan(project / "data").utgaver] == [
        "1.10",
        "1.9",
        "1.2",
    ]


def test_an_edition_that_changes_nothing_leaves_no_file(project: Path) -> None:
    change_in(project, "themes.yaml", lambda data: data["utgave"].update(versjon="1.1"))
    assert utgi(project, str(ROOT)).output == "Ingen endringer. Ingenting er skrevet.\n"
    assert not (project / "data/utgaver").exists()


def test_an_item_knows_when_it_came_and_when_it_was_rewritten_wherever_it_has_moved(
    utgitt: Utgitt,
) -> None:
    items = load_plan(project_at(utgitt.root), "eksempel").by_address
    dates = {
        address: (item.ny, item.omskrevet)
        for address, item in items.items()
        if item.ny or item.omskrevet
    }
    assert dates == {
        "relasjon/spiser-med-elevene": (FIRST, ""),
        "relasjon/eier-relasjonen": ("", FIRST),
        "relasjon/viser-vaerematen": ("", SECOND),
        "mobbing": ("", FIRST),
        "skolemat": (FIRST, ""),
        "skolemat/spiser": (FIRST, ""),
        "skolemat/dekker-bordet": (FIRST, ""),
        "begreper/matro": (FIRST, ""),
    }


def test_what_moves_into_a_new_theme_is_no_newer_than_it_was(tmp_path: Path) -> None:
    shutil.copytree(SAKER / "plan/data", tmp_path / "data")
    (tmp_path / "data/utgaver").mkdir()
    pair, other = (par.id for par in load_grunnplan(tmp_path / "data").temaer[0].par)
    found = [
        {"slag": "ny", "adresse": "ro"},
        {"slag": "flyttet", "adresse": f"stille/{pair}", "til": f"ro/{pair}"},
    ]
    file = {"versjon": "1.1", "dato": FIRST, "fra": "1.0", "forskjeller": found}
    (tmp_path / "data/utgaver/1.1.yaml").write_text(as_yaml(file), encoding="utf-8")
    items = addressed(load_grunnplan(tmp_path / "data"))
    assert {address: items[address].ny for address in ("ro", f"ro/{pair}", f"ro/{other}", "lek")} == {
        "ro": FIRST, f"ro/{pair}": "", f"ro/{other}": FIRST, "lek": "",
    }  # fmt: skip
