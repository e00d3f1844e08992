"""A plan: the shared plan with a municipality's layer on it, and maybe a school's.

Whose it is stands in `eier`, the questions one asks of what it says in `innhold`.
`load_plan` in `load` is the one way to get a plan. Everything after it can trust what it gets.
"""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kvalitetsplan.plan.addresses import heir
from kvalitetsplan.plan.authorship import Lagfil
from kvalitetsplan.plan.innhold import Innhold
from kvalitetsplan.plan.model import (
    Endring,
    Grunnplan,
    Tema,
)
from kvalitetsplan.plan.own_pages import Egenside
from kvalitetsplan.reading.problems import Problem


@dataclass(frozen=True)
class Plan(Innhold):
    """One municipality's plan, or one school's."""

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
    andre: "Plan | None" = None
    """The same plan in the other form, where it is published in both."""

    @property
    def i_hver_form(self) -> tuple["Plan", ...]:
        """The plan in every form it is published in."""
        return (self, self.andre) if self.andre else (self,)

    @property
    def nytt(self) -> tuple[str, ...]:
        """What is new, from the top layer down."""
        utgaver = (self.skole and self.skole.utgave, self.kommune.utgave, self.grunnplan.utgave)
        return tuple(text for utgave in utgaver if utgave for text in utgave.nytt)

    @property
    def synonymer(self) -> dict[str, tuple[str, ...]]:
        """The everyday words people search for, and the plan's words for the same; the layers' own
        come first.
        """
        return {**self.grunnplan.synonymer, **self.egne_synonymer}

    def tatt_ut(self, address: str) -> str:
        """Return what an item was called that a layer has taken out; "" if none has."""
        gone = (one for one in self.endringer if one.operasjon == "fjern")
        return next((one.navn for one in gone if one.adresse == address), "")

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

    @cached_property
    def sider(self) -> tuple[str, ...]:
        """The layers' own pages, as `sider/navn.md`."""
        return tuple(sorted(self.egne_sider))

    @cached_property
    def bilder(self) -> tuple[str, ...]:
        """The layers' own pictures, as `bilder/navn.svg`."""
        return tuple(sorted(self.egne_filer))
