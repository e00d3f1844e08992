"""Nynorsk over bokmål: the texts of the shared plan in the other form of Norwegian.

    data/nynorsk/themes.yaml        relasjon/hilser-ved-navn: { kjennetegn: { fra: 1a2b3c4d, til: … } }
    data/nynorsk/sider/             the shared pages; see `docs`

Each text is known by the address of its item and its field, and remembers what it was written from
by the fingerprint of the bokmål. When the bokmål is changed, the nynorsk has drifted: the plan says
the bokmål, as `Bokmal`, until somebody has looked. One that is called `utkast` has been read by nobody.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar, get_args

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    create_model,
)

from kvalitetsplan.plan.addresses import address_in, addressed, heir, why_gone
from kvalitetsplan.plan.checks import PARAMETER
from kvalitetsplan.plan.model import Bokmal, Grunnplan, Malform, Punkt, item_types
from kvalitetsplan.plan.words import fingerprint
from kvalitetsplan.reading.problems import Mark, PlanError, Problem, Slag, nearest
from kvalitetsplan.reading.source import read
from kvalitetsplan.reading.tree import Map
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import Modell, Says, alias, one_line, tidy

P = TypeVar("P", bound=Punkt)

FOLDER = "nynorsk"
UTGAVE = "utgave"
"""What the edition of the shared plan, which is no item, is called among the addresses."""

NAMES: Mapping[str, frozenset[str]] = {
    "Kilde": frozenset({"hvem", "ar", "tittel", "utgiver"}),
    "Lov": frozenset({"fullt_navn", "nummer"}),
    "Paragraf": frozenset({"nummer", "lest", "tidligere"}),
    "Begrep": frozenset({"bokmal", "nynorsk"}),
    "Semester": frozenset({"nummer"}),
    "Kontaktpunkt": frozenset({"telefon"}),
    "Utgave": frozenset({"versjon", "dato"}),
}
"""The fields, by kind, whose texts are names, numbers, or words in a form that is said: they are
the same in both.
"""
FREE = frozenset({"søkeord"})
"""The lists that need not be as long in nynorsk: words that people search for."""

_LINK = re.compile(r"\]\(([^)\s]+)\)")

Avtrykk = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{8}$"),
    Says("må være avtrykket av bokmålet, åtte tegn som «1a2b3c4d»"),
    WithJsonSchema(
        {"type": ["string", "number"]}
    ),  # to an editor, 12345678 and 1e234567 are numbers
]


class _Oversatt(Modell):
    """What stands of one text in data/nynorsk."""

    fra: Avtrykk = Field(description="Avtrykket av bokmålet teksten er skrevet etter.")
    til: Any = Field(None, description="Teksten på nynorsk; en liste der bokmålet er en liste.")
    utkast: Any = Field(None, description="Et utkast som ingen har lest. Ingen sider viser det.")


class Nynorskfil(Modell):
    """data/nynorsk/<fil>.yaml: adresser, felt, og det som står der på nynorsk."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, dict[str, _Oversatt]]


class Tilstand(StrEnum):
    """How it is with the nynorsk of a text."""

    OVERSATT = "oversatt"
    MANGLER = "mangler"
    ENDRET = "endret"
    """The bokmål has been changed since."""
    UTKAST = "utkast"
    """There is a draft that nobody has read."""


class Tekststed(NamedTuple):
    """A text of the shared plan that there is to be nynorsk of."""

    adresse: str
    felt: str
    fil: str
    """Its file in the data folder, such as `themes.yaml`."""
    verdi: str | tuple[str, ...]
    """The bokmål."""
    punkt: Modell

    @property
    def avtrykk(self) -> str:
        """The fingerprint of the bokmål."""
        return of_bokmal(self.verdi)

    @property
    def mark(self) -> Mark:
        """Where the bokmål is written."""
        return self.punkt.mark(self.felt)


@dataclass(frozen=True)
class Nynorsk:
    """What stands in data/nynorsk: every text by address and field, and what is worth tidying."""

    tekster: Mapping[tuple[str, str], _Oversatt]
    varsler: tuple[Problem, ...]

    def state(self, sted: Tekststed) -> Tilstand:
        """Return how it is with the nynorsk of a text."""
        found = self.tekster.get((sted.adresse, sted.felt))
        if found is None or (found.til is None and found.utkast is None):
            return Tilstand.MANGLER
        if found.til is None:
            return Tilstand.UTKAST
        return Tilstand.OVERSATT if found.fra == sted.avtrykk else Tilstand.ENDRET

    def where(self, sted: Tekststed) -> Mark:
        """Return where to look at a text that has drifted: its nynorsk; else the bokmål."""
        found = self.tekster.get((sted.adresse, sted.felt))
        return found.mark("fra") if found else sted.mark


def written_texts(nynorsk: Nynorsk) -> Iterator[tuple[Mark, str, str]]:
    """Yield every text that is written: where, of what, and the text; words that people search for
    left out.
    """
    for (address, key), found in nynorsk.tekster.items():
        if found.til is not None and key not in FREE:
            for text in found.til if isinstance(found.til, tuple) else (found.til,):
                yield found.mark("til"), f"{address}.{key}", text


def of_bokmal(value: str | tuple[str, ...]) -> str:
    """Return the fingerprint of a text, or of a list of them."""
    return fingerprint(value if isinstance(value, str) else "\n- ".join(value))


def text_places(plan: Grunnplan, data: Path) -> Iterator[Tekststed]:
    """Yield every text of the shared plan in `data` that there is to be nynorsk of, from the top."""
    for address, item in _items(plan).items():
        file = item.mark().file.removeprefix(f"{data.name}/")
        for name, key in text_fields(type(item)):
            if value := getattr(item, name):
                yield Tekststed(address, key, file, value, item)


def _items(plan: Grunnplan) -> dict[str, Modell]:
    return {UTGAVE: plan.utgave, **dict(reversed(addressed(plan).items()))}


@cache
def text_fields(kind: type[Modell]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a kind of item that hold sentences of ours, each with its YAML key."""
    names = {name for one in kind.__mro__ for name in NAMES.get(one.__name__, ())}
    fields = kind.model_fields.items()
    return tuple(
        (name, alias(name))
        for name, info in fields
        if name not in names and _holds_text(info.annotation, tuple(info.metadata))
    )


def _holds_text(annotation: Any, metadata: tuple[Any, ...]) -> bool:
    """Tell whether a type is a line or a text, or a list of them, or may be left out."""
    if any(isinstance(one, AfterValidator) and one.func in (tidy, one_line) for one in metadata):
        return True
    return any(
        _holds_text(inner, getattr(inner, "__metadata__", ())) for inner in get_args(annotation)
    )


@cache
def _kind_of(kind: type[Modell], name: str) -> type[_Oversatt]:
    """Return what must be written of one field: `til` and `utkast` are what the field itself is.

    There are few sorts of text, and a model for each is enough.
    """
    info = kind.model_fields[name]
    value = Annotated[info.annotation, *info.metadata, None] | None  # type: ignore[name-defined]  # made of what the field is
    made: type[_Oversatt] = create_model(
        "_Oversatt", __base__=_Oversatt, til=(value, None), utkast=(value, None)
    )
    return _KINDS.setdefault(repr(made.model_fields["til"].annotation), made)


_KINDS: dict[str, type[_Oversatt]] = {}


def files_of_nynorsk(data: Path) -> list[Path]:
    """Return the files of texts in data/nynorsk, in order; what is hidden left out."""
    folder = data / FOLDER
    found = (path for path in folder.rglob("*.yaml") if path != folder / "sprak.yaml")
    return sorted(path for path in found if not path.name.startswith("."))


def read_nynorsk(data: Path, plan: Grunnplan) -> Nynorsk:
    """Return what there is of nynorsk for the shared plan in `data`; it is read once for each plan.

    Raises PlanError with everything that fits nowhere, or is written wrong.
    """
    if plan.i_form.nynorsk is None:
        reader = _Reader(data, plan)
        for path in files_of_nynorsk(data):
            reader.take(path)
        if reader.problems:
            raise PlanError(reader.problems)
        plan.i_form.nynorsk = Nynorsk(reader.found, tuple(reader.warnings))
    return plan.i_form.nynorsk  # type: ignore[no-any-return]  # what was put there


class _Reader:
    """The files of nynorsk, read one by one."""

    def __init__(self, data: Path, plan: Grunnplan) -> None:
        self._data, self._plan, self._items = data, plan, _items(plan)
        self._files = {one.fil for one in text_places(plan, data)}
        self.found: dict[tuple[str, str], _Oversatt] = {}
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def take(self, path: Path) -> None:
        """Read one file, and note what is wrong with it."""
        file = path.relative_to(self._data.parent).as_posix()
        name = path.relative_to(self._data / FOLDER).as_posix()
        if name not in self._files:
            hint = nearest(name, self._files)
            message = f"ingen fil i {self._data.name}/ heter «{name}»{hint}"
            self.problems.append(Problem(Mark(file), "", message))
            return
        try:
            tree = read(path, file, may_be_empty=True)
        except PlanError as error:
            self.problems += error.problems
            return
        for address in tree:
            self._take_item(tree, address)

    def _take_item(self, tree: Map, address: str) -> None:
        mark, fields = tree.keys_at[address], tree[address]
        now = address if address in self._items else heir(self._plan, address)
        item = self._items.get(now)
        if item is None and (reason := why_gone(self._plan, address)):
            message = f"er tatt ut av grunnplanen og kan slettes her: {reason}"
            self.warnings.append(Problem(mark, address, message, Slag.VARSEL))
        elif item is None:
            message = f"ukjent punkt «{address}»{nearest(address, self._items)}"
            self.problems.append(Problem(mark, address, message))
        elif not isinstance(fields, Map):
            message = "må være felt med navn, som «tittel: { fra: …, til: … }»"
            self.problems.append(Problem(tree.values_at[address], address, message))
        else:
            for key in fields:
                self._take_field(item, now, fields, key)

    def _take_field(self, item: Modell, address: str, fields: Map, key: str) -> None:
        mark, place, names = fields.keys_at[key], f"{address}.{key}", _by_key(type(item))
        if key not in names:
            message = f"«{key}» er ikke en tekst i dette punktet{nearest(key, names)}"
            self.problems.append(Problem(mark, place, message))
            return
        tree = fields[key]
        if not isinstance(tree, Map):
            message = "må være felt med navn: «fra», og «til» eller «utkast»"
            self.problems.append(Problem(fields.values_at[key], place, message))
            return
        try:
            found = build(_kind_of(type(item), names[key]), tree, place)
        except PlanError as error:
            self.problems += error.problems
            return
        if (address, key) in self.found:
            before = self.found[address, key].mark()
            message = f"står i {before.file}:{before.line} også; behold én av dem"
            self.problems.append(Problem(mark, place, message))
        self.found[address, key] = found
        value = getattr(item, names[key])
        if found.til is not None and found.fra == of_bokmal(value or ""):
            self.problems += _unlike(value, found, key, place)


def _unlike(value: Any, found: _Oversatt, key: str, place: str) -> Iterator[Problem]:
    """Yield where the nynorsk has not what the bokmål has: as many points, its words to fill in, and
    its links.
    """
    if isinstance(value, tuple):
        if key not in FREE and len(value) != len(found.til):
            message = f"lista har {len(value)} punkter på bokmål og {len(found.til)} på nynorsk"
            yield Problem(found.mark("til"), place, message)
        return
    for pattern, what in ((PARAMETER, "{{{}}}"), (_LINK, "({})")):
        wanted, here = (sorted(pattern.findall(text)) for text in (value, found.til))
        if wanted != here:
            shown = [", ".join(map(what.format, one)) or "ingen" for one in (wanted, here)]
            message = f"bokmålet har {shown[0]}, nynorsken {shown[1]}"
            yield Problem(found.mark("til"), place, message)


@cache
def _by_key(kind: type[Modell]) -> dict[str, str]:
    return {key: name for name, key in text_fields(kind)}


def in_form(data: Path, plan: Grunnplan, malform: Malform) -> Grunnplan:
    """Return the shared plan in `data` in one form of Norwegian, where every item knows what it says
    in the other.

    It is made once for each plan. Raises PlanError if the nynorsk is written wrong.
    """
    laid = plan.i_form.lagt
    if malform not in laid:
        laid[malform] = _laid(plan, read_nynorsk(data, plan), malform)
    return laid[malform]


def _laid(plan: Grunnplan, nynorsk: Nynorsk, malform: Malform) -> Grunnplan:
    in_nynorsk = partial(_in_form, nynorsk=nynorsk, malform=malform)
    lists = {
        name: tuple(in_nynorsk(one, address_in(alias(name), one.id)) for one in getattr(plan, name))
        for name in item_types(Grunnplan)
    }
    new = _texts(plan.utgave, UTGAVE, nynorsk)
    utgave = plan.utgave.model_copy(
        update={name: _said(old, til) for name, old, til, _ in new} if malform == "nynorsk" else {}
    )
    return plan.model_copy(update={**lists, "utgave": utgave})


def _in_form(item: P, address: str, nynorsk: Nynorsk, malform: Malform) -> P:
    """Return an item, with what stands in it, in one form of Norwegian."""
    update: dict[str, Any] = {
        name: tuple(
            _in_form(one, f"{address}/{one.id}", nynorsk, malform) for one in getattr(item, name)
        )
        for name in item_types(type(item))
    }
    andre: dict[str, Any] = {}
    places: dict[str, Mark] = {}
    for name, old, til, mark in _texts(item, address, nynorsk):
        if malform == "nynorsk":
            update[name] = _said(old, til)
        if til is not None:
            andre[alias(name)] = old if malform == "nynorsk" else til
            if malform == "nynorsk" and mark:
                places[alias(name)] = mark
    return item.with_forms(update, andre, places)


def _texts(
    item: Modell, address: str, nynorsk: Nynorsk
) -> Iterator[tuple[str, Any, Any, Mark | None]]:
    """Yield the texts of an item: the field, the bokmål, the nynorsk where it is fresh, and where
    that is written.
    """
    for name, key in text_fields(type(item)):
        if value := getattr(item, name):
            found = nynorsk.tekster.get((address, key))
            fresh = found is not None and found.fra == of_bokmal(value)
            mark = found.mark("til") if found else None
            yield name, value, found.til if found and fresh else None, mark


def _said(bokmal: Any, nynorsk: Any) -> Any:
    """Return the nynorsk of a text; where there is none, the bokmål, as what it is."""
    if nynorsk is not None:
        return nynorsk
    return tuple(map(Bokmal, bokmal)) if isinstance(bokmal, tuple) else Bokmal(bokmal)
