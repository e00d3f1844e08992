"""Write in files that people also write in: all of it right, or everything as it was."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kvalitetsplan.plan.folder import REPOSITORY, is_dropping
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.files import sync_folder, write_whole
from kvalitetsplan.reading.problems import Mark, PlanError, Problem


def write_checked(
    project: Project,
    slug: str,
    files: Mapping[Path, bytes],
    check: Callable[[Project], object],
    before: Mapping[Path, bytes | None] | None = None,
) -> None:
    """Write files in the folder of a municipality, or of a school in it, when `check` has seen what
    they will make: in a project that is equal, but for a copy of that folder with the files in it.

    Whatever is raised, by `check` or on the way, all the files and folders are as before. What
    stands in the folder is never something that `check` has not seen, and what somebody writes in
    one of the files meanwhile is not written over: that raises PlanError. `before` is what they
    held when they were read, if that is longer ago than now; see `contents`.
    """
    before = contents(files) if before is None else before
    check_written(project, slug, files, check)
    if changed := [path for path, now in contents(files).items() if now != before[path]]:
        raise PlanError(Problem(Mark(project.told(path)), "", _MEANWHILE) for path in changed)
    around = Path(os.path.commonpath([path.parent for path in files]))
    if around.exists():
        _write_each(files, before)
    else:
        _write_folder(around, files)


def check_written(
    project: Project, slug: str, files: Mapping[Path, bytes], check: Callable[[Project], object]
) -> None:
    """Let `check` see what files will make, as `write_checked` does, and write nothing."""
    with tempfile.TemporaryDirectory(prefix="kvalitetsplan-") as folder:
        check(_copy_with(project, Sted(slug).kommune, files, Path(folder)))


_MEANWHILE = (
    "fila ble endret av noe annet akkurat nå; ingenting er skrevet, så gjør det en gang til"
)


def contents(paths: Iterable[Path]) -> dict[Path, bytes | None]:
    """Return what some files hold; None where there is no file."""
    return {path: path.read_bytes() if path.exists() else None for path in paths}


def _copy_with(
    project: Project, kommune: Sted, files: Mapping[Path, bytes], folder: Path
) -> Project:
    """Return the project with a copy in `folder` of the one municipality, and the files in it."""
    copy = replace(
        project, here=folder, kommuner=folder / project.kommuner.relative_to(project.here)
    )
    source, target = project.folder(kommune), copy.folder(kommune)

    def outside(at: str, names: list[str]) -> set[str]:
        top = REPOSITORY if Path(at) == source else set()
        return {name for name in names if name in top or is_dropping(name)}

    target.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(
            source, target, ignore=outside, copy_function=_copy_if_file, dirs_exist_ok=True
        )
    for path, content in files.items():
        (place := target / path.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
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


def _write_each(files: Mapping[Path, bytes], before: Mapping[Path, bytes | None]) -> None:
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
    """Make a file what it was; one that was never reached is left alone, for the disk may be
    full.
    """
    if content is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != content:
        write_whole(path, content)
