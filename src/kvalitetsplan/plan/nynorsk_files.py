"""The files in data/nynorsk, read and held against the bokmål."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    create_model,
)

from kvalitetsplan.plan.addresses import heir, why_gone
from kvalitetsplan.plan.checks import PARAMETER
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.nynorsk import (
    FIELDS,
    FOLDER,
    FREE,
    Nynorsk,
    Oversatt,
    items_of,
    of_bokmal,
    text_fields,
    text_places,
)
from kvalitetsplan.reading.problems import Alvor, Mark, PlanError, Problem, nearest
from kvalitetsplan.reading.said import tree_of
from kvalitetsplan.reading.tree import Map
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import Modell

_LINK = re.compile(r"\]\(([^)\s]+)\)")


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
        self._data, self._plan, self._items = data, plan, items_of(plan)
        self._files = {one.fil for one in text_places(plan, data)}
        self.found: dict[tuple[str, str], Oversatt] = {}
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
            tree = tree_of(path, file)
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
            self.warnings.append(Problem(mark, address, message, Alvor.VARSEL))
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
            self.problems.append(Problem(fields.values_at[key], place, FIELDS))
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


def _unlike(value: Any, found: Oversatt, key: str, place: str) -> Iterator[Problem]:
    """Yield where the nynorsk has not what the bokmål has: as many points, its words to fill in,
    and its links.
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


@cache
def _kind_of(kind: type[Modell], name: str) -> type[Oversatt]:
    """Return what must be written of one field: `til` and `utkast` are what the field itself is.

    There are few sorts of text, and a model for each is enough.
    """
    info = kind.model_fields[name]
    value = Annotated[info.annotation, *info.metadata, None] | None  # type: ignore[name-defined]  # made of what the field is
    made: type[Oversatt] = create_model(
        "Oversatt", __base__=Oversatt, til=(value, None), utkast=(value, None)
    )
    return _KINDS.setdefault(repr(made.model_fields["til"].annotation), made)


_KINDS: dict[str, type[Oversatt]] = {}
