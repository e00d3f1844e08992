"""What is said of a value that does not fit, and what to write instead."""

import re
from collections.abc import Iterable
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from kvalitetsplan.reading.keys import KEYS
from kvalitetsplan.reading.lines import COLON, CUT
from kvalitetsplan.reading.misfit import Misfit, fields_of, members
from kvalitetsplan.reading.pasted import ODD_SPACE, SLANTED, list_mark, why_no_item
from kvalitetsplan.reading.problems import listed, nearest, same
from kvalitetsplan.reading.tree import Cut, Map, Seq
from kvalitetsplan.reading.values import CUT_AWAY, SAID, told


def _unknown_key(fault: Misfit) -> str:
    word, fields = str(fault.way[-1]), fields_of(fault.owner)
    if elsewhere := getattr(fault.owner, "ELSEWHERE", {}).get(word):
        return f"«{word}» {elsewhere}"
    return f"ukjent nøkkel «{told(word)}»{nearest(word, fields) or f' – her kan det stå {listed(fields)}'}"


def what_to_say(fault: Misfit) -> str:
    """Return what is wrong with a value, or with a key, and what to write instead."""
    if fault.unknown:
        return _unknown_key(fault)
    kind, value = fault.details["type"], fault.details["input"]
    if kind == "missing":
        return f"mangler «{fault.way[-1]}»"
    if kind == "adresse":
        return f"«{told(value)}» {fault.details['msg']}" if value else "er tom"
    if kind == SAID:
        return fault.details["msg"]
    if kind in ("literal_error", "enum"):
        return _no_choice(fault, value)
    if kind == "string_pattern_mismatch":
        return _no_match(fault, value)
    if kind == "int_parsing":
        return fault.says.of(value) if fault.says and value else "må være et helt tall"
    if kind == "too_short" and fault.says:
        return fault.says.message
    if kind in _SHAPES:
        return CUT if isinstance(value, Cut) and value else _SHAPES[kind](fault, value)
    return _MESSAGES[kind].format(**fault.details.get("ctx", {}))


def _no_choice(fault: Misfit, value: Any) -> str:
    choices = [str(one) for one in _choices(fault.type)]
    if not isinstance(value, str):
        return f"dette kan ikke stå her; bruk {listed(choices)}"
    if not value:
        return f"er tom; bruk {listed(choices)}"
    near = same(_clean(value), choices)
    otherwise = fault.says.message if fault.says else f"bruk {listed(choices)}"
    return f"«{told(value)}» kan ikke stå her; {f'skriv «{near}»' if near else otherwise}"


def _choices(bare: Any) -> Iterable[Any]:
    if get_origin(bare) is Literal:
        return get_args(bare)
    return [one.value for one in bare] if isinstance(bare, type) and issubclass(bare, Enum) else ()


def _clean(value: str) -> str:
    """Return a value without what Word puts around it and in it."""
    return ODD_SPACE.sub(" ", value).strip(f" {SLANTED}")


def _no_match(fault: Misfit, value: str) -> str:
    assert fault.says, f"{fault.way} has a pattern, and must say what it means"
    if not value:
        return CUT_AWAY if isinstance(value, Cut) else "er tom"
    if value.startswith(tuple(SLANTED)):
        return f'«{told(value)}» har skrå anførselstegn fra Word; bruk rette (")'
    if odd := ODD_SPACE.search(value):
        return f"«{told(value)}» har et hardt mellomrom (U+{ord(odd[0]):04X}); slett det"
    if len(several := _several(fault, value)) > 1:
        if not isinstance(fault.way[-1], int):
            return f"«{told(value)}» er flere på én gang; her kan det bare stå én av dem"
        return f"«{told(value)}» er flere på én gang; skriv komma mellom dem: {', '.join(several)}"
    return f"«{told(value)}» {fault.says.of(value)}"


def _several(fault: Misfit, value: str) -> list[str]:
    """Return the items of a list that are written as one: «[ro lek]», or where there can only be
    one: «ro, lek».
    """
    is_listed = isinstance(fault.way[-1], int) or re.search(r"[;,]| og ", value)
    if not is_listed or not _SEVERAL.fullmatch(value):
        return []
    several = re.split(r"[\s;,]+(?:og\s+)?", value)
    pattern = fault.details["ctx"]["pattern"]
    return several if all(re.search(pattern, one) for one in several) else []


_SEVERAL = re.compile(r"[a-z0-9/-]+(?:[\s;,]+(?:og\s+)?[a-z0-9/-]+)*")


def _not_text(fault: Misfit, value: Any) -> str:
    if isinstance(value, (Map, Seq)) and value.flow and value:
        mark = "[" if isinstance(value, Seq) else "{"
        inside = list(value.values()) if isinstance(value, Map) else value
        one = isinstance(inside[0], str) and len(inside) == 1 and inside[0]
        if fault.way[-1] in _ONE_EACH and len(inside) > 1:
            return _one_each(fault, inside)
        if not fault.says and not (one and _WORD.fullmatch(one) and isinstance(value, Seq)):
            return f"teksten kan ikke begynne med «{mark}»; sett den i anførselstegn"
        right = f"skriv bare «{told(one)}»" if one else "skriv én verdi"
        return f"kan ikke begynne med «{mark}»; {right}"
    if isinstance(value, Seq) and len(value) > 1 and fault.way[-1] in _ONE_EACH:
        return _one_each(fault, value)
    if isinstance(value, Seq):
        return "må være én tekst, ikke en liste; ta bort «- »"
    if isinstance(value, Map) and len(value) == 1 and not KEYS & value.keys():
        return COLON
    return "må være tekst, ikke en liste eller flere felt"


_WORD = re.compile(r"[\w./-]+")
_ONE_EACH = ("id", "felt", "liste")
"""What names the one thing that an item is about."""


def _one_each(fault: Misfit, names: list[Any]) -> str:
    return f"kan bare være én; skriv ett punkt for hver, det første med «{fault.way[-1]}: {told(str(names[0]))}»"


def _not_list(fault: Misfit, value: Any) -> str:
    if isinstance(value, dict):
        return "må være en liste: sett «- » foran den første linja i hvert punkt"
    if value == "":
        return f"{_A_LIST}, eller slett «{fault.way[-1]}:»"
    if isinstance(value, str) and (mark := list_mark(value)):
        return f"må være en liste: hvert punkt begynner med «- » på en egen linje, ikke «{mark}»"
    if isinstance(value, str) and (reason := why_no_item(value)):
        return f"må være en liste: {reason}"
    return _A_LIST


_A_LIST = "må være en liste: skriv hvert punkt på en egen linje med «- » foran"


def _not_fields(fault: Misfit, value: Any) -> str:
    fields = fields_of(fault.type)
    first = next(iter(fields), "navn")
    if isinstance(value, (list, tuple)):
        marks = "«[» og «]»" if isinstance(value, Seq) and value.flow else "«- »"
        return f"må være felt med navn, som «{first}: …», og ikke en liste; ta bort {marks}"
    hit = _NO_SPACE.match(value) if isinstance(value, str) else None
    if not value and not fields:
        return f"er tom; skriv noe under, eller slett «{fault.way[-1]}:»"
    if hit and (not fields or hit[1] in fields):
        return f"det mangler et mellomrom etter kolonet; skriv «{hit[1]}: {hit[2]}»"
    if isinstance(value, str) and why_no_item(value):
        return f"et punkt begynner med «- », og så felt med navn, som «{first}: …»"
    return f"må være felt med navn, som «{first}: …»"


def _not_number(fault: Misfit, value: Any) -> str:
    return (
        "må være et helt tall, ikke en liste" if isinstance(value, list) else "må være et helt tall"
    )


def _no_member(fault: Misfit, value: Any) -> str:
    if fault.says:
        return fault.says.message
    return f"må være en {' eller en '.join(members(fault.type))}"


_NO_SPACE = re.compile(r"([\w-]+):(\S.*)")

_SHAPES = {
    "string_type": _not_text,
    "tuple_type": _not_list,
    "list_type": _not_list,
    "model_type": _not_fields,
    "model_attributes_type": _not_fields,
    "dict_type": _not_fields,
    "int_type": _not_number,
    "union_tag_invalid": _no_member,
}
"""What to say of a value of the wrong shape."""

_MESSAGES = {
    "string_too_short": "er tom",
    "string_too_long": "er for lang (høyst {max_length} tegn)",
    "too_short": "må ha minst {min_length}",
    "too_long": "kan ha høyst {max_length}",
    "int_from_float": "må være et helt tall",
    "int_parsing_size": "er et for stort tall",
    "greater_than_equal": "må være minst {ge}",
    "less_than_equal": "kan være høyst {le}",
}
