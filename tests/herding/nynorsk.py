"""Whoever asks for nynorsk gets it, however that is written and whatever else is there; and nobody
else does."""

from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner
from conftest import ROOT

from herding import Omfang, Utfall, prosjekt
from kvalitetsplan.cli import main
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.register import read_register

WRITTEN = {
    "målform: nynorsk": "nynorsk",
    'målform: "nynorsk" # vedtatt': "nynorsk",
    "målform:   'nynorsk'": "nynorsk",
    "målform: >-\n  nynorsk": "nynorsk",
    "målform: begge": "bokmål nynorsk",
    "målform: bokmål # ikke nynorsk": "bokmål",
    "# målform: nynorsk": "bokmål",
}
"""How it may stand in `kommune.yaml`, and the forms that are asked for."""


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Read a municipality with each way of writing it, and start new ones."""
    with prosjekt.folder() as folder:
        root = prosjekt.small_project(folder / "prosjekt")
        path = root / "data/kommuner/eksempel/kommune.yaml"
        text = path.read_text(encoding="utf-8")
        (line,) = (one for one in text.splitlines() if one.startswith("målform:"))
        for written, asked in list(WRITTEN.items())[:: omfang.number(long=1, short=3)]:
            path.write_text(text.replace(line, written), encoding="utf-8")
            yield Utfall(11, written, _why_not_said(root, "eksempel", asked))
        path.write_text(text, encoding="utf-8")
        yield from _new_ones(root, omfang)


def _new_ones(root: Path, omfang: Omfang) -> Iterator[Utfall]:
    register = read_register(ROOT / "data")
    for one in register.oppforinger[:: omfang.number(long=12, short=180)]:
        result = CliRunner().invoke(main, ["--rot", str(root), "ny", one.nummer, "--ja"])
        failed = f"slutter med {result.exit_code}" if result.exit_code else ""
        why = failed or _why_not_said(root, register.folder(one), one.malform)
        yield Utfall(11, f"ny {one.navn}", why)


def _why_not_said(root: Path, slug: str, asked: str) -> str:
    plan = load_plan(project_at(root), slug)
    said = {
        one.malform: one.tema("relasjon").tittel.endswith("lærar og elev")
        for one in plan.i_hver_form
    }
    if " ".join(said) != asked:
        return f"blir {' '.join(said)}"
    wrong = [form for form, is_nynorsk in said.items() if is_nynorsk != (form == "nynorsk")]
    return f"{wrong[0]} er på den andre målformen" if wrong else ""
