"""Write in files that people also write in: all of it right, or everything as it was.

New lines are put in as text, at the place the reader says. Writing the whole file
anew from its values would lose comments, quotes and line breaks: ruamel.yaml's round trip,
the best there is, keeps the comments but not flow spacing, indentation or CRLF.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from kvalitetsplan.reading.files import sync_folder, write_whole
from kvalitetsplan.reading.problems import PlanError, Problem
from kvalitetsplan.reading.source import Map, parse

LONG = 80
"""A text longer than this gets lines of its own."""


def write_checked(data: Path, files: Mapping[Path, bytes], check: Callable[[Path], object]) -> None:
    """Write files in the data folder when `check` has seen, in a copy of it, what they will make.

    Whatever is raised, by `check` or on the way, all the files and folders are as before. What
    stands in `data` is never something that `check` has not seen.
    """
    with tempfile.TemporaryDirectory(prefix="kvalitetsplan-") as folder:
        check(_copy_with(data, files, Path(folder)))
    around = Path(os.path.commonpath([path.parent for path in files]))
    if around.exists():
        _write_each(files)
    else:
        _write_folder(around, files)


def _copy_with(data: Path, files: Mapping[Path, bytes], folder: Path) -> Path:
    """Return a copy of the data folder with the files in it, and of no municipality but theirs."""
    kommuner = data / "kommuner"
    theirs = {path.relative_to(kommuner).parts[0] for path in files if kommuner in path.parents}

    def others(at: str, names: list[str]) -> set[str]:
        return set(names) - theirs if Path(at) == kommuner else set()

    copy = folder / data.name
    for source in (data, data.parent / "docs"):
        if source.is_dir():
            shutil.copytree(
                source, folder / source.name, ignore=others, copy_function=_copy_if_file
            )
    for path, content in files.items():
        (place := copy / path.relative_to(data)).parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return copy


def _copy_if_file(source: str, target: str) -> None:
    if os.path.isfile(source):  # a pipe would be waited for, and a dead link has nothing
        shutil.copyfile(source, target)


def _write_folder(folder: Path, files: Mapping[Path, bytes]) -> None:
    """Write a folder that does not exist, so that it is there with all its files or not at all."""
    made = [one for one in folder.parents if not one.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder.with_name(f".{folder.name}.ny")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        for path, content in files.items():
            (place := fresh / path.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, content)
        os.rename(fresh, folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        _remove_empty(made)
        raise
    sync_folder(folder.parent)


def _write_each(files: Mapping[Path, bytes]) -> None:
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    made = {folder for path in files for folder in path.parents if not folder.exists()}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
    except BaseException:
        for path, old in before.items():
            _put_back(path, old)
        _remove_empty(made)
        raise


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            folder.rmdir()


def _put_back(path: Path, content: bytes | None) -> None:
    """Make a file what it was; one that was never reached is left alone, for the disk may be full."""
    if content is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != content:
        write_whole(path, content)


def with_more(text: str, file: str, key: str, more: Sequence[Any] | Mapping[str, Any]) -> str:
    """Return the text of a YAML file with `more` last in the list or mapping `key`, and every other
    byte as it was.

    `file` is what problems call the file. Raises PlanError if the file cannot be read,
    or is written in a way that leaves no safe place for a new line.
    """
    tree = parse(text.encode(), file, may_be_empty=True)
    lines = text.splitlines(keepends=True)
    if key in tree and not tree[key]:
        place, indent, new = _opened(lines, tree, key), tree.keys_at[key].column + 1, as_yaml(more)
    elif key in tree:
        place, indent, new = (
            _end_of(lines, tree, key),
            tree.values_at[key].column - 1,
            as_yaml(more),
        )
    else:
        place, indent, new = len(lines), tree.mark.column - 1, as_yaml({key: more})
        new = new if not lines or not lines[-1].strip() else f"\n{new}"
    if place and not lines[place - 1].endswith(("\n", "\r")):
        new = f"\n{new}"
    new = re.sub(r"^(?=.)", " " * indent, new, flags=re.MULTILINE)
    lines.insert(place, new.replace("\n", "\r\n" if "\r\n" in text else "\n"))
    changed = "".join(lines)
    _unharmed(tree, key, more, changed, file)
    return changed


def _opened(lines: list[str], tree: Map, key: str) -> int:
    """Take away the brackets of an empty list or mapping, and return how many lines stand before
    what goes in it.
    """
    place = tree.keys_at[key].line
    lines[place - 1] = re.sub(r":[ \t]*(\[\s*\]|\{\s*\})", ":", lines[place - 1], count=1)
    return place


def _end_of(lines: list[str], tree: Map, key: str) -> int:
    """Return how many lines stand before the end of a list or mapping. Comments above the next key
    belong to that.
    """
    start, mark = tree.keys_at[key].line, tree.values_at[key]
    if mark.line == start or lines[mark.line - 1].lstrip().startswith(("[", "{")):
        message = "innholdet står i klammer; skriv hvert punkt på en egen linje, og prøv igjen"
        raise PlanError([Problem(mark, key, message)])
    later = (one.line for one in tree.keys_at.values() if one.line > start)
    end = min(later, default=len(lines) + 1) - 1
    while _is_between(lines[end - 1], mark.column - 1):
        end -= 1
    return end


def _is_between(line: str, indent: int) -> bool:
    """Tell whether a line is empty, or a comment further out than the list: it may not be a line of
    a text.
    """
    bare = line.lstrip(" ")
    return not bare.strip() or (bare.startswith("#") and len(line) - len(bare) < max(indent, 1))


def _unharmed(
    tree: Map, key: str, more: Sequence[Any] | Mapping[str, Any], text: str, file: str
) -> None:
    """Raise PlanError if anything but `more` has changed: YAML has more ways of writing than this
    file knows.
    """
    old: Any = tree.get(key, {} if isinstance(more, Mapping) else [])
    wanted = {**old, **more} if isinstance(more, Mapping) else [*old, *more]
    try:
        unharmed = parse(text.encode(), file) == {**tree, key: wanted}
    except PlanError:
        unharmed = False
    if not unharmed:
        message = "programmet finner ikke et trygt sted å skrive i fila; skriv endringen inn selv"
        raise PlanError([Problem(tree.mark, key, message)])


def as_yaml(value: Any) -> str:
    """Return a value as YAML in the house's style: long texts folded, lists of ids on one line."""
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return text.removesuffix("...\n")


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the items of a list under its key."""
        super().increase_indent(flow, False)


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else ">" if len(text) > LONG else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _list(dumper: _Dumper, items: list[Any]) -> yaml.SequenceNode:
    flow = all(isinstance(item, str) and re.fullmatch("[a-z0-9/-]+", item) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
