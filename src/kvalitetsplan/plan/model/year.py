"""The school year, and a course of development through two of them."""

import re
from datetime import date
from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from kvalitetsplan.plan.model.base import DIGITS, Linje, Onsket, Punkt, Tekst
from kvalitetsplan.plan.model.dates import in_our_time
from kvalitetsplan.plan.model.forms import ATTACHMENTS, STAGES, Vedlegg
from kvalitetsplan.plan.model.pointers import Paragrafer, Roller, Temaer
from kvalitetsplan.plan.model.spans import days, month, months, weeks
from kvalitetsplan.plan.model.stages import Trinn
from kvalitetsplan.plan.words import MONTHS
from kvalitetsplan.plan.years import why_no_day
from kvalitetsplan.reading.values import Says, wrong

_DAY = re.compile(rf"(\d{{1,2}})\. ({'|'.join(MONTHS)})(?: (\d{{4}}))?")
_MEAN_YEAR = 2018
"""A year whose weeks lie as they do on average: its fourth of January is a Thursday."""
_LEAP = 2028
LEAP_DAY = "29. februar"
"""A day that most years do not have: what comes on it every year, comes on the last of February."""


def _is_a_day(text: str) -> str:
    """Return the text, without a zero in front, if there is such a day."""
    day, month, year = _parts(in_our_time(text))
    try:
        date(_LEAP if year is None else year, month, day)
    except ValueError as error:
        parts = (_LEAP if year is None else year, month, day)
        raise wrong(why_no_day(text, *parts, partial(_as_written, with_year=bool(year)))) from error
    return text.removeprefix("0")


def _as_written(day: date, *, with_year: bool) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]}" + (f" {day.year}" if with_year else "")


def _parts(text: str) -> tuple[int, int, int | None]:
    """Return a day as day, month and year; the year is None where it is each year."""
    hit = _DAY.fullmatch(text)
    assert hit, "the pattern of the field is the same"
    return int(hit[1]), MONTHS.index(hit[2]) + 1, int(hit[3]) if hit[3] else None


def month_of_week(week: int) -> int:
    """Return the month that a week of the year most often belongs to: that of its Thursday."""
    return date.fromisocalendar(_MEAN_YEAR, min(week, 52), 4).month


Maned = Annotated[int, Field(ge=1, le=12), DIGITS, Says("må være et tall fra 1 til 12", months)]
EnManed = Annotated[int, Field(ge=1, le=12), DIGITS, Says("må være et tall fra 1 til 12", month)]
Uke = Annotated[int, Field(ge=1, le=53), DIGITS, Says("må være et ukenummer fra 1 til 53", weeks)]
Dag = Annotated[
    str,
    StringConstraints(pattern=rf"^{_DAY.pattern}$"),
    Says("må være en dag, som «12. mars» hvert år eller «12. mars 2027»", days),
    AfterValidator(_is_a_day),
]


class Tidfestet(Punkt):
    """Something that has its time in the year: months, weeks or days. The most exact one holds."""

    maneder: tuple[Maned, ...] = Field((), description="Måneder, 1–12.")
    uker: tuple[Uke, ...] = Field(
        (), description="Uker, 1–53. Står det uker her, gjelder de i stedet for månedene."
    )
    datoer: tuple[Dag, ...] = Field(
        (),
        description="Dager, som «12. mars» hvert år eller «12. mars 2027». De gjelder i stedet for "
        "uker og måneder.",
    )

    @property
    def i_maneder(self) -> tuple[int, ...]:
        """The months it stands in, each once, in the order they are written."""
        if self.datoer:
            return tuple(dict.fromkeys(_parts(one)[1] for one in self.datoer))
        if self.uker:
            return tuple(dict.fromkeys(map(month_of_week, self.uker)))
        return tuple(dict.fromkeys(self.maneder))

    def dager_i(self, maned: int) -> tuple[str, ...]:
        """Return its days in a month, as they are written."""
        return tuple(one for one in self.datoer if _parts(one)[1] == maned)

    def uker_i(self, maned: int) -> tuple[int, ...]:
        """Return its weeks in a month; none where days are given."""
        weeks = () if self.datoer else self.uker
        return tuple(one for one in weeks if month_of_week(one) == maned)

    def plass_i(self, maned: int) -> int:
        """Return what puts things in order in a month: what has no day or week comes first."""
        days = [_parts(one)[0] for one in self.dager_i(maned)]
        thursdays = (
            date.fromisocalendar(_MEAN_YEAR, min(one, 52), 4).day for one in self.uker_i(maned)
        )
        return min([*days, *thursdays], default=0)

    def days(self, start: int) -> list[tuple[date, bool]]:
        """Return its days in the school year that begins in August of `start`, and whether each
        comes again every year. Those of weeks are Mondays; months give none.
        """
        if self.datoer:
            dated = [_parts(one) for one in self.datoer]
            return [
                (_day(year or _year_of(month, start), month, day), not year)
                for day, month, year in dated
            ]
        return [(_monday(one, start), False) for one in self.uker]


def _year_of(month: int, start: int) -> int:
    return start if month >= 8 else start + 1


def _day(year: int, month: int, day: int) -> date:
    """Return a day; the last of February where that year has no twenty-ninth."""
    return date(year, month, 28 if (month, day) == (2, 29) and year % 4 else day)


def _monday(week: int, start: int) -> date:
    year = _year_of(month_of_week(week), start)
    last = date(year, 12, 28).isocalendar().week
    return date.fromisocalendar(year, min(week, last), 1)


class Hendelse(Tidfestet):
    """Something that happens in the school year."""

    tittel: Linje = Field(description="Hva som skjer.")
    tekst: Annotated[Tekst | None, Onsket()] = Field(
        None, description="Hva som gjøres, og hva planen trenger."
    )
    hvem: Annotated[Roller, Onsket()] = Field(
        (), description="Id-er fra lista «roller»: hvem det gjelder."
    )
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml, bare der loven krever det.")
    lokalt: Annotated[Literal["ja", "nei"], Onsket()] = Field(
        "ja", description="ja når kommunen bestemmer datoen."
    )
    vedlegg: tuple[Vedlegg, ...] = Field((), description=ATTACHMENTS)


class Manedstema(Punkt):
    """What everyone attends to in one month: a theme, a value, a word."""

    maned: EnManed = Field(description="Måneden, 1–12.")
    tittel: Linje = Field(description="Månedens tema, som «Vennskap».")
    tekst: Tekst | None = Field(None, description="Hva dere gjør med det.")
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)
    temaer: Temaer = Field((), description="Id-er til temaene i planen som hører til.")


class Semester(Punkt):
    """One of the four semesters of a development course."""

    nummer: Linje = Field(description="1–4.")
    tittel: Linje = Field(description="Temaet for semesteret.")
    vekt: tuple[Tekst, ...] = Field(min_length=1, description="Det vi legger vekt på.")
    temaer: Temaer = Field((), description="Temaene i planen som hører til.")
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml.")
    pu_okter: Tekst = Field(description="Hva som tas i PU-tid.")


class Motepunkt(Punkt):
    """A recurring meeting in a development course."""

    tittel: Linje = Field(description="Navnet på møtet.")
    hvor_ofte: Linje = Field(description="Hvor ofte.")
    hvem: Linje = Field(description="Hvem som er med.")
    tekst: Tekst = Field(description="Hva det er til.")


class Aktor(Punkt):
    """Somebody who takes part in a development course."""

    tittel: Linje = Field(description="Rollen.")
    oppgaver: tuple[Tekst, ...] = Field(min_length=1, description="Det rollen gjør.")
