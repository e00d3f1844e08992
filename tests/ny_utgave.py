"""A shared plan that is given out twice more, and a municipality that has it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import build_site, copy_project, git
from tjener import serving

from kvalitetsplan.cli import main
from kvalitetsplan.editing.yamltext import as_yaml
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at

Raw = dict[str, Any]
FIRST, SECOND = "2027-08-01", "2028-01-15"
NEW_PAIR = {
    "id": "spiser-sammen", "kjennetegn": "Vi spiser sammen med elevene.", "hvem": "ansatte",
    "sannsynliggjør": ["ber-om-hjelp"], "grunnlag": "sannsynlig", "kilder": ["roorda2011"],
}  # fmt: skip


def change_in(root: Path, file: str, change: Callable[[Raw], object]) -> None:
    path = root / "data" / file
    data: Raw = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    change(data)
    alone = json.loads(json.dumps(data))  # what stands in two places is written in both
    path.write_text(as_yaml(alone), encoding="utf-8")


def _theme(data: Raw, id: str) -> Raw:
    return next(tema for tema in data["temaer"] if tema["id"] == id)


def _one(items: list[Raw], id: str) -> Raw:
    return next(item for item in items if item["id"] == id)


def _first_change(data: Raw) -> None:
    """Change the themes in every way there is."""
    data["utgave"] = {"versjon": "1.1", "dato": "august 2027", "nytt": ["Vi skriver om matpausen."]}
    tema = _theme(data, "relasjon")
    pairs, examples = tema["par"], tema["eksempler"]
    gone, moved = examples.pop(0), examples[0]
    data["utgått"][f"relasjon/{gone['id']}"] = "Den sto to ganger."
    data["flyttet"][f"relasjon/{moved['id']}"] = "relasjon/nytt-navn"
    moved["id"] = "nytt-navn"
    pairs.append(dict(NEW_PAIR))
    _one(pairs, "hilser-ved-navn")["kjennetegn"] = "Vi hilser på alle ved navn."
    _one(pairs, "eier-relasjonen")["kjennetegn"] = "Vi tar ansvar for relasjonen."
    _one(pairs, "viser-vaerematen")["kilder"].append("hattie2009")
    _one(pairs, "bygger-pa-innspill")["kilder"].remove("hattietimperley2007")
    _one(pairs, "larer-bort-konfliktlosning")["grunnlag"] = "dokumentert"
    weaker = _one(_theme(data, "egenledelse")["par"], "laerer-om-folelser")
    weaker["grunnlag"] = "sannsynlig"
    tema["treningsforslag"].reverse()
    tema["søkeord"].append("matpause")
    _theme(data, "mobbing")["kort"] = "Vi stopper det."
    food = {
        key: value for key, value in _theme(data, "relasjon").items() if key in ("kilder", "lov")
    }
    pair = {
        **NEW_PAIR,
        "id": "dekker-bordet",
        "kjennetegn": "Vi dekker bordet.",
        "sannsynliggjør": ["spiser"],
    }
    effects = [{"id": "spiser", "tekst": "Elevene spiser maten sin."}]
    texts = {"tittel": "Skolemat", "kort": "Vi spiser i ro.", "ingress": "Maten gir ro."}
    data["temaer"].append({"id": "skolemat", **texts, "virkninger": effects, "par": [pair], **food})


def _second_change(data: Raw) -> None:
    data["utgave"] = {"versjon": "1.2", "dato": "januar 2028"}
    pairs = _theme(data, "relasjon")["par"]
    _one(pairs, "spiser-sammen")["id"] = "spiser-med-elevene"
    data["flyttet"]["relasjon/spiser-sammen"] = "relasjon/spiser-med-elevene"
    _one(pairs, "viser-vaerematen")["kjennetegn"] = "Vi er gode forbilder."


def utgi(root: Path, fra: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(root), "utgi", fra, *arguments])


def given_out(root: Path, fra: str, dato: str) -> None:
    result = utgi(root, fra, "--dato", dato)
    assert result.exit_code == 0, result.output


class Utgitt(NamedTuple):
    """A project in git with three editions, and the address its sites are published at."""

    root: Path
    adresse: str


@pytest.fixture(scope="session")
def utgitt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Utgitt]:
    folder = tmp_path_factory.mktemp("utgitt")
    root = copy_project(folder / "prosjekt")
    _commit(root, "v1.0")
    change_in(root, "themes.yaml", _first_change)
    change_in(
        root, "begreper.yaml", lambda data: data["begreper"].append({"id": "matro", **_MATRO})
    )
    change_in(root, "kommuner/eksempel/tilpasning.yaml", _decide)
    given_out(root, "v1.0", FIRST)
    _commit(root, "v1.1")
    change_in(root, "themes.yaml", _second_change)
    given_out(root, "v1.1", SECOND)
    _commit(root, "v1.2")
    for slug in ("eksempel", "lillestrom"):
        build_site(root, load_plan(project_at(root), slug), folder / "site")
    with serving(folder / "site") as adresse:
        yield Utgitt(root, adresse)


_MATRO = {"bokmål": "matro", "nynorsk": "matro", "forklaring": "Å ha det stille mens man spiser."}


def _decide(data: Raw) -> None:
    """Keep the municipality's own text where the shared one has changed, and leave one pair out."""
    data["erstatt"][0]["fra"] = "Vi hilser på alle ved navn."
    data["fjern"] = [
        {"id": "egenledelse/laerer-om-folelser", "begrunnelse": "Vi har en annen måte."}
    ]


def _commit(root: Path, tag: str) -> None:
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", tag], ["tag", tag]):
        git(root, *command)
