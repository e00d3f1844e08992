"""What the forms tell people of each field: other words than the schema has for those who write the
files.
"""

from collections.abc import Mapping

from kvalitetsplan.plan.fields import Form, kinds, open_kinds
from kvalitetsplan.site.interface_shape import Words

SAID_OF_ALL = [
    "id",
    "trinn",
    "vedlegg",
    "lov",
    "søkeord",
    "temaer",
    "kilder",
    "skjema",
    "sjekklister",
    "måneder",
    "uker",
    "datoer",
]
"""The fields of which the same is said, whatever they stand in."""


def said_of_fields() -> Words:
    """Return the fields of which it is said what one writes there."""
    own = {
        name: {key: "" for key in one["felter"] if key not in SAID_OF_ALL}
        for name, one in open_kinds().items()
    }
    return {"felles": dict.fromkeys(SAID_OF_ALL, ""), **own}


def told(hva: Mapping[str, Mapping[str, str]]) -> dict[str, Form]:
    """Return every kind with what people are told of its fields."""
    return {
        name: one
        | {
            "felter": {
                key: form | {"hjelp": hva.get(name, {}).get(key) or hva["felles"].get(key, "")}
                for key, form in one["felter"].items()
            }
        }
        for name, one in kinds().items()
    }
