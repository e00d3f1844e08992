"""From the data folder to plans: the shared one, and each layer over it. Finds every problem before
it gives up.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from kvalitetsplan.plan.checks import (
    INVENTED,
    check,
    check_attachments,
    check_kommune,
    check_skole,
    check_synonymer,
    not_draft,
)
from kvalitetsplan.plan.docs import page_headings, shared_pages
from kvalitetsplan.plan.file_names import BILDER, KOMMUNE, SKOLE
from kvalitetsplan.plan.folder import loose_files
from kvalitetsplan.plan.grunnplan import check_grunnplan, kommunenavn, load_grunnplan
from kvalitetsplan.plan.in_form import in_form
from kvalitetsplan.plan.layers import Lagt, apply
from kvalitetsplan.plan.led_on import with_pages_led_on
from kvalitetsplan.plan.long_ways import with_long_ways
from kvalitetsplan.plan.malform import BOKMAL, former, in_their_form
from kvalitetsplan.plan.model import (
    Endring,
    Grunnplan,
    Kommune,
    Lag,
    Malform,
    Skole,
    Tilpasning,
)
from kvalitetsplan.plan.own_files import known_of, own_file, own_parts, skolenavn
from kvalitetsplan.plan.own_pages import misspelt
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.releases import too_old
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.plan.unchosen import with_unseen
from kvalitetsplan.reading.problems import Alvor, Mark, PlanError, Problem, attempt


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
    shared = grunnplan or attempt([], lambda: load_grunnplan(project.data))
    first, other = (_load_in(project, sted, shared, one) for one in chosen)
    return replace(first, andre=other)


def _load_in(project: Project, sted: Sted, grunnplan: Grunnplan | None, malform: Malform) -> Plan:
    if not sted.er_skole:
        return _load_kommune(project, sted, grunnplan, malform)
    problems: list[Problem] = []
    below = attempt(problems, lambda: load_plan(project, sted.kommune, grunnplan, malform))
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


def _load_kommune(
    project: Project, sted: Sted, grunnplan: Grunnplan | None, malform: Malform
) -> Plan:
    problems: list[Problem] = []
    data = project.data
    chosen = former(project, sted)
    shared = grunnplan or attempt(problems, lambda: load_grunnplan(data))
    if shared and (malform, *chosen) != (BOKMAL, BOKMAL):
        shared = attempt(problems, partial(in_form, data, shared, malform))
    mappe = project.mappe(sted)
    kommune = attempt(problems, lambda: own_file(Kommune, mappe, KOMMUNE))
    tilpasning, egne, sider = own_parts(problems, mappe)
    names = attempt(problems, lambda: kommunenavn(data))
    titles = attempt(problems, lambda: page_headings(data, malform))
    if not (shared and kommune and tilpasning and egne and names) or titles is None:
        raise PlanError(_stopping(problems))
    lagt = _laid(problems, shared, tilpasning, Lag.KOMMUNEN)
    pages = set(mappe.files) | shared_pages(data)
    problems += check_kommune(kommune, lagt.grunnplan, names, pages)
    problems += check_attachments(lagt.grunnplan, mappe.files)
    problems += check_synonymer(egne, lagt.grunnplan, titles)
    problems += misspelt(sider.values(), lagt.grunnplan)
    lagfiler = known_of(problems, kommune, mappe)
    varsler = _only_warnings(problems)
    plan = Plan(
        sted,
        kommune,
        _chosen_first(lagt.grunnplan, kommune, lagt.endringer),
        lagt.endringer,
        lagene=(shared,),
        egne_sider=sider,
        egne_filer=mappe.within(BILDER),
        egne_synonymer=egne.synonymer,
        skoler=skolenavn(project, sted),
        lagfiler=lagfiler,
        varsler=varsler,
        malform=malform,
        former=chosen,
    )
    return with_long_ways(with_unseen(plan, Lag.KOMMUNEN), mappe, Lag.KOMMUNEN)


def _load_skole(project: Project, sted: Sted, below: Plan | None, problems: list[Problem]) -> Plan:
    """Read a school's plan over its municipality's, or say what is wrong in its files besides the
    problems below.
    """
    mappe = project.mappe(sted)
    skole = attempt(problems, lambda: own_file(Skole, mappe, SKOLE))
    tilpasning, egne, sider = own_parts(problems, mappe)
    if not (below and skole and tilpasning and egne):
        raise PlanError(_stopping(problems))
    lagt = _laid(problems, _under_school(below), tilpasning, Lag.SKOLEN)
    problems += check_skole(mappe, {*below.egne_sider, *below.egne_filer})
    if skole.utgave and below.kommune.vedtak:
        problems += not_draft(skole.utgave)
    problems += check_attachments(lagt.grunnplan, {*below.egne_filer, *mappe.files})
    problems += check_synonymer(egne, lagt.grunnplan, page_headings(project.data, below.malform))
    problems += misspelt(sider.values(), lagt.grunnplan)
    lagfiler = known_of(problems, below.kommune, mappe)
    varsler = _only_warnings(problems)
    plan = replace(
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
        lagfiler={**below.lagfiler, **lagfiler},
        varsler=varsler,
        former=former(project, sted),
        andre=None,
    )
    warned = with_long_ways(with_unseen(plan, Lag.SKOLEN), mappe, Lag.SKOLEN)
    return with_pages_led_on(warned, below.egne_sider.keys() - sider)


def _laid(problems: list[Problem], below: Grunnplan, layer: Tilpasning, lag: Lag) -> Lagt:
    """Lay a layer over what is below, and note what is wrong with what comes of it. Raises
    PlanError with what is wrong so far if the layer is of a later edition.
    """
    if older := too_old(below, layer):
        raise PlanError([*_stopping(problems), older])
    lagt = apply(below, layer, lag)
    problems += lagt.problems
    problems += check(lagt.grunnplan, lag, lagt.endringer)
    return lagt


def _only_warnings(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return the problems if they stop nothing. Raises PlanError with those that do."""
    if stopping := _stopping(problems):
        raise PlanError(stopping)
    return tuple(problems)


def _stopping(problems: list[Problem]) -> list[Problem]:
    return [one for one in problems if one.alvor != Alvor.VARSEL]


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


def load_all(
    project: Project,
    grunnplan: Grunnplan | None = None,
    *,
    shared_is_right: bool = False,
    check: Callable[[Plan], None] | None = None,
) -> list[Plan]:
    """Read the plan of every municipality, and of its schools after it.

    `grunnplan` is the shared plan if it has been read already, and `shared_is_right` says that it
    has been checked, too. `check` raises PlanError with what else is wrong with a plan. Raises
    PlanError with the problems of all of them together.
    """
    grunnplan = grunnplan or load_grunnplan(project.data)
    problems = [] if shared_is_right else check_grunnplan(project.data, grunnplan)
    problems += _loose(project)
    plans = []
    for kommune in project.kommunene():
        plans.append(below := attempt(problems, partial(load_plan, project, kommune, grunnplan)))
        for school in project.skolene(kommune):
            plans.append(attempt(problems, partial(_load_over, project, school, below, grunnplan)))
    found = [plan for plan in plans if plan]
    problems += _twins(found)
    if check:
        for plan in found:
            attempt(problems, partial(check, plan))
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
