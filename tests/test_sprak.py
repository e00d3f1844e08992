"""The language check sees what a good editor would."""

import shutil
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.language import check_language, figures, lix
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
