"""The language check sees what a good editor would."""

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT, copy_project

from kvalitetsplan.cli import main
from kvalitetsplan.commands import approved, valider
from kvalitetsplan.commands.approved import Approval, Funnet, Sagt
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.language import check_language, figures, lix
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.spelling import has_dictionary
from kvalitetsplan.reading.problems import Problem

SHARED = load_grunnplan(ROOT / "data")


def _check(tmp_path: Path, text: str) -> list[Problem]:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "tests" / "saker" / "plan" / "data", data)
    shutil.copy(ROOT / "data" / "sprak.yaml", data)
    themes = data / "themes.yaml"
    themes.write_text(
        themes.read_text(encoding="utf-8").replace("Vi lager ro.", text), encoding="utf-8"
    )
    return list(check_language(load_grunnplan(data), data))


def test_the_shipped_plan_is_plain_and_spelt_right() -> None:
    assert list(check_language(SHARED, ROOT / "data")) == []
    assert all(tall.lix < 40 and tall.hoyeste <= 50 for tall in figures(SHARED))


def test_lix_is_words_per_sentence_and_the_share_of_long_words() -> None:
    assert lix("Vi ser dem. Vi hører dem.") == 3
    assert lix("Kommunestyret behandler orienteringen.") == 103


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Vi skal implementere ro i alle rom.",
            "vi skriver ikke «implementere»; skriv «innføre», «prøve» eller «gjøre til vane»",
        ),
        (
            "Skolemyndighetene forutsetter kontinuerlig kvalitetsutvikling gjennom systematisk "
            "kompetansebygging innenfor organisasjonens profesjonelle læringsfellesskap og samarbeidsstrukturer.",
            "avsnittet er tungt",
        ),
    ],
)
def test_heavy_words_and_heavy_sentences_are_seen(tmp_path: Path, text: str, message: str) -> None:
    assert any(message in problem.message for problem in _check(tmp_path, text))


@pytest.mark.skipif(not has_dictionary(), reason="hunspell med norsk ordliste mangler")
def test_a_misspelt_word_is_pointed_at(tmp_path: Path) -> None:
    found = _check(tmp_path, "Vi er nysjerrige og gir et ekempel.")
    assert [str(problem).split("; ")[0] for problem in found if "ingress" in problem.place] == [
        "data/themes.yaml:16:14  ro.ingress  «ekempel» står ikke i ordlista",
        "data/themes.yaml:16:14  ro.ingress  «nysjerrige» står ikke i ordlista",
    ]


def test_an_effect_must_begin_with_somebody(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "tests" / "saker" / "plan" / "data", data)
    shutil.copy(ROOT / "data" / "sprak.yaml", data)
    themes = data / "themes.yaml"
    themes.write_text(
        themes.read_text(encoding="utf-8").replace("Elevene leker sammen.", "Økt trivsel."),
        encoding="utf-8",
    )
    found = [str(problem) for problem in check_language(load_grunnplan(data), data)]
    assert any(
        "lek/leker.tekst  en virkning begynner med «Elevene»" in problem for problem in found
    )


ASKINGS = yaml.safe_load((ROOT / "tests" / "sporsmal.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("sak", ASKINGS, ids=lambda sak: sak["tekst"])
def test_no_task_asks_for_a_real_pupil_or_an_old_case(tmp_path: Path, sak: dict[str, str]) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "tests" / "saker" / "plan" / "data", data)
    shutil.copy(ROOT / "data" / "sprak.yaml", data)
    themes = data / "themes.yaml"
    task = yaml.safe_dump(sak["tekst"], allow_unicode=True, width=1000).splitlines()[0]
    themes.write_text(
        themes.read_text(encoding="utf-8").replace(
            "tekst: Når er det ro hos oss? Ta det i {pu-tid}.", f"tekst: {task}"
        ),
        encoding="utf-8",
    )
    found = [problem.message for problem in check_language(load_grunnplan(data), data)]
    asked = [message.split("»")[0].removeprefix("«") for message in found if "ber om" in message]
    assert asked == ([sak["vises"]] if "vises" in sak else [])


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder where this test keeps what was found right."""
    (folder := tmp_path / "kept").mkdir()
    _keep_in(folder, monkeypatch)
    return folder


def _keep_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for one in (approved._KEPT, approved._PLANS):
        (place := folder / one._name).mkdir(exist_ok=True)
        monkeypatch.setitem(vars(one), "folder", place)


def test_a_language_that_was_right_is_not_read_again_until_something_changes(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_project(tmp_path / "prosjekt")
    first = CliRunner().invoke(main, ["--rot", str(root), "valider"])
    assert first.exit_code == 0
    monkeypatch.setattr(valider, "check_language", lambda *_: pytest.fail("read again"))
    kommune = root / "data/kommuner/eksempel/kommune.yaml"
    kommune.write_bytes(kommune.read_bytes() + b"\n# en merknad\n")
    assert CliRunner().invoke(main, ["--rot", str(root), "valider"]).output == first.output
    monkeypatch.setattr(valider, "load_all", lambda *_, **__: pytest.fail("read again"))
    assert CliRunner().invoke(main, ["--rot", str(root), "valider"]).output == first.output
    monkeypatch.undo()
    _keep_in(kept, monkeypatch)
    themes = root / "data/themes.yaml"
    text = themes.read_text(encoding="utf-8").replace(
        "Det er vi voksne", "Implementere. Vi voksne", 1
    )
    themes.write_text(text, encoding="utf-8")
    wrong = CliRunner().invoke(main, ["--rot", str(root), "valider"])
    assert wrong.exit_code == 1
    assert "vi skriver ikke «implementere»" in wrong.output


def test_what_is_changed_while_it_is_read_is_not_found_right(kept: Path, tmp_path: Path) -> None:
    project = project_at(copy_project(tmp_path / "prosjekt"))
    reading = Approval(project)
    page = next((project.felles / "docs").rglob("*.md"))
    before = page.read_bytes()
    page.write_bytes(before + b"\nMer.\n")
    reading.keep(Funnet([], []), Sagt([], []))
    assert Approval(project).found is None
    page.write_bytes(before)
    assert (Approval(project).found, Approval(project).sagt) == (None, None)


def test_the_plan_that_is_kept_says_the_same_and_knows_where_it_stands(
    kept: Path, tmp_path: Path
) -> None:
    project = project_at(copy_project(tmp_path / "prosjekt"))
    read, again = Approval(project).grunnplan(), Approval(project).grunnplan()
    assert again is not read
    assert again == read
    assert again.temaer[0].mark("tittel") == read.temaer[0].mark("tittel")


@pytest.mark.parametrize("place", ["kommuner/eksempel/tilpasning.yaml", "kommuner/ny.txt"])
def test_what_was_said_is_not_said_again_when_a_layer_or_what_lies_beside_it_is_new(
    kept: Path, tmp_path: Path, place: str
) -> None:
    project = project_at(copy_project(tmp_path / "prosjekt"))
    Approval(project).keep(None, Sagt(["Alt er i orden"], []))
    assert Approval(project).sagt == Sagt(["Alt er i orden"], [])
    with (project.felles / "data" / place).open("a", encoding="utf-8") as file:
        file.write("\n# nytt\n")
    assert Approval(project).sagt is None


@pytest.mark.parametrize("damage", [b"", b"x", b"[]" * 50, None])
def test_damage_only_lets_the_language_be_read_again(
    kept: Path, tmp_path: Path, damage: bytes | None
) -> None:
    project = project_at(copy_project(tmp_path / "prosjekt"))
    Approval(project).keep(Funnet(["LIX"], ["Husk: noe venter"]), Sagt(["Alt er i orden"], []))
    assert Approval(project).found == Funnet(["LIX"], ["Husk: noe venter"])
    for file in kept.glob("*/*"):
        whole = file.read_bytes()
        file.write_bytes(whole[:-1] if damage is None else damage)
    assert (Approval(project).found, Approval(project).sagt) == (None, None)
