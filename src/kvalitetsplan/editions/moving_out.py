"""Make a folder of its own out of a municipality in a fork, with what git knows of it."""

import os
import shutil
import tempfile
from pathlib import Path

from kvalitetsplan.editing.repository import repository_files, with_schema
from kvalitetsplan.plan.folder import REPOSITORY, is_dropping
from kvalitetsplan.plan.project import Project, shared_folder
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.reading.git import LONG, GitError, run_git

_BRANCH = "main"
_PERSON = [f"{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL", "DATE")]
_FORMAT = "%an%n%ae%n%aI%n%cn%n%ce%n%cI%n%B"
"""How git writes who changed something and when, a line for each of those above, and why."""


def move_out(project: Project, kommune: str, navn: str, target: Path) -> int:
    """Make `target` the municipality's own folder, with its history in git where there is git, and
    return how many commits that is. Nothing is changed where it comes from.

    `target` is not there, or empty. Raises OSError and GitError.
    """
    source = project.folder(kommune)
    target.mkdir(parents=True, exist_ok=True)
    commits = _history(source, target)
    for path in source.rglob("*"):
        way = path.relative_to(source)
        if (
            path.is_file()
            and not any(map(is_dropping, way.parts))
            and way.parts[0] not in REPOSITORY
        ):
            (target / way.parent).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / way)
    alone = Project(target, shared_folder(), target, kommune)
    for path in target.rglob("*.yaml"):
        text = path.read_bytes().decode()
        write_whole(path, with_schema(alone, path.parent, text))
    for path, content in repository_files(alone, navn).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    return commits


def _history(source: Path, target: Path) -> int:
    """Give `target` the commits that concern `source`, as if it had always stood alone, and return
    how many they are; none where git knows nothing of it.
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
        run_git(target, "reset", "--quiet", "--hard", "FETCH_HEAD")
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
        said = run_git(copy, "show", "-s", f"--format={_FORMAT}", commit).decode("utf-8", "replace")
        *who, why = said.split("\n", len(_PERSON))
        env = {f"GIT_{name}": value for name, value in zip(_PERSON, who, strict=True)}
        tree = _tree(copy, commit, prefix)
        before = [part for one in parents if one in new for part in ("-p", new[one])]
        made = run_git(copy, "commit-tree", tree, *before, told=why.strip().encode(), env=env)
        new[commit] = made.decode().strip()
    return new[commits[-1][0]]


def _tree(copy: Path, commit: str, prefix: str) -> str:
    """Return what stood under `prefix` then: nothing, if it had been taken away."""
    try:
        return run_git(copy, "rev-parse", f"{commit}:{prefix}").decode().strip()
    except GitError:
        return run_git(copy, "mktree").decode().strip()
