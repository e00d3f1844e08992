"""From the data folder to plans. Finds every problem before it gives up."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from kvalitetsplan.plan.authorship import Lagfil, authorship
from kvalitetsplan.plan.checks import (
    INVENTED,
    check,
    check_attachments,
    check_kommune,
    check_shared,
    check_skole,
    check_synonymer,
)
from kvalitetsplan.plan.continued import continued
from kvalitetsplan.plan.docs import page_titles, shared_pages
from kvalitetsplan.plan.folder import (
    BILDER,
    KOMMUNE,
    SIDER,
    SKOLE,
    Mappe,
    loose_files,
)
from kvalitetsplan.plan.joined import joined_layer, joined_tree, set_twice
from kvalitetsplan.plan.law import check_law, read_law
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import (
    FILES,
    Endring,
    Grunnplan,
    Kommune,
    Lag,
    Malform,
    Skole,
    Synonymfil,
    Temaerfil,
    Tilpasning,
)
from kvalitetsplan.plan.nynorsk import in_form
from kvalitetsplan.plan.own_pages import Egenside, read_page
from kvalitetsplan.plan.pictures import check_pictures
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.register import read_register
from kvalitetsplan.plan.releases import dated, read_releases
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.decoding import read_bytes
from kvalitetsplan.reading.problems import Mark, PlanError, Problem, Slag
from kvalitetsplan.reading.source import parse, read
from kvalitetsplan.reading.tree import Map
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import Modell

M = TypeVar("M", bound=Modell)
T = TypeVar("T")


def load_grunnplan(data: Path) -> Grunnplan:
    """Read the shared plan in the folder `data`. Raises PlanError with every problem in its files."""
    if too_new := _too_new(data):
        raise PlanError([too_new])
    problems: list[Problem] = []
    parts = [
        _attempt(problems, partial(_build_file, kind, data, name)) for name, kind in FILES.items()
    ]
    more = [_attempt(problems, partial(_more_themes, data, path)) for path in theme_files(data)]
    utgaver = _attempt(problems, lambda: read_releases(data))
    lovtekst = _attempt(problems, lambda: read_law(data))
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
    """Return what to say if the edition needs a newer program: all else that is wrong comes of that."""
    file = data / "themes.yaml"
    try:
        if b"krever:" not in file.read_bytes()[:_HEAD]:  # a large file need not be read twice
            return None
        utgave = read(file, f"{data.name}/{file.name}").get("utgave")
    except (PlanError, OSError):  # told with the rest
        return None
    krever = utgave.get("krever") if isinstance(utgave, Map) else None
    if not isinstance(utgave, Map) or not krever or _numbers(str(krever)) <= _numbers(program()):
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


def _numbers(versjon: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", versjon)]


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


def load_plan(
    project: Project, where: str, grunnplan: Grunnplan | None = None, malform: Malform | None = None
) -> Plan:
    """Read the plan of one municipality or one school.

    `where` is whose it is as people write it (`fjordvik`, or
    `fjordvik/skoler/asen`; see `Sted`), and `grunnplan` the shared plan in bokmål if it has been
    read already. `malform` is the form of Norwegian; else the one they have chosen, or both.
    Raises PlanError with every problem, in the shared files and in those of each layer.
    """
    sted = Sted(where)
    if not (folder := project.folder(sted)).is_dir():
        message = f"mappa finnes ikke; det er {', '.join(project.stedene())} som finnes"
        raise PlanError([Problem(Mark(project.told(folder)), "", message)])
    chosen = (malform,) if malform else former(project, sted)
    if len(chosen) == 1:
        return _load_in(project, sted, grunnplan, chosen[0])
    shared = grunnplan or _attempt([], lambda: load_grunnplan(project.data))
    first, other = (_load_in(project, sted, shared, one) for one in chosen)
    return replace(first, andre=other)


def _load_in(project: Project, sted: Sted, grunnplan: Grunnplan | None, malform: Malform) -> Plan:
    if not sted.er_skole:
        return _load_kommune(project, sted, grunnplan, malform)
    problems: list[Problem] = []
    below = _attempt(problems, lambda: load_plan(project, sted.kommune, grunnplan, malform))
    return _load_skole(project, sted, below, problems)


def load_under(project: Project, where: str, grunnplan: Grunnplan) -> Grunnplan:
    """Return what the layer of a municipality or a school lies on, in their form of Norwegian: the
    shared plan, or the municipality's.

    Raises PlanError if the municipality's plan is wrong.
    """
    sted = Sted(where)
    if not sted.er_skole:
        return in_their_form(project, sted, grunnplan)
    return _under_school(load_plan(project, sted.kommune, grunnplan, former(project, sted)[0]))


def in_their_form(project: Project, where: str, grunnplan: Grunnplan) -> Grunnplan:
    """Return the shared plan in the first form of Norwegian that a municipality or a school has
    chosen. Raises PlanError if the nynorsk is written wrong.
    """
    chosen = former(project, where)
    return grunnplan if chosen == (BOKMAL,) else in_form(project.data, grunnplan, chosen[0])


BOKMAL: Malform = "bokmål"
NYNORSK: Malform = "nynorsk"


def former(project: Project, where: str) -> tuple[Malform, ...]:
    """Return the forms of Norwegian that the plan of a municipality or a school is published in, the
    one on top first. What cannot be read says nothing: whoever reads the plan tells why.

    Where both are, the one that the municipality has decided to write stands on top.
    """
    sted = Sted(where)
    mappe = project.mappe(sted)
    skole = _attempt([], lambda: _own_file(Skole, mappe, SKOLE)) if sted.er_skole else None
    above = project.mappe(sted.kommune)
    kommune = _attempt([], lambda: _own_file(Kommune, above, KOMMUNE))
    chosen = (skole and skole.malform) or (kommune.malform if kommune else BOKMAL)
    if chosen != "begge":
        return (chosen,)
    register = _attempt([], lambda: read_register(project.data).oppforinger) or ()
    decided = {one.nummer: one.malform for one in register}
    first_nynorsk = kommune is not None and decided.get(kommune.nummer) == NYNORSK
    return (NYNORSK, BOKMAL) if first_nynorsk else (BOKMAL, NYNORSK)


def _load_kommune(
    project: Project, sted: Sted, grunnplan: Grunnplan | None, malform: Malform
) -> Plan:
    problems: list[Problem] = []
    data = project.data
    chosen = former(project, sted)
    shared = grunnplan or _attempt(problems, lambda: load_grunnplan(data))
    if shared and (malform, *chosen) != (BOKMAL, BOKMAL):
        shared = _attempt(problems, partial(in_form, data, shared, malform))
    mappe = project.mappe(sted)
    kommune = _attempt(problems, lambda: _own_file(Kommune, mappe, KOMMUNE))
    tilpasning, egne, sider = _own_parts(problems, mappe)
    names = _attempt(problems, lambda: kommunenavn(data))
    titles = _attempt(problems, lambda: page_titles(data, malform))
    if not (shared and kommune and tilpasning and egne and names) or titles is None:
        raise PlanError(_stopping(problems))
    lagt = apply(shared, tilpasning, Lag.KOMMUNEN)
    problems += lagt.problems
    problems += check(lagt.grunnplan, Lag.KOMMUNEN, lagt.endringer)
    pages = set(mappe.files) | shared_pages(data)
    problems += check_kommune(kommune, lagt.grunnplan, names, pages)
    problems += check_attachments(lagt.grunnplan, mappe.files)
    problems += check_synonymer(egne, lagt.grunnplan, titles)
    varsler = _only_warnings(problems)
    return Plan(
        sted,
        kommune,
        _chosen_first(lagt.grunnplan, kommune, lagt.endringer),
        lagt.endringer,
        lagene=(shared,),
        egne_sider=sider,
        egne_filer=mappe.within(BILDER),
        egne_synonymer=egne.synonymer,
        skoler=skolenavn(project, sted),
        lagfiler=_known_of(kommune, mappe),
        varsler=varsler,
        malform=malform,
        former=chosen,
    )


def _load_skole(project: Project, sted: Sted, below: Plan | None, problems: list[Problem]) -> Plan:
    """Read a school's plan over its municipality's, or say what is wrong in its files besides the
    problems below.
    """
    mappe = project.mappe(sted)
    skole = _attempt(problems, lambda: _own_file(Skole, mappe, SKOLE))
    tilpasning, egne, sider = _own_parts(problems, mappe)
    if not (below and skole and tilpasning and egne):
        raise PlanError(_stopping(problems))
    lagt = apply(_under_school(below), tilpasning, Lag.SKOLEN)
    problems += lagt.problems
    problems += check(lagt.grunnplan, Lag.SKOLEN, lagt.endringer)
    problems += check_skole(mappe, {*below.egne_sider, *below.egne_filer})
    problems += check_attachments(lagt.grunnplan, {*below.egne_filer, *mappe.files})
    problems += check_synonymer(egne, lagt.grunnplan, page_titles(project.data, below.malform))
    varsler = _only_warnings(problems)
    return replace(
        below,
        sted=sted,
        skole=skole,
        skoler={},
        lagene=(*below.lagene, below.grunnplan),
        grunnplan=lagt.grunnplan.model_copy(update={"utgatt": below.grunnplan.utgatt}),
        endringer=(*below.endringer, *lagt.endringer),
        egne_sider={**below.egne_sider, **sider},
        egne_filer={**below.egne_filer, **mappe.within(BILDER)},
        egne_synonymer={**below.egne_synonymer, **egne.synonymer},
        lagfiler={**below.lagfiler, **_known_of(below.kommune, mappe)},
        varsler=varsler,
        former=former(project, sted),
        andre=None,
    )


def _known_of(kommune: Kommune, mappe: Mappe) -> dict[str, Lagfil]:
    """Return who wrote a layer, if the municipality shows it."""
    return authorship(mappe) if kommune.hvem_endret == "ja" else {}


def _own_parts(
    problems: list[Problem], mappe: Mappe
) -> tuple[Tilpasning | None, Synonymfil | None, dict[str, Egenside]]:
    """Return the layer, the synonyms and the pages in a folder, and note what is wrong with its
    files.
    """
    problems += mappe.problems
    problems += check_pictures(mappe.within(BILDER), mappe.name)
    tilpasning = _attempt(problems, lambda: _going_on(problems, _layer(mappe)))
    egne = _attempt(problems, lambda: _optional_file(Synonymfil, mappe, "synonymer.yaml"))
    pages = {
        name: _attempt(problems, partial(read_page, path, name, mappe.told(name)))
        for name, path in mappe.within(SIDER).items()
    }
    return tilpasning, egne, {name: page for name, page in pages.items() if page}


def _only_warnings(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return the problems if they stop nothing. Raises PlanError with those that do."""
    if stopping := _stopping(problems):
        raise PlanError(stopping)
    return tuple(problems)


def _stopping(problems: list[Problem]) -> list[Problem]:
    return [one for one in problems if one.slag != Slag.VARSEL]


def _layer(mappe: Mappe) -> Tilpasning:
    """Return what the files of a layer say together. Each file must be valid alone."""
    problems: list[Problem] = []
    parts = [
        _attempt(problems, partial(_optional_file, Tilpasning, mappe, one)) for one in mappe.layer()
    ]
    layers = [one for one in parts if one]
    problems += set_twice(layers)
    if problems:
        raise PlanError(problems)
    return joined_layer(layers)


def _going_on(problems: list[Problem], layer: Tilpasning) -> Tilpasning:
    """Return the layer where each of its files goes on from the others, and note what to tidy."""
    layer, said = continued(layer)
    problems += said
    return layer


def _under_school(plan: Plan) -> Grunnplan:
    """Return a municipality's plan as a school's layer meets it: what the municipality has taken
    out is gone, and why.
    """
    gone = {one.adresse: one.begrunnelse for one in plan.endringer if one.operasjon == "fjern"}
    return plan.grunnplan.model_copy(update={"utgatt": {**plan.grunnplan.utgatt, **gone}})


def _chosen_first(
    grunnplan: Grunnplan, kommune: Kommune, endringer: tuple[Endring, ...]
) -> Grunnplan:
    """Return the plan with the themes the municipality has chosen first, in its order. Where its
    layer orders themes too, that has the last word.
    """
    if not kommune.temaer:
        return grunnplan
    by_id = {tema.id: tema for tema in grunnplan.temaer}
    moved = [id for one in endringer if _orders_themes(one) for id in one.til]
    first = [*moved, *kommune.temaer, *by_id]
    return grunnplan.model_copy(update={"temaer": tuple(by_id[id] for id in dict.fromkeys(first))})


def _orders_themes(endring: Endring) -> bool:
    return endring.operasjon == "rekkefølge" and endring.adresse == "temaer"


def check_grunnplan(data: Path, grunnplan: Grunnplan) -> list[Problem]:
    """Return everything that is wrong with the shared plan itself, whatever the municipalities do."""
    problems = [*check(_with_local_values(grunnplan), Lag.GRUNNPLANEN), *check_shared(grunnplan)]
    problems += check_law(grunnplan)
    return [*problems, *check_synonymer(grunnplan, grunnplan, page_titles(data))]


def load_all(project: Project, grunnplan: Grunnplan | None = None) -> list[Plan]:
    """Read the plan of every municipality, and of its schools after it.

    `grunnplan` is the shared plan if it has been read already.
    Raises PlanError with the problems of all of them together.
    """
    grunnplan = grunnplan or load_grunnplan(project.data)
    problems = [*check_grunnplan(project.data, grunnplan), *_loose(project)]
    plans = []
    for kommune in project.kommunene():
        plans.append(below := _attempt(problems, partial(load_plan, project, kommune, grunnplan)))
        for school in project.skolene(kommune):
            plans.append(_attempt(problems, partial(_load_over, project, school, below, grunnplan)))
    found = [plan for plan in plans if plan]
    problems += _twins(found)
    if problems:
        raise PlanError(problems)
    return found


def _load_over(project: Project, sted: Sted, below: Plan | None, grunnplan: Grunnplan) -> Plan:
    """Read a school's plan over its municipality's, which has been read; again if the school has
    chosen another form.
    """
    if below and former(project, sted) != (below.malform,):
        return load_plan(project, sted, grunnplan)
    return _load_skole(project, sted, below, [])


def _twins(plans: list[Plan]) -> Iterator[Problem]:
    """Yield where two municipalities have the same number or name, or two schools of one
    municipality the same name.
    """
    first: dict[tuple[str, str, str], Mark] = {}
    for plan in plans:
        whose: Kommune | Skole = plan.skole or plan.kommune
        what = {"navn": whose.navn}
        if isinstance(whose, Kommune) and whose.nummer != INVENTED:
            what["nummer"] = whose.nummer
        for key, value in what.items():
            around = plan.sted.kommune if plan.sted.er_skole else ""
            before = first.setdefault((around, key, value.casefold()), whose.mark(key))
            if before != whose.mark(key):
                message = f"«{value}» står i {before.file} også; hver må ha sitt eget {key}"
                yield Problem(whose.mark(key), key, message)


def _loose(project: Project) -> Iterator[Problem]:
    """Yield what stands among the municipalities' folders in a checkout and is none. Any other
    folder may have other things in it.
    """
    if not project.is_checkout:
        return
    folder, name = project.kommuner, project.told(project.kommuner)
    if not folder.is_dir():
        yield Problem(
            Mark(name), "", "mappa mangler; «kvalitetsplan ny» lager den, med en kommune i"
        )
        return
    yield from loose_files(folder, name, "her kan det bare stå mapper, én for hver kommune")


def skolenavn(project: Project, kommune: str) -> dict[str, str]:
    """Return the names of a municipality's schools by their folder; the folder itself where the
    name cannot be read.
    """
    names = {}
    for sted in project.skolene(kommune):
        mappe = project.mappe(sted)
        skole = _attempt([], partial(_own_file, Skole, mappe, SKOLE))
        names[sted.id] = skole.navn if skole else sted.id
    return names


def kommunenavn(data: Path) -> dict[str, str]:
    """Return the name of every municipality by its number, from `kommuner.csv`."""
    return {one.nummer: one.navn for one in read_register(data).oppforinger}


def _with_local_values(grunnplan: Grunnplan) -> Grunnplan:
    """Return the plan as if every required parameter were set: that is each municipality's to do."""
    parametre = tuple(
        one.model_copy(update={"standard": one.standard or one.id}) for one in grunnplan.parametre
    )
    return grunnplan.model_copy(update={"parametre": parametre})


def _own_file(kind: type[M], mappe: Mappe, name: str) -> M:
    """Return what a file in a folder says. Raises PlanError, without a word more if the folder has
    told already that it is not there.
    """
    if name not in mappe.files:
        raise PlanError([])
    file = mappe.told(name)
    found: M = _said(kind, read_bytes(mappe.files[name], file), file)
    return found


@lru_cache(maxsize=64)
def _said(kind: type[M], data: bytes, file: str) -> M:
    """Return what a file says: many ask for the same one, before and while a plan is read."""
    return build(kind, parse(data, file))


def _optional_file(kind: type[M], mappe: Mappe, name: str) -> M:
    """Return what a file says; one that is missing, or has comments alone, says nothing."""
    if name not in mappe.files:
        return kind()
    return build(kind, read(mappe.files[name], mappe.told(name), may_be_empty=True))


def _build_file(kind: type[M], data: Path, name: str) -> M:
    return build(kind, read(data / name, f"{data.name}/{name}"))


def _attempt(problems: list[Problem], make: Callable[[], T]) -> T | None:
    try:
        return make()
    except PlanError as error:
        problems += error.problems
        return None
