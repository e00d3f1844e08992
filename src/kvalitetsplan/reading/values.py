"""What is read becomes values: frozen, strict, and aware of where they were written."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    PrivateAttr,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic_core import PydanticCustomError

from kvalitetsplan.reading.keys import KEYS
from kvalitetsplan.reading.lines import CUT
from kvalitetsplan.reading.problems import Mark
from kvalitetsplan.reading.tree import Cut, Map, find_mark


def tidy(text: str) -> str:
    """Return the text with single spaces, and one empty line between its paragraphs."""
    paragraphs = re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", text.strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


_ITEM = re.compile(r"^([ \t]*)(?:[-*]|\d+\.)[ \t]", re.MULTILINE)


def why_nested(text: str) -> str:
    """Say what is wrong with a text that has a list in a list, for that would be shown as one; ""
    if it has none.
    """
    depths = [len(hit[1].expandtabs()) for hit in _ITEM.finditer(text.strip())]
    if not any(after > before for before, after in pairwise(depths)):
        return ""
    return (
        "teksten har en liste inne i en liste, og den ville blitt vist som én; "
        "rykk punktene ut, eller skriv det på en egen side"
    )


def in_paragraphs(text: str) -> str:
    """Return the text tidied, if that does not make one list of two."""
    if reason := why_nested(text):
        raise wrong(reason)
    return tidy(text)


def alias(name: str) -> str:
    """Return the YAML key for a field name: the few keys that have æ, ø or å."""
    return _ALIASES.get(name, name)


_ALIASES = {
    "sannsynliggjor": "sannsynliggjør",
    "sprak": "språk",
    "sporsmal": "spørsmål",
    "mal": "mål",
    "malform": "målform",
    "ar": "år",
    "stotter": "støtter",
    "sokeord": "søkeord",
    "rad": "råd",
    "utgatt": "utgått",
    "rekkefolge": "rekkefølge",
    "bokmal": "bokmål",
    "pakrevd": "påkrevd",
    "for_": "før",
    "na": "nå",
    "nar": "når",
    "maneder": "måneder",
    "maned": "måned",
    "manedstemaer": "månedstemaer",
    "niva": "nivå",
    "utloser": "utløser",
    "gjor": "gjør",
    "males_med": "måles_med",
    "motepunkter": "møtepunkter",
    "aktorer": "aktører",
    "okter": "økter",
    "ovetid": "øvetid",
    "oktfaser": "øktfaser",
    "tilgjengelighetserklaering": "tilgjengelighetserklæring",
}


@dataclass(frozen=True)
class Says:
    """What to say of a value that does not fit its type: stands in the type's `Annotated`."""

    message: str
    hint: Callable[[str], str] | None = None
    """Returns what to write instead of a text, or "" where that cannot be told."""

    def of(self, value: str) -> str:
        """Return what to say of a text."""
        hint = self.hint(value) if self.hint else ""
        return f"{self.message}{hint and f'; skriv {hint}'}"


def minutes(value: str) -> str:
    """Return the number in a text that is nothing but some minutes, or "": a hint for «5 min»."""
    hit = re.fullmatch(r"(?:ca\.? ?)?(\d+) ?(?:m|min|minutt(?:er|ar)?)?\.?", value.strip().lower())
    return hit[1] if hit else ""


def written_number(value: Any) -> Any:
    """Return what is written, if people read it as a number too: Python reads `1_0` as ten."""
    if isinstance(value, str) and not re.fullmatch(r"\s*-?\d+\s*", value):
        raise PydanticCustomError("int_parsing", "no number")
    return value


SAID = "sagt"
"""What pydantic calls a problem that is said in our own words already."""


def wrong(message: str) -> PydanticCustomError:
    """Return what a validator raises, to say `message` of a value."""
    return PydanticCustomError(SAID, message)


def whole(value: Any) -> Any:
    """Return what is written, if no # has cut it in two."""
    if isinstance(value, Cut):
        raise wrong(CUT if value else CUT_AWAY)
    return value


CUT_AWAY = "er tom; en verdi som begynner med # må stå i anførselstegn"
"""What to say where a # has left nothing of a text."""


def told(value: str) -> str:
    """Return a text as it can be said in a message: on one line, and not too long."""
    text = re.sub(r"[\n\t]+", " ", value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


_LONG = 120


_LIST = re.compile(r"(?m)^\s*([-*•]|\d+\.) +\S.*\n\s*([-*•]|\d+\.) +\S")


def one_line(text: str) -> str:
    """Return the text on one line, with single spaces, if it is no list."""
    if _LIST.search(text):
        raise wrong("er én linje på siden, og kan ikke ha punkter; skriv det som én setning")
    return " ".join(text.split())


def said(text: str) -> str:
    """Return a text that has something in it."""
    if not text:
        raise wrong("er tom")
    return text


def shape(value: Any) -> str:
    """Return what sort of thing a value is: `tekst`, `liste` or `felt`. Tells the members of a
    union apart, so that problems concern the one that was meant.
    """
    if isinstance(value, (list, tuple)):
        return "liste"
    return "felt" if isinstance(value, (dict, BaseModel)) else "tekst"


class Modell(BaseModel):
    """Frozen, refuses unknown keys, and remembers where it was written."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=alias, validate_by_name=True, defer_build=True
    )
    ELSEWHERE: ClassVar[Mapping[str, str]] = {}
    """Keys that people write here and that belong elsewhere, with what to say of each."""
    _tree: Map | None = PrivateAttr(None)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Let the reader know which keys there are in the files that people write in."""
        super().__pydantic_init_subclass__(**kwargs)
        KEYS.update(info.alias or name for name, info in cls.model_fields.items())

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, data: Any, build: ValidatorFunctionWrapHandler) -> Self:
        item: Self = build(data)
        if isinstance(data, Map) and item.__pydantic_private__ is not None:
            item.__pydantic_private__["_tree"] = data  # what `item._tree = data` does, the long way
        return item

    def written_in(self, tree: Map) -> Self:
        """Return the same item, as written in `tree`."""
        item = self.model_copy()
        item._tree = tree
        return item

    def mark(self, *loc: str | int) -> Mark:
        """Return where the item, or what `loc` names inside it, was written."""
        # Asked for thousands of times, and pydantic's way to what is private is ten times as long.
        private = self.__pydantic_private__
        tree: Map | None = private["_tree"] if private else None
        return find_mark(tree, loc) if tree is not None else Mark("?")
