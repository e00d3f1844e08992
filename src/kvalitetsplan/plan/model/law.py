"""The law's own words, as Lovdata gives them out."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from kvalitetsplan.plan.model.base import Adresse, Linje, Slug
from kvalitetsplan.reading.values import Modell


def _lines(text: str) -> str:
    """Return the text with one line for each paragraph and each item of a list, and no empty ones."""
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


class Lovord(Modell):
    """One section in the law's own words."""

    nummer: Linje = Field(description="Som «§ 12-4».")
    tittel: str = Field("", description="Overskriften i loven.")
    ord: Annotated[
        str, StringConstraints(min_length=1, max_length=20_000), AfterValidator(_lines)
    ] = Field(description="Lovens egne ord. Én linje for hvert ledd og hvert punkt i en liste.")


class Lovtekst(Modell):
    """data/lovtekst/<lov>.yaml: the sections of one act that the plan refers to."""

    lov: Slug = Field(description="Id-en til loven i lovverk.yaml.")
    kilde: Adresse = Field(description="Adressen i Lovdata.")
    arkiv: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")] = Field(
        description="Dagen arkivet fra Lovdata er fra, som «2026-05-02»."
    )
    lisens: Linje = Field(description="Navngivelsen som lisensen (NLOD 2.0) ber om.")
    paragrafer: tuple[Lovord, ...] = Field(min_length=1, description="Paragrafene.")
