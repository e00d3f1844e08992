"""Whose a plan is: what they are called, whom one turns to, what they want, and where it stands."""

from dataclasses import dataclass, field

from kvalitetsplan.plan.model import (
    LANG,
    Begrep,
    Kommune,
    Kontakt,
    Lag,
    Lenke,
    Malform,
    Skole,
    Utgave,
)
from kvalitetsplan.plan.sted import Sted


@dataclass(frozen=True)
class Eier:
    """The municipality, or the school, whose plan it is, and the forms of Norwegian it is in."""

    sted: Sted
    """Whose it is: the folder in `data/kommuner`, and on the site."""
    kommune: Kommune
    skole: Skole | None = field(default=None, kw_only=True)
    """The school, if the plan is one's."""
    malform: Malform = field(default="bokmål", kw_only=True)
    """The form of Norwegian it is in."""
    former: tuple[Malform, ...] = field(default=("bokmål",), kw_only=True)
    """The forms it is published in; the first stands on top, the other in a folder of its own."""

    @property
    def lang(self) -> str:
        """What the form it is in is called in HTML: nb or nn."""
        return LANG[self.malform]

    @property
    def mappe(self) -> str:
        """The folder on the site for the form it is in, such as `nn/`; "" for the one on top."""
        return self.mappe_til(self.malform)

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
