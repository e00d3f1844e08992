"""What a line of a file looks like: how far in it begins, its key, and the key above it."""

import re

from kvalitetsplan.reading.fault import Fault

_INDENT = re.compile(r"\s*")
BEFORE = re.compile(r"[\s-]*")
"""What stands before the first word on a line."""
KEY = re.compile(r"\s*(?:- +)*(?P<key>[^\s:#\"'\[{&*!|>%@`-][^\s:]*)(?P<rest>.*)")
"""A line that begins with a word, which may be a key."""
ITEM = re.compile(r"(?P<dash>\s*(?:- +)*)(?P<key>[^\s:]+):(?: +(?P<value>.*))?$")
"""A line with a key, its colon, and its value."""

COLON = "her er et kolon for mye; sett hele teksten i anførselstegn"
"""What to say of a colon in the middle of a text."""
CUT = "teksten slutter før #; sett den i anførselstegn"
"""What to say where a # has cut a text in two."""


def above(fault: Fault, number: int) -> tuple[int, re.Match[str]] | None:
    """Return the nearest line above that has a key, and its number."""
    found = ((place, ITEM.match(fault.lines[place])) for place in range(number - 1, -1, -1))
    return next(((place, hit) for place, hit in found if hit), None)


def indent(line: str) -> str:
    """Return the white space that a line begins with."""
    hit = _INDENT.match(line)
    return hit[0] if hit else ""
