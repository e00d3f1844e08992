"""Where things stand in a plan, and what points to what.

An item's address is what layers, links and readers call it:

    relasjon                    a theme
    relasjon/hilser-ved-navn    what stands in it
    kilder/hattie2009           everything else, with its list's name in front
    maler/logg/dato             what stands in that

A list's address is `temaer`, `kilder` … or, inside an item, `relasjon/par`, `maler/logg/felter`.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar

from kvalitetsplan.plan.model import Grunnplan, Par, Peker, Punkt, item_lists, item_types
from kvalitetsplan.plan.once import once
from kvalitetsplan.reading.values import Modell, alias

M = TypeVar("M", bound=Modell)
T = TypeVar("T")


NEEDED = {"Par": ("sannsynliggjor", "kilder")}
"""The lists of references that a kind of item cannot be without, also under a layer; see
`is_decided`.
"""


def is_decided(item: Punkt) -> bool:
    """Tell whether an item is decided by those it belongs to, and needs nothing to stand on."""
    return isinstance(item, Par) and item.grunnlag == "vedtatt"


class Reference(NamedTuple):
    """One item pointing to another."""

    field: str
    place: int
    """Its place in the field."""
    text: str
    """What is written."""
    address: str
    """What it means."""
    til: tuple[str, ...]
    """The kinds of item it may point to."""
    is_needed: bool
    """The item cannot be without one."""


@once
def addressed(plan: Grunnplan) -> dict[str, Punkt]:
    """Return every item by its address, the last of the plan first."""
    pairs = []
    for key, items in item_lists(plan).items():
        for item in items:
            address = address_in(key, item.id)
            pairs.append((address, item))
            for ones in item_lists(item).values():
                pairs += [(f"{address}/{one.id}", one) for one in ones]
    return dict(reversed(pairs))  # the first to take an id keeps it


def address_in(liste: str, id: str) -> str:
    """Return the address of the item `id` in the list `liste`."""
    root, path = _split(liste)
    return "/".join([*([] if root == "temaer" else [root]), *path[:1], id])


def find(plan: Grunnplan, address: str) -> tuple[str, Punkt] | None:
    """Return the address of the list an item stands in, and the item. None if there is no such
    item.
    """
    root, path = _split(address)
    if len(path) not in (1, 2):
        return None
    item = _by_id(item_lists(plan)[root], path[0])
    if len(path) == 1 or item is None:
        return (root, item) if item else None
    owner = address_in(root, item.id)
    inner = ((key, _by_id(items, path[1])) for key, items in item_lists(item).items())
    return next(((f"{owner}/{key}", one) for key, one in inner if one), None)


def list_at(plan: Grunnplan, address: str) -> tuple[Punkt, ...] | None:
    """Return the items of one list, or None if there is no such list."""
    root, path = _split(address)
    if not path:
        return item_lists(plan)[root]
    owner = _by_id(item_lists(plan)[root], path[0])
    return item_lists(owner).get(path[-1]) if owner and len(path) == 2 else None


def with_list(plan: Grunnplan, address: str, items: Iterable[Punkt]) -> Grunnplan:
    """Return the plan with other items in one list, which must exist."""
    root, path = _split(address)
    if path:
        items = [
            _with(one, path[1], items) if one.id == path[0] else one
            for one in item_lists(plan)[root]
        ]
    return _with(plan, root, items)


def all_lists(plan: Grunnplan) -> list[str]:
    """Return the address of every list."""
    inner = [
        f"{address}/{key}" for address, item in addressed(plan).items() for key in item_lists(item)
    ]
    return [*item_lists(plan), *inner]


def item_type(address: str) -> type[Punkt]:
    """Return what a list holds; the list must exist."""
    root, path = _split(address)
    kind = item_types(Grunnplan)[field_name(Grunnplan, root)]
    return item_types(kind)[field_name(kind, path[1])] if path else kind


def heir(plan: Grunnplan, address: str) -> str:
    """Return what has taken the place of an item that has moved, or whose owner has; the address
    itself if none has.
    """
    seen = {address}
    while (address := _next_heir(plan, address)) not in seen:
        seen.add(address)
    return address


def why_gone(plan: Grunnplan, address: str) -> str:
    """Return why an item, or what it stands in, is taken out of a plan; "" if it is not."""
    moved = heir(plan, address)
    return next((plan.utgatt[one] for one in (moved, owner_of(moved)) if one in plan.utgatt), "")


def is_outdated(plan: Grunnplan, address: str) -> bool:
    """Tell whether an item, a list, or what it stands in, has moved or been taken out."""
    return heir(plan, address) != address or bool(why_gone(plan, address))


def owner_of(address: str) -> str:
    """Return the address of what an item or a list stands in; "" or the list's name outermost."""
    return address.rpartition("/")[0]


def own_id(address: str, eier: str) -> str:
    """Return the address of an item with the name of whose it is in its id."""
    owner, slash, id = address.rpartition("/")
    own = id if id.startswith(f"{eier}-") else f"{eier}-{id}"
    return f"{owner}{slash}{own[:_LONGEST].rstrip('-')}"


_LONGEST = 56
"""An id has at most 60 characters; these leave room for a number."""


def field_name(owner: type[Modell], key: str) -> str:
    """Return the field that YAML calls `key`; it must exist."""
    return next(name for name in owner.model_fields if alias(name) == key)


def references(item: Punkt, tema: str = "") -> Iterator[Reference]:
    """Yield every reference in an item. `tema` is the id of the theme it stands in, if any."""
    for field, peker in pointers(type(item)).items():
        if value := getattr(item, field):
            needed = field in NEEDED.get(type(item).__name__, ()) and not is_decided(item)
            for place, text in enumerate(value if isinstance(value, tuple) else (value,)):
                yield Reference(field, place, text, peker.address(text, tema), peker.til, needed)


def from_each(make: Callable[[str, Punkt], list[T]]) -> Callable[[Grunnplan], list[T]]:
    """Let a list be made of what `make` finds in each item of a plan, by its address.

    Most items in a municipality's plan are the shared plan's own, and nobody has touched them: what
    was found in an item of the last plan that was asked for, is not looked for again.
    """
    before: dict[int, tuple[str, Punkt, list[T]]] = {}

    @once
    def in_all(plan: Grunnplan) -> list[T]:
        nonlocal before
        found = []
        for address, item in addressed(plan).items():
            known = before.get(id(item))
            is_same = known is not None and known[0] == address and known[1] is item
            found.append(known if known and is_same else (address, item, make(address, item)))
        before = {id(one[1]): one for one in found}
        return [one for _, _, ones in found for one in ones]

    return in_all


def _references(address: str, item: Punkt) -> list[tuple[str, Punkt, Reference]]:
    return [(address, item, ref) for ref in references(item, tema_of(address))]


all_references = from_each(_references)
"""Returns every reference in a plan, after the address of the item it stands in, and the item."""


@cache
def pointers(kind: type[Modell]) -> dict[str, Peker]:
    """Return which fields of a kind of item hold references."""
    return {
        name: one
        for name, info in kind.model_fields.items()
        for one in info.metadata
        if isinstance(one, Peker)
    }


def tema_of(address: str) -> str:
    """Return the id of the theme that the item with this address stands in, or is; "" if none."""
    root, path = _split(address)
    return path[0] if root == "temaer" and path else ""


def without_references(plan: Grunnplan, removed: set[str]) -> Grunnplan:
    """Return the plan without references to what was removed. What is left empty is for the checks
    to see.
    """
    return _cleaned(plan, "", removed) if removed else plan


def _next_heir(plan: Grunnplan, address: str) -> str:
    owner, _, last = address.rpartition("/")
    if address in plan.flyttet or address in plan.utgatt or owner not in plan.flyttet:
        return plan.flyttet.get(address, address)
    return f"{plan.flyttet[owner]}/{last}"


def _split(address: str) -> tuple[str, list[str]]:
    """Return the root list of an address, and the steps inside it."""
    head, *path = address.split("/")
    return (head, path) if head in _ROOTS else ("temaer", [head, *path])


_ROOTS = {alias(name) for name in item_types(Grunnplan)}


def _by_id(items: Iterable[Punkt], id: str) -> Punkt | None:
    return next((item for item in items if item.id == id), None)


def _with(owner: M, key: str, items: Iterable[Punkt]) -> M:
    return owner.model_copy(update={field_name(type(owner), key): tuple(items)})


def _cleaned(owner: M, tema: str, removed: set[str]) -> M:
    update: dict[str, Any] = {}
    for name in item_types(type(owner)):
        before = getattr(owner, name)
        after = [
            _cleaned(one, tema or (one.id if name == "temaer" else ""), removed) for one in before
        ]
        if any(one is not old for one, old in zip(after, before, strict=True)):
            update[name] = tuple(after)
    if isinstance(owner, Punkt):
        refs = list(references(owner, tema))
        for field in {ref.field for ref in refs if ref.address in removed}:
            if isinstance(getattr(owner, field), tuple):
                left = [ref for ref in refs if ref.field == field and ref.address not in removed]
                update[field] = tuple(ref.text for ref in left)
    return owner.model_copy(update=update) if update else owner
