"""What the forms tell people of each field: other words than the schema has for those who write the
files.
"""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from kvalitetsplan.plan.fields import Form, kinds, open_kinds, value_kinds
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


_GRADES = range(1, 11)
_ONE_OF: dict[str, list[str] | list[int]] = {
    "måned": list(range(1, 13)),
    "måneder": list(range(1, 13)),
    "trinn": ["1-4", "5-7", "8-10", "SFO", "barnehage", "vgs", *map(str, _GRADES)],
}
"""What a form lets people choose between where the schema only has a number or a pattern."""


def said_of_fields() -> Words:
    """Return the fields of which it is said what one writes there."""
    open_fields = {name: one["felter"] for name, one in open_kinds().items()} | value_kinds()
    own = {
        name: {key: "" for key in some if key not in SAID_OF_ALL}
        for name, some in open_fields.items()
    }
    return {"felles": dict.fromkeys(SAID_OF_ALL, ""), **own}


def told(hva: Mapping[str, Mapping[str, str]]) -> dict[str, Form]:
    """Return every kind with what people are told of its fields, and of those that stand in
    them.
    """
    return {
        name: one | {"felter": _told(name, one["felter"], hva)} for name, one in kinds().items()
    }


def _told(
    name: str, some: Mapping[str, Form], hva: Mapping[str, Mapping[str, str]]
) -> dict[str, Form]:
    said = {**hva["felles"], **hva.get(name, {})}
    return {
        key: _with_choices(key, _inside(form, hva)) | {"hjelp": said.get(key, "")}
        for key, form in some.items()
    }


def _inside(form: Form, hva: Mapping[str, Mapping[str, str]]) -> Form:
    """Return a field with what is told of the fields in it; those of an item stand with its
    kind.
    """
    if "punkter" in form:
        return {key: one for key, one in form.items() if key != "liste"}
    if "liste" in form:
        return form | {"liste": _inside(form["liste"], hva)}
    if "slag" not in form:
        return form
    return form | {"felter": _told(form["slag"], form["felter"], hva)}


def _with_choices(key: str, form: Form) -> Form:
    if key not in _ONE_OF:
        return form
    choices = {"valg": _ONE_OF[key]}
    return form | ({"liste": form["liste"] | choices} if "liste" in form else choices)


def choice_words(tekst: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return what each choice in a field is called, by the key of the field: as the pages say
    it.
    """
    own, trinn = tekst["forslag"]["valg"], tekst["trinn"]
    months = {str(number): name for number, name in enumerate(tekst["ar"]["maneder"], start=1)}
    spans = {f"{a}-{b}": trinn["flere"].format(a, b) for a, b in combinations(_GRADES, 2)}
    grades = {str(one): trinn["ett"].format(one) for one in _GRADES}
    minutes = {one: tekst["okt"]["minutter"].format(one) for one in ("10", "45", "60", "90")}
    yes_or_no = {one: own[one] for one in ("ja", "nei")}
    found = {
        "grunnlag": tekst["grunnlag"],
        "nivå": tekst["tiltak"]["niva"],
        "form": tekst["storskjerm"]["form"],
        "gruppe": tekst["situasjon"]["grupper"],
        "fase": tekst["samtale"],
        "minutter": minutes,
        "språk": own["språk"],
        "viser": own["viser"],
        "lest": yes_or_no,
        "lokalt": yes_or_no,
    }
    chosen = {key: _of_codes(key, words) for key, words in found.items()}
    return chosen | {"måned": months, "måneder": months, "trinn": spans | grades | trinn["navn"]}


def _of_codes(key: str, words: Mapping[str, str]) -> dict[str, str]:
    """Return the words of what may stand in a field, and no other that stands beside them."""
    forms = [
        form.get("liste", form)
        for some in (*(one["felter"] for one in open_kinds().values()), *value_kinds().values())
        for name, form in some.items()
        if name == key
    ]
    codes = dict.fromkeys(code for form in forms for code in form.get("valg", ()))
    return {code: words[code][:1].upper() + words[code][1:] for code in codes}
