"""Every municipality there is, from `kommuner.csv`, found by name or number."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from kvalitetsplan.plan.words import slug
from kvalitetsplan.reading.decoding import decode, read_bytes
from kvalitetsplan.reading.problems import Mark, PlanError, Problem, closest, listed


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

    @cached_property
    def _named(self) -> dict[str, list[Oppforing]]:
        named: dict[str, list[Oppforing]] = {}
        for one in self.oppforinger:
            for word in {
                one.nummer,
                *map(slug, (one.navn, one.fullt_navn, *one.parallelle)),
                *_with_county(one),
            }:
                named.setdefault(word, []).append(one)
        return named

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
        """Return the name of a municipality's folder; with its county where two have the same
        name.
        """
        name = slug(one.navn)
        return name if len(self._named[name]) == 1 else slug(f"{name} {one.fylke}")

    def starting_with(self, text: str) -> list[Oppforing]:
        """Return the municipalities with a name or number that begins with `text`."""
        found = {
            one for word, ones in self._named.items() if word.startswith(slug(text)) for one in ones
        }
        return [one for one in self.oppforinger if one in found]


def read_register(data: Path) -> Register:
    """Read `kommuner.csv` in the folder `data`. Raises PlanError with every line that is wrong."""
    file = f"{data.name}/kommuner.csv"
    return _register(read_bytes(data / "kommuner.csv", file), file)


@lru_cache(maxsize=2)
def _register(data: bytes, file: str) -> Register:
    """Return what a file says: every municipality asks for the same one."""
    text = decode(data, file)
    rows = csv.reader(text.splitlines())
    problems: list[Problem] = []
    found: dict[str, Oppforing] = {}
    try:
        head = next(rows, [])
        problems += _wrong_head(head, Mark(file))
        for row in rows if not problems else ():
            mark = Mark(file, rows.line_num)
            values = dict(zip(head, row, strict=False))
            wrong = _wrong_row(values, len(row), len(head), found)
            if row and wrong:
                problems.append(Problem(mark, "", wrong))
            elif row:
                found[values["kommunenummer"]] = _entry(values)
    except csv.Error:
        message = "linja har et anførselstegn for lite eller for mye; rett det"
        problems.append(Problem(Mark(file, rows.line_num), "", message))
    if not found and not problems:
        problems.append(Problem(Mark(file), "", f"fila har ingen kommuner; {_FETCH}"))
    if problems:
        raise PlanError(problems)
    return Register(found.values())


_COLUMNS = ("kommunenummer", "kommunenavn", "parallellnavn_2024", "fylke", "sprakvedtak")
_FORMS = ("bokmål", "nynorsk", "nøytral")
_FETCH = "hent den på nytt fra grunnplanen"


def _entry(values: dict[str, str]) -> Oppforing:
    parallelle = tuple(filter(None, values["parallellnavn_2024"].split(" - ")))
    return Oppforing(
        values["kommunenummer"],
        values["kommunenavn"],
        parallelle,
        values["fylke"],
        values["sprakvedtak"],
    )


def _wrong_head(head: list[str], mark: Mark) -> Iterator[Problem]:
    missing = [name for name in _COLUMNS if name not in head]
    if not head:
        yield Problem(mark, "", f"fila er tom; {_FETCH}")
    elif missing and len(head) == 1 and ";" in head[0]:
        yield Problem(mark, "", "kolonnene er skilt med semikolon; lagre fila med komma mellom dem")
    elif missing:
        message = (
            f"mangler kolonnen {listed(missing[:1])}; første linje må ha {', '.join(_COLUMNS)}"
        )
        yield Problem(mark, "", message)


def _wrong_row(
    values: dict[str, str], length: int, columns: int, before: dict[str, Oppforing]
) -> str:
    """Return what is wrong with a line, or an empty string."""
    if length != columns:
        return f"linja har {length} kolonner, men skal ha {columns}; {_FETCH}"
    nummer, sprak = values["kommunenummer"], values["sprakvedtak"]
    if not re.fullmatch(r"\d{4}", nummer):
        return f"«{nummer}» er ikke et kommunenummer; det har fire sifre, også nullen foran"
    if nummer in before:
        return f"{nummer} står to ganger, også for {before[nummer].navn}; behold én av linjene"
    if not values["kommunenavn"]:
        return f"{nummer} mangler navn"
    return "" if sprak in _FORMS else f"«{sprak}» er ingen målform; bruk {listed(_FORMS)}"


def _with_county(one: Oppforing) -> tuple[str, str]:
    return slug(f"{one.navn} {one.fylke}"), slug(f"{one.navn} i {one.fylke}")
