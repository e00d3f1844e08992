"""The value of a field as people read it: names instead of ids, months and weeks instead of
numbers.
"""

from collections.abc import Mapping
from typing import Any

from kvalitetsplan.plan.addresses import pointers, tema_of
from kvalitetsplan.plan.model import Kilde
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.releases import standing
from kvalitetsplan.plan.words import shown
from kvalitetsplan.reading.values import Modell, alias
from kvalitetsplan.site.field_words import choice_words


def readable(
    plan: Plan, tekst: Mapping[str, Any], address: str, felt: str, value: Any
) -> str | list[str]:
    """Return what stands, or stood, in the field `felt` of the item at `address`: a text, or the
    texts of a list. "" where nothing does. `tekst` holds the interface's own words.
    """
    item = plan.by_address.get(address)
    pekere = pointers(type(item)) if item else {}
    peker = next((one for name, one in pekere.items() if alias(name) == felt), None)
    words = {} if peker else choice_words(tekst).get(felt, {})

    def text(part: Any) -> str:
        if peker:
            return name_of(plan, peker.address(part, tema_of(address)))
        if felt == "uker":
            return str(tekst["ar"]["uke"]).format(part)
        return words.get(str(part)) or _text(part, tekst)

    if isinstance(value, list | tuple):
        return [text(part) for part in value]
    return "" if value is None else text(value)


def _text(value: Any, tekst: Mapping[str, Any]) -> str:
    """Return a value that is no choice: a text as it is, and what has fields of its own with what
    each is called.
    """
    if isinstance(value, str):
        return value
    if not isinstance(value, Modell):
        return shown(value)
    called = tekst["forslag"]["felt"]
    given = ((alias(name), getattr(value, name)) for name in value.model_fields_set)
    return ", ".join(f"{called.get(key, key)}: {shown(one)}" for key, one in sorted(given))


def name_of(plan: Plan, address: str) -> str:
    """Return what the item at an address is called; the address where there is none."""
    item = plan.by_address.get(standing(plan.by_address, plan.grunnplan, address))
    if isinstance(item, Kilde):
        return f"{item.kortnavn} ({item.ar})"
    return item.label if item else address
