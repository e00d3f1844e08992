"""What changed in the shared plan: every difference is told, once, as what it is."""

import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT, git
from hypothesis import given, settings
from hypothesis import strategies as st
from tilfeldig import SAKER, Raw, large_plan, random_layer, rewritten

from kvalitetsplan.cli import main
from kvalitetsplan.editions.differences import compare, report
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import (
    Forskjell,
    Forskjellsslag,
    Grunnplan,
    Lag,
    Temafil,
    Tilpasning,
    item_types,
)
from kvalitetsplan.reading.git import GitError, run_git
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import alias
from kvalitetsplan.site.interface import interface_texts

SMALL = load_grunnplan(SAKER / "plan/data")


def _plan(themes: Raw) -> Grunnplan:
    """The small plan with other themes."""
    themes_file = Temafil.model_validate(themes)
    return SMALL.model_copy(
        update={name: getattr(themes_file, name) for name in Temafil.model_fields}
    )


def _changed(change: Callable[[Raw], object]) -> tuple[Forskjell, ...]:
    before, after = large_plan(), large_plan()
    change(after)
    return compare(_plan(before), _plan(after))


def _layer(layer: Raw) -> Tilpasning:
    return build(Tilpasning, parse(json.dumps(layer).encode(), "tilpasning.yaml"))


def test_a_plan_does_not_differ_from_itself() -> None:
    shared = load_grunnplan(ROOT / "data")
    assert compare(shared, load_grunnplan(ROOT / "data")) == ()


def test_another_text_is_told_with_what_stood_and_what_stands() -> None:
    found = _changed(
        lambda plan: plan["temaer"][0]["par"][0].update(kjennetegn="Vi teller til fem.")
    )
    assert [(one.slag, one.adresse, one.felt, one.fra, one.til) for one in found] == [
        (
            Forskjellsslag.SKREVET_OM,
            "ro/venter",
            "kjennetegn",
            "Vi venter på stillhet.",
            "Vi teller til fem.",
        )
    ]


@pytest.mark.parametrize(
    ("index", "slag"), [(0, Forskjellsslag.STERKERE), (1, Forskjellsslag.SVAKERE)]
)
def test_evidence_grows_stronger_and_weaker(index: int, slag: Forskjellsslag) -> None:
    other = ("dokumentert", "sannsynlig")[index]
    found = _changed(lambda plan: plan["temaer"][0]["par"][index].update(grunnlag=other))
    assert [(one.slag, one.til) for one in found] == [(slag, other)]


def test_a_new_source_is_told_for_what_it_supports() -> None:
    found = _changed(lambda plan: plan["temaer"][0]["par"][0]["kilder"].append("olsen2020"))
    assert [(one.slag, one.adresse, one.til) for one in found] == [
        (Forskjellsslag.NY_KILDE, "ro/venter", "kilder/olsen2020")
    ]


def test_what_is_new_and_gone_is_told_once_and_not_for_all_that_stands_in_it() -> None:
    def change(plan: Raw) -> None:
        plan["temaer"].append({**plan["temaer"][2], "id": "mat", "tittel": "Mat"})
        plan["temaer"].pop(3)
        plan["utgått"]["tema-b"] = "Det sto to ganger."

    found = _changed(change)
    assert [(one.slag, one.adresse, one.begrunnelse) for one in found] == [
        (Forskjellsslag.NY, "mat", ""),
        (Forskjellsslag.BORTE, "tema-b", "Det sto to ganger."),
    ]


def test_what_has_moved_is_not_told_as_new_and_gone() -> None:
    def change(plan: Raw) -> None:
        plan["temaer"][2]["treningsforslag"][0].update(id="nytt-navn", tekst="Vent litt.")
        plan["flyttet"]["tema-a/t-en"] = "tema-a/nytt-navn"

    found = _changed(change)
    assert [(one.slag, one.adresse, one.til) for one in found] == [
        (Forskjellsslag.SKREVET_OM, "tema-a/nytt-navn", "Vent litt."),
        (Forskjellsslag.FLYTTET, "tema-a/t-en", "tema-a/nytt-navn"),
    ]


def test_a_theme_that_moves_takes_what_stands_in_it_along() -> None:
    def change(plan: Raw) -> None:
        plan["temaer"][2]["id"] = "stille"
        plan["flyttet"]["tema-a"] = "stille"

    assert [(one.slag, one.adresse, one.til) for one in _changed(change)] == [
        (Forskjellsslag.FLYTTET, "tema-a", "stille")
    ]


def test_two_that_were_joined_are_told_as_moved_and_nothing_else() -> None:
    def change(plan: Raw) -> None:
        tema = plan["temaer"][2]
        tema["par"].pop(1)
        tema["eksempler"][1]["par"] = ["p-en"]
        plan["flyttet"]["tema-a/p-to"] = "tema-a/p-en"

    found = _changed(change)
    assert [(one.slag, one.adresse, one.til) for one in found] == [
        (Forskjellsslag.FLYTTET, "tema-a/p-to", "tema-a/p-en")
    ]


def test_another_order_is_told_for_what_stood_there_before() -> None:
    def change(plan: Raw) -> None:
        plan["temaer"][2]["eksempler"].reverse()
        plan["temaer"][3]["eksempler"].insert(0, {"id": "ny", "tekst": "Vi ser.", "par": ["p-en"]})

    found = _changed(change)
    assert {(one.slag, one.adresse) for one in found} == {
        (Forskjellsslag.REKKEFOLGE, "tema-a/eksempler"),
        (Forskjellsslag.NY, "tema-b/ny"),
    }


@given(st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_every_act_of_the_authors_is_told_as_what_it_was(random: Random) -> None:
    before, after = large_plan(), large_plan()
    done = rewritten(after, random, steps=range(12))
    found = compare(_plan(before), _plan(after))
    told = {(one.adresse, one.slag) for one in found}
    kinds = {
        "omskrevet": Forskjellsslag.SKREVET_OM,
        "flyttet": Forskjellsslag.FLYTTET,
        "fjernet": Forskjellsslag.BORTE,
    }
    assert {(address, kinds[act]) for address, act in done.items()} <= told
    assert bool(found) == (before["temaer"] != after["temaer"])


@given(st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_provenance_accounts_for_every_difference_that_any_operation_makes(random: Random) -> None:
    themes = large_plan()
    shared = _plan(themes)
    laid = apply(shared, _layer(random_layer(themes, random)), Lag.KOMMUNEN)
    assert laid.problems == ()
    said = {(one.adresse, one.felt) for one in laid.endringer} | {
        (one.adresse, "") for one in laid.endringer
    }
    removed = {one.adresse for one in laid.endringer if one.operasjon == "fjern"}
    for one in compare(shared, laid.grunnplan):
        lost = set(one.fra or ()) - set(one.til or ()) if isinstance(one.fra, list) else set()
        assert (one.adresse, one.felt) in said or lost & removed, one


@given(st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_unrelated_operations_of_any_kind_does_not_matter(random: Random) -> None:
    themes = large_plan()
    layer = random_layer(themes, random)
    other = deepcopy(layer)
    for changes in (other["fjern"], other["erstatt"], other["legg_til"], other["rekkefølge"]):
        random.shuffle(changes)
    one, two = (
        apply(_plan(themes), _layer(changes), Lag.KOMMUNEN).grunnplan for changes in (layer, other)
    )
    assert one.model_dump() == two.model_dump()


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_an_empty_layer_changes_nothing_in_any_plan(random: Random) -> None:
    themes = large_plan()
    rewritten(themes, random)
    shared = _plan(themes)
    assert apply(shared, Tilpasning(), Lag.KOMMUNEN).grunnplan is shared


@pytest.mark.parametrize(
    "field",
    [
        name
        for name in Grunnplan.model_fields
        if name not in ("utgave", "utgaver", "flyttet", "utgatt", "lovtekst")
    ],
)
def test_no_field_of_the_plan_can_change_in_silence(field: str) -> None:
    shared = load_grunnplan(ROOT / "data")
    value = getattr(shared, field)
    less: Any = dict(list(value.items())[1:]) if isinstance(value, dict) else value[1:]
    other = shared.model_copy(update={field: less})
    found = compare(shared, other)
    assert not value or any(
        alias(field) in (one.adresse.partition("/")[0], one.felt) or field == "temaer"
        for one in found
    )
    assert field in item_types(Grunnplan) or len(found) == 1


# --- The command ----------------------------------------------------------------------------------
# -------------------


def _run(*arguments: str, root: Path) -> Result:
    return CliRunner().invoke(main, ["--rot", str(root), *arguments])


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """A project in git with two versions: the tag `v1`, and a later one in the folder."""
    root = tmp_path / "prosjekt"
    shutil.copytree(SAKER / "plan/data", root / "data")
    shutil.copytree(ROOT / "data" / "tekster", root / "data" / "tekster")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Første"], ["tag", "v1"]):
        git(root, *command)
    themes = root / "data" / "themes.yaml"
    text = themes.read_text(encoding="utf-8").replace(
        "Vi venter på stillhet.", "Vi teller til fem."
    )
    themes.write_text(text.replace('versjon: "1.0"', 'versjon: "1.1"'), encoding="utf-8")
    return root


def test_a_git_ref_and_a_folder_are_compared_in_words(versions: Path) -> None:
    result = _run("endringer", "v1", str(versions), root=versions)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Grunnplanen 1.0 (august 2026) → 1.1 (august 2026)",
        "",
        "Skrevet om (1)",
        "  ro/venter.kjennetegn",
        "    før: Vi venter på stillhet.",
        "    nå:  Vi teller til fem.",
        "",
    ]


def test_the_same_as_json_for_other_programs(versions: Path) -> None:
    answer = json.loads(
        _run("endringer", "v1", str(versions / "data"), "--json", root=versions).output
    )
    assert (answer["fra"]["versjon"], answer["til"]["versjon"]) == ("1.0", "1.1")
    assert answer["forskjeller"] == [
        {"slag": "skrevet_om", "adresse": "ro/venter", "navn": "Vi teller til fem.", "felt": "kjennetegn",
         "fra": "Vi venter på stillhet.", "til": "Vi teller til fem.", "begrunnelse": ""}
    ]  # fmt: skip


def test_nothing_changed_is_said(versions: Path) -> None:
    assert "Ingen endringer." in _run("endringer", "v1", "HEAD", root=versions).output


@pytest.mark.parametrize("name", ["v7", "--upload-pack=x", "v1:data", "finnes/ikke"])
def test_an_unknown_version_says_what_one_can_write(versions: Path, name: str) -> None:
    result = _run("endringer", "--", name, "v1", root=versions)
    assert result.exit_code == 1
    assert f"«{name}» er verken en mappe med en grunnplan eller en utgave i git" in result.output


def test_a_folder_without_a_plan_is_told_so(versions: Path, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    result = _run("endringer", str(tmp_path / "tom"), "v1", root=versions)
    assert result.exit_code == 1
    assert "tom» har ingen grunnplan i seg; skriv mappa som har data/themes.yaml" in result.output


def test_what_git_refuses_is_told_with_the_remedy(
    versions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = _run("endringer", "v1", "HEAD", root=versions)
    assert result.exit_code == 1
    assert "en annen bruker eier den" in result.output
    assert f"git config --global --add safe.directory {versions.resolve()}»" in result.output


def test_git_in_a_folder_below_the_top_is_told_which_folder_to_except(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = tmp_path / "en plan"
    below = top / "data"
    below.mkdir(parents=True)
    run_git(top, "init", "--quiet")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitError) as refused:
        run_git(below, "log")
    assert f"safe.directory '{top.resolve()}'»" in refused.value.reason


def test_git_is_asked_of_the_folder_it_is_given_also_where_git_runs_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("min", "din"):
        (tmp_path / name).mkdir()
        run_git(tmp_path / name, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "min/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "min/.git/index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "min"))
    top = run_git(tmp_path / "din", "rev-parse", "--show-toplevel").decode().strip()
    assert Path(top) == (tmp_path / "din").resolve()


def test_a_copy_without_the_whole_history_is_told_how_to_get_it(
    versions: Path, tmp_path: Path
) -> None:
    git(versions, "commit", "-qam", "Andre")
    git(tmp_path, "clone", "-q", "--depth", "1", versions.as_uri(), "grunn")
    result = _run("endringer", "HEAD~1", "HEAD", root=tmp_path / "grunn")
    assert result.exit_code == 1
    assert "skriv «git fetch --unshallow»" in result.output


def test_a_commit_without_a_plan_says_so(versions: Path) -> None:
    git(versions, "rm", "-rq", "--cached", "data")
    git(versions, "commit", "-q", "--allow-empty", "-m", "Uten data")
    result = _run("endringer", "HEAD", "v1", root=versions)
    assert result.exit_code == 1
    assert "«HEAD» har ingen filer i data/" in result.output


def test_every_kind_of_difference_has_a_heading() -> None:
    for slag in Forskjellsslag:
        one = Forskjell(slag=slag, adresse="ro/venter", fra="a", til="b")
        assert len(list(report([one], interface_texts(ROOT)["nytt"]["slag"]))) >= 3
