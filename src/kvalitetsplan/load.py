"""From the data folder to plans. Finds every problem before it gives up."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from kvalitetsplan.checks import check, check_kommune, check_shared, check_synonymer
from kvalitetsplan.layers import apply
from kvalitetsplan.model import FILES, Grunnplan, Kommune, Lag, Modell, Synonymfil, Tilpasning
from kvalitetsplan.plan import Plan, own_files
from kvalitetsplan.problems import Mark, PlanError, Problem
from kvalitetsplan.register import read_register
from kvalitetsplan.releases import date_items, read_releases
from kvalitetsplan.source import Map, read
from kvalitetsplan.validation import build

M = TypeVar("M", bound=Modell)
T = TypeVar("T")


def load_grunnplan(data: Path) -> Grunnplan:
    """Read the shared plan in the folder `data`. Raises PlanError with every problem in its files."""
    problems: list[Problem] = []
    parts = [_attempt(problems, partial(_build_file, kind, data, name)) for name, kind in FILES.items()]
    utgaver = _attempt(problems, lambda: read_releases(data))
    if problems:
        raise PlanError(problems)
    fields = {name: getattr(part, name) for part in parts if part for name in type(part).model_fields}
    grunnplan = Grunnplan(**fields, utgaver=utgaver or ())
    date_items(grunnplan)
    grunnplan._tree = _joined([part._tree for part in parts if part and part._tree])
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
    tilpasning = _attempt(problems, lambda: _optional_file(Tilpasning, data, f"{name}/tilpasning.yaml"))
    egne = _attempt(problems, lambda: _optional_file(Synonymfil, data, f"{name}/synonymer.yaml"))
    if not (shared and kommune and tilpasning and egne):
        raise PlanError(problems)
    lagt = apply(shared, tilpasning, Lag.KOMMUNEN)
    problems += lagt.problems
    problems += check(lagt.grunnplan)
    problems += check_kommune(kommune, lagt.grunnplan, kommunenavn(data), set(own_files(folder)) | _shared_pages(data))
    problems += check_synonymer(egne, lagt.grunnplan, _page_titles(data))
    if problems:
        raise PlanError(problems)
    return Plan(slug, kommune, lagt.grunnplan, lagt.endringer, folder, egne)


def load_all(data: Path, grunnplan: Grunnplan | None = None) -> list[Plan]:
    """Read every municipality's plan.

    `grunnplan` is the shared plan if it has been read already.
    Raises PlanError with the problems of all of them together.
    """
    grunnplan = grunnplan or load_grunnplan(data)
    problems = [*check(_with_local_values(grunnplan)), *check_shared(grunnplan)]
    problems += check_synonymer(grunnplan, grunnplan, _page_titles(data))
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


def _page_titles(data: Path) -> list[str]:
    docs = data.parent / "docs"
    lines = (
        line for name in sorted(_shared_pages(data)) for line in (docs / name).read_text(encoding="utf-8").splitlines()
    )
    return [line.removeprefix("# ") for line in lines if line.startswith("# ")]


def _with_local_values(grunnplan: Grunnplan) -> Grunnplan:
    """Return the plan as if every required parameter were set: that is each municipality's to do."""
    parametre = tuple(one.model_copy(update={"standard": one.standard or one.id}) for one in grunnplan.parametre)
    return grunnplan.model_copy(update={"parametre": parametre})


def _joined(trees: list[Map]) -> Map:
    """Return the trees of several files as one, so that every key remembers where it was written."""
    joined = Map(trees[0].mark)
    for tree in trees:
        joined.update(tree)
        joined.keys_at |= tree.keys_at
        joined.values_at |= tree.values_at
    return joined


def _optional_file(kind: type[M], data: Path, name: str) -> M:
    """Return what a file says; one that is missing, or has comments alone, says nothing."""
    if not (data / name).exists():
        return kind()
    return build(kind, read(data / name, f"{data.name}/{name}", may_be_empty=True))


def _build_file(kind: type[M], data: Path, name: str) -> M:
    return build(kind, read(data / name, f"{data.name}/{name}"))


def _attempt(problems: list[Problem], make: Callable[[], T]) -> T | None:
    try:
        return make()
    except PlanError as error:
        problems += error.problems
        return None
