"""`les-inn` run in a project, and what came of each piece of a document."""

import re
from pathlib import Path

from click.testing import CliRunner, Result

from kvalitetsplan.cli import main
from kvalitetsplan.imports.pdfrows import Word
from kvalitetsplan.plan.plan import Plan

BAR = 0.95
"""How much of each kind must land in the right place."""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def run(root: Path, *args: object, answers: str = "") -> Result:
    result = CliRunner().invoke(main, ["--rot", str(root), *map(str, args)], input=answers)
    assert "Traceback" not in result.output
    return result


def own(plan: Plan) -> dict[str, list[str]]:
    """What the layer says of each kind, whether it is new or in place of something shared."""
    grunnplan = plan.grunnplan
    themes = {
        "kjennetegn": [one.kjennetegn for tema in grunnplan.temaer for one in tema.par],
        "virkning": [one.tekst for tema in grunnplan.temaer for one in tema.virkninger],
        "eksempel": [one.tekst for tema in grunnplan.temaer for one in tema.eksempler],
        "refleksjonsoppgave": [
            " ".join([one.tittel, one.tekst, *one.sporsmal])
            for tema in grunnplan.temaer
            for one in tema.refleksjonsoppgaver
        ],
        "treningsforslag": [
            f"{one.tittel} {one.tekst}" for tema in grunnplan.temaer for one in tema.treningsforslag
        ],
        "lokal regel": [one.tekst for one in grunnplan.lokale_regler],
        "hendelse": [f"{one.tittel} {one.tekst or ''}" for one in grunnplan.hendelser],
    }
    return {kind: [" ".join(words(text)) for text in texts] for kind, texts in themes.items()}


def landed(fasit: list[tuple[str, str]], plan: Plan) -> dict[str, tuple[int, int]]:
    """How many pieces of each kind stand where they should, of how many."""
    found = own(plan)
    count: dict[str, tuple[int, int]] = {}
    for kind, text in fasit:
        wanted = " ".join(words(text))
        hit = any(wanted in one and len(one) < 2 * len(wanted) + 60 for one in found[kind])
        before, of = count.get(kind, (0, 0))
        count[kind] = before + hit, of + 1
    return count


def set_at(left: float, top: float, text: str) -> list[Word]:
    """A line of a page: words of 12 points from the left, the line 12 points high."""
    found, x = [], left
    for one in text.split():
        found.append(Word(one, x, x + 6 * len(one), top, top + 12, 12, one.isupper()))
        x += 6 * len(one) + 4
    return found


def small(folder: Path, text: str, name: str = "plan.md") -> Path:
    (file := folder / name).write_text(text, encoding="utf-8")
    return file


RELASJON = """\
# Relasjon mellom lærer og elev
## Kjennetegn på god praksis
- Vi ler sammen med elevene. Ingen blir noen gang ledd av.
- Vi vanner plantene sammen.
"""
