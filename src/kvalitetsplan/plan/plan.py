"""A plan: the shared plan with a municipality's layer on it, and maybe a school's, and the
questions one asks of it.

`load_plan` in `load` is the one way to get a plan. Everything after it can trust what it gets.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kvalitetsplan.plan.addresses import addressed, heir, references, tema_of
from kvalitetsplan.plan.authorship import Lagfil
from kvalitetsplan.plan.checks import PARAMETER, stands_for_the_theme, used
from kvalitetsplan.plan.law import words_of
from kvalitetsplan.plan.model import (
    LANG,
    TRINN,
    Begrep,
    Endring,
    Fase,
    Grunnplan,
    Hendelse,
    Kilde,
    Kommune,
    Kontakt,
    Krav,
    Lag,
    Lenke,
    LokalRegel,
    Lovord,
    Lovtekst,
    Malform,
    Manedstema,
    Okt,
    Oktfase,
    Par,
    Paragraf,
    Plikt,
    Punkt,
    Refleksjonsoppgave,
    Rolle,
    Skole,
    Tema,
    Tiltak,
    Treningsforslag,
    Utgave,
    Virkning,
)
from kvalitetsplan.plan.own_pages import Egenside
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.problems import Problem


class Praksis(NamedTuple):
    """A pair, and the theme it stands in."""

    tema: Tema
    par: Par


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


class Utfall(NamedTuple):
    """An effect, and the theme that defines it."""

    tema: Tema
    virkning: Virkning


class Resultat(NamedTuple):
    """An effect, the theme that defines it, and everything chosen that makes it likely."""

    tema: Tema
    virkning: Virkning
    praksiser: tuple[Praksis, ...]
    temaer: tuple[Tema, ...]
    """Themes that make it likely as a whole, rather than by one practice."""


@dataclass(frozen=True)
class Plan:
    """One municipality's plan, or one school's."""

    sted: Sted
    """Whose it is: the folder in `data/kommuner`, and on the site."""
    kommune: Kommune
    grunnplan: Grunnplan
    """The shared plan with the layers' changes in it; all themes, the chosen first."""
    endringer: tuple[Endring, ...]
    """What the layers changed, in the order it was done."""
    egne_sider: dict[str, Egenside]
    """The pages the layers have written themselves, by their way from the folder, as
    `sider/om-oss.md`.
    """
    egne_filer: dict[str, Path]
    """The layers' own pictures, as `bilder/kart.svg`, and where they lie."""
    egne_synonymer: dict[str, tuple[str, ...]]
    """The layers' own everyday words, besides the shared ones."""
    skole: Skole | None = None
    """The school, if the plan is one's."""
    skoler: dict[str, str] = field(default_factory=dict)
    """The names of the schools that have a layer over this plan, by their folder in `skoler/`."""
    lagene: tuple[Grunnplan, ...] = ()
    """What the layers lie on, from below: the shared plan, and for a school its municipality's."""
    filer: dict[str, int] = field(default_factory=dict)
    """The plan as files, where they are published with it: how many bytes each has, by its way from
    the top of the site, as `filer/plan.pdf`.
    """
    lagfiler: dict[str, Lagfil] = field(default_factory=dict)
    """What is known of the layers' files besides what they say, where the municipality shows it."""
    varsler: tuple[Problem, ...] = ()
    """What is worth mending in the folder of the layer on top, but stops nothing."""
    malform: Malform = "bokmål"
    """The form of Norwegian it is in."""
    former: tuple[Malform, ...] = ("bokmål",)
    """The forms it is published in; the first stands on top, the other in a folder of its own."""
    andre: "Plan | None" = None
    """The same plan in the other form, where it is published in both."""

    @property
    def lang(self) -> str:
        """What the form it is in is called in HTML: nb or nn."""
        return LANG[self.malform]

    @property
    def mappe(self) -> str:
        """The folder on the site for the form it is in, such as `nn/`; "" for the one on top."""
        return self.mappe_til(self.malform)

    @property
    def i_hver_form(self) -> tuple["Plan", ...]:
        """The plan in every form it is published in."""
        return (self, self.andre) if self.andre else (self,)

    def mappe_til(self, malform: Malform) -> str:
        """Return the folder on the site for one of the forms it is published in."""
        return f"{LANG[malform]}/" if malform in self.former[1:] else ""

    @property
    def malformer(self) -> tuple[tuple[str, str], ...]:
        """Every form it is published in, as it is called in HTML, and its folder on the site."""
        return tuple((LANG[one], self.mappe_til(one)) for one in self.former)

    def ord(self, begrep: Begrep) -> tuple[str, str]:
        """Return a term in the form the plan is in, and in the other; the second is "" if they are
        the same.
        """
        two = (begrep.bokmal, begrep.nynorsk)
        here, other = two if self.malform == "bokmål" else reversed(two)
        return here, "" if here == other else other

    @property
    def lag(self) -> Lag:
        """The layer on top: whose plan it is."""
        return Lag.SKOLEN if self.skole else Lag.KOMMUNEN

    @property
    def navn(self) -> str:
        """The name of the school or the municipality whose plan it is."""
        return (self.skole or self.kommune).navn

    @property
    def fullt_navn(self) -> str:
        """The name, with the municipality's if it is a school's."""
        return f"{self.skole.navn}, {self.kommune.navn}" if self.skole else self.kommune.navn

    @property
    def kontakt(self) -> Kontakt:
        """Whom readers turn to."""
        return (self.skole and self.skole.kontakt) or self.kommune.kontakt

    @property
    def lenker(self) -> tuple[Lenke, ...]:
        """Links to local routines, the school's first."""
        return (*(self.skole.lenker if self.skole else ()), *self.kommune.lenker)

    @property
    def utgave(self) -> Utgave:
        """Which edition it is: the school's own, or else the municipality's."""
        return (self.skole and self.skole.utgave) or self.kommune.utgave

    @property
    def dokumentnummer(self) -> str | None:
        """The number of the plan in their system for quality: the school's own, or else the
        municipality's.
        """
        return (self.skole and self.skole.dokumentnummer) or self.kommune.dokumentnummer

    @property
    def visjon(self) -> str | None:
        """One sentence about what they want."""
        return (self.skole and self.skole.visjon) or self.kommune.visjon

    @property
    def forord(self) -> tuple[Lag, str] | None:
        """Some words on the front page, and who says them."""
        if self.skole and self.skole.forord:
            return Lag.SKOLEN, self.skole.forord
        return (Lag.KOMMUNEN, self.kommune.forord) if self.kommune.forord else None

    @property
    def nytt(self) -> tuple[str, ...]:
        """What is new, from the top layer down."""
        utgaver = (self.skole and self.skole.utgave, self.kommune.utgave, self.grunnplan.utgave)
        return tuple(text for utgave in utgaver if utgave for text in utgave.nytt)

    @property
    def nettsted(self) -> str:
        """Where the site is published, with a slash at the end; "" if that is not known. A school's
        stands below its municipality's.
        """
        above = self.kommune.nettadresse
        below = above and f"{above.rstrip('/')}/{self.sted.under_kommunen}"
        told = (self.skole.nettadresse or below) if self.skole else above
        return f"{told.rstrip('/')}/" if told else ""

    @property
    def nettadresse(self) -> str:
        """Where it is published in the form it is in, as `nettsted`."""
        return self.nettsted and f"{self.nettsted}{self.mappe}"

    @cached_property
    def temaer(self) -> tuple[Tema, ...]:
        """The themes the municipality has chosen, in its order, with those that a layer has added."""
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
        by_author = sorted(self.grunnplan.kilder, key=lambda kilde: kilde.hvem)
        return tuple(kilde for kilde in by_author if kilde.id in par.kilder)

    def temaer_med(self, kilde: Kilde) -> tuple[Tema, ...]:
        """Return the chosen themes that build on a source."""
        return tuple(tema for tema in self.temaer if kilde in self._sources[tema.id])

    @cached_property
    def _sources(self) -> dict[str, tuple[Kilde, ...]]:
        by_author = sorted(self.grunnplan.kilder, key=lambda kilde: kilde.hvem)
        used = {
            tema.id: {*tema.kilder, *(id for par in tema.par for id in par.kilder)}
            for tema in self.temaer
        }
        return {
            tema.id: tuple(kilde for kilde in by_author if kilde.id in used[tema.id])
            for tema in self.temaer
        }

    def paragrafer(self, tema: Tema) -> tuple[Paragraf, ...]:
        """Return the sections of law that a theme refers to, in the theme's order."""
        by_id = {paragraf.id: paragraf for paragraf in self.grunnplan.paragrafer}
        return tuple(by_id[id] for id in tema.lov)

    def lovtekst(self, ider: tuple[str, ...]) -> tuple[Lovsitat, ...]:
        """Return the law's own words for some sections, in the order given; those we have."""
        sections = [self.by_address[f"paragrafer/{id}"] for id in ider]
        found = [
            (one, words_of(self.grunnplan, one)) for one in sections if isinstance(one, Paragraf)
        ]
        return tuple(Lovsitat(one, *words) for one, words in found if words)

    def virkninger(self, item: Par | Tema, tema: Tema) -> tuple[Utfall, ...]:
        """Return what a pair in `tema`, or the theme as a whole, makes likely."""
        addresses = self._of_the_whole(tema) if item == tema else _effects(item, tema)
        return tuple(Utfall(*self._results[address][:2]) for address in addresses)

    def _of_the_whole(self, tema: Tema) -> list[str]:
        """Return what a theme as a whole makes likely: what it says, and the effects beside its
        practices where those stand in two lists.
        """
        beside = (
            f"{tema.id}/{one.id}" for one in tema.virkninger if stands_for_the_theme(one, tema)
        )
        alone = [one for one in beside if not self._used[one]]
        return list(dict.fromkeys([*_effects(tema, tema), *alone]))

    @cached_property
    def _used(self) -> Counter[str]:
        return used(self.grunnplan)

    @cached_property
    def resultater(self) -> tuple[Resultat, ...]:
        """Every effect that something chosen makes likely, in the order the themes define them."""
        return tuple(
            resultat for resultat in self._results.values() if resultat.praksiser or resultat.temaer
        )

    @cached_property
    def _results(self) -> dict[str, Resultat]:
        practices: dict[str, list[Praksis]] = {}
        wholes: dict[str, list[Tema]] = {}
        for tema in self.temaer:
            for address in self._of_the_whole(tema):
                wholes.setdefault(address, []).append(tema)
            for par in tema.par:
                for address in _effects(par, tema):
                    practices.setdefault(address, []).append(Praksis(tema, par))
        every = (
            self.grunnplan.temaer
        )  # one that is not chosen may define an effect that a chosen one leads to
        effects = {
            f"{tema.id}/{virkning.id}": (tema, virkning)
            for tema in every
            for virkning in tema.virkninger
        }
        return {
            address: Resultat(
                *effect, tuple(practices.get(address, ())), tuple(wholes.get(address, ()))
            )
            for address, effect in effects.items()
        }

    @property
    def synonymer(self) -> dict[str, tuple[str, ...]]:
        """The everyday words people search for, and the plan's words for the same; the layers' own
        come first.
        """
        return {**self.grunnplan.synonymer, **self.egne_synonymer}

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

    def flyttet_fra(self, tema: Tema) -> list[tuple[str, str, str]]:
        """Return what once stood in a theme: its old id, its heir's address or "", and why it is
        gone or "".
        """
        grunnplan, head = self.grunnplan, f"{tema.id}/"
        heirs = [
            (old.removeprefix(head), heir(grunnplan, old), "")
            for old in grunnplan.flyttet
            if old.startswith(head)
        ]
        gone = [
            (old.removeprefix(head), "", why)
            for old, why in grunnplan.utgatt.items()
            if old.startswith(head)
        ]
        return [*heirs, *gone]

    @property
    def arvinger(self) -> dict[str, str]:
        """What has taken the place of each address that is gone; "" where nothing has."""
        return {old: heir(self.grunnplan, old) for old in self.grunnplan.flyttet} | dict.fromkeys(
            self.grunnplan.utgatt, ""
        )

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
        """The stages one can choose among: the school's own, and those beside that something is for."""
        said = {one for item in self.by_address.values() for one in getattr(item, "trinn", ())}
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

    @cached_property
    def sider(self) -> tuple[str, ...]:
        """The layers' own pages, as `sider/navn.md`."""
        return tuple(sorted(self.egne_sider))

    @cached_property
    def bilder(self) -> tuple[str, ...]:
        """The layers' own pictures, as `bilder/navn.svg`."""
        return tuple(sorted(self.egne_filer))


def _effects(item: Par | Tema, tema: Tema) -> list[str]:
    return [ref.address for ref in references(item, tema.id) if ref.field == "sannsynliggjor"]


def _whom(tema: Tema, item: Refleksjonsoppgave | Treningsforslag) -> tuple[str, ...]:
    if item.hvem:
        return item.hvem
    return tuple(sorted({par.hvem for par in tema.par if par.id in item.par}))
