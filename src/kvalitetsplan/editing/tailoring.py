"""One change, written into a municipality's or a school's tilpasning.yaml with today's text filled
in.

`grunnplan` is what the change is laid over: the shared plan, or the municipality's for a school.

`replacement`, `removal`, `addition`, `order` and `own_word` make the entry; `write_change` writes
it.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_origin

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editing.writing import write_checked
from kvalitetsplan.editing.yamlfile import edited
from kvalitetsplan.plan.addresses import (
    address_in,
    field_name,
    find,
    item_type,
    list_at,
    pointers,
)
from kvalitetsplan.plan.fieldvalues import as_written, value_in
from kvalitetsplan.plan.file_names import LAGFIL
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Grunnplan, Punkt, item_types, wanted_fields
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.reasons import why_irreplaceable, why_no_list, why_untouchable
from kvalitetsplan.reading.problems import PlanError, nearest
from kvalitetsplan.reading.source import read
from kvalitetsplan.reading.tree import Map, Seq
from kvalitetsplan.reading.values import alias, tidy

Entry = dict[str, Any]
Felter = Mapping[str, Sequence[str]]
"""What somebody wrote for each field: several texts where it is a list."""

_MAIN_FIELDS = ("kjennetegn", "tekst")


class Refused(Exception):
    """The change cannot be made. Says why, and what to do instead."""


def refuse_own(plan: Plan, address: str) -> None:
    """Raise Refused if the item with this address is the layer's own: it is changed where it is
    written.
    """
    item = plan.by_address.get(address)
    if item and item.lag == plan.lag:
        raise Refused(f"«{address}» har dere lagt til selv, i {item.mark()}; endre det der")


def replacement(grunnplan: Grunnplan, address: str, felt: str, til: Sequence[str]) -> Entry:
    """Return the entry that puts something else in one field; an empty text empties it. Raises
    Refused.
    """
    now = current(grunnplan, address, felt)
    if isinstance(now, dict):
        raise Refused(
            f"«{felt}» har flere deler; skriv endringen i tilpasning.yaml, med «fra» slik det står i grunnplanen"
        )
    new: str | list[str] = [one for one in map(_clean, til) if one]
    if not isinstance(now, list) and not is_list(grunnplan, address, felt) and new:
        if len(new) != 1:
            raise Refused(f"«{felt}» er én tekst; skriv «--til» én gang")
        new = new[0]
    elif is_list(grunnplan, address, felt) and _is_short(now):
        new = [part.strip() for one in new for part in one.split(",") if part.strip()]
    return {"id": address, "felt": felt, "fra": now, "til": _typed(grunnplan, address, felt, new)}


def _typed(grunnplan: Grunnplan, address: str, felt: str, til: str | list[str]) -> Any:
    """Return what somebody wrote for a field, with numbers as numbers where the field has them."""
    try:
        value = value_in(
            _item(grunnplan, address), felt, til if isinstance(til, str) else tuple(til)
        )
    except PlanError:
        return til  # what is wrong with it is told with the whole plan
    ones = value if isinstance(value, tuple) else (value,)
    return as_written(value) if ones and all(isinstance(one, int) for one in ones) else til


def current(grunnplan: Grunnplan, address: str, felt: str) -> Any:
    """Return what stands today in one field of an item, as a layer writes it. Raises Refused if that
    cannot be replaced.
    """
    item = _item(grunnplan, address)
    if reason := why_irreplaceable(item, felt):
        raise Refused(reason)
    return as_written(getattr(item, field_name(type(item), felt)))


def is_list(grunnplan: Grunnplan, address: str, felt: str) -> bool:
    """Tell whether a field of an item holds a list. Raises Refused for an unknown item."""
    item = _item(grunnplan, address)
    return isinstance(getattr(item, field_name(type(item), felt)), tuple)


def _is_short(now: Sequence[str]) -> bool:
    """Tell whether a list holds numbers, words or ids, which may be written with commas between."""
    return bool(now) and all(" " not in str(one) for one in now)


def main_field(grunnplan: Grunnplan, address: str) -> str | None:
    """Return the field that holds an item's own sentence; None if it has none. Raises Refused for
    an unknown item.
    """
    kind = type(_item(grunnplan, address))
    return next((name for name in _MAIN_FIELDS if name in kind.model_fields), None)


def text_fields(grunnplan: Grunnplan, address: str) -> list[str]:
    """Return the fields of an item that can be replaced by writing a text, a number or a list.
    Raises Refused for an unknown item.
    """
    item = _item(grunnplan, address)
    names = [alias(name) for name in type(item).model_fields]
    return [
        felt
        for felt in names
        if not why_irreplaceable(item, felt) and _is_plain(current(grunnplan, address, felt))
    ]


def _is_plain(value: Any) -> bool:
    ones = value if isinstance(value, list) else [value]
    return all(isinstance(one, str | int) for one in ones)


def removal(grunnplan: Grunnplan, address: str, begrunnelse: str) -> Entry:
    """Return the entry that leaves an item out. Raises Refused."""
    _item(grunnplan, address)
    return {"id": address, "begrunnelse": _clean(begrunnelse)}


def placement(text: str) -> str | Entry:
    """Return where a new item goes, written as «først», «sist», «før:id» or «etter:id». Raises
    Refused.
    """
    where, _, id = text.partition(":")
    if (where in ("først", "sist") and not id) or (where in ("før", "etter") and id):
        return {where: id} if id else where
    raise Refused(f"plasseringen «{text}» er ukjent; skriv først, sist, før:id eller etter:id")


def addition(grunnplan: Grunnplan, liste: str, nytt: Felter, plassering: str | Entry) -> Entry:
    """Return the entry that puts a new item in a list. Raises Refused."""
    kind = _kind(grunnplan, liste)
    place = {} if plassering == "sist" else {"plassering": plassering}
    return {
        "liste": liste,
        **place,
        "nytt": {felt: _value(kind, felt, texts) for felt, texts in nytt.items()},
    }


def required_fields(grunnplan: Grunnplan, liste: str) -> dict[str, str]:
    """Return what a new item in a list must have, with the help text of each field. Raises Refused."""
    kind = _kind(grunnplan, liste)
    found = {
        alias(name): str(info.description)
        for name, info in kind.model_fields.items()
        if info.is_required()
    }
    for felt in found:
        _value(kind, felt, [])
    return found


def optional_fields(grunnplan: Grunnplan, liste: str) -> dict[str, str]:
    """Return what a new item in a list may well have, but need not, with the help text of each field.
    What has parts of its own is left out. Raises Refused.
    """
    kind = _kind(grunnplan, liste)
    return {
        alias(name): str(kind.model_fields[name].description)
        for name in wanted_fields(kind)
        if name not in item_types(kind)
    }


def order(grunnplan: Grunnplan, liste: str, ids: Sequence[str]) -> Entry:
    """Return the entry that puts some items of a list first. Raises Refused."""
    _kind(grunnplan, liste)
    return {"liste": liste, "id": list(ids)}


def is_own_word(grunnplan: Grunnplan, address: str) -> bool:
    """Tell whether an address, such as `parametre/pu-tid`, is a word that each municipality sets
    for itself.
    """
    return address in {address_in("parametre", parameter.id) for parameter in grunnplan.parametre}


def own_word(address: str, til: Sequence[str]) -> Entry:
    """Return what sets one of the layer's own words."""
    return {address.removeprefix("parametre/"): _clean(" ".join(til))}


def write_change(
    project: Project, slug: str, shared: Grunnplan, operation: str, entry: Entry
) -> Path:
    """Write one entry last under `operation` in the layer's tilpasning.yaml, and return the file.

    The plan must be right before. Raises Refused, with nothing written, if the entry says the same
    twice or does not become a plan, and PlanError if there is no safe place for it in the file.
    """
    mappe = project.mappe(slug)
    path, name = project.folder(slug) / LAGFIL, mappe.told(LAGFIL)
    trees = {
        file: read(where, mappe.told(file), may_be_empty=True)
        for file, where in mappe.layer().items()
    }
    for tree in trees.values():
        _refuse_twice(tree, operation, entry)
    before = path.read_bytes().decode() if path.exists() else ""
    after = edited(before, [Edit((operation,), written_as(operation, entry), append=True)], name)
    if not any("skrevet_mot" in tree for tree in trees.values()):
        # An older note stands: what it means is for `oppdater` to say.
        after = noted(after, name, shared.utgave.versjon)
    try:
        write_checked(project, slug, {path: after.encode()}, lambda it: load_plan(it, slug, shared))
    except PlanError as error:
        # Places in the file are left out: the lines they mean are no longer there.
        said = [
            f"{one.place}: {one.message}" if one.mark.file == name else str(one)
            for one in error.problems
        ]
        raise Refused(
            "ingenting er skrevet, for slik blir planen feil:\n" + "\n".join(said)
        ) from error
    return path


def noted(text: str, file: str, versjon: str) -> str:
    """Return the text of a layer with a note of the edition it is written against."""
    return edited(text, [Edit(("skrevet_mot",), versjon, append=True)], file)


def written_as(operation: str, entry: Entry) -> Entry | list[Entry]:
    """Return what stands under `operation` in the file: words of one's own are a mapping, all else
    is a list.
    """
    return entry if operation == "sett" else [entry]


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


def _item(grunnplan: Grunnplan, address: str) -> Punkt:
    found = find(grunnplan, address)
    if reason := why_untouchable(grunnplan, address):
        raise Refused(_also_a_list(grunnplan, address) or reason)
    assert found, "why_untouchable says so where there is none"
    return found[1]


def _also_a_list(grunnplan: Grunnplan, address: str) -> str:
    is_list = find(grunnplan, address) is None and list_at(grunnplan, address) is not None
    return (
        f"«{address}» er en liste, ikke et punkt; bruk --legg-til eller --rekkefølge"
        if is_list
        else ""
    )


def _kind(grunnplan: Grunnplan, liste: str) -> type[Punkt]:
    if list_at(grunnplan, liste) is None:
        raise Refused(why_no_list(grunnplan, liste))
    return item_type(liste)


def _clean(text: str) -> str:
    """Return a text as the reader will read it: some programs write å as two signs."""
    return tidy(unicodedata.normalize("NFC", text))


def _value(kind: type[Punkt], felt: str, texts: Sequence[str]) -> str | list[str]:
    """Return what is written for a field as the file is to have it: lists of ids may be written
    with commas.
    """
    names = {alias(name): name for name in kind.model_fields}
    if felt not in names:
        raise Refused(
            f"ukjent felt «{felt}»{nearest(felt, names) or '; her kan det stå ' + ', '.join(names)}"
        )
    name, annotation = names[felt], kind.model_fields[names[felt]].annotation
    if name in item_types(kind) or get_origin(annotation) is dict:
        raise Refused(
            f"«{felt}» har flere deler; skriv punktet i tilpasning.yaml, slik det står i grunnplanen"
        )
    if get_origin(annotation) is not tuple:
        return _clean(" ".join(texts))
    if name in pointers(kind):
        return [id.strip() for text in texts for id in text.split(",") if id.strip()]
    return [_clean(text) for text in texts]
