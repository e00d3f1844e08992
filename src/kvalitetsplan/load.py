"""From the data folder to plans. Finds every problem before it gives up."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from kvalitetsplan.checks import check, check_kommune, check_shared
from kvalitetsplan.layers import apply
from kvalitetsplan.model import FILES, Grunnplan, Kommune, Lag, Modell, Tilpasning
from kvalitetsplan.plan import Plan, own_files
from kvalitetsplan.problems import Mark, PlanError, Problem
from kvalitetsplan.register import read_register
from kvalitetsplan.source import read
from kvalitetsplan.validation import build

M = TypeVar("M", bound=Modell)
T = TypeVar("T")


def load_grunnplan(data: Path) -> Grunnplan:
    """Read the shared plan in the folder `data`. Raises PlanError with every problem in its files."""
    problems: list[Problem] = []
    parts = [_attempt(problems, partial(_build_file, kind, data, name)) for name, kind in FILES.items()]
    if problems:
        raise PlanError(problems)
    fields = {name: getattr(part, name) for part in parts if part for name in type(part).model_fields}
    grunnplan = Grunnplan(**fields)
    themes = parts[0]
    grunnplan._tree = themes._tree if themes else None
    return grunnplan


def load_plan(data: Path, slug: str, grunnplan: Grunnplan | None = None) -> Plan:
    """Read one municipality's plan.

    `data` is the data folder, `slug` the municipality's folder in `data/kommuner`, and
    `grunnplan` the shared plan if it has been read already.
    Raises PlanError with every problem, in the shared files and the municipality's own.
    """
    problems: list[Problem] = []
    folder = data / "kommuner" / slug
    name = f"kommuner/{slug}"
    if not folder.is_dir():
        raise PlanError(
            [Problem(Mark(f"{data.name}/{name}"), "", f"mappa finnes ikke; kommunene er {', '.join(slugs(data))}")]
        )
    shared = grunnplan or _attempt(problems, lambda: load_grunnplan(data))
    kommune = _attempt(problems, lambda: _build_file(Kommune, data, f"{name}/kommune.yaml"))
    tilpasning = _attempt(problems, lambda: _tilpasning(data, name))
    if not (shared and kommune and tilpasning):
        raise PlanError(problems)
    lagt = apply(shared, tilpasning, Lag.KOMMUNEN)
    problems += lagt.problems
    problems += check(lagt.grunnplan)
    problems += check_kommune(kommune, lagt.grunnplan, kommunenavn(data), set(own_files(folder)) | _shared_pages(data))
    if problems:
        raise PlanError(problems)
    return Plan(slug, kommune, lagt.grunnplan, lagt.endringer, folder)


def load_all(data: Path, grunnplan: Grunnplan | None = None) -> list[Plan]:
    """Read every municipality's plan.

    `grunnplan` is the shared plan if it has been read already.
    Raises PlanError with the problems of all of them together.
    """
    grunnplan = grunnplan or load_grunnplan(data)
    problems = [*check(_with_local_values(grunnplan)), *check_shared(grunnplan)]
    plans = [_attempt(problems, partial(load_plan, data, slug, grunnplan)) for slug in slugs(data)]
    if problems:
        raise PlanError(problems)
    return [plan for plan in plans if plan]


def slugs(data: Path) -> list[str]:
    """Return the municipalities that have a folder, in alphabetical order."""
    return sorted(path.name for path in (data / "kommuner").iterdir() if path.is_dir())


def kommunenavn(data: Path) -> dict[str, str]:
    """Return the name of every municipality by its number, from `kommuner.csv`."""
    return {one.nummer: one.navn for one in read_register(data).oppforinger}


def _shared_pages(data: Path) -> set[str]:
    docs = data.parent / "docs"
    return {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}


def _with_local_values(grunnplan: Grunnplan) -> Grunnplan:
    """Return the plan as if every required parameter were set: that is each municipality's to do."""
    parametre = tuple(one.model_copy(update={"standard": one.standard or one.id}) for one in grunnplan.parametre)
    return grunnplan.model_copy(update={"parametre": parametre})


def _tilpasning(data: Path, name: str) -> Tilpasning:
    path = f"{name}/tilpasning.yaml"
    if not (data / path).exists():
        return Tilpasning()
    return build(Tilpasning, read(data / path, f"{data.name}/{path}", may_be_empty=True))


def _build_file(kind: type[M], data: Path, name: str) -> M:
    return build(kind, read(data / name, f"{data.name}/{name}"))


def _attempt(problems: list[Problem], make: Callable[[], T]) -> T | None:
    try:
        return make()
    except PlanError as error:
        problems += error.problems
        return None
