"""What a type alone cannot say about a plan: that references lead somewhere, that ids stand once.

Every check takes a plan and yields problems. A new rule is a new function in CHECKS.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import get_args

from kvalitetsplan.plan.addresses import (
    Reference,
    addressed,
    heir,
    is_outdated,
    owner_of,
    pointers,
    references,
    tema_of,
    why_gone,
)
from kvalitetsplan.plan.colour import USES, why_unreadable
from kvalitetsplan.plan.folder import Mappe
from kvalitetsplan.plan.model import (
    Endring,
    Grunnplan,
    Kommune,
    Lag,
    Niva,
    Okt,
    Oktfase,
    Par,
    Punkt,
    Refleksjonsoppgave,
    Synonymfil,
    Treningsforslag,
    Trinn,
    item_lists,
    item_types,
)
from kvalitetsplan.reading.problems import Mark, Problem, Slag, listed, nearest
from kvalitetsplan.reading.values import Modell, alias

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

ON_THE_WALL = (Par, Refleksjonsoppgave, Treningsforslag, Oktfase, Okt)
"""What is projected in staff time."""

WALL_PARAGRAPH = 700
"""The longest paragraph, in characters, that is sure to fit on the wall with its heading. A QR code
gives way to it.

At the smallest text (24 px at 1280×720) the narrowest wall, 1024×768, has 13 such lines of 54
characters.
"""

STRENGTH = ("ramme", "sannsynlig", "dokumentert")
"""How well a source makes something known, the weakest first."""

INVENTED = "0000"
"""The municipality number of a municipality that does not exist."""

_WORD = re.compile(r"\w+")

PARAMETER = re.compile(r"\{([^{}]*)\}")
"""A parameter in a text, as in «vi drøfter det i {pu-tid}»."""


def check(plan: Grunnplan, lag: Lag, endringer: Iterable[Endring] = ()) -> Iterator[Problem]:
    """Yield everything that is wrong with a plan. `lag` is the layer on top of it, and `endringer`
    what that has done.
    """
    for rule in CHECKS:
        yield from rule(plan)
    removed = {one.adresse: one.mark for one in endringer if one.operasjon == "fjern"}
    yield from _references(plan, removed)
    yield from _lonely(plan, lag)


def _ids(plan: Grunnplan) -> Iterator[Problem]:
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


def _reserved(plan: Grunnplan) -> Iterator[Problem]:
    for address, item in addressed(plan).items():
        if item.id in FRAME:
            message = f"«{item.id}» er opptatt av det som står rundt siden; velg en annen id"
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


def _references(plan: Grunnplan, removed: Mapping[str, Mark]) -> Iterator[Problem]:
    known = addressed(plan)
    for address, item in known.items():
        for ref in references(item, tema_of(address)):
            if ref.address not in known or type(known[ref.address]).__name__ not in ref.til:
                key = alias(ref.field)
                loc = (key, ref.place) if isinstance(getattr(item, ref.field), tuple) else (key,)
                outdated = is_outdated(plan, ref.address)
                yield Problem(
                    item.mark(*loc),
                    f"{address}.{key}",
                    _taken_out(ref, removed) or _unknown(plan, ref, known),
                    Slag.DRIFT if outdated and item.lag != Lag.GRUNNPLANEN else Slag.FEIL,
                )


def _taken_out(ref: Reference, removed: Mapping[str, Mark]) -> str:
    by = next((one for one in (ref.address, owner_of(ref.address)) if one in removed), "")
    why = "; vis til noe annet, eller behold det"
    return f"«{ref.text}» har dere tatt ut i linje {removed[by].line}{why}" if by else ""


def _head(ref: Reference) -> str:
    """Return what stands before what is written, in the address it means."""
    return ref.address.removesuffix(ref.text)


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
    return f"ukjent {kind} «{ref.text}»{nearest(ref.text, choices)}"


def used(plan: Grunnplan) -> Counter[str]:
    """Return how many times each address is referred to."""
    return Counter(
        ref.address
        for address, item in addressed(plan).items()
        for ref in references(item, tema_of(address))
    )


def _lonely(plan: Grunnplan, lag: Lag) -> Iterator[Problem]:
    count = used(plan)
    for tema in plan.temaer:
        for virkning in tema.virkninger:
            # An effect from below may be left lonely by a layer that removed its pairs; it is then
            # not shown.
            if not count[f"{tema.id}/{virkning.id}"] and virkning.lag == lag:
                message = "ingen par sannsynliggjør denne virkningen; skriv id-en i et par, eller fjern den"
                yield Problem(virkning.mark("id"), f"{tema.id}/{virkning.id}", message)


def _emptied(plan: Grunnplan) -> Iterator[Problem]:
    for tema in plan.temaer:
        for par in tema.par:
            if not par.sannsynliggjor:
                message = "paret har ikke lenger noe under «sannsynliggjør»; erstatt lista, eller fjern paret også"
                yield Problem(
                    par.mark("sannsynliggjør"), f"{tema.id}/{par.id}.sannsynliggjør", message
                )


def _evidence(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the pairs that claim to be better known than their sources make them."""
    strength = {kilde.id: STRENGTH.index(kilde.grunnlag) for kilde in plan.kilder}
    for tema in plan.temaer:
        for par in tema.par:
            if reason := _overclaimed(par, [strength[id] for id in par.kilder if id in strength]):
                felt, message = reason
                yield Problem(par.mark(felt), f"{tema.id}/{par.id}.{felt}", message)


def _overclaimed(par: Par, sources: list[int]) -> tuple[str, str] | None:
    """Return the field that is wrong and what to write, or None. `sources` is the strength of each."""
    if par.grunnlag == "vedtatt":
        own = par.lag != Lag.GRUNNPLANEN or any(one.felt == "grunnlag" for one in par.endringer)
        message = "bare en kommune eller en skole kan ha vedtatt et par; skriv «ramme», «sannsynlig» eller «dokumentert»"
        return None if own else ("grunnlag", message)
    if not par.kilder:
        return "kilder", (
            "paret har ingen kilder; skriv minst én, "
            "eller «grunnlag: vedtatt» hvis dere har bestemt det selv"
        )
    best = max(sources, default=len(STRENGTH))  # unknown sources are another rule's business
    if best >= STRENGTH.index(par.grunnlag):
        return None
    why = {
        "dokumentert": "ingen av kildene har målt virkningen",
        "sannsynlig": "alle kildene er rammeverk, som ikke måler noe",
    }[par.grunnlag]
    return "grunnlag", (
        f"«{par.grunnlag}» er for sterkt: {why}; "
        f"skriv «{STRENGTH[best]}», eller legg til en kilde som bærer det"
    )


def _moved(plan: Grunnplan) -> Iterator[Problem]:
    known = addressed(plan)
    for old, new in plan.flyttet.items():
        if new not in known and new not in plan.flyttet:
            yield Problem(
                plan.mark("flyttet", old),
                f"flyttet.{old}",
                f"ukjent adresse «{new}»{nearest(new, known)}",
            )
    for key, addresses in (("flyttet", plan.flyttet), ("utgått", plan.utgatt)):
        for old in addresses:
            if old in known:
                message = f"«{old}» finnes fortsatt; fjern linja, eller gi punktet en ny id"
                yield Problem(plan.mark(key, old), f"{key}.{old}", message)


def _parameters(plan: Grunnplan) -> Iterator[Problem]:
    known = [parameter.id for parameter in plan.parametre]
    for parameter in plan.parametre:
        if parameter.standard is None:
            message = (
                f"mangler verdi: {parameter.forklaring} Skriv den under «sett» i tilpasning.yaml"
            )
            yield Problem(parameter.mark("id"), f"sett.{parameter.id}", message)
    for address, item in addressed(plan).items():
        for key, text in texts(item):
            for name in PARAMETER.findall(text):
                if name not in known:
                    message = f"ukjent parameter «{{{name}}}»{nearest(name, known) or f'; kjente er {listed(known)}'}"
                    yield Problem(item.mark(key), f"{address}.{key}", message)


def texts(item: Modell) -> Iterator[tuple[str, str]]:
    """Yield every text a reader sees that stands directly in an item, with its YAML key. References
    are not texts.
    """
    for name, key in _text_fields(type(item)):
        value = getattr(item, name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                yield key, text


@cache
def _text_fields(kind: type[Modell]) -> tuple[tuple[str, str], ...]:
    """Return the fields that may hold texts, each with its YAML key."""
    others = {"id", *item_types(kind), *pointers(kind)}
    return tuple((name, alias(name)) for name in kind.model_fields if name not in others)


def _wall(plan: Grunnplan) -> Iterator[Problem]:
    for address, item in addressed(plan).items():
        for key, text in texts(item) if isinstance(item, ON_THE_WALL) else ():
            longest = max(map(len, text.split("\n\n")))
            if longest > WALL_PARAGRAPH and key != "til_lederen":
                message = (
                    f"avsnittet har {longest} tegn og får ikke plass på storskjermen; "
                    f"del det i to, eller skriv det kortere (høyst {WALL_PARAGRAPH} tegn)"
                )
                yield Problem(item.mark(key), f"{address}.{key}", message)


CHECKS: tuple[Callable[[Grunnplan], Iterator[Problem]], ...] = (
    _ids,
    _reserved,
    _emptied,
    _evidence,
    _parameters,
    _wall,
)


def check_shared(plan: Grunnplan) -> Iterator[Problem]:
    """Yield what is wrong with the shared plan alone, and would be no fault under a layer that
    leaves something out.
    """
    yield from _moved(plan)
    yield from _unlawful(plan)
    yield from _situations(plan)
    yield from _sessions(plan)
    count = used(plan)
    for kilde in plan.kilder:
        if not count[f"kilder/{kilde.id}"]:
            message = "ingen par eller temaer viser til kilden; bruk den, eller fjern den"
            yield Problem(kilde.mark("id"), f"kilder/{kilde.id}", message)


MOST_TASKS = 2
"""A group of adults has time for no more tasks than this in one session, however long."""


def _sessions(plan: Grunnplan) -> Iterator[Problem]:
    """Do the times hold: is there room for each exercise, and for each task?"""
    known = addressed(plan)
    for okt in plan.okter:
        place = f"økter/{okt.id}"
        time = sum(fase.minutter[okt.minutter] for fase in plan.oktfaser if fase.viser == "øvelser")
        if len(okt.oppgaver) > MOST_TASKS:
            message = f"{len(okt.oppgaver)} oppgaver er for mye; velg {MOST_TASKS}"
            yield Problem(okt.mark("oppgaver"), f"{place}.oppgaver", message)
        for index, address in enumerate(okt.trening):
            item = known.get(address)
            if isinstance(item, Treningsforslag) and item.ovetid > time:
                message = (
                    f"øvelsen «{address}» tar {item.ovetid} minutter, og økta har {time} til å øve; "
                    "velg en kortere øvelse, eller en lengre økt"
                )
                yield Problem(okt.mark("trening", index), f"{place}.trening", message)


def _unlawful(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the duties that do not say what the law demands of every role, apart from what is local."""
    demanded = {(krav.plikt, krav.hvem) for krav in plan.krav}
    if not {plikt for plikt, _ in demanded} <= {plikt.id for plikt in plan.plikter}:
        return  # a misspelt duty is another rule's to say
    for plikt in plan.plikter:
        for hvem in get_args(Niva):
            if (plikt.id, hvem) not in demanded:
                message = f"mangler det loven krever av {hvem}; skriv minst ett punkt under «krav»"
                yield Problem(plikt.mark("id"), f"plikter/{plikt.id}", message)


_ANSWERS = {
    "ring": "si hvem man ringer eller går til",
    "ikke": "si hva man lar være",
    "om_plikten": "si når plikten gjelder, eller hvorfor den ikke gjør det",
}
"""What everyone in a hurry asks for, and what to write where a situation does not answer."""


def _situations(plan: Grunnplan) -> Iterator[Problem]:
    for item in plan.situasjoner:
        for key, remedy in _ANSWERS.items():
            if not getattr(item, key):
                message = f"mangler «{key}»; {remedy}"
                yield Problem(item.mark("id"), f"situasjoner/{item.id}.{key}", message)
        if item.gruppe == "andre":
            message = "mangler «gruppe»; si hva situasjonen handler om"
            yield Problem(item.mark("id"), f"situasjoner/{item.id}.gruppe", message)


def check_stages(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the themes where one of the stages has nothing made for it.

    `valider` asks this of the shared plan alone: a plan can be built without it.
    """
    for tema in plan.temaer:
        shown = set(tema.stages())
        for trinn in get_args(Trinn):
            if trinn not in shown:
                message = (
                    f"ingenting er laget for «{trinn}»; "
                    "skriv et eksempel, en oppgave eller en øvelse med det under «trinn»"
                )
                yield Problem(tema.mark("id"), tema.id, message)


def check_synonymer(file: Synonymfil, plan: Grunnplan, titles: Iterable[str]) -> Iterator[Problem]:
    """Yield the synonyms that cannot be searched for, or that lead to nothing.

    A meaning leads somewhere when all its words begin a word in one and the same item,
    or in one of `titles`, the titles of the pages.
    """
    if not file.synonymer:
        return
    written = [
        *titles,
        *(" ".join((*_said(item), *_said_otherwise(item))) for item in addressed(plan).values()),
    ]
    everything = "\n".join(" ".join(["", *_WORD.findall(one.lower())]) for one in written)
    leads = {
        one: _stands(one, everything) for meanings in file.synonymer.values() for one in meanings
    }
    for phrase, meanings in file.synonymer.items():
        if not _WORD.search(phrase):
            yield Problem(
                file.mark("synonymer", phrase),
                "synonymer",
                "et synonym må ha minst ett ord til venstre for kolonet",
            )
        for index, meaning in enumerate(meanings):
            if not leads[meaning]:
                near = (
                    nearest(meaning.lower(), set(everything.split()))
                    or "; skriv et ord som står i planen"
                )
                message = f"«{meaning}» gir ikke treff i planen{near}"
                yield Problem(file.mark("synonymer", phrase, index), f"synonymer.{phrase}", message)


def _said(item: Punkt) -> Iterator[str]:
    return (text for _, text in texts(item))


def _said_otherwise(item: Punkt) -> Iterator[str]:
    """Yield the texts of an item in the other form of Norwegian: the search finds either."""
    for value in item.andre.values():
        yield from value if isinstance(value, tuple) else (value,)


def _stands(meaning: str, everything: str) -> bool:
    """Tell whether the words of a meaning begin words in one and the same item. Each item is a line
    in `everything`.
    """
    words = sorted((f" {word}" for word in _WORD.findall(meaning.lower())), key=len, reverse=True)
    # The longest is the rarest: there are few lines to look at.
    return bool(words) and any(
        all(word in line for word in words[1:]) for line in _lines_with(words[0], everything)
    )


def _lines_with(word: str, text: str) -> Iterator[str]:
    at = text.find(word)
    while at >= 0:
        end = text.find("\n", at)
        yield text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]
        at = text.find(word, end) if end >= 0 else -1


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
        if id not in temaer:
            new = heir(plan, id)
            hint = f" – det er flyttet; skriv «{new}»" if new in temaer else nearest(id, temaer)
            gone = why_gone(plan, id)
            message = f"temaet «{id}» er tatt ut: {gone}" if gone else f"ukjent tema «{id}»{hint}"
            slag = Slag.DRIFT if is_outdated(plan, id) else Slag.FEIL
            yield Problem(kommune.mark("temaer", index), "temaer", message, slag)
    yield from _parts(kommune, set(kommune.temaer or temaer), pages)
    if kommune.logo and kommune.logo not in pages:
        yield Problem(
            kommune.mark("logo"), "logo", f"fila «{kommune.logo}» finnes ikke i kommunens mappe"
        )


def check_skole(mappe: Mappe, below: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with the files in a school's folder because of those `below`: the pages and
    pictures of the municipality, which the school's site shows too.
    """
    for file in sorted(below & set(mappe.files)):
        message = "kommunen har en fil med samme navn; gi denne et annet navn"
        yield Problem(Mark(mappe.told(file)), "", message)


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
    for part, del_ in enumerate(kommune.deler):
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
