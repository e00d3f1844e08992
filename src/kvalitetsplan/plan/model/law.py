"""The law's own words, as Lovdata gives them out."""

import re
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field, StringConstraints

from kvalitetsplan.plan.model.addresses import Adresse
from kvalitetsplan.plan.model.base import Linje, Ord, Slug
from kvalitetsplan.plan.model.dates import Dato
from kvalitetsplan.reading.values import Modell

MARKER = re.compile(r"\s*(?:(?:[a-zæøå]{1,2}|\d{1,2}|[ivx]{1,5})[.)]|[–•-])\s+")
"""What stands before an item of a list. Some archives give it, some do not: it is no word."""


class Lovavsnitt(NamedTuple):
    """A paragraph of a section, or an item of a list in it."""

    tekst: str
    punkt: bool


def _lines(text: str) -> str:
    """Return the text with one line for each paragraph and each item of a list, and no empty
    ones.
    """
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


class Lovord(Modell):
    """One section in the law's own words."""

    nummer: Linje = Field(description="Som «§ 12-4».")
    tittel: Ord = Field("", description="Overskriften i loven.")
    ord: Annotated[
        str, StringConstraints(min_length=1, max_length=20_000), AfterValidator(_lines)
    ] = Field(description="Lovens egne ord. Én linje for hvert ledd og hvert punkt i en liste.")

    @property
    def avsnitt(self) -> tuple[Lovavsnitt, ...]:
        """The words line by line, and which lines are items of a list."""
        lines = self.ord.splitlines()
        return tuple(Lovavsnitt(line.strip(), bool(MARKER.match(line))) for line in lines)


class Lovtekst(Modell):
    """data/lovtekst/<lov>.yaml: the sections of one act that the plan refers to."""

    lov: Slug = Field(description="Id-en til loven i lovverk.yaml.")
    kilde: Adresse = Field(description="Adressen i Lovdata.")
    malform: Literal["bokmål", "nynorsk"] = Field(description="Målformen loven er skrevet på.")
    arkiv: Dato = Field(description="Dagen arkivet fra Lovdata er fra, som «2026-05-02».")
    lisens: Linje = Field(description="Navngivelsen som lisensen (NLOD 2.0) ber om.")
    paragrafer: tuple[Lovord, ...] = Field(min_length=1, description="Paragrafene.")
