"""What the readers of one plan are told is new in the shared plan, edition by edition."""

from typing import Any, Literal, NamedTuple

from kvalitetsplan.plan.addresses import pointers, tema_of
from kvalitetsplan.plan.model import Bokmal, Forskjell, Forskjellsslag, Okt, Punkt, Utgavefil
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.releases import is_unseen, standing
from kvalitetsplan.plan.words import shown
from kvalitetsplan.reading.values import alias
from kvalitetsplan.site import pages
from kvalitetsplan.site.readable import name_of

_OF_ADDRESSES = (Forskjellsslag.NY_KILDE, Forskjellsslag.KILDE_BORTE, Forskjellsslag.REKKEFOLGE)
"""Differences that say addresses, whatever they are in."""


class Nyhet(NamedTuple):
    """One difference, as it looks from this plan."""

    forskjell: Forskjell
    adresse: str
    """Where it stands in this plan today; "" if no page shows it."""
    navn: str
    tema: str
    """The title of the theme it stands in; "" for a theme itself, and for what stands in none."""
    hos_oss: Literal["", "erstatt", "fjern"]
    """What the municipality has done with it."""
    fra: str | list[str]
    """What stood, with names instead of addresses."""
    til: str | list[str]


class Utgavenytt(NamedTuple):
    """One edition, with what it says to those who read this plan."""

    utgave: Utgavefil
    nyheter: dict[Forskjellsslag, list[Nyhet]]
    """By kind; kinds with nothing in them are left out."""
    utelatte: list[str]
    """The titles of the themes it changed that the municipality has not chosen."""


def news(plan: Plan) -> list[Utgavenytt]:
    """Return what is new in each edition of the shared plan, the newest first."""
    return [_edition(plan, utgave) for utgave in plan.grunnplan.utgaver]


def _edition(plan: Plan, utgave: Utgavefil) -> Utgavenytt:
    nyheter: dict[Forskjellsslag, list[Nyhet]] = {slag: [] for slag in Forskjellsslag}
    changed: set[str] = set()
    for one in utgave.forskjeller:
        address = _today(plan, one)
        tema = _tema(plan, one, address)
        if is_unseen(one):
            continue
        if any(tema == utelatt.id for utelatt in plan.utelatte) and not pages.is_shown(
            plan, address
        ):
            changed.add(tema)
        else:
            nyheter[one.slag].append(_nyhet(plan, one, address, tema))
    utelatte = [tema.tittel for tema in plan.utelatte if tema.id in changed]
    return Utgavenytt(utgave, {slag: found for slag, found in nyheter.items() if found}, utelatte)


def _today(plan: Plan, one: Forskjell) -> str:
    """Return the address of the item today; that of the difference itself where there is no such
    item.
    """
    if one.slag == Forskjellsslag.BORTE:
        return one.adresse
    address: str = one.til if one.slag == Forskjellsslag.FLYTTET else one.adresse
    return standing(plan.by_address, plan.grunnplan, address) or address


def _tema(plan: Plan, one: Forskjell, address: str) -> str:
    item = _item(plan, one, address)
    return item.tema if isinstance(item, Okt) else tema_of(address)


def _item(plan: Plan, one: Forskjell, address: str) -> Punkt | None:
    """Return the item itself; none if it is gone, though another may have taken its address."""
    return None if one.slag == Forskjellsslag.BORTE else plan.by_address.get(address)


def _nyhet(plan: Plan, one: Forskjell, address: str, tema: str) -> Nyhet:
    item = _item(plan, one, address)
    return Nyhet(
        forskjell=one,
        adresse=address if item and pages.is_shown(plan, address) else "",
        navn=item.label if item else one.navn or _list_name(plan, address),
        tema=plan.by_address[tema].label
        if one.navn and tema != address and tema in plan.by_address
        else "",
        hos_oss=_local(plan, one, address, item),
        fra=_readable(plan, one, item, one.fra),
        til=_readable(plan, one, item, one.til),
    )


def _list_name(plan: Plan, address: str) -> str:
    """Return what a list, or a field of the whole plan, is called: «Relasjon: eksempler»."""
    owner, _, key = address.rpartition("/")
    return ": ".join(
        [
            *([plan.by_address[owner].label] if owner in plan.by_address else []),
            key.replace("_", " "),
        ]
    )


def _local(
    plan: Plan, one: Forskjell, address: str, item: Punkt | None
) -> Literal["", "erstatt", "fjern"]:
    if item is None:
        removed = (endring.adresse for endring in plan.endringer if endring.operasjon == "fjern")
        return "fjern" if any(f"{address}/".startswith(f"{gone}/") for gone in removed) else ""
    fields = {endring.felt for endring in item.endringer}
    return "erstatt" if one.felt in fields or (fields and one.slag == Forskjellsslag.NY) else ""


def _readable(plan: Plan, one: Forskjell, item: Punkt | None, value: Any) -> str | list[str]:
    """Return a value for people: a text, or the texts of a list."""
    refers = one.slag in _OF_ADDRESSES or (
        item is not None and one.felt in map(alias, pointers(type(item)))
    )

    def text(part: Any) -> str:
        return name_of(plan, part) if refers and isinstance(part, str) else _then(plan, shown(part))

    if isinstance(value, list):
        return [text(part) for part in value]
    return "" if value is None else text(value)


def _then(plan: Plan, text: str) -> str:
    """Return what an edition wrote down, which it did in bokmål."""
    return text if plan.malform == "bokmål" else Bokmal(text)
