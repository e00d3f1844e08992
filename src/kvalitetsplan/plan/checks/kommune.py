"""What is wrong with a municipality or a school: its number, colours, parts, files."""

import re
from collections.abc import Iterable, Iterator

from kvalitetsplan.plan.addresses import addressed, heir, is_outdated, why_gone
from kvalitetsplan.plan.checks.texts import PARAMETER
from kvalitetsplan.plan.colour import USES, why_unreadable
from kvalitetsplan.plan.folder import Mappe
from kvalitetsplan.plan.model import Grunnplan, Kommune, Utgave, has_field
from kvalitetsplan.reading.problems import Alvor, Mark, Problem, nearest

_DRAFT = re.compile(
    r"\b(?:utkast\w*|foreløpige?|førebels|høringsutgave\w*|høyringsutgåve\w*|ikk?j?e (?:vedtatt|vedtatte|vedteke|vedteken))\b",
    re.IGNORECASE,
)
"""What says of an edition that nobody has decided on it."""
INVENTED = "0000"
"""The municipality number of a municipality that does not exist."""


def check_kommune(
    kommune: Kommune, plan: Grunnplan, known: dict[str, str], pages: set[str]
) -> Iterator[Problem]:
    """Yield what is wrong with a municipality.

    `known` is every municipality's name by number; `pages` the files the municipality
    has in its folder, such as `sider/om-oss.md`.
    """
    yield from _number(kommune, known)
    yield from _colours(kommune)
    temaer = [tema.id for tema in plan.temaer]
    for index, id in enumerate(kommune.temaer):
        if id in kommune.temaer[:index]:
            message = f"«{id}» står to ganger; behold én"
            yield Problem(kommune.mark("temaer", index), "temaer", message)
        elif id not in temaer:
            new = heir(plan, id)
            hint = f" – det er flyttet; skriv «{new}»" if new in temaer else nearest(id, temaer)
            gone = why_gone(plan, id)
            message = f"temaet «{id}» er tatt ut: {gone}" if gone else f"ukjent tema «{id}»{hint}"
            alvor = Alvor.DRIFT if is_outdated(plan, id) else Alvor.FEIL
            yield Problem(kommune.mark("temaer", index), "temaer", message, alvor)
    yield from _validity(kommune)
    yield from _names(kommune)
    if kommune.vedtak:
        yield from not_draft(kommune.utgave)
    yield from _parts(kommune, set(kommune.temaer or temaer), pages)
    if kommune.logo and kommune.logo not in pages:
        yield Problem(
            kommune.mark("logo"), "logo", f"fila «{kommune.logo}» finnes ikke i kommunens mappe"
        )


def check_skole(mappe: Mappe, below: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with the files in a school's folder because of those `below`: the pages
    and pictures of the municipality, which the school's site shows too.
    """
    for file in sorted(below & set(mappe.files)):
        message = "kommunen har en fil med samme navn; gi denne et annet navn"
        yield Problem(Mark(mappe.told(file)), "", message)


def check_attachments(plan: Grunnplan, files: Iterable[str]) -> Iterator[Problem]:
    """Yield what is attached to something and is not in the folder.

    `files` are those of the layers, such as `bilder/skjema.pdf`.
    """
    there = set(files)
    for address, item in addressed(plan).items():
        if not has_field(type(item), "vedlegg"):
            continue
        for place, one in enumerate(item.vedlegg):  # type: ignore[attr-defined]
            if one.fil not in there:
                near = nearest(one.fil, there) or "; legg fila i mappa bilder/"
                message = f"fila «{one.fil}» finnes ikke i mappa{near}"
                yield Problem(item.mark("vedlegg", place, "fil"), f"{address}.vedlegg", message)


def _number(kommune: Kommune, known: dict[str, str]) -> Iterator[Problem]:
    mark: Mark = kommune.mark("nummer")
    if kommune.nummer == INVENTED:
        return
    if kommune.nummer not in known:
        yield Problem(
            mark, "nummer", f"«{kommune.nummer}» er ikke et kommunenummer; se data/kommuner.csv"
        )
    elif known[kommune.nummer] not in kommune.navn:
        yield Problem(
            mark,
            "nummer",
            f"{kommune.nummer} er {known[kommune.nummer]}, men navnet er «{kommune.navn}»",
        )


def not_draft(utgave: Utgave) -> Iterator[Problem]:
    """Yield where an edition of a plan that is decided on still calls itself a draft."""
    for field in ("versjon", "dato"):
        if hit := _DRAFT.search(getattr(utgave, field)):
            message = (
                f"planen er vedtatt, men her står det «{hit[0]}», og det ser leserne på hver side; "
                "skriv når utgaven kom, som «desember 2026»"
                if field == "dato"
                else f"planen er vedtatt, men her står det «{hit[0]}»; skriv et tall, som «1.0»"
            )
            yield Problem(utgave.mark(field), f"utgave.{field}", message, Alvor.VARSEL)


def _validity(kommune: Kommune) -> Iterator[Problem]:
    vedtak = kommune.vedtak
    if vedtak and vedtak.gjelder_til and vedtak.gjelder_til < (vedtak.gjelder_fra or vedtak.dato):
        begins = (
            f"den begynner ({vedtak.gjelder_fra})"
            if vedtak.gjelder_fra
            else f"den er vedtatt ({vedtak.dato})"
        )
        message = f"planen slutter å gjelde før {begins}"
        yield Problem(kommune.mark("vedtak", "gjelder_til"), "vedtak.gjelder_til", message)


def _names(kommune: Kommune) -> Iterator[Problem]:
    """Yield where a word of one's own stands in a name: there, none is filled in."""
    for owner, key, field in (
        (kommune, "", "navn"),
        (kommune, "", "dokumentnummer"),
        (kommune.kontakt, "kontakt.", "rolle"),
        (kommune.utgave, "utgave.", "versjon"),
        (kommune.utgave, "utgave.", "dato"),
        (kommune.vedtak, "vedtak.", "organ"),
        (kommune.vedtak, "vedtak.", "saksnummer"),
        *((one, f"lenker.{place}.", "tekst") for place, one in enumerate(kommune.lenker, 1)),
    ):
        if owner and (hit := PARAMETER.search(getattr(owner, field) or "")):
            message = f"«{hit[0]}» blir ikke fylt ut her; skriv selve ordet"
            yield Problem(owner.mark(field), f"{key}{field}", message)


def _colours(kommune: Kommune) -> Iterator[Problem]:
    for use in USES:
        if reason := why_unreadable(use, getattr(kommune.farger, use)):
            yield Problem(
                kommune.mark("farger", use),
                f"farger.{use}",
                "{}; bruk for eksempel «{}»".format(*reason),
            )


def _parts(kommune: Kommune, chosen: set[str], pages: set[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    whom: set[str | None] = set()
    for part, del_ in enumerate(kommune.deler):
        if not (del_.innhold or del_.gjelder):
            message = "delen har ikke noe innhold; skriv temaer og sider under «innhold», eller «gjelder: SFO»"
            yield Problem(kommune.mark("deler", part), f"deler.{part + 1}", message)
        if del_.gjelder and del_.gjelder in whom:
            message = f"en annen del gjelder «{del_.gjelder}» også; behold én"
            yield Problem(kommune.mark("deler", part, "gjelder"), f"deler.{part + 1}", message)
        whom.add(del_.gjelder)
        for index, name in enumerate(del_.innhold):
            mark = kommune.mark("deler", part, "innhold", index)
            if name in seen:
                yield Problem(mark, f"deler.{part + 1}", f"«{name}» står i to deler; behold én")
            elif name not in pages | chosen:
                near = nearest(name, pages | chosen)
                yield Problem(
                    mark,
                    f"deler.{part + 1}",
                    f"«{name}» er verken et valgt tema eller en side{near}",
                )
            seen.add(name)
