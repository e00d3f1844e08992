"""One change, written into a municipality's or a school's tilpasning.yaml."""

from functools import partial
from pathlib import Path

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editing.tailoring import Entry, Refused
from kvalitetsplan.editing.writing import contents, write_checked
from kvalitetsplan.editing.yamlfile import edited
from kvalitetsplan.plan.file_names import LAGFIL
from kvalitetsplan.plan.folder import Mappe
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.source import read
from kvalitetsplan.reading.tree import Map, Seq


def write_change(
    project: Project, slug: str, shared: Grunnplan, operation: str, entry: Entry
) -> Path:
    """Write one entry last under `operation` in the layer's tilpasning.yaml, and return the file.

    The plan must be right before. Raises Refused, with nothing written, if the entry says the same
    twice or does not become a plan, and PlanError if there is no safe place for it in the file.
    """
    mappe = project.mappe(slug)
    path, name = project.folder(slug) / LAGFIL, mappe.told(LAGFIL)
    trees = _trees(mappe)
    refuse_twice(mappe, operation, entry)
    before = contents([path])
    text = (before[path] or b"").decode()
    after = edited(text, [Edit((operation,), written_as(operation, entry), append=True)], name)
    if not any("skrevet_mot" in tree for tree in trees):
        # An older note stands: what it means is for `oppdater` to say.
        after = noted(after, name, shared.utgave.versjon)
    check = partial(_refuse_wrong, slug, shared, name)
    write_checked(project, slug, {path: after.encode()}, check, before)
    return path


def _refuse_wrong(slug: str, shared: Grunnplan, name: str, project: Project) -> None:
    """Raise Refused if the plan is wrong. `name` is the file that something is written in."""
    try:
        load_plan(project, slug, shared)
    except PlanError as error:
        # Places in the file are left out: the lines they mean are no longer there.
        said = [
            ": ".join(filter(None, [one.place, one.message])) if one.mark.file == name else str(one)
            for one in error.problems
        ]
        raise Refused(
            "ingenting er skrevet, for slik blir planen feil:\n" + "\n".join(said)
        ) from error


def noted(text: str, file: str, versjon: str) -> str:
    """Return the text of a layer with a note of the edition it is written against."""
    return edited(text, [Edit(("skrevet_mot",), versjon, append=True)], file)


def written_as(operation: str, entry: Entry) -> Entry | list[Entry]:
    """Return what stands under `operation` in the file: words of one's own are a mapping, all else
    is a list.
    """
    return entry if operation == "sett" else [entry]


def _trees(mappe: Mappe) -> list[Map]:
    layer = mappe.layer().items()
    return [read(path, mappe.told(file), may_be_empty=True) for file, path in layer]


def refuse_twice(mappe: Mappe, operation: str, entry: Entry) -> None:
    """Refuse an entry that the layer has already; what names it is enough of it. Raises Refused."""
    for tree in _trees(mappe):
        _refuse_twice(tree, operation, entry)


def _refuse_twice(tree: Map, operation: str, entry: Entry) -> None:
    """Refuse an entry that the file has already. New items may stand many in one list; their ids
    are checked later.
    """
    old = tree.get(operation)
    if isinstance(old, Map):
        for name in entry.keys() & old.keys():
            raise Refused(f"«{name}» er alt satt i {old.values_at[name]}; endre det der")
    same = {"erstatt": ("id", "felt"), "fjern": ("id",), "rekkefølge": ("liste",)}.get(
        operation, ()
    )
    for one in old if isinstance(old, Seq) and same else ():
        if isinstance(one, Map) and all(one.get(key) == entry[key] for key in same):
            what = ".".join(entry[key] for key in same)
            raise Refused(f"«{what}» står alt under «{operation}» i {one.mark}; endre det der")
