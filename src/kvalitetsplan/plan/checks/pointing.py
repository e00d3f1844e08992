"""That references lead somewhere."""

from collections import Counter
from collections.abc import Iterator, Mapping

from kvalitetsplan.plan.addresses import (
    Reference,
    addressed,
    all_references,
    heir,
    is_outdated,
    owner_of,
    pointers,
    why_gone,
)
from kvalitetsplan.plan.model import Grunnplan, Lag, Punkt
from kvalitetsplan.plan.once import once
from kvalitetsplan.reading.problems import Alvor, Mark, Problem, listed, nearest
from kvalitetsplan.reading.values import alias


def check_references(plan: Grunnplan, removed: Mapping[str, Mark]) -> Iterator[Problem]:
    """Yield the references that lead nowhere. `removed` is where the layer on top has taken things
    out.
    """
    known = addressed(plan)
    for address, item, ref in all_references(plan):
        if ref.address not in known or type(known[ref.address]).__name__ not in ref.til:
            key = alias(ref.field)
            loc = (key, ref.place) if isinstance(getattr(item, ref.field), tuple) else (key,)
            outdated = is_outdated(plan, ref.address)
            yield Problem(
                item.mark(*loc),
                f"{address}.{key}",
                _taken_out(ref, removed)
                or _of_other_kind(item, ref, known)
                or _unknown(plan, ref, known),
                Alvor.DRIFT if outdated and item.lag != Lag.GRUNNPLANEN else Alvor.FEIL,
            )


def check_repeated(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the references, times and stages that a layer has written twice in one field."""
    for address, item in addressed(plan).items():
        for field, key in _own_lists(item):
            value = getattr(item, field)
            for place, text in enumerate(value):
                if text in value[:place]:
                    message = f"«{text}» står to ganger; behold én"
                    yield Problem(item.mark(key, place), f"{address}.{key}", message)


def _own_lists(item: Punkt) -> Iterator[tuple[str, str]]:
    """Yield the fields with references, times or stages that a layer has written, each with its
    YAML key.
    """
    replaced = {one.felt for one in item.endringer}
    if item.lag == Lag.GRUNNPLANEN and not replaced:
        return
    for field in (*pointers(type(item)), *_VALUES):
        key = alias(field)
        is_own = item.lag != Lag.GRUNNPLANEN or key in replaced
        if is_own and isinstance(getattr(item, field, None), tuple):
            yield field, key


_VALUES = ("maneder", "uker", "datoer", "trinn")
"""The fields with single values that are no references; see `Tidfestet`."""


def _taken_out(ref: Reference, removed: Mapping[str, Mark]) -> str:
    by = next((one for one in (ref.address, owner_of(ref.address)) if one in removed), "")
    why = "; vis til noe annet, eller behold det"
    return f"«{ref.text}» har dere tatt ut i linje {removed[by].line}{why}" if by else ""


def _head(ref: Reference) -> str:
    """Return what stands before what is written, in the address it means."""
    return ref.address.removesuffix(ref.text)


def _of_other_kind(item: Punkt, ref: Reference, known: dict[str, Punkt]) -> str:
    if ref.address not in known:
        return ""
    kind, wanted = type(known[ref.address]).__name__, " eller ".join(ref.til)
    there = (alias(name) for name, peker in pointers(type(item)).items() if kind in peker.til)
    remedy = next((f"skriv det under «{key}»" for key in there), "vis til noe annet")
    return f"«{ref.text}» er ikke {wanted.lower()}, men {kind.lower()}; {remedy}"


def _unknown(plan: Grunnplan, ref: Reference, known: dict[str, Punkt]) -> str:
    if (new := heir(plan, ref.address)) != ref.address and new in known:
        return f"«{ref.text}» er flyttet; skriv «{new.removeprefix(_head(ref))}»"
    if reason := why_gone(plan, ref.address):
        return f"«{ref.text}» er tatt ut: {reason}"
    kind = " eller ".join(name.lower() for name in ref.til)
    head = _head(ref)
    addresses = [address for address, item in known.items() if type(item).__name__ in ref.til]
    if ref.field == "sannsynliggjor" and (
        elsewhere := [one for one in addresses if one.endswith(f"/{ref.text}")]
    ):
        return f"virkningen «{ref.text}» står i et annet tema; skriv «{elsewhere[0]}»"
    choices = [address.removeprefix(head) for address in addresses]
    near = nearest(ref.text, choices)
    if ref.til == ("Rolle",) and not near:
        near = f"; bruk {listed(choices[::-1])}, eller legg til rollen i lista «roller»"
    return f"ukjent {kind} «{ref.text}»{near}"


@once
def used(plan: Grunnplan) -> Counter[str]:
    """Return how many times each address is referred to."""
    return Counter(ref.address for _, _, ref in all_references(plan))
