"""The shared plan in one form of Norwegian, where every item knows what it says in the other."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kvalitetsplan.plan.addresses import address_in
from kvalitetsplan.plan.model import Bokmal, Grunnplan, Malform, Punkt, item_types
from kvalitetsplan.plan.nynorsk import (
    UTGAVE,
    Nynorsk,
    of_bokmal,
    text_fields,
)
from kvalitetsplan.plan.nynorsk_files import read_nynorsk
from kvalitetsplan.reading.problems import Mark
from kvalitetsplan.reading.values import Modell, alias

P = TypeVar("P", bound=Punkt)


def in_form(data: Path, plan: Grunnplan, malform: Malform) -> Grunnplan:
    """Return the shared plan in `data` in one form of Norwegian, where every item knows what it
    says in the other.

    It is made once for each plan. Raises PlanError if the nynorsk is written wrong.
    """
    laid = plan.i_form.lagt
    if malform not in laid:
        laid[malform] = _laid(plan, read_nynorsk(data, plan), malform)
    return laid[malform]


def _laid(plan: Grunnplan, nynorsk: Nynorsk, malform: Malform) -> Grunnplan:
    in_nynorsk = partial(_in_form, nynorsk=nynorsk, malform=malform)
    lists = {
        name: tuple(in_nynorsk(one, address_in(alias(name), one.id)) for one in getattr(plan, name))
        for name in item_types(Grunnplan)
    }
    new = _texts(plan.utgave, UTGAVE, nynorsk)
    utgave = plan.utgave.model_copy(
        update={name: _said(old, til) for name, old, til, _ in new} if malform == "nynorsk" else {}
    )
    return plan.model_copy(update={**lists, "utgave": utgave})


def _in_form(item: P, address: str, nynorsk: Nynorsk, malform: Malform) -> P:
    """Return an item, with what stands in it, in one form of Norwegian."""
    update: dict[str, Any] = {
        name: tuple(
            _in_form(one, f"{address}/{one.id}", nynorsk, malform) for one in getattr(item, name)
        )
        for name in item_types(type(item))
    }
    andre: dict[str, Any] = {}
    places: dict[str, Mark] = {}
    for name, old, til, mark in _texts(item, address, nynorsk):
        if malform == "nynorsk":
            update[name] = _said(old, til)
        if til is not None:
            andre[alias(name)] = old if malform == "nynorsk" else til
            if malform == "nynorsk" and mark:
                places[alias(name)] = mark
    return item.with_forms(update, andre, places)


def _texts(
    item: Modell, address: str, nynorsk: Nynorsk
) -> Iterator[tuple[str, Any, Any, Mark | None]]:
    """Yield the texts of an item: the field, the bokmål, the nynorsk where it is fresh, and where
    that is written.
    """
    for name, key in text_fields(type(item)):
        if value := getattr(item, name):
            found = nynorsk.tekster.get((address, key))
            fresh = found is not None and found.fra == of_bokmal(value)
            mark = found.mark("til") if found else None
            yield name, value, found.til if found and fresh else None, mark


def _said(bokmal: Any, nynorsk: Any) -> Any:
    """Return the nynorsk of a text; where there is none, the bokmål, as what it is."""
    if nynorsk is not None:
        return nynorsk
    return tuple(map(Bokmal, bokmal)) if isinstance(bokmal, tuple) else Bokmal(bokmal)
