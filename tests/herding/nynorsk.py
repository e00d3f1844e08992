"""Until there is nynorsk, whoever asks for it is told so, however it is written and whatever else is
there."""

from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner
from conftest import ROOT

from herding import Omfang, Utfall, prosjekt
from kvalitetsplan.cli import main
from kvalitetsplan.commands.common import BARE_BOKMAL
from kvalitetsplan.plan.register import read_register

WRITTEN = {
    "målform: nynorsk": True,
    'målform: "nynorsk" # vedtatt': True,
    "målform:   'nynorsk'": True,
    "målform: >-\n  nynorsk": True,
    "målform: bokmål # ikke nynorsk": False,
    "# målform: nynorsk": False,
}
"""How it may stand in `kommune.yaml`, and whether it is nynorsk."""


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Check a municipality with each way of writing it, and start new ones."""
    with prosjekt.folder() as folder:
        root = prosjekt.small_project(folder / "prosjekt")
        path = root / "data/kommuner/eksempel/kommune.yaml"
        text = path.read_text(encoding="utf-8")
        (line,) = (one for one in text.splitlines() if one.startswith("målform:"))
        for written, asked in list(WRITTEN.items())[:: omfang.number(long=1, short=5)]:
            path.write_text(text.replace(line, written), encoding="utf-8")
            yield Utfall(11, written, _why_not_told(root, ["valider"], asked))
        path.write_text(text, encoding="utf-8")
        yield from _new_ones(root, omfang)


def _new_ones(root: Path, omfang: Omfang) -> Iterator[Utfall]:
    register = read_register(ROOT / "data").oppforinger
    for one in register[:: omfang.number(long=12, short=180)]:
        asked = one.malform == "nynorsk"
        yield Utfall(11, f"ny {one.navn}", _why_not_told(root, ["ny", one.nummer, "--ja"], asked))


def _why_not_told(root: Path, words: list[str], asked: bool) -> str:
    result = CliRunner().invoke(main, ["--rot", str(root), *words])
    if result.exit_code:
        return f"slutter med {result.exit_code}: {result.output[-200:]}"
    told = BARE_BOKMAL in result.output
    if told == asked:
        return ""
    return "blir ikke sagt" if asked else "blir sagt uten grunn"
