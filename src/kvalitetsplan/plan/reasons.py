"""Why a layer may not do something, and what to write instead."""

import re
from collections.abc import Iterator

from kvalitetsplan.plan.addresses import (
    addressed,
    all_lists,
    find,
    heir,
    owner_of,
    references,
    tema_of,
    why_gone,
)
from kvalitetsplan.plan.checks import PARAMETER, all_texts, overclaimed, says_otherwise
from kvalitetsplan.plan.model import (
    Grunnplan,
    Lag,
    Par,
    Punkt,
    Tema,
    Tilpasning,
    item_lists,
    item_types,
)
from kvalitetsplan.plan.words import slug
from kvalitetsplan.reading.problems import Mark, Problem, listed, nearest
from kvalitetsplan.reading.values import alias, told

_SEVERAL = re.compile(r"[*,;]|\s(?:og|eller)\s")
"""What people write where they mean more than one."""


def why_untouchable(plan: Grunnplan, address: str) -> str:
    """Return why a layer may not change the item with this address, or an empty string if it
    may.
    """
    if found := find(plan, address):
        return (
            f"«{address}» er låst, fordi det gjengir loven; legg til noe eget i stedet"
            if found[1].LOCKED
            else ""
        )
    if find(plan, new := heir(plan, address)):
        return f"«{address}» er flyttet; skriv «{new}»"
    if reason := why_gone(plan, address):
        return f"«{address}» er tatt ut: {reason}"
    if _SEVERAL.search(address):
        return f"«{told(address)}» kan ikke stå for flere; skriv et punkt for hver av dem"
    if address in all_lists(plan):
        return f"«{address}» er en liste; skriv et punkt for hver av dem som står i den"
    near = (
        nearest(address, addressed(plan))
        or "; adressen er temaet og id-en, som «relasjon/hilser-ved-navn»"
    )
    return f"ukjent punkt «{told(address)}»{near}"


_LISTS_OF = {
    "arshjul": "hendelser",
    "aret": "hendelser",
    "handlingsplikten": "lokale_regler",
    "plikten": "lokale_regler",
    "regler": "lokale_regler",
    "lovverk": "paragrafer",
    "utviklingslop": "semestre",
    "ordliste": "begreper",
    "spor-og-svar": "situasjoner",
    "skjemaer": "maler",
    "tema": "temaer",
}
"""The list that is meant by the name of a page, or by what people call it."""


def why_no_list(plan: Grunnplan, liste: str) -> str:
    """Return why there is no list with this address, and what to write instead."""
    owner = owner_of(liste)
    if owner and (new := heir(plan, owner)) != owner and find(plan, new):
        return f"«{owner}» er flyttet; skriv «{new}/{liste.rpartition('/')[2]}»"
    if owner and (reason := why_gone(plan, owner)):
        return f"«{owner}» er tatt ut: {reason}"
    said = slug(liste.removesuffix(".html"))
    if _LISTS_OF.get(said) in item_lists(plan):
        return f"ukjent liste «{liste}»; lista heter «{_LISTS_OF[said]}»"
    if (found := find(plan, liste)) and (inner := item_lists(found[1])):
        return f"«{liste}» er ingen liste; skriv hvilken: {listed(f'{liste}/{name}' for name in inner)}"
    hint = nearest(liste, all_lists(plan))
    return (
        f"ukjent liste «{told(liste)}»{hint or '; se listene med «kvalitetsplan skjema --lister»'}"
    )


def why_no_word(plan: Grunnplan, name: str) -> str:
    """Return why a layer cannot say what a word is to be: the plan has no such word."""
    address = f"parametre/{name}"
    if find(plan, new := heir(plan, address)):
        return f"ordet «{name}» er flyttet; skriv «{new.removeprefix('parametre/')}»"
    if reason := why_gone(plan, address):
        return f"ordet «{name}» er tatt ut: {reason}"
    known = [one.id for one in plan.parametre]
    return f"ukjent parameter «{name}»{nearest(name, known) or f'; kjente er {listed(known)}'}"


def why_irreplaceable(item: Punkt, felt: str) -> str:
    """Return why a layer may not put another value in a field of an item, or an empty string if it
    may.
    """
    fields = [
        alias(name)
        for name in type(item).model_fields
        if name != "id" and name not in item_types(type(item))
    ]
    if felt == "id":
        return "id kan ikke endres: adresser og tilpasninger henger på den"
    if felt in item_lists(item):
        return f"«{felt}» er en liste med punkter; endre ett punkt om gangen med «erstatt», «legg_til» eller «fjern»"
    if any(one.id == felt for ones in item_lists(item).values() for one in ones):
        return f"«{felt}» er et punkt, ikke et felt; la id-en slutte på «/{felt}», og skriv feltet i det"
    if felt not in fields:
        hint = nearest(felt, fields) or f"; dette punktet har {listed(fields)}"
        return f"ukjent felt «{felt}»{hint}"
    return ""


def unbearable(
    before: Grunnplan, after: Grunnplan, tilpasning: Tilpasning, lag: Lag
) -> list[Problem]:
    """Return what a layer does that something below cannot bear, once for each change: takes away
    what it cannot be without, or makes too little of what it stands on.
    """
    needed = list(_needed_removals(before, after, tilpasning, lag))
    told = {one.mark for one in needed}
    weak = _weakened(before, after, tilpasning, lag)
    return [*needed, *(one for one in weak if one.mark not in told)]


def _needed_removals(
    before: Grunnplan, after: Grunnplan, tilpasning: Tilpasning, lag: Lag
) -> Iterator[Problem]:
    """Yield the removals that leave something below without what it cannot be without."""
    if not tilpasning.fjern:
        return
    left = addressed(after)
    users: dict[str, list[str]] = {}
    words: dict[str, list[str]] = {}
    for address, item in addressed(before).items():
        now = left.get(address)
        for ref in references(item, tema_of(address)) if now else ():
            value = getattr(now, ref.field)
            stands = value == ref.text if isinstance(value, str) else value == () and ref.is_needed
            if ref.address not in left and stands:
                users.setdefault(ref.address, []).append(address)
    for address, _, _, text in all_texts(after):
        for name in PARAMETER.findall(text) if "{" in text else ():
            words.setdefault(f"parametre/{name}", []).append(address)
    for change in tilpasning.fjern:
        if change.id in words:
            yield Problem(change.mark("id"), "fjern.id", _word_needed(change.id, words[change.id]))
        inside = f"{change.id}/"
        found = [
            one
            for address, those in users.items()
            if address == change.id or address.startswith(inside)
            for one in those
        ]
        if found:
            is_theme = isinstance(addressed(before)[change.id], Tema)
            message = _THEME_NEEDED[lag] if is_theme else _needed_by(found)
            yield Problem(change.mark("id"), "fjern.id", message.format(change.id, len(set(found))))


def _weakened(
    before: Grunnplan, after: Grunnplan, tilpasning: Tilpasning, lag: Lag
) -> Iterator[Problem]:
    """Yield what a layer does to sources that pairs below it stand on, so that they say too much of
    how well they are known.
    """
    changes: dict[str, tuple[Mark, str]] = {
        **{one.id: (one.mark("id"), "fjern.id") for one in tilpasning.fjern},
        **{
            one.id: (one.mark("til"), f"erstatt.{one.id}.grunnlag")
            for one in tilpasning.erstatt
            if one.felt == "grunnlag"
        },
    }
    sources = {id: place for id, place in changes.items() if id.startswith("kilder/")}
    users: dict[str, list[str]] = {}
    for tema, par, _ in overclaimed(after, lag) if sources else ():
        below = addressed(before).get(f"{tema.id}/{par.id}")
        if isinstance(below, Par) and par.kilder and not says_otherwise(par, lag):
            for id in below.kilder:
                users.setdefault(f"kilder/{id}", []).append(f"{tema.id}/{par.id}")
    for address in users.keys() & sources.keys():
        yield Problem(*sources[address], _WEAKENED.format(address, _some(users[address])))


_WEAKENED = (
    "«{}» bærer {}; skriv et svakere «grunnlag» der med «erstatt», eller gi dem en kilde til"
)
_THEME_NEEDED = {
    Lag.KOMMUNEN: "temaet «{}» brukes andre steder i planen ({}); slett denne endringen, og ta temaet "
    "ut med «temaer:» i kommune.yaml, der dere skriver de temaene dere vil ha",
    Lag.SKOLEN: "temaet «{}» brukes andre steder i planen ({}), og en skole kan ikke ta det ut; slett "
    "denne endringen",
}


def _word_needed(address: str, texts: list[str]) -> str:
    name = address.removeprefix("parametre/")
    return f"«{{{name}}}» står i {_some(texts)}; velg et annet ord med «sett: {{ {name}: … }}» i stedet"


def _needed_by(users: list[str]) -> str:
    return f"«{{}}» trengs av {_some(users)}; fjern det også, eller erstatt det som viser hit"


def _some(addresses: list[str]) -> str:
    first, *more = dict.fromkeys(addresses)
    return f"«{first}» og {len(more)} til" if more else f"«{first}»"
