"""Change a YAML file where it is concerned, and nowhere else.

A YAML writer sets the whole file anew, with other quotes and other line breaks. Here the
text itself is cut and pasted, at the places the parser gives; comments and order stay as
people left them. The result is read again, and must say exactly what was meant.
"""

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from kvalitetsplan.reading.source import LOADER
from kvalitetsplan.reading.values import tidy

WIDTH = 100
"""Texts longer than this are folded over several lines."""


class EditError(Exception):
    """The file is laid out so that it cannot be changed safely."""


@dataclass(frozen=True)
class Edit:
    """One change: what stands at `loc` gets another value, or another key, or goes."""

    loc: tuple[str | int, ...]
    value: str | tuple[str, ...] | None
    """The new value; None takes it away."""
    key: bool = False
    """The value is a new name for the last key in `loc`."""


class _Place(NamedTuple):
    """A node, and what it stands in."""

    node: yaml.Node
    key: yaml.Node | None
    """Its key, in a mapping."""
    number: int
    """Its number among what stands beside it."""
    parent: yaml.CollectionNode
    parent_key: yaml.Node | None
    in_flow: bool
    """Inside brackets, where line breaks and commas mean something else."""

    @property
    def start(self) -> int:
        return _start((self.key, self.node) if self.key else self.node)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return the text of a YAML file with some edits made. Every `loc` must exist, and none lie
    inside another.

    Raises EditError if the result would not say exactly what was meant.
    """
    crlf = "\r\n" in text and text.count("\r\n") == text.count("\n")
    new = text.replace("\r\n", "\n") if crlf else text
    meant = _plain(_compose(new))
    try:
        # From the last to the first: what is changed does not move what is still to be changed.
        for edit in sorted(
            edits, key=lambda edit: _find(_compose(text), edit.loc).start, reverse=True
        ):
            new = _made(new, edit)
            _mean(meant, edit)
        if _plain(_compose(new)) != meant:
            raise EditError
    except yaml.YAMLError as error:
        raise EditError from error
    return new.replace("\n", "\r\n") if crlf else new


def _made(text: str, edit: Edit) -> str:
    place = _find(_compose(text), edit.loc)
    if edit.value is None:
        return _without(text, place)
    node = place.key if edit.key and place.key else place.node
    start, end = _start(node), _end(text, node)
    return text[:start] + _written(text, place, node, edit.value) + text[end:]


def _without(text: str, place: _Place) -> str:
    beside = place.parent.value
    if len(beside) == 1:
        return _emptied(text, place)
    if place.parent.flow_style:
        first = place.number == 0
        start, end = (
            (place.start, _start(beside[1]))
            if first
            else (_end(text, beside[place.number - 1]), _end(text, place.node))
        )
        return text[:start] + text[end:]
    start, end = _lines(text, place)
    if text[start : place.start].strip() in ("", "-"):
        if (
            place.key and text[start : place.start].strip()
        ):  # the first key after a dash: the dash stays
            return text[: place.start] + text[_start(beside[1]) :]
        return text[:start] + text[end:]
    raise EditError


def _emptied(text: str, place: _Place) -> str:
    """Return the text without the only thing in a list or mapping, which stays as `[]` or `{}`."""
    empty = "{}" if place.key else "[]"
    if place.parent.flow_style:
        return text[: _start(place.parent)] + empty + text[_end(text, place.parent) :]
    if place.parent_key is None:
        raise EditError
    colon = text.index(":", _end(text, place.parent_key)) + 1
    start, end = _lines(text, place)
    return f"{text[:colon]} {empty}{text[colon:start]}{text[end:]}"


def _lines(text: str, place: _Place) -> tuple[int, int]:
    """Return where the lines that hold something begin and end."""
    line_end = text.find("\n", _end(text, place.node))
    return text.rfind("\n", 0, place.start) + 1, len(text) if line_end < 0 else line_end + 1


def _written(text: str, place: _Place, node: yaml.Node, value: str | tuple[str, ...]) -> str:
    """Return a value as YAML, laid out as what it replaces as far as it can be."""
    end = _end(text, node)
    one_line = place.in_flow or bool(text[end:].partition("\n")[0].strip())
    quoted = getattr(node, "style", None) in ('"', "'")
    if isinstance(value, str):
        indent = place.key.start_mark.column + 2 if place.key else node.start_mark.column
        return _line(value, place.in_flow, quoted) if one_line else _text(value, indent, quoted)
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or one_line or not value:
        return f"[{', '.join(_line(one, in_flow=True) for one in value)}]"
    dash = node.start_mark.column
    return f"\n{' ' * dash}".join(f"- {_text(one, dash + 2)}" for one in value)


_PLAIN = re.compile(r"[^\W_](?:.*[^\s:])?")
_SPECIAL = re.compile(r":\s|\s#")


def _line(value: str, in_flow: bool, quoted: bool = False) -> str:
    plain = (
        _PLAIN.fullmatch(value)
        and not _SPECIAL.search(value)
        and not (in_flow and re.search(r"[,\[\]{}]", value))
    )
    return value if plain and not quoted else json.dumps(value, ensure_ascii=False)


def _text(value: str, indent: int, quoted: bool = False) -> str:
    """Return a text as YAML over as many lines as it needs."""
    space = "\n" + " " * indent
    if "\n" in value:
        return "|-" + "".join(space + line if line else "\n" for line in value.split("\n"))
    if len(value) <= WIDTH:
        return _line(value, in_flow=False, quoted=quoted)
    lines = textwrap.wrap(value, WIDTH, break_long_words=False, break_on_hyphens=False)
    return ">-" + "".join(space + line for line in lines)


def _compose(text: str) -> Any:
    # The reader has found the file good: no anchors or tags, and no deep nesting.
    return yaml.compose(text, Loader=LOADER)


def _find(root: Any, loc: tuple[str | int, ...]) -> _Place:
    node, key, in_flow = root, None, False
    for step in loc:
        parent, parent_key, in_flow = node, key, in_flow or bool(node.flow_style)
        if isinstance(step, int):
            index, key, node = step, None, parent.value[step]
        else:
            keys = [_normal(one.value) for one, _ in parent.value]
            index = keys.index(step)
            key, node = parent.value[index]
    return _Place(node, key, index, parent, parent_key, in_flow)


def _start(part: Any) -> int:
    """Return where a node, or a key with its value, begins."""
    node = part[0] if isinstance(part, tuple) else part
    return int(node.start_mark.index)


def _end(text: str, part: Any) -> int:
    """Return where a node, or a key with its value, ends: after its last character, not where the
    next begins.
    """
    node = part[1] if isinstance(part, tuple) else part
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        return _end(text, node.value[-1])
    start, end = node.start_mark.index, node.end_mark.index
    return int(start) + len(text[start:end].rstrip())


def _plain(node: Any) -> Any:
    """Return what a node says, as the model will read it."""
    if isinstance(node, yaml.MappingNode):
        return {_normal(key.value): _plain(value) for key, value in node.value}
    return (
        [_plain(one) for one in node.value]
        if isinstance(node, yaml.SequenceNode)
        else _normal(node.value)
    )


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", tidy(text))


def _mean(meant: Any, edit: Edit) -> None:
    """Make an edit in what the file says."""
    *way, last = edit.loc
    for step in way:
        meant = meant[step]
    if edit.value is None:
        del meant[last]
    elif edit.key:
        meant[edit.value] = meant.pop(last)
    else:
        meant[last] = (
            _normal(edit.value)
            if isinstance(edit.value, str)
            else [_normal(one) for one in edit.value]
        )
