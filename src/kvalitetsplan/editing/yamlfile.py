"""Change a YAML file where it is concerned, and nowhere else.

A YAML writer sets the whole file anew, with other quotes and other line breaks: ruamel.yaml's
round trip, the best there is, keeps the comments but not flow spacing, indentation or CRLF. Here
the text itself is cut and pasted, at the places the parser gives; comments and order stay as
people left them. The result is read again, and must say exactly what was meant.
"""

import re
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kvalitetsplan.editing.comments import noted, with_comments
from kvalitetsplan.editing.edits import Edit, mean, normal, said
from kvalitetsplan.editing.yamltext import as_yaml, flow, line, text_lines
from kvalitetsplan.reading.problems import Mark, PlanError, Problem
from kvalitetsplan.reading.source import LOADER, read


class _Unsafe(Exception):
    """The file is laid out so that it cannot be changed safely. Says where, and what to do."""

    def __init__(self, message: str = "", mark: yaml.Mark | None = None) -> None:
        self.message, self.mark = message or _BY_HAND, mark
        super().__init__(message)


_BY_HAND = "programmet finner ikke et trygt sted å skrive i fila; skriv endringen inn selv"


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


def read_text(path: Path, file: str) -> str:
    """Return the text of a YAML file. Raises PlanError if it cannot be read."""
    read(path, file, may_be_empty=True)  # says what is wrong with a file that is not text
    return path.read_bytes().decode("utf-8-sig")


def edited(text: str, edits: Iterable[Edit], file: str) -> str:
    """Return the text of a YAML file with some edits made, what is put last after the others.

    `file` is what problems call the file. Every other `loc` must exist, and none lie inside
    another. Raises PlanError if the file is laid out so that the result would not say exactly what
    was meant.
    """
    crlf = "\r\n" in text and text.count("\r\n") == text.count("\n")
    new = text.replace("\r\n", "\n") if crlf else text
    meant = said(_compose(new))
    try:
        for edit in _in_order(new, edits):
            new = _appended(new, edit) if edit.append else _made(new, edit)
            mean(meant, edit)
        if said(_compose(new)) != meant:
            raise _Unsafe
    except (yaml.YAMLError, _Unsafe) as error:
        unsafe = error if isinstance(error, _Unsafe) else _Unsafe()
        at = Mark(file, unsafe.mark.line + 1, unsafe.mark.column + 1) if unsafe.mark else Mark(file)
        raise PlanError([Problem(at, "", unsafe.message)]) from error
    return new.replace("\n", "\r\n") if crlf else new


def _in_order(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits from the last to the first: what is changed does not move what is still to
    be changed. What is put last has no place to move.
    """
    edits, root = list(edits), _compose(text)
    inside = [edit for edit in edits if not edit.append]
    inside.sort(key=lambda edit: _find(root, edit.loc).start, reverse=True)
    return [*inside, *(edit for edit in edits if edit.append)]


def _made(text: str, edit: Edit) -> str:
    place = _find(_compose(text), edit.loc)
    if edit.value is None:
        new = _without(text, place)
    else:
        node = place.key if edit.key and place.key else place.node
        start, end = _start(node), _end(text, node)
        new = text[:start] + _written(text, place, node, edit.value) + text[end:]
    if edit.aside:
        return noted(new, _lifted(text, place), edit.loc[0])
    stay = edit.noted or edit.value is not None
    return with_comments(text, new, None if place.in_flow else place.start) if stay else new


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
    raise _Unsafe


def _lifted(text: str, place: _Place) -> str:
    """Return what stands in the file of something, with its comments if it has lines of its own."""
    start, end = _lines(text, place)
    alone = not place.parent.flow_style and text[start : place.start].strip() in ("", "-")
    return textwrap.dedent(text[start:end] if alone else text[place.start : _end(text, place.node)])


def _emptied(text: str, place: _Place) -> str:
    """Return the text without the only thing in a list or mapping, which stays as `[]` or `{}`."""
    empty = "{}" if place.key else "[]"
    if place.parent.flow_style:
        return text[: _start(place.parent)] + empty + text[_end(text, place.parent) :]
    if place.parent_key is None:
        raise _Unsafe
    colon = text.index(":", _end(text, place.parent_key)) + 1
    start, end = _lines(text, place)
    return f"{text[:colon]} {empty}{text[colon:start]}{text[end:]}"


def _lines(text: str, place: _Place) -> tuple[int, int]:
    """Return where the lines that hold something begin and end."""
    line_end = text.find("\n", _end(text, place.node))
    return text.rfind("\n", 0, place.start) + 1, len(text) if line_end < 0 else line_end + 1


def _written(text: str, place: _Place, node: yaml.Node, value: Any) -> str:
    """Return a value as YAML, laid out as what it replaces as far as it can be."""
    end = _end(text, node)
    one_line = place.in_flow or bool(text[end:].partition("\n")[0].strip())
    quoted = getattr(node, "style", None) in ('"', "'")
    value = str(value) if isinstance(value, int) else value
    if isinstance(value, str):
        indent = place.key.start_mark.column + 2 if place.key else node.start_mark.column
        return line(value, place.in_flow, quoted) if one_line else text_lines(value, indent, quoted)
    if isinstance(value, dict) or not all(isinstance(one, str | int) for one in value):
        return flow(value)
    value = [str(one) for one in value]
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or one_line or not value:
        return flow(value)
    dash = node.start_mark.column
    return f"\n{' ' * dash}".join(f"- {text_lines(one, dash + 2)}" for one in value)


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
            keys = [normal(one.value) for one, _ in parent.value]
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


def _appended(text: str, edit: Edit) -> str:
    """Return the text with more last in a list or mapping of the file's own."""
    *way, key = edit.loc
    if way:
        return _deeper(text, _find(_compose(text), tuple(way)).node, {key: edit.value})
    lines, root = text.splitlines(keepends=True), _compose(text)
    pairs = {normal(one.value): (one, node) for one, node in root.value} if root else {}
    at_key, node = pairs.get(str(key), (None, None))
    if root and root.flow_style and not at_key:
        return _in_brackets(text, root, {key: edit.value})
    bracketed = isinstance(node, yaml.CollectionNode) and node.flow_style
    if bracketed and (node.value or root.flow_style or not _opens(lines, at_key)):
        return _in_brackets(text, node, edit.value)
    if not at_key:
        place, indent = len(lines), root.start_mark.column if root else 0
        new = as_yaml({key: edit.value})
        new = new if not lines or not lines[-1].strip() else f"\n{new}"
    elif not node.value:
        place, indent, new = (
            _opened(lines, at_key),
            at_key.start_mark.column + 2,
            as_yaml(edit.value),
        )
    else:
        place = _end_of(lines, at_key, node, [one for one, _ in pairs.values()])
        indent, new = node.start_mark.column, as_yaml(edit.value)
    if place and not lines[place - 1].endswith("\n"):
        new = f"\n{new}"
    lines.insert(place, re.sub(r"^(?=.)", " " * indent, new, flags=re.MULTILINE))
    return "".join(lines)


def _deeper(text: str, node: Any, more: dict[Any, Any]) -> str:
    """Return the text with a new key last in a mapping inside it."""
    if node.flow_style:
        return _in_brackets(text, node, more)
    end = text.find("\n", _end(text, node))
    head, tail = (text[:end], text[end:]) if end >= 0 else (text, "")
    new = re.sub(r"^(?=.)", " " * node.start_mark.column, as_yaml(more), flags=re.MULTILINE)
    return f"{head}\n{new.rstrip()}{tail}"


def _in_brackets(text: str, node: yaml.CollectionNode, value: Any) -> str:
    """Return the text with more last between the brackets of a list or mapping."""
    at = _end(text, node.value[-1]) if node.value else _start(node) + 1
    more = flow(value)[1:-1].strip()
    return f"{text[:at]}{', ' if node.value else ''}{more}{text[at:]}"


_EMPTY = re.compile(r":[ \t]*(\[\s*\]|\{\s*\})(?=[ \t]*(#.*)?$)")


def _opens(lines: list[str], key: yaml.Node) -> bool:
    """Tell whether an empty list or mapping ends the line of its key."""
    return bool(_EMPTY.search(lines[key.start_mark.line]))


def _opened(lines: list[str], key: yaml.Node) -> int:
    """Take away the brackets of an empty list or mapping, and return how many lines stand before
    what goes in it.
    """
    line = key.start_mark.line
    lines[line] = _EMPTY.sub(":", lines[line], count=1)
    return line + 1


def _end_of(lines: list[str], key: yaml.Node, node: yaml.Node, keys: list[yaml.Node]) -> int:
    """Return how many lines stand before the end of a list or mapping. Comments above the next key
    belong to that.
    """
    if not isinstance(node, yaml.CollectionNode):
        raise _Unsafe(mark=node.start_mark)
    start = key.start_mark.line
    later = (one.start_mark.line for one in keys if one.start_mark.line > start)
    end = min(later, default=len(lines))
    while _is_between(lines[end - 1], node.start_mark.column):
        end -= 1
    return end


def _is_between(line: str, indent: int) -> bool:
    """Tell whether a line is empty, or a comment further out than the list: it may not be a line of
    a text.
    """
    bare = line.lstrip(" ")
    return not bare.strip() or (bare.startswith("#") and len(line) - len(bare) < max(indent, 1))
