"""What stands in a plan, and the questions one asks of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from kvalitetsplan.plan.addresses import addressed, tema_of
from kvalitetsplan.plan.checks import PARAMETER
from kvalitetsplan.plan.effects import Resultat, Utfall, Virkningene
from kvalitetsplan.plan.eier import Eier
from kvalitetsplan.plan.law import words_of
from kvalitetsplan.plan.model import (
    TRINN,
    Fase,
    Grunnplan,
    Hendelse,
    Kilde,
    Krav,
    Lag,
    LokalRegel,
    Lovord,
    Lovtekst,
    Manedstema,
    Okt,
    Oktfase,
    Par,
    Paragraf,
    Plikt,
    Punkt,
    Refleksjonsoppgave,
    Rolle,
    Tema,
    Tiltak,
    Treningsforslag,
    has_field,
)


class Oppgave(NamedTuple):
    """A reflection task or a training suggestion, its theme, and whom its pairs concern."""

    tema: Tema
    punkt: Refleksjonsoppgave | Treningsforslag
    hvem: tuple[str, ...]


class Lovsitat(NamedTuple):
    """A section of law, and the law's own words for it."""

    paragraf: Paragraf
    tekst: Lovtekst
    ord: Lovord


@dataclass(frozen=True)
class Innhold(Eier):
    """The shared plan with somebody's changes in it, seen through the themes they have chosen."""

    grunnplan: Grunnplan
    """The shared plan with the layers' changes in it; all themes, the chosen first."""

    @cached_property
    def temaer(self) -> tuple[Tema, ...]:
        """The themes the municipality has chosen, in its order, with those that a layer has
        added.
        """
        chosen = self.kommune.temaer
        return tuple(
            one
            for one in self.grunnplan.temaer
            if not chosen or one.id in chosen or one.lag != Lag.GRUNNPLANEN
        )

    @cached_property
    def by_address(self) -> dict[str, Punkt]:
        """Every item, in all themes, by its address."""
        return addressed(self.grunnplan)

    def punkt(self, address: str) -> Punkt:
        """Return the item with this address. Raises KeyError if there is none."""
        return self.by_address[address]

    def tema(self, id: str) -> Tema:
        """Return the chosen theme with this id. Raises KeyError if there is none."""
        return {tema.id: tema for tema in self.temaer}[id]

    def has(self, tema_id: str) -> bool:
        """Tell whether a theme is among the chosen."""
        return any(tema.id == tema_id for tema in self.temaer)

    def kilder(self, tema: Tema) -> tuple[Kilde, ...]:
        """Return all sources of a theme and its pairs, each once, in order of author."""
        return self._sources[tema.id]

    def kilder_til(self, par: Par) -> tuple[Kilde, ...]:
        """Return the sources of a pair, in order of author."""
        return tuple(kilde for kilde in self._by_author if kilde.id in par.kilder)

    def temaer_med(self, kilde: Kilde) -> tuple[Tema, ...]:
        """Return the chosen themes that build on a source."""
        return tuple(tema for tema in self.temaer if kilde in self._sources[tema.id])

    @cached_property
    def _by_author(self) -> list[Kilde]:
        return sorted(self.grunnplan.kilder, key=lambda kilde: kilde.hvem)

    @cached_property
    def _sources(self) -> dict[str, tuple[Kilde, ...]]:
        used = {
            tema.id: {*tema.kilder, *(id for par in tema.par for id in par.kilder)}
            for tema in self.temaer
        }
        return {
            tema.id: tuple(kilde for kilde in self._by_author if kilde.id in used[tema.id])
            for tema in self.temaer
        }

    def paragrafer(self, tema: Tema) -> tuple[Paragraf, ...]:
        """Return the sections of law that a theme refers to, in the theme's order."""
        by_id = {paragraf.id: paragraf for paragraf in self.grunnplan.paragrafer}
        return tuple(by_id[id] for id in tema.lov)

    def paragrafnavn(self, ider: tuple[str, ...]) -> str:
        """Return some sections as one names them, each law once for those of it in a row:
        «opplæringslova § 12-4, § 12-1, straffeloven § 196».
        """
        by_id = {one.id: one for one in self.grunnplan.paragrafer}
        laws = {one.id: one.navn for one in self.grunnplan.lover}
        told = groupby((by_id[id] for id in ider), key=lambda one: laws[one.lov])
        return ", ".join(f"{law} {', '.join(one.nummer for one in ones)}" for law, ones in told)

    def lovtekst(self, ider: tuple[str, ...]) -> tuple[Lovsitat, ...]:
        """Return the law's own words for some sections, in the order given; those we have."""
        sections = [self.by_address[f"paragrafer/{id}"] for id in ider]
        found = [
            (one, words_of(self.grunnplan, one)) for one in sections if isinstance(one, Paragraf)
        ]
        return tuple(Lovsitat(one, *words) for one, words in found if words)

    def virkninger(self, item: Par | Tema, tema: Tema) -> tuple[Utfall, ...]:
        """Return what a pair in `tema`, or the theme as a whole, makes likely."""
        return self._virkningene.made_likely_by(item, tema)

    @property
    def resultater(self) -> tuple[Resultat, ...]:
        """Every effect that something chosen makes likely, in the order the themes define them."""
        return self._virkningene.reached

    @cached_property
    def _virkningene(self) -> Virkningene:
        return Virkningene(self.grunnplan, self.temaer)

    @property
    def utelatte(self) -> tuple[Tema, ...]:
        """The themes that the municipality has not chosen."""
        return tuple(tema for tema in self.grunnplan.temaer if not self.has(tema.id))

    @property
    def oppgaver(self) -> Iterator[Oppgave]:
        """Every reflection task in the chosen themes."""
        return (
            Oppgave(tema, item, _whom(tema, item))
            for tema in self.temaer
            for item in tema.refleksjonsoppgaver
        )

    @property
    def ovelser(self) -> Iterator[Oppgave]:
        """Every training suggestion in the chosen themes."""
        return (
            Oppgave(tema, item, _whom(tema, item))
            for tema in self.temaer
            for item in tema.treningsforslag
        )

    def rolle(self, id: str) -> Rolle:
        """Return the role with this id. Raises KeyError if there is none."""
        return self._roles[id]

    def roller(self, ider: tuple[str, ...]) -> tuple[Rolle, ...]:
        """Return some roles, in the order given."""
        return tuple(self._roles[id] for id in ider)

    @cached_property
    def _roles(self) -> dict[str, Rolle]:
        return {rolle.id: rolle for rolle in self.grunnplan.roller}

    def praksiser(self, hvem: str) -> Iterator[tuple[Tema, tuple[Par, ...]]]:
        """Yield each chosen theme with the pairs that concern a role."""
        for tema in self.temaer:
            if found := tuple(par for par in tema.par if par.hvem == hvem):
                yield tema, found

    def celle(self, plikt: Plikt, hvem: str) -> tuple[list[Krav], list[LokalRegel]]:
        """Return what the law demands of a role under a duty, and what holds locally besides:
        the layers' own rules, or the shared plan's suggestions where they have none for just that.
        """
        here = (plikt.id, hvem)
        krav = [one for one in self.grunnplan.krav if (one.plikt, one.hvem) == here]
        regler = [one for one in self.grunnplan.lokale_regler if (one.plikt, one.hvem) == here]
        own = [one for one in regler if one.lag != Lag.GRUNNPLANEN]
        return krav, own or regler

    def har_egne_regler(self, plikt: Plikt, hvem: str) -> bool:
        """Tell whether what holds locally for a role under a duty is decided, and not suggested."""
        return any(one.lag != Lag.GRUNNPLANEN for one in self.celle(plikt, hvem)[1])

    def hendelser(self, maned: int) -> tuple[Hendelse, ...]:
        """Return what happens in a month, 1 to 12, day by day; what has no day comes first."""
        found = (one for one in self.grunnplan.hendelser if maned in one.i_maneder)
        return tuple(sorted(found, key=lambda one: one.plass_i(maned)))

    def manedstemaer(self, maned: int) -> tuple[Manedstema, ...]:
        """Return what everyone attends to in a month, 1 to 12."""
        return tuple(one for one in self.grunnplan.manedstemaer if one.maned == maned)

    @cached_property
    def trinn(self) -> tuple[str, ...]:
        """The stages one can choose among: the school's own, and those beside that something is
        for.
        """
        may_say = (item for item in self.by_address.values() if has_field(type(item), "trinn"))
        said = {one for item in may_say for one in item.trinn}  # type: ignore[attr-defined]
        beside = tuple(one for one in ("barnehage", "vgs") if one in said)
        return (*TRINN, *beside)

    def for_trinn(self, trinn: str) -> dict[str, list[str]]:
        """Return the addresses of all that is said to be for a stage, by the name of the kind."""
        found: dict[str, list[str]] = {}
        for address, item in self.by_address.items():
            tema = tema_of(address)
            if trinn in getattr(item, "trinn", ()) and (not tema or self.has(tema)):
                found.setdefault(type(item).__name__.lower(), []).insert(0, address)
        return found

    def tiltak(self, tema: Tema) -> tuple[Tiltak, ...]:
        """Return the measures that belong to a theme."""
        return tuple(one for one in self.grunnplan.tiltak if tema.id in one.temaer)

    def okter(self, tema: Tema) -> tuple[Okt, ...]:
        """Return the ready sessions of a theme, the shortest first."""
        return tuple(okt for okt in self.grunnplan.okter if okt.tema == tema.id)

    def oktfaser(self, okt: Okt) -> list[tuple[Oktfase, int]]:
        """Return the phases of a ready session, each with its minutes; those of no minutes are left
        out.
        """
        timed = [(fase, fase.minutter.get(okt.minutter, 0)) for fase in self.grunnplan.oktfaser]
        return [(fase, minutter) for fase, minutter in timed if minutter]

    def faser(self, oppgave: Refleksjonsoppgave) -> tuple[Fase, ...]:
        """Return the phases of a task that is used alone: its own, or the usual ones."""
        return oppgave.faser or self.grunnplan.vanlige_faser

    def ovelser_til(self, tema: Tema, oppgave: Refleksjonsoppgave) -> list[Treningsforslag]:
        """Return the theme's training suggestions for the pairs of a task; all of them if none is
        for those.
        """
        same = [forslag for forslag in tema.treningsforslag if set(forslag.par) & set(oppgave.par)]
        return same or list(tema.treningsforslag)

    def fill(self, text: str) -> str:
        """Return the text with its parameters, such as {pu-tid}, filled in."""
        if "{" not in text:
            return text
        return PARAMETER.sub(lambda hit: self._values.get(hit[1], hit[0]), text)

    @cached_property
    def _values(self) -> dict[str, str]:
        return {parameter.id: parameter.standard or "" for parameter in self.grunnplan.parametre}


def _whom(tema: Tema, item: Refleksjonsoppgave | Treningsforslag) -> tuple[str, ...]:
    if item.hvem:
        return item.hvem
    return tuple(sorted({par.hvem for par in tema.par if par.id in item.par}))
