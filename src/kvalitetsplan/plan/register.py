"""Every municipality there is, from `kommuner.csv`, found by name or number."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kvalitetsplan.plan.words import slug
from kvalitetsplan.reading.problems import closest


@dataclass(frozen=True)
class Oppforing:
    """One municipality in the register."""

    nummer: str
    navn: str
    """The Norwegian name alone, as «Karasjok»."""
    parallelle: tuple[str, ...]
    """The names in all its languages, in the order the municipality has chosen. Empty where there
    is only one.
    """
    fylke: str
    malvedtak: str
    """What it has decided about its language form: bokmål, nynorsk or nøytral."""

    @property
    def fullt_navn(self) -> str:
        """The name as it is shown: «Kárášjohka – Karasjok»."""
        return " – ".join(self.parallelle) or self.navn

    @property
    def malform(self) -> str:
        """The language form to propose; bokmål where the municipality is neutral."""
        return "bokmål" if self.malvedtak == "nøytral" else self.malvedtak


class Register:
    """The municipalities, and the ways people name them."""

    def __init__(self, oppforinger: Iterable[Oppforing]) -> None:
        self.oppforinger = tuple(oppforinger)
        self._named: dict[str, list[Oppforing]] = {}
        for one in self.oppforinger:
            for word in {
                one.nummer,
                *map(slug, (one.navn, one.fullt_navn, *one.parallelle)),
                *_with_county(one),
            }:
                self._named.setdefault(word, []).append(one)

    def find(self, text: str) -> tuple[Oppforing, ...]:
        """Return every municipality that `text` may mean: its number, its name in any of its
        languages, or its folder.

        Upper and lower case, accents and «kommune» at the end make no difference; nor do
        æ, ø and å written as ae, o and a.
        """
        word = slug(text).zfill(4) if text.strip().isdigit() else slug(text)
        bare = word.removesuffix("-kommune").removesuffix("-kommuna")
        return tuple(self._named.get(word, self._named.get(bare, ())))

    def nearest(self, text: str) -> Oppforing | None:
        """Return the municipality whose name is most like `text`, or None if none is."""
        found = "" if text.strip().isdigit() else closest(slug(text), self._named)
        return self._named[found][0] if found else None

    def folder(self, one: Oppforing) -> str:
        """Return the name of a municipality's folder; with its county where two have the same name."""
        name = slug(one.navn)
        return name if len(self._named[name]) == 1 else slug(f"{name} {one.fylke}")

    def starting_with(self, text: str) -> list[Oppforing]:
        """Return the municipalities with a name or number that begins with `text`."""
        found = {
            one for word, ones in self._named.items() if word.startswith(slug(text)) for one in ones
        }
        return [one for one in self.oppforinger if one in found]


def read_register(data: Path) -> Register:
    """Read `kommuner.csv` in the folder `data`."""
    with (data / "kommuner.csv").open(encoding="utf-8", newline="") as file:
        return Register(
            Oppforing(
                row["kommunenummer"],
                row["kommunenavn"],
                tuple(filter(None, row["parallellnavn_2024"].split(" - "))),
                row["fylke"],
                row["sprakvedtak"],
            )
            for row in csv.DictReader(file)
        )


def _with_county(one: Oppforing) -> tuple[str, str]:
    return slug(f"{one.navn} {one.fylke}"), slug(f"{one.navn} i {one.fylke}")
