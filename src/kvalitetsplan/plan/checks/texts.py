"""The texts that stand in an item, and the parameters in them."""

import re
from collections.abc import Iterator
from functools import cache

from kvalitetsplan.plan.addresses import from_each, pointers
from kvalitetsplan.plan.model import Punkt, Vedlegg, item_types
from kvalitetsplan.reading.values import Modell, alias

PARAMETER = re.compile(r"\{([^{}]*)\}")
"""A parameter in a text, as in «vi drøfter det i {pu-tid}»."""


def texts(item: Modell) -> Iterator[tuple[str, str]]:
    """Yield every text a reader sees that stands directly in an item, with its YAML key. References
    are not texts.
    """
    for name, key in _text_fields(type(item)):
        value = getattr(item, name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                yield key, text
            elif isinstance(text, Vedlegg):
                yield key, text.tekst


def _texts(address: str, item: Punkt) -> list[tuple[str, Punkt, str, str]]:
    return [(address, item, key, text) for key, text in texts(item)]


all_texts = from_each(_texts)
"""Returns every text a reader sees in a plan: the address of its item, the item, the YAML key, and
the text.
"""


@cache
def _text_fields(kind: type[Modell]) -> tuple[tuple[str, str], ...]:
    """Return the fields that may hold texts, each with its YAML key."""
    others = {"id", *item_types(kind), *pointers(kind)}
    return tuple((name, alias(name)) for name in kind.model_fields if name not in others)
