"""One change to a plan, as an entry of a layer with today's text filled in.

`grunnplan` is what the change is laid over: the shared plan, or the municipality's for a school.

`replacement`, `removal`, `addition`, `order` and `own_word` make the entry; `write_change`, in
`change`, writes it.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, get_origin

from kvalitetsplan.plan.addresses import (
    address_in,
    field_name,
    find,
    item_type,
    list_at,
    pointers,
)
from kvalitetsplan.plan.fieldvalues import as_written, value_in
from kvalitetsplan.plan.model import Grunnplan, Punkt, item_types, wanted_fields
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.reasons import why_irreplaceable, why_no_list, why_untouchable
from kvalitetsplan.reading.problems import PlanError, nearest
from kvalitetsplan.reading.unseen import why_no_text
from kvalitetsplan.reading.values import alias, tidy, why_nested

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
            f"«{felt}» har flere deler; skriv endringen i tilpasning.yaml, med «fra» slik det står i planen dere bygger på"
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
    """Return what stands today in one field of an item, as a layer writes it. Raises Refused if
    that cannot be replaced.
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
        return {where: _clean(id)} if id else where
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
    """Return what a new item in a list must have, with the help text of each field. Raises
    Refused.
    """
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
    """Return what a new item in a list may well have, but need not, with the help text of each
    field. What has parts of its own is left out. Raises Refused.
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
    return {"liste": liste, "id": [_clean(id) for id in ids]}


def is_own_word(grunnplan: Grunnplan, address: str) -> bool:
    """Tell whether an address, such as `parametre/pu-tid`, is a word that each municipality sets
    for itself.
    """
    return address in {address_in("parametre", parameter.id) for parameter in grunnplan.parametre}


def own_word(address: str, til: Sequence[str]) -> Entry:
    """Return what sets one of the layer's own words. Raises Refused."""
    return {address.removeprefix("parametre/"): _clean(" ".join(til))}


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
    """Return a text as the reader will read it: some programs write å as two signs. Raises Refused
    where it has a sign that no file may have.
    """
    clean = tidy(unicodedata.normalize("NFC", text))
    if reason := why_no_text(clean) or why_nested(text):
        raise Refused(reason)
    return clean


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
        return [id.strip() for text in texts for id in _clean(text).split(",") if id.strip()]
    return [_clean(text) for text in texts]
