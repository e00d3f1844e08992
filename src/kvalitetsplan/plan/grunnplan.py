"""The shared plan, from the files in `data/`, and what is wrong with it whatever lies on it."""

from functools import partial
from pathlib import Path
from typing import TypeVar

from kvalitetsplan.plan.checks import (
    check,
    check_shared,
    check_synonymer,
)
from kvalitetsplan.plan.docs import page_headings
from kvalitetsplan.plan.joined import joined_tree
from kvalitetsplan.plan.law import check_law, read_law
from kvalitetsplan.plan.model import (
    FILES,
    Grunnplan,
    Lag,
    Temaerfil,
)
from kvalitetsplan.plan.register import read_register
from kvalitetsplan.plan.releases import dated, read_releases
from kvalitetsplan.plan.shared_files import THEMES, check_files
from kvalitetsplan.plan.words import numbers
from kvalitetsplan.reading.files import read_file
from kvalitetsplan.reading.problems import Mark, PlanError, Problem, attempt
from kvalitetsplan.reading.said import said
from kvalitetsplan.reading.source import read
from kvalitetsplan.reading.tree import Map
from kvalitetsplan.reading.values import Modell

M = TypeVar("M", bound=Modell)


def load_grunnplan(data: Path) -> Grunnplan:
    """Read the shared plan in the folder `data`. Raises PlanError with every problem in its
    files.
    """
    if too_new := _too_new(data):
        raise PlanError([too_new])
    problems: list[Problem] = []
    parts = [attempt(problems, partial(_read_as, kind, data, name)) for name, kind in FILES.items()]
    more = [attempt(problems, partial(_more_themes, data, path)) for path in theme_files(data)]
    utgaver = attempt(problems, lambda: read_releases(data))
    lovtekst = attempt(problems, lambda: read_law(data))
    if problems:
        raise PlanError(problems)
    fields = {
        name: getattr(part, name) for part in parts if part for name in type(part).model_fields
    }
    fields["temaer"] += tuple(tema for file in more if file for tema in file.temaer)
    if not fields["temaer"]:
        message = f"mangler «temaer»; skriv dem her, eller i filer i mappa {THEMES}/"
        raise PlanError([Problem(Mark(f"{data.name}/themes.yaml"), "temaer", message)])
    grunnplan = Grunnplan(**fields, utgaver=utgaver or (), lovtekst=lovtekst or ())
    return dated(grunnplan).written_in(
        joined_tree([part._tree for part in parts if part and part._tree])
    )


def _too_new(data: Path) -> Problem | None:
    """Return what to say if the edition needs a newer program: all else that is wrong comes of
    that.
    """
    file = data / "themes.yaml"
    try:
        if b"krever:" not in read_file(file)[:_HEAD]:  # a large file need not be read twice
            return None
        utgave = read(file, f"{data.name}/{file.name}").get("utgave")
    except (PlanError, OSError):  # told with the rest
        return None
    krever = utgave.get("krever") if isinstance(utgave, Map) else None
    if not isinstance(utgave, Map) or not krever or numbers(str(krever)) <= numbers(program()):
        return None
    message = (
        f"utgaven trenger versjon {krever} av programmet eller nyere, og dere har {program()}; "
        "skriv «pip install -U kvalitetsplan», eller «make klar» i et utsjekk av prosjektet"
    )
    return Problem(utgave.values_at["krever"], "utgave.krever", message)


_HEAD = 4000
"""How many bytes into the file the edition stands, at the most."""


def program() -> str:
    """Return the version of the program that is installed."""
    from importlib.metadata import version  # slow to load; it is seldom asked for

    return version("kvalitetsplan")


def theme_files(data: Path) -> list[Path]:
    """Return everything in the folder of themes, in the order of the names; what is hidden left
    out.

    Their themes come after those of themes.yaml, so the names of the files decide the order.
    """
    folder = data / THEMES
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if not path.name.startswith("."))


def _more_themes(data: Path, path: Path) -> Temaerfil:
    name = f"{THEMES}/{path.name}"
    if path.suffix == ".yaml":
        return _read_as(Temaerfil, data, name)
    message = f"her leses bare filer som slutter på .yaml – mente du «{path.name.partition('.')[0]}.yaml»?"
    raise PlanError([Problem(Mark(f"{data.name}/{name}"), "", message)])


def check_grunnplan(data: Path, grunnplan: Grunnplan) -> list[Problem]:
    """Return everything that is wrong with the shared plan itself, whatever the municipalities
    do.
    """
    problems = [*check(_with_local_values(grunnplan), Lag.GRUNNPLANEN), *check_shared(grunnplan)]
    problems += check_law(grunnplan)
    problems += check_files(data)
    return [*problems, *check_synonymer(grunnplan, grunnplan, page_headings(data))]


def _with_local_values(grunnplan: Grunnplan) -> Grunnplan:
    """Return the plan as if every required parameter were set: that is each municipality's to
    do.
    """
    parametre = tuple(
        one.model_copy(update={"standard": one.standard or one.id}) for one in grunnplan.parametre
    )
    return grunnplan.model_copy(update={"parametre": parametre})


def kommunenavn(data: Path) -> dict[str, str]:
    """Return the name of every municipality by its number, from `kommuner.csv`."""
    return {one.nummer: one.navn for one in read_register(data).oppforinger}


def _read_as(kind: type[M], data: Path, name: str) -> M:
    return said(kind, data / name, f"{data.name}/{name}")
