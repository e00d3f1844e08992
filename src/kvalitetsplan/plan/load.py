"""From the data folder to plans. Finds every problem before it gives up."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from kvalitetsplan.plan.checks import (
    check,
    check_kommune,
    check_shared,
    check_skole,
    check_synonymer,
)
from kvalitetsplan.plan.docs import page_titles, shared_pages
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import (
    FILES,
    Grunnplan,
    Kommune,
    Lag,
    Skole,
    Synonymfil,
    Temaerfil,
    Tilpasning,
)
from kvalitetsplan.plan.plan import Plan, own_files
from kvalitetsplan.plan.register import read_register
from kvalitetsplan.plan.releases import dated, read_releases
from kvalitetsplan.reading.problems import Mark, PlanError, Problem
from kvalitetsplan.reading.source import Map, read
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import Modell

M = TypeVar("M", bound=Modell)
T = TypeVar("T")


def load_grunnplan(data: Path) -> Grunnplan:
    """Read the shared plan in the folder `data`. Raises PlanError with every problem in its files."""
    problems: list[Problem] = []
    parts = [
        _attempt(problems, partial(_build_file, kind, data, name)) for name, kind in FILES.items()
    ]
    more = [_attempt(problems, partial(_more_themes, data, path)) for path in theme_files(data)]
    utgaver = _attempt(problems, lambda: read_releases(data))
    if problems:
        raise PlanError(problems)
    fields = {
        name: getattr(part, name) for part in parts if part for name in type(part).model_fields
    }
    fields["temaer"] += tuple(tema for file in more if file for tema in file.temaer)
    if not fields["temaer"]:
        message = f"mangler «temaer»; skriv dem her, eller i filer i mappa {THEMES}/"
        raise PlanError([Problem(Mark(f"{data.name}/themes.yaml"), "temaer", message)])
    grunnplan = Grunnplan(**fields, utgaver=utgaver or ())
    return dated(grunnplan).written_in(
        _joined([part._tree for part in parts if part and part._tree])
    )


THEMES = "temaer"
"""The folder in `data/` where themes may stand, besides those in themes.yaml."""


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
        return _build_file(Temaerfil, data, name)
    message = f"her leses bare filer som slutter på .yaml – mente du «{path.name.partition('.')[0]}.yaml»?"
    raise PlanError([Problem(Mark(f"{data.name}/{name}"), "", message)])


def load_plan(data: Path, slug: str, grunnplan: Grunnplan | None = None) -> Plan:
    """Read the plan of one municipality or one school.

    `data` is the data folder, `slug` the folder in `data/kommuner` (`fjordvik`, or
    `fjordvik/skoler/asen`), and `grunnplan` the shared plan if it has been read already.
    Raises PlanError with every problem, in the shared files and in those of each layer.
    """
    if not (data / "kommuner" / slug).is_dir():
        message = f"mappa finnes ikke; det er {', '.join(slugs(data))} som finnes"
        raise PlanError([Problem(Mark(f"{data.name}/kommuner/{slug}"), "", message)])
    if not is_skole(slug):
        return _load_kommune(data, slug, grunnplan)
    problems: list[Problem] = []
    below = _attempt(problems, lambda: load_plan(data, kommune_of(slug), grunnplan))
    return _load_skole(data, slug, below, problems)


def load_under(data: Path, slug: str, grunnplan: Grunnplan) -> Grunnplan:
    """Return what the layer of a municipality or a school lies on: the shared plan, or the
    municipality's.

    Raises PlanError if the municipality's plan is wrong.
    """
    return (
        _under_school(load_plan(data, kommune_of(slug), grunnplan)) if is_skole(slug) else grunnplan
    )


def _load_kommune(data: Path, slug: str, grunnplan: Grunnplan | None) -> Plan:
    problems: list[Problem] = []
    folder, name = data / "kommuner" / slug, f"kommuner/{slug}"
    shared = grunnplan or _attempt(problems, lambda: load_grunnplan(data))
    kommune = _attempt(problems, lambda: _build_file(Kommune, data, f"{name}/kommune.yaml"))
    tilpasning = _attempt(
        problems, lambda: _optional_file(Tilpasning, data, f"{name}/tilpasning.yaml")
    )
    egne = _attempt(problems, lambda: _optional_file(Synonymfil, data, f"{name}/synonymer.yaml"))
    names = _attempt(problems, lambda: kommunenavn(data))
    titles = _attempt(problems, lambda: page_titles(data))
    if not (shared and kommune and tilpasning and egne and names) or titles is None:
        raise PlanError(problems)
    lagt = apply(shared, tilpasning, Lag.KOMMUNEN)
    problems += lagt.problems
    problems += check(lagt.grunnplan, Lag.KOMMUNEN, lagt.endringer)
    problems += check_kommune(
        kommune, lagt.grunnplan, names, set(own_files(folder)) | shared_pages(data)
    )
    problems += check_synonymer(egne, lagt.grunnplan, titles)
    if problems:
        raise PlanError(problems)
    plan = _chosen_first(lagt.grunnplan, kommune)
    return Plan(
        slug, kommune, plan, lagt.endringer, (folder,), egne.synonymer, skoler=skolenavn(data, slug)
    )


def _load_skole(data: Path, slug: str, below: Plan | None, problems: list[Problem]) -> Plan:
    """Read a school's plan over its municipality's, or say what is wrong in its files besides the
    problems below.
    """
    folder, name = data / "kommuner" / slug, f"kommuner/{slug}"
    skole = _attempt(problems, lambda: _build_file(Skole, data, f"{name}/skole.yaml"))
    tilpasning = _attempt(
        problems, lambda: _optional_file(Tilpasning, data, f"{name}/tilpasning.yaml")
    )
    egne = _attempt(problems, lambda: _optional_file(Synonymfil, data, f"{name}/synonymer.yaml"))
    if not (below and skole and tilpasning and egne):
        raise PlanError(problems)
    lagt = apply(_under_school(below), tilpasning, Lag.SKOLEN)
    problems += lagt.problems
    problems += check(lagt.grunnplan, Lag.SKOLEN, lagt.endringer)
    problems += check_skole(skole, f"{data.name}/{name}", own_files(folder), below.egne_filer)
    problems += check_synonymer(egne, lagt.grunnplan, page_titles(data))
    if problems:
        raise PlanError(problems)
    return replace(
        below,
        slug=slug,
        skole=skole,
        skoler={},
        grunnplan=lagt.grunnplan.model_copy(update={"utgatt": below.grunnplan.utgatt}),
        endringer=(*below.endringer, *lagt.endringer),
        folders=(*below.folders, folder),
        egne_synonymer={**below.egne_synonymer, **egne.synonymer},
    )


def _under_school(plan: Plan) -> Grunnplan:
    """Return a municipality's plan as a school's layer meets it: what the municipality has taken
    out is gone, and why.
    """
    gone = {one.adresse: one.begrunnelse for one in plan.endringer if one.operasjon == "fjern"}
    return plan.grunnplan.model_copy(update={"utgatt": {**plan.grunnplan.utgatt, **gone}})


def _chosen_first(grunnplan: Grunnplan, kommune: Kommune) -> Grunnplan:
    """Return the plan with the themes the municipality has chosen first, in its order."""
    if not kommune.temaer:
        return grunnplan
    by_id = {tema.id: tema for tema in grunnplan.temaer}
    return grunnplan.model_copy(
        update={"temaer": tuple(by_id[id] for id in dict.fromkeys([*kommune.temaer, *by_id]))}
    )


def check_grunnplan(data: Path, grunnplan: Grunnplan) -> list[Problem]:
    """Return everything that is wrong with the shared plan itself, whatever the municipalities do."""
    problems = [*check(_with_local_values(grunnplan), Lag.GRUNNPLANEN), *check_shared(grunnplan)]
    return [*problems, *check_synonymer(grunnplan, grunnplan, page_titles(data))]


def load_all(data: Path, grunnplan: Grunnplan | None = None) -> list[Plan]:
    """Read the plan of every municipality, and of its schools after it.

    `grunnplan` is the shared plan if it has been read already.
    Raises PlanError with the problems of all of them together.
    """
    grunnplan = grunnplan or load_grunnplan(data)
    problems = check_grunnplan(data, grunnplan)
    plans = []
    for slug in kommuner(data):
        plans.append(below := _attempt(problems, partial(load_plan, data, slug, grunnplan)))
        for school in skoler(data, slug):
            plans.append(_attempt(problems, partial(_load_skole, data, school, below, [])))
    if problems:
        raise PlanError(problems)
    return [plan for plan in plans if plan]


def slugs(data: Path) -> list[str]:
    """Return everything that has a site: the municipalities in alphabetical order, each with its
    schools after it.
    """
    return [slug for kommune in kommuner(data) for slug in (kommune, *skoler(data, kommune))]


def kommuner(data: Path) -> list[str]:
    """Return the municipalities that have a folder, in alphabetical order."""
    return sorted(path.name for path in (data / "kommuner").iterdir() if path.is_dir())


def skoler(data: Path, kommune: str) -> list[str]:
    """Return the schools that have a folder under a municipality, as `fjordvik/skoler/asen`."""
    folder = data / "kommuner" / kommune / "skoler"
    return sorted(f"{kommune}/skoler/{path.name}" for path in folder.glob("*") if path.is_dir())


def skolenavn(data: Path, kommune: str) -> dict[str, str]:
    """Return the names of a municipality's schools by their folder; the folder itself where the
    name cannot be read.
    """
    names = {}
    for slug in skoler(data, kommune):
        id = slug.rpartition("/")[2]
        skole = _attempt([], partial(_build_file, Skole, data, f"kommuner/{slug}/skole.yaml"))
        names[id] = skole.navn if skole else id
    return names


def is_skole(slug: str) -> bool:
    """Tell whether a folder in `data/kommuner` is a school's."""
    return "/" in slug


def kommune_of(slug: str) -> str:
    """Return the municipality's folder of a school's, or of its own."""
    return slug.partition("/")[0]


def kommunenavn(data: Path) -> dict[str, str]:
    """Return the name of every municipality by its number, from `kommuner.csv`."""
    return {one.nummer: one.navn for one in read_register(data).oppforinger}


def _with_local_values(grunnplan: Grunnplan) -> Grunnplan:
    """Return the plan as if every required parameter were set: that is each municipality's to do."""
    parametre = tuple(
        one.model_copy(update={"standard": one.standard or one.id}) for one in grunnplan.parametre
    )
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
