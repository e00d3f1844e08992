"""What is made likely, and by what: the effects of practices and of whole themes."""

from collections import Counter
from functools import cached_property
from typing import NamedTuple

from kvalitetsplan.plan.addresses import references
from kvalitetsplan.plan.checks import stands_for_the_theme, used
from kvalitetsplan.plan.model import Grunnplan, Par, Tema, Virkning


class Praksis(NamedTuple):
    """A pair, and the theme it stands in."""

    tema: Tema
    par: Par


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


class Virkningene:
    """The effects in a plan, and what among some chosen themes leads to each."""

    def __init__(self, grunnplan: Grunnplan, temaer: tuple[Tema, ...]) -> None:
        self._grunnplan, self._temaer = grunnplan, temaer

    def made_likely_by(self, item: Par | Tema, tema: Tema) -> tuple[Utfall, ...]:
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
        return used(self._grunnplan)

    @cached_property
    def reached(self) -> tuple[Resultat, ...]:
        """Every effect that something chosen makes likely, in the order the themes define them."""
        return tuple(
            resultat for resultat in self._results.values() if resultat.praksiser or resultat.temaer
        )

    @cached_property
    def _results(self) -> dict[str, Resultat]:
        practices: dict[str, list[Praksis]] = {}
        wholes: dict[str, list[Tema]] = {}
        for tema in self._temaer:
            for address in self._of_the_whole(tema):
                wholes.setdefault(address, []).append(tema)
            for par in tema.par:
                for address in _effects(par, tema):
                    practices.setdefault(address, []).append(Praksis(tema, par))
        every = (
            self._grunnplan.temaer
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


def _effects(item: Par | Tema, tema: Tema) -> list[str]:
    return [ref.address for ref in references(item, tema.id) if ref.field == "sannsynliggjor"]
