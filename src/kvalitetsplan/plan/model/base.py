"""What every item is made of: an id, an address, who wrote it, and what points to what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PrivateAttr,
    StringConstraints,
)

from kvalitetsplan.plan.model.addresses import sound
from kvalitetsplan.plan.words import bare_id, beginning
from kvalitetsplan.reading.problems import Mark
from kvalitetsplan.reading.values import (
    Modell,
    Says,
    alias,
    in_paragraphs,
    minutes,
    one_line,
    said,
    whole,
    written_number,
)


class Lag(StrEnum):
    """Who wrote something. Later layers lie on top."""

    GRUNNPLANEN = "grunnplanen"
    KOMMUNEN = "kommunen"
    SKOLEN = "skolen"

    @property
    def under(self) -> str:
        """What a layer lies on, as people say it: «grunnplanen sier nå …»."""
        return "kommunens plan" if self == Lag.SKOLEN else "grunnplanen"


Malform = Literal["bokmål", "nynorsk"]
LANG: dict[Malform, str] = {"bokmål": "nb", "nynorsk": "nn"}
"""What each form of Norwegian is called in HTML and in addresses."""


class Bokmal(str):
    """A text in bokmål where nynorsk was wanted and there is none yet: it is shown as what it
    is.
    """

    __slots__ = ()


@dataclass(frozen=True)
class Endring:
    """One change that a layer made to what lay below it."""

    operasjon: Literal["legg_til", "erstatt", "fjern", "rekkefølge", "sett"]
    adresse: str
    """The item's (or list's, or parameter's) address, such as `relasjon/hilser-ved-navn`."""
    lag: Lag
    mark: Mark
    navn: str = ""
    """What the item is called, for people."""
    felt: str = ""
    fra: Any = None
    til: Any = None
    begrunnelse: str = ""
    skrevet: Modell | None = field(default=None, compare=False, repr=False)
    """The change as it is written, where it puts another value in a field."""

    def mark_of_value(self, *loc: str | int) -> Mark:
        """Return where the new value, or what `loc` names inside it, was written."""
        return self.skrevet.mark("til", *loc) if self.skrevet else self.mark


Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60),
    Says("må være små bokstaver a–z, tall og bindestrek (æ→ae, ø→o, å→a)", bare_id),
]
Tekst = Annotated[
    str,
    StringConstraints(min_length=1, max_length=4000),
    BeforeValidator(whole),
    AfterValidator(in_paragraphs),
    AfterValidator(said),
    AfterValidator(sound),
]
Linje = Annotated[
    str,
    StringConstraints(min_length=1, max_length=400),
    BeforeValidator(whole),
    AfterValidator(one_line),
    AfterValidator(said),
    AfterValidator(sound),
]
Ord = Annotated[str, BeforeValidator(whole)]
"""A text that may be empty."""
Henvisning = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$"),
    Says("må være en id («ber-om-hjelp») eller tema og id («relasjon/ber-om-hjelp»)"),
]
Farge = Annotated[
    str,
    StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$"),
    Says("må være en farge med seks sifre, som «#1a4d8f»"),
]
DIGITS = BeforeValidator(written_number)
Minutter = Annotated[int, Field(ge=0, le=240), DIGITS, Says("må være et helt tall", minutes)]
Form = Literal["individuelt", "par", "gruppe", "plenum"]
Lengde = Literal["10", "45", "60", "90"]
Grunnlag = Literal["dokumentert", "sannsynlig", "ramme", "vedtatt"]


@dataclass(frozen=True)
class Onsket:
    """Says that a field is wanted: the shared plan must have it, what others write themselves need
    not. Stands in the field's `Annotated`.
    """


def begun(*fields: str) -> Callable[[dict[str, Any]], str]:
    """Return what makes a title of the beginning of the first of some fields, where none is
    written.
    """

    def title(values: dict[str, Any]) -> str:
        return beginning(next((str(values[one]) for one in fields if values.get(one)), ""))

    return title


class Punkt(Modell):
    """Something with an id and an address: a layer can change it, and it knows who wrote it."""

    LOCKED: ClassVar[bool] = False
    """True where a layer may neither change nor remove it, because the law says it."""

    id: Slug = Field(
        description="Fast navn i adresser. Gis én gang, endres aldri, brukes aldri om igjen."
    )
    _lag: Lag = PrivateAttr(Lag.GRUNNPLANEN)
    _endringer: tuple[Endring, ...] = PrivateAttr(())
    _ny: str = PrivateAttr("")
    _omskrevet: dict[str, str] = PrivateAttr(default_factory=dict)
    _andre: Mapping[str, Any] = PrivateAttr(default_factory=dict)
    _oversatt: Mapping[str, Mark] = PrivateAttr(default_factory=dict)

    @property
    def lag(self) -> Lag:
        """Who added the item."""
        return self._private("_lag")  # type: ignore[no-any-return]

    @property
    def endringer(self) -> tuple[Endring, ...]:
        """The fields that a later layer replaced, oldest first."""
        return self._private("_endringer")  # type: ignore[no-any-return]

    def _private(self, name: str) -> Any:
        # Asked for thousands of times, and pydantic's way to what is private is ten times as long.
        return self.__pydantic_private__[name]  # type: ignore[index]  # an item always has it

    @property
    def ny(self) -> str:
        """The date of the edition it came new in; "" if it is as old as the shared plan."""
        return self._private("_ny")  # type: ignore[no-any-return]

    @property
    def omskrevet(self) -> str:
        """The date it was last written anew in an edition, or "". What a later layer has replaced
        does not count.
        """
        written = self._private("_omskrevet")
        replaced = {endring.felt for endring in self.endringer} if written else ()
        return max((dato for felt, dato in written.items() if felt not in replaced), default="")

    @property
    def label(self) -> str:
        """What people call the item: the first of its texts."""
        return next(str(getattr(self, name)) for name in _LABEL_FIELDS if hasattr(self, name))

    def mark(self, *loc: str | int) -> Mark:
        """Return where a field was written last: by the layer that replaced it, else by the item's
        author.
        """
        key = alias(str(loc[0])) if loc else ""
        for endring in reversed(self._endringer):
            if loc and key == endring.felt:
                return endring.mark_of_value(*loc[1:])
        return self._oversatt.get(key) or super().mark(*loc)

    def replaced_at(self, *felter: str) -> Mark | None:
        """Return where a layer last put something else in one of some fields, if any has."""
        marks = (one.mark_of_value() for one in reversed(self._endringer) if one.felt in felter)
        return next(marks, None)

    def with_origin(self, lag: Lag) -> Self:
        """Return the same item, added by `lag`."""
        item = self.model_copy()
        item._lag = lag
        return item

    def with_dates(self, ny: str, omskrevet: dict[str, str]) -> Self:
        """Return the same item, with the date of the edition it came new in, and of those its
        fields were written anew in.
        """
        item = self.model_copy()
        item._ny, item._omskrevet = ny, omskrevet
        return item

    def with_forms(
        self, texts: Mapping[str, Any], andre: Mapping[str, Any], places: Mapping[str, Mark]
    ) -> Self:
        """Return the same item with other `texts`, by field name, that knows what its fields say in
        the other form of Norwegian (`andre`, by YAML key), and where its texts are written.
        """
        item = self.model_copy(update=dict(texts))
        item._andre, item._oversatt = andre, places
        return item

    @property
    def andre(self) -> Mapping[str, Any]:
        """What its fields say in the other form of Norwegian, by YAML key, where that is known."""
        return self._andre

    def says(self, felt: str) -> tuple[Any, ...]:
        """Return what a field says: here, and in the other form of Norwegian where that is known
        and no layer has replaced it.
        """
        name = next(name for name in type(self).model_fields if alias(name) == felt)
        replaced = any(one.felt == felt for one in self._endringer)
        andre = (self._andre[felt],) if felt in self._andre and not replaced else ()
        return (getattr(self, name), *andre)

    def with_change(self, endring: Endring, value: Any) -> Self:
        """Return the item with one field replaced, and the change remembered."""
        field = next(name for name in type(self).model_fields if alias(name) == endring.felt)
        item = self.model_copy(update={field: value})
        item._endringer = (*self._endringer, endring)
        return item


_LABEL_FIELDS = ("tittel", "kjennetegn", "tekst", "nar", "bokmal", "navn", "id")


@cache
def wanted_fields(kind: type[Modell]) -> tuple[str, ...]:
    """Return the fields of a kind of item that the shared plan must have, and others may do
    without.
    """
    return tuple(
        name
        for name, info in kind.model_fields.items()
        if any(isinstance(one, Onsket) for one in info.metadata)
    )


@cache
def has_field(kind: type[Modell], name: str) -> bool:
    """Tell whether items of a kind have a field with this name."""
    return name in kind.model_fields


def item_lists(owner: Modell) -> dict[str, tuple[Punkt, ...]]:
    """Return the lists of items that stand directly in `owner`, by YAML key."""
    return {
        alias(name): getattr(owner, name) for name, kind in item_types(type(owner)).items() if kind
    }


@cache
def item_types(owner: type[Modell]) -> dict[str, type[Punkt]]:
    """Return which item type each list of `owner` holds, by field name; no other field."""
    found = {}
    for name, info in owner.model_fields.items():
        inner = getattr(info.annotation, "__args__", (None,))[0]
        if isinstance(inner, type) and issubclass(inner, Punkt):
            found[name] = inner
    return found
