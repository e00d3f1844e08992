"""Where things stand in a plan, and what points to what.

An item's address is what layers, links and readers call it:

    relasjon                    a theme
    relasjon/hilser-ved-navn    what stands in it
    kilder/hattie2009           everything else, with its list's name in front

A list's address is `temaer`, `kilder` … or `<tema>/<liste>`, as in `relasjon/par`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kvalitetsplan.model import Grunnplan, Modell, Punkt, Tema, alias, item_lists, item_types


class Reference(NamedTuple):
    """One item pointing to another."""

    field: str
    place: int
    """Its place in the field."""
    text: str
    """What is written."""
    address: str
    """What it means."""


def addressed(plan: Grunnplan) -> dict[str, Punkt]:
    """Return every item by its address."""
    pairs = [(address_in(key, item.id), item) for key, items in item_lists(plan).items() for item in items]
    pairs += [(f"{tema.id}/{item.id}", item) for tema in plan.temaer for item in tema.items()]
    return dict(reversed(pairs))  # the first to take an id keeps it


def address_in(liste: str, id: str) -> str:
    """Return the address of the item `id` in the list `liste`."""
    head, _, tail = liste.partition("/")
    if tail:
        return f"{head}/{id}"
    return id if head == "temaer" else f"{head}/{id}"


def find(plan: Grunnplan, address: str) -> tuple[str, Punkt] | None:
    """Return the address of the list an item stands in, and the item. None if there is no such item."""
    head, _, tail = address.partition("/")
    if head in item_lists(plan) and head != "temaer":
        lists = [(head, item_lists(plan)[head])]
    elif not tail:
        lists, tail = [("temaer", plan.temaer)], head
    else:
        lists = [(f"{head}/{key}", items) for key, items in _lists_of(plan, head).items()]
    return next(((key, item) for key, items in lists for item in items if item.id == tail), None)


def with_list(plan: Grunnplan, address: str, items: Iterable[Punkt]) -> Grunnplan:
    """Return the plan with other items in one list. `address` is `temaer`, `kilder` … or `<tema>/<liste>`."""
    head, _, tail = address.partition("/")
    if not tail:
        return plan.model_copy(update={field_name(type(plan), head): tuple(items)})
    temaer = tuple(
        tema.model_copy(update={field_name(Tema, tail): tuple(items)}) if tema.id == head else tema for tema in plan.temaer
    )
    return plan.model_copy(update={"temaer": temaer})


def list_at(plan: Grunnplan, address: str) -> tuple[Punkt, ...] | None:
    """Return the items of one list, or None if there is no such list. Addresses as in `with_list`."""
    head, _, tail = address.partition("/")
    return (_lists_of(plan, head) if tail else item_lists(plan)).get(tail or head)


def _lists_of(plan: Grunnplan, tema_id: str) -> dict[str, tuple[Punkt, ...]]:
    return next((tema.lists for tema in plan.temaer if tema.id == tema_id), {})


def field_name(owner: type[Modell], key: str) -> str:
    """Return the field that YAML calls `key`; it must exist."""
    return next(name for name in owner.model_fields if alias(name) == key)


def item_type(address: str) -> type[Punkt]:
    """Return what a list holds. Addresses as in `with_list`; the list must exist."""
    head, _, tail = address.partition("/")
    owner, key = (Tema, tail) if tail else (Grunnplan, head)
    return item_types(owner)[field_name(owner, key)]


_REFERENCES: dict[str, Callable[[str, str], str]] = {
    "sannsynliggjor": lambda tema, ref: ref if "/" in ref else f"{tema}/{ref}",
    "par": lambda tema, ref: f"{tema}/{ref}",
    "kilder": lambda _, ref: f"kilder/{ref}",
    "lov": lambda _, ref: f"paragrafer/{ref}",
    "relaterte": lambda _, ref: ref,
}
"""Fields that hold references, and how a reference becomes an address."""


def references(item: Punkt, tema: str) -> Iterator[Reference]:
    """Yield every reference in an item that stands in the theme with id `tema`."""
    for field, address in _REFERENCES.items():
        if field in type(item).model_fields and field not in item_types(type(item)):
            for index, text in enumerate(getattr(item, field)):
                yield Reference(field, index, text, address(tema, text))
