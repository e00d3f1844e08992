"""Make a folder of its own out of a municipality in a fork, with what git knows of it."""

import os
import shutil
import tempfile
from functools import partial
from pathlib import Path

from kvalitetsplan.editing.repository import repository_files, with_schema
from kvalitetsplan.plan.folder import REPOSITORY, is_dropping
from kvalitetsplan.plan.project import Project, shared_folder
from kvalitetsplan.reading.decoding import decode, read_bytes
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.reading.git import LONG, GitError, run_git
from kvalitetsplan.reading.problems import PlanError, Problem, attempt

_BRANCH = "main"
_SAID = (b"author ", b"committer ", b"encoding ")
"""What is kept of the head of a commit. It stands as it was: git itself refuses some of what other
programs have written there, such as nobody's name. A signature would not hold any more.
"""


def move_out(project: Project, kommune: str, navn: str, target: Path) -> int:
    """Make `target` the municipality's own folder, with its history in git where there is git, and
    return how many commits that is. Nothing is changed where it comes from.

    `target` is not there, or empty, and is so again if it cannot be done. Raises OSError, GitError
    and PlanError.
    """
    source, was_there = project.folder(kommune), target.is_dir()
    _check_texts(project, source)
    try:
        target.mkdir(parents=True, exist_ok=True)
        commits = _history(source, target)
        _copy(source, target)
        _let_stand_alone(Project(target, shared_folder(), target, kommune), navn)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        if was_there:
            target.mkdir(exist_ok=True)
        raise
    return commits


def _check_texts(project: Project, source: Path) -> None:
    """Raise PlanError if a file that will be written in is no text."""
    problems: list[Problem] = []
    for path in sorted(source.rglob("*.yaml")):
        if not _is_left(path.relative_to(source)):
            attempt(problems, partial(_text, path, project.told(path)))
    if problems:
        raise PlanError(problems)


def _text(path: Path, told: str) -> str:
    return decode(read_bytes(path, told), told)


def _is_left(way: Path) -> bool:
    """Tell whether something in the municipality's folder is no part of its plan."""
    return any(map(is_dropping, way.parts)) or way.parts[0] in REPOSITORY


def _copy(source: Path, target: Path) -> None:
    """Copy what stands in `source` now: what is gone since git was told, is not to come back. What
    is no part of the plan, comes where git knows it.
    """
    known = set(_known_to_git(target))
    for path in source.rglob("*"):
        way = path.relative_to(source)
        if path.is_file() and (way.as_posix() in known or not _is_left(way)):
            (target / way.parent).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / way)


def _known_to_git(target: Path) -> list[str]:
    if not (target / ".git").is_dir():
        return []
    return os.fsdecode(run_git(target, "ls-files", "-z")).split("\0")


def _let_stand_alone(alone: Project, navn: str) -> None:
    """Write what the municipality's folder needs when it is a repository of its own."""
    for path in alone.here.rglob("*.yaml"):
        if not _is_left(path.relative_to(alone.here)):
            text = path.read_bytes().decode()
            write_whole(path, with_schema(alone, path.parent, text))
    for path, content in repository_files(alone, navn).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)


def _history(source: Path, target: Path) -> int:
    """Give `target` the commits that concern `source`, as if it had always stood alone, and return
    how many they are; none where git knows nothing of it. No file is laid out.
    """
    try:
        top = Path(os.fsdecode(run_git(source, "rev-parse", "--show-toplevel").rstrip(b"\n")))
        prefix = source.resolve().relative_to(top.resolve()).as_posix()
        commits = _commits(top, prefix)
    except (GitError, ValueError):
        return 0
    if not commits:
        return 0
    with tempfile.TemporaryDirectory(prefix="kvalitetsplan-") as folder:
        copy = Path(folder)
        run_git(
            top, "clone", "--quiet", "--bare", "--no-local", "--", str(top), folder, patience=LONG
        )
        run_git(copy, "update-ref", "refs/heads/utflyttet", _rewritten(copy, prefix, commits))
        run_git(target, "init", "--quiet", "--initial-branch", _BRANCH)
        run_git(target, "fetch", "--quiet", "--no-tags", folder, "refs/heads/utflyttet")
        run_git(target, "reset", "--quiet", "FETCH_HEAD")
    return len(commits)


def _commits(top: Path, prefix: str) -> list[list[str]]:
    """Return the commits that changed what stands under `prefix`, the oldest first, each with those
    of them that came right before it.
    """
    order = ("--reverse", "--topo-order", "--parents")
    told = run_git(top, "rev-list", *order, "HEAD", "--", prefix, patience=LONG)
    return [line.split() for line in told.decode().splitlines()]


def _rewritten(copy: Path, prefix: str, commits: list[list[str]]) -> str:
    """Write the commits anew with what stands under `prefix` at the top; return the last."""
    new: dict[str, str] = {}
    for commit, *parents in commits:
        head, _, why = run_git(copy, "cat-file", "commit", commit).partition(b"\n\n")
        before = [f"parent {new[one]}".encode() for one in parents if one in new]
        said = [line for line in head.split(b"\n") if line.startswith(_SAID)]
        tree = f"tree {_tree(copy, commit, prefix)}".encode()
        whole = b"\n".join([tree, *before, *said]) + b"\n\n" + why
        kind = ("hash-object", "-t", "commit", "-w", "--literally", "--stdin")
        new[commit] = run_git(copy, *kind, told=whole).decode().strip()
    return new[commits[-1][0]]


def _tree(copy: Path, commit: str, prefix: str) -> str:
    """Return what stood under `prefix` then: nothing, if it had been taken away."""
    try:
        return run_git(copy, "rev-parse", f"{commit}:{prefix}").decode().strip()
    except GitError:
        return run_git(copy, "mktree").decode().strip()
