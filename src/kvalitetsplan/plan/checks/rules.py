"""What holds for every plan: ids stand once, times are given, words are known, texts fit the
wall.
"""

from collections.abc import Iterator
from typing import get_args

from kvalitetsplan.plan.addresses import addressed
from kvalitetsplan.plan.checks.texts import PARAMETER, all_texts
from kvalitetsplan.plan.model import (
    Grunnplan,
    Lag,
    Lengde,
    Lov,
    Mal,
    Okt,
    Oktfase,
    Par,
    Parameter,
    Punkt,
    Refleksjonsoppgave,
    Situasjon,
    Sjekkliste,
    Tema,
    Treningsforslag,
    item_lists,
)
from kvalitetsplan.plan.sted import RESERVED
from kvalitetsplan.reading.problems import Alvor, Problem, listed, nearest

SECTIONS = (
    "kjennetegn",
    "eksempler",
    "refleksjonsoppgaver",
    "treningsforslag",
    "bruk-i-pu-tid",
    "hva-vi-ikke-vet",
    "lov",
    "kilder",
    "relaterte",
    "flyttet",
)
"""The ids of a theme page's own sections; no item in a theme may take one."""

FRAME = ("innhold", "innhold-tittel", "meny", "sok-navn", "sokefelt", "topp")
"""The ids of what stands around the content of every page; nothing in the content may take one."""

OURS = "kp-"
"""What the ids of the site's own parts begin with; nothing in the content may begin so."""

ON_THE_WALL = (Par, Refleksjonsoppgave, Treningsforslag, Oktfase, Okt)
"""What is projected in staff time."""

FILES_OF_THEIR_OWN = (Tema, Situasjon, Okt, Mal, Sjekkliste, Lov)
"""What gives its id to a page, a Word document or a file of law."""

WALL_PARAGRAPH = 700
"""The longest paragraph, in characters, that is sure to fit on the wall with its heading. A QR code
gives way to it.

At the smallest text (24 px at 1280×720) the narrowest wall, 1024×768, has 13 such lines of 54
characters.
"""


def ids(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the ids that stand more than once."""
    for key, items in item_lists(plan).items():
        yield from _repeated(key, items)
    for tema in plan.temaer:
        yield from _repeated(tema.id, tuple(tema.items()))


def _repeated(place: str, items: tuple[Punkt, ...]) -> Iterator[Problem]:
    first: dict[str, Punkt] = {}
    for item in items:
        if item.id in first:
            line = first[item.id].mark("id")
            yield Problem(
                item.mark("id"),
                f"{place}/{item.id}",
                f"id-en er brukt i {line.file}:{line.line}; gi en av dem en ny",
            )
        first.setdefault(item.id, item)


def is_reserved(id: str) -> bool:
    """Tell whether something around the content of a page has an id, or may have it."""
    return id.startswith(OURS) or id in FRAME


def reserved(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the ids that something on the page has already, or that no file can have."""
    for address, item in addressed(plan).items():
        if is_reserved(item.id):
            message = f"«{item.id}» er opptatt av det som står rundt siden; velg en annen id"
            yield Problem(item.mark("id"), address, message)
        if isinstance(item, FILES_OF_THEIR_OWN) and item.id in RESERVED:
            better = f"{item.id}-{type(item).__name__.lower()}"
            message = f"id-en blir navnet på en fil, og Windows har tatt «{item.id}»; kall den «{better}» eller noe annet"
            yield Problem(item.mark("id"), address, message)
    lists = list(item_lists(plan))
    for tema in plan.temaer:
        if tema.id in lists:
            yield Problem(
                tema.mark("id"),
                tema.id,
                f"«{tema.id}» er navnet på en liste og kan ikke være en tema-id",
            )
        for item in tema.items():
            if item.id in SECTIONS:
                message = f"«{item.id}» er opptatt av en overskrift på temasiden; velg en annen id"
                yield Problem(item.mark("id"), f"{tema.id}/{item.id}", message)


def timed(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the events that stand nowhere in the year."""
    for one in plan.hendelser:
        if not one.i_maneder:
            message = "mangler tid; skriv «måneder: [8]», «uker: [34]» eller «datoer: [12. mars]»"
            mark = one.replaced_at("måneder", "uker", "datoer") or one.mark("id")
            yield Problem(mark, f"hendelser/{one.id}", message)


def lengths(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the phases that do not say how long they last in a session as long as one there is, and
    those that are longer than it.
    """
    used = {okt.minutter for okt in plan.okter}
    for fase in plan.oktfaser:
        for length in get_args(Lengde):
            if length in used and length not in fase.minutter:
                message = (
                    f"mangler minutter for økter på {length}; skriv dem, "
                    "eller «0» når lederen velger fasen"
                )
                yield Problem(fase.mark("minutter"), f"øktfaser/{fase.id}.minutter", message)
    minutes = {one: sum(fase.minutter.get(one, 0) for fase in plan.oktfaser) for one in used}
    if long := [
        f"{minutes[one]} minutter i økter på {one}" for one in used if minutes[one] > int(one)
    ]:
        fase = max(plan.oktfaser, key=_touched)
        message = f"fasene varer til sammen {', '.join(sorted(long))}; kort ned en av dem"
        place = f"øktfaser/{fase.id}.minutter"
        yield Problem(fase.mark("minutter"), place, message, Alvor.VARSEL)


def _touched(fase: Oktfase) -> bool:
    return fase.lag != Lag.GRUNNPLANEN or fase.replaced_at("minutter") is not None


def parameters(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the parameters that have no value, and those in texts that nobody knows."""
    known = [parameter.id for parameter in plan.parametre]
    for parameter in plan.parametre:
        if parameter.standard is None:
            message = (
                f"mangler verdi: {parameter.forklaring} Skriv den under «sett» i tilpasning.yaml"
            )
            mark = parameter.replaced_at("standard") or parameter.mark("id")
            yield Problem(mark, f"sett.{parameter.id}", message)
        elif PARAMETER.search(parameter.standard):
            message = "ordet settes inn i andre tekster, og kan ikke ha krøllparenteser i seg"
            yield Problem(parameter.mark("standard"), f"sett.{parameter.id}", message)
    for address, item, key, text in all_texts(plan):
        is_word = isinstance(item, Parameter) and key == "standard"  # it may not have any
        for name in PARAMETER.findall(text) if "{" in text and not is_word else ():
            if name not in known:
                near = nearest(name, known) or _no_parameter(known)
                yield Problem(
                    item.mark(key), f"{address}.{key}", f"ukjent parameter «{{{name}}}»{near}"
                )


def _no_parameter(known: list[str]) -> str:
    there = f"; kjente er {listed(known)}" if known else ""
    return f"{there}; skal det stå som tekst, bruk vanlige parenteser"


def wall(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the paragraphs that are too long to be projected."""
    for address, item, key, text in all_texts(plan):
        if len(text) <= WALL_PARAGRAPH or not isinstance(item, ON_THE_WALL):
            continue
        longest = max(map(len, text.split("\n\n")))
        if longest > WALL_PARAGRAPH and key != "til_lederen":
            message = (
                f"avsnittet har {longest} tegn og får ikke plass på storskjermen; "
                f"del det i to, eller skriv det kortere (høyst {WALL_PARAGRAPH} tegn)"
            )
            yield Problem(item.mark(key), f"{address}.{key}", message)
