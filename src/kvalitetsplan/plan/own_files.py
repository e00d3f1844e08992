"""What the files in the folder of a municipality or a school say."""

from functools import partial
from typing import TypeVar

from kvalitetsplan.plan.authorship import Lagfil, authorship
from kvalitetsplan.plan.continued import continued
from kvalitetsplan.plan.file_names import BILDER, SIDER, SKOLE
from kvalitetsplan.plan.folder import Mappe
from kvalitetsplan.plan.joined import joined_layer, set_twice
from kvalitetsplan.plan.model import (
    Kommune,
    Skole,
    Synonymfil,
    Tilpasning,
)
from kvalitetsplan.plan.own_pages import Egenside, read_page
from kvalitetsplan.plan.pictures import check_pictures
from kvalitetsplan.plan.project import Project
from kvalitetsplan.reading.problems import PlanError, Problem, attempt
from kvalitetsplan.reading.said import said
from kvalitetsplan.reading.source import read
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import Modell

M = TypeVar("M", bound=Modell)


def known_of(problems: list[Problem], kommune: Kommune, mappe: Mappe) -> dict[str, Lagfil]:
    """Return who wrote a layer, if the municipality shows it, and note what is not known."""
    return authorship(problems, mappe) if kommune.hvem_endret == "ja" else {}


def own_parts(
    problems: list[Problem], mappe: Mappe
) -> tuple[Tilpasning | None, Synonymfil | None, dict[str, Egenside]]:
    """Return the layer, the synonyms and the pages in a folder, and note what is wrong with its
    files.
    """
    problems += mappe.problems
    problems += check_pictures(mappe.within(BILDER), mappe.name)
    tilpasning = attempt(problems, lambda: _going_on(problems, _layer(mappe)))
    egne = attempt(problems, lambda: _optional_file(Synonymfil, mappe, "synonymer.yaml"))
    pages = {
        name: attempt(problems, partial(read_page, path, name, mappe.told(name)))
        for name, path in mappe.within(SIDER).items()
    }
    return tilpasning, egne, {name: page for name, page in pages.items() if page}


def _layer(mappe: Mappe) -> Tilpasning:
    """Return what the files of a layer say together. Each file must be valid alone."""
    problems: list[Problem] = []
    parts = [
        attempt(problems, partial(_optional_file, Tilpasning, mappe, one)) for one in mappe.layer()
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


def own_file(kind: type[M], mappe: Mappe, name: str) -> M:
    """Return what a file in a folder says. Raises PlanError, without a word more if the folder has
    told already that it is not there.
    """
    if name not in mappe.files:
        raise PlanError([])
    return said(kind, mappe.files[name], mappe.told(name))


def _optional_file(kind: type[M], mappe: Mappe, name: str) -> M:
    """Return what a file says; one that is missing, or has comments alone, says nothing."""
    if name not in mappe.files:
        return kind()
    return build(kind, read(mappe.files[name], mappe.told(name), may_be_empty=True))


def skolenavn(project: Project, kommune: str) -> dict[str, str]:
    """Return the names of a municipality's schools by their folder; the folder itself where the
    name cannot be read.
    """
    names = {}
    for sted in project.skolene(kommune):
        mappe = project.mappe(sted)
        skole = attempt([], partial(own_file, Skole, mappe, SKOLE))
        names[sted.id] = skole.navn if skole else sted.id
    return names
