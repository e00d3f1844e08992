"""A file that is what git or an e-mail shows of another: each line has a sign in front of it."""

import re

from kvalitetsplan.reading.keys import KEYS
from kvalitetsplan.reading.problems import Mark, Problem

_HEAD = re.compile(r"diff --git |@@ -\d|\+\+\+ \S")
"""A line that git, or another program, puts above what it compares."""
_KEY = re.compile(r"[-+<>]\s*(?:- +)?([\w-]+):(?:\s|$)")
_NO_ITEM = re.compile(r"-(?: {2,}|[^\s-])")
"""How a line begins that git shows as taken out, and that is no item of a list."""
_TWO = 2

_BOTH = (
    "dette er en sammenligning fra git, og ikke fila selv; hent hele fila, eller slett linjene som "
    "begynner med «-»{}, og så det første tegnet i hver linje som er igjen"
)
_HEADS = " og «@@», og de som er over dem"
_NEW = "hver linje begynner med «+» fra en sammenligning; slett det første tegnet i hver linje"
_OLD = (
    "hver linje begynner med «-» fra en sammenligning, og er tatt ut; slett linjene, eller slett det "
    "første tegnet i hver av dem hvis de skal stå"
)
_QUOTED = (
    "linjene begynner med «>» eller «<» fra en e-post eller en sammenligning; hent hele fila, eller "
    "slett tegnet og mellomrommet foran hver linje"
)


def why_compared(lines: list[str], file: str) -> list[Problem]:
    """Return the one thing to say of a file that is a comparison; nothing if it is none."""
    written = [(at, one) for at, one in enumerate(lines, 1) if one.strip(" -")]
    signed = [(at, one) for at, one in written if one[0] in "+-<>"]
    keyed = any((hit := _KEY.match(one)) and hit[1] in KEYS for _, one in signed)
    if any(_HEAD.match(one) for _, one in written):
        return [Problem(Mark(file, written[0][0]), "", _BOTH.format(_HEADS))]
    signs = {one[0] for _, one in written}
    message = _of_signs(signs, [one for _, one in signed]) if keyed else ""
    return [Problem(Mark(file, signed[0][0]), "", message)] if message else []


def _of_signs(signs: set[str], signed: list[str]) -> str:
    """Say what it is where all lines begin with one of some signs; "" if it is none we know."""
    if signs <= {"<", ">"}:
        return _QUOTED
    if len(signed) < _TWO or not signs <= {"+", "-", " "}:
        return ""
    if signs == {"+"}:
        return _NEW
    if "+" in signs:
        return _BOTH.format("")
    return _OLD if signs == {"-"} and any(map(_NO_ITEM.match, signed)) else ""
