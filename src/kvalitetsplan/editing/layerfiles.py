"""Change a layer that stands in several files: each change in the file that has what it
concerns.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editing.yamlfile import edited
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.tree import Map, Seq


def edited_layer(texts: Mapping[str, str], edits: Iterable[Edit]) -> dict[str, str]:
    """Return the texts of a layer's files with some edits made.

    `texts` are by what problems call the files, in the order they are read, and an edit's `loc` is
    its place in what they say together. What is put last, goes in the file of the first change; a
    change alone that puts something last, in the first file that says anything. Raises PlanError as
    `edited` does.
    """
    trees = {file: parse(text.encode(), file, may_be_empty=True) for file, text in texts.items()}
    per_file: dict[str, list[Edit]] = {file: [] for file in texts}
    first = ""
    edits = list(edits)
    for edit in (one for one in edits if not _is_last(one)):
        file, here = _home(trees, edit)
        per_file[file].append(here)
        first = first or file
    first = first or next((file for file, tree in trees.items() if tree), next(iter(texts)))
    per_file[first] += [one for one in edits if _is_last(one)]
    return {file: edited(text, per_file[file], file) for file, text in texts.items()}


def _is_last(edit: Edit) -> bool:
    return edit.append and len(edit.loc) == 1


def _home(trees: Mapping[str, Map], edit: Edit) -> tuple[str, Edit]:
    """Return the file that an edit concerns, and the edit as it is there."""
    key, *inside = edit.loc
    for file, tree in trees.items():
        here = tree.get(str(key))
        if isinstance(here, Seq) and inside and isinstance(inside[0], int):
            if inside[0] < len(here):
                return file, replace(edit, loc=(key, *inside))
            inside[0] -= len(here)
        elif isinstance(here, str) or (isinstance(here, Map) and inside[0] in here):
            return file, edit
    raise LookupError(edit.loc)
