"""A change in a YAML file, and what the file is to say when it is made."""

import unicodedata
from dataclasses import dataclass
from typing import Any

import yaml

from kvalitetsplan.reading.values import tidy


@dataclass(frozen=True)
class Edit:
    """One change: what stands at `loc` gets another value, or another key, or more, or goes."""

    loc: tuple[str | int, ...]
    value: Any
    """The new value; None takes it away."""
    key: bool = False
    """The value is a new name for the last key in `loc`."""
    append: bool = False
    """The value, a list or a mapping, is put last in what stands under the key `loc`, which need
    not be there. A text is put under a new key, and so is anything that is to stand deeper in.
    """
    aside: bool = False
    """What goes is kept as a comment, last in the file."""
    noted: bool = False
    """What goes is kept in another form: the comments on it stay where it stood."""


def said(node: Any) -> Any:
    """Return what a node says, as the model will read it."""
    if isinstance(node, yaml.MappingNode):
        return {normal(key.value): said(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [said(one) for one in node.value]
    return normal(node.value) if node else {}  # a file of comments alone


def normal(text: str) -> str:
    """Return a text in the one spelling that it is read in."""
    return unicodedata.normalize("NFC", tidy(text))


def mean(meant: Any, edit: Edit) -> None:
    """Make an edit in what the file says."""
    *way, last = edit.loc
    for step in way:
        meant = meant[step]
    if edit.append and isinstance(edit.value, str):
        meant[last] = _meaning(edit.value)
    elif edit.append:
        more, old = _meaning(edit.value), meant.get(last) or type(edit.value)()
        meant[last] = {**old, **more} if isinstance(more, dict) else [*old, *more]
    elif edit.value is None:
        del meant[last]
    elif edit.key:
        meant[edit.value] = meant.pop(last)
    else:
        meant[last] = _meaning(edit.value)


def _meaning(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _meaning(one) for key, one in value.items()}
    return (
        [_meaning(one) for one in value] if isinstance(value, list | tuple) else normal(str(value))
    )
