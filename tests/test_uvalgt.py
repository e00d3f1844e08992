"""What is written about a theme that is not chosen is told: no reader sees it."""

import shutil
from pathlib import Path

import pytest

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at

CHANGED = (
    "erstatt:\n  - { id: lek/er-med, felt: kjennetegn, fra: Vi er med i leken., til: Vi leker. }\n"
)
LINE = "temaet «lek» står ikke under «temaer:» i kommune.yaml, så ingen lesere ser dette; "
OWN = "skriv «lek» der, eller slett endringen"

SMALL = Path(__file__).parent / "saker/plan/data"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a copy of the smallest plan there is: its data folder."""
    return Path(shutil.copytree(SMALL, tmp_path / "data"))


def _varsler(data: Path, chosen: str, layer: str, school: str = "") -> list[str]:
    folder = data / "kommuner/prove"
    text = (folder / "kommune.yaml").read_text(encoding="utf-8")
    (folder / "kommune.yaml").write_text(f"{text}temaer: [{chosen}]\n", encoding="utf-8")
    (folder / "tilpasning.yaml").write_text(layer, encoding="utf-8")
    where = "prove"
    if school:
        where = "prove/skoler/asen"
        (data / "kommuner" / where).mkdir(parents=True)
        (data / "kommuner" / where / "skole.yaml").write_text("navn: Åsen skole\n", "utf-8")
        (data / "kommuner" / where / "tilpasning.yaml").write_text(school, encoding="utf-8")
    return [str(one) for one in load_plan(project_at(data.parent), where).varsler]


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        (CHANGED, "2:5  erstatt.lek/er-med"),
        (
            "legg_til:\n  - { liste: lek/eksempler, nytt: { id: prove-ny, tekst: Vi ler., par: [er-med] } }\n",
            "2:5  legg_til.lek/prove-ny",
        ),
        ("rekkefølge:\n  - { liste: lek/par, id: [er-med] }\n", "2:5  rekkefølge.lek/par"),
        ("erstatt:\n  - { id: lek, felt: kort, fra: Alle får være med., til: Vi leker. }\n", "2:5  erstatt.lek"),
    ],
)  # fmt: skip
def test_a_change_in_a_theme_that_is_not_chosen_is_told_with_its_line(
    small: Path, layer: str, said: str
) -> None:
    found = _varsler(small, "ro", layer)
    assert found == [f"data/kommuner/prove/tilpasning.yaml:{said}  {LINE}{OWN}"]


def test_a_school_cannot_choose_the_theme_itself(small: Path) -> None:
    assert _varsler(small, "ro", "{}\n", CHANGED) == [
        "data/kommuner/prove/skoler/asen/tilpasning.yaml:2:5  erstatt.lek/er-med  "
        f"{LINE}slett endringen, eller be kommunen ta temaet med"
    ]


@pytest.mark.parametrize(
    ("chosen", "layer"),
    [
        ("ro, lek", CHANGED),
        ("ro", "fjern:\n  - { id: lek, begrunnelse: Vi har en egen plan for lek. }\n"),
        ("lek", "erstatt:\n  - { id: ro/horer, felt: tekst, fra: Elevene hører beskjeden., til: Elevene hører. }\n"),
        ("ro", "legg_til:\n  - { liste: temaer, nytt: { id: prove-mat, tittel: Skolemat } }\n"),
    ],
)  # fmt: skip
def test_what_readers_see_all_the_same_is_not_told(small: Path, chosen: str, layer: str) -> None:
    assert _varsler(small, chosen, layer) == []
