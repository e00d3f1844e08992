"""What is read becomes values: frozen, strict, and aware of where they were written."""

import re
from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    PrivateAttr,
    ValidatorFunctionWrapHandler,
    model_validator,
)

from kvalitetsplan.reading.problems import Mark
from kvalitetsplan.reading.source import Map, find_mark


def tidy(text: str) -> str:
    """Return the text with single spaces, and one empty line between its paragraphs."""
    paragraphs = re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", text.strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def alias(name: str) -> str:
    """Return the YAML key for a field name: the few keys that have æ, ø or å."""
    return _ALIASES.get(name, name)


_ALIASES = {
    "sannsynliggjor": "sannsynliggjør",
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
    "motepunkter": "møtepunkter",
    "aktorer": "aktører",
    "okter": "økter",
    "oktfaser": "øktfaser",
    "tilgjengelighetserklaering": "tilgjengelighetserklæring",
}


class Modell(BaseModel):
    """Frozen, refuses unknown keys, and remembers where it was written."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=alias, validate_by_name=True
    )
    _tree: Map | None = PrivateAttr(None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, data: Any, build: ValidatorFunctionWrapHandler) -> Self:
        item: Self = build(data)
        if isinstance(data, Map):
            item._tree = data
        return item

    def mark(self, *loc: str | int) -> Mark:
        """Return where the item, or what `loc` names inside it, was written."""
        return find_mark(self._tree, loc) if self._tree is not None else Mark("?")
