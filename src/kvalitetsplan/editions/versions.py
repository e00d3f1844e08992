"""A version of the shared plan: the one in a folder, or the one in a git ref."""

import io
import os
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import get_args

from kvalitetsplan.plan.load import load_grunnplan
from kvalitetsplan.plan.model import Grunnplan, Malform
from kvalitetsplan.plan.nynorsk import FOLDER, in_form
from kvalitetsplan.plan.project import Project


class VersionError(Exception):
    """There is no such version, or it cannot be read. Says what to write instead."""


def read_version(project: Project, name: str) -> Grunnplan:
    """Return the shared plan of one version.

    `name` is a folder (a project, or its data folder), else a git ref (a tag, a branch,
    a commit) where the project is; a folder goes before a ref.
    Raises VersionError if it is neither, and PlanError if the plan is wrong.
    """
    folder = Path(name)
    for data in (folder, folder / "data"):
        if (data / "themes.yaml").is_file():
            return _with_nynorsk(data)
    with tempfile.TemporaryDirectory() as temporary:
        with zipfile.ZipFile(io.BytesIO(_archive(project.here, name))) as archive:
            archive.extractall(temporary)
        return _with_nynorsk(Path(temporary) / "data")


def _with_nynorsk(data: Path) -> Grunnplan:
    """Return the shared plan in a folder that may be gone afterwards, with what it is in nynorsk."""
    plan = load_grunnplan(data)
    if (data / FOLDER).is_dir():
        for malform in get_args(Malform):
            in_form(data, plan, malform)
    return plan


_OTHERS = tuple(
    f":(exclude)data/{name}" for name in ("kommuner", "demo", "ny", "skjema", "tekster")
)
"""What stands in the data folder and is no part of the shared plan."""


def _archive(root: Path, ref: str) -> bytes:
    """Return the shared data files of a ref as a zip file."""
    try:
        spelt = f"{ref}^{{commit}}"
        commit = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", spelt)
    except GitError as error:
        short = " Kopien har ikke hele historien; skriv «git fetch --unshallow», og prøv igjen."
        reason = error.reason or (
            f"«{ref}» er verken en mappe med en grunnplan eller en utgave i git; skriv en mappe, "
            "eller et merke, en gren eller en commit («git tag» og «git branch --all» viser dem)."
        )
        raise VersionError(reason + (short if _is_shallow(root) else "")) from error
    try:
        return run_git(
            root, "archive", "--format=zip", commit.decode().strip(), "--", "data", *_OTHERS
        )
    except GitError as error:
        missing = f"«{ref}» har ingen filer i data/; velg en utgave som har en grunnplan"
        raise VersionError(error.reason or missing) from error


class GitError(Exception):
    """Git refuses. `reason` says why and what to do, where that is known; else it is empty."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        super().__init__(reason)


_REASONS = (
    (
        "dubious ownership",
        "git vil ikke lese mappa, fordi en annen bruker eier den; skriv "
        "«git config --global --add safe.directory {root}», og prøv igjen.",
    ),
    (
        "not a git repository",
        "mappa er ikke hentet med git; skriv navnet på en mappe med utgaven i stedet.",
    ),
    ("permission denied", "git får ikke lese mappa; be om rettigheter, og prøv igjen."),
    (
        "could not lock config",
        "git får ikke lese innstillingene sine; se om disken er full eller låst.",
    ),
)
"""What git says in English, and what we say."""


def run_git(root: Path, *arguments: str) -> bytes:
    """Return what git answers about the project. Raises GitError if it refuses, or is not there."""
    command = ["git", "-C", str(root), *arguments]
    english = {**os.environ, "LC_ALL": "C"}
    try:
        answer = subprocess.run(command, capture_output=True, check=False, env=english)
    except FileNotFoundError as error:
        raise GitError("finner ikke git; installer git, eller skriv en mappe.") from error
    if answer.returncode == 0:
        return answer.stdout
    said = answer.stderr.decode(errors="replace").lower()
    reason = next((ours for theirs, ours in _REASONS if theirs in said), "")
    raise GitError(reason.format(root=root.resolve()))


def _is_shallow(root: Path) -> bool:
    try:
        return run_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except GitError:
        return False
