"""A version of the shared plan: the one in a folder, or the one in a git ref."""

import io
import subprocess
import tempfile
import zipfile
from pathlib import Path

from kvalitetsplan.plan.load import load_grunnplan
from kvalitetsplan.plan.model import Grunnplan


class VersionError(Exception):
    """There is no such version, or it cannot be read. Says what to write instead."""


def read_version(root: Path, name: str) -> Grunnplan:
    """Return the shared plan of one version.

    `name` is a folder (a project, or its data folder), else a git ref (a tag, a branch,
    a commit) in the project's folder `root`; a folder goes before a ref.
    Raises VersionError if it is neither, and PlanError if the plan is wrong.
    """
    folder = Path(name)
    for data in (folder, folder / "data"):
        if (data / "themes.yaml").is_file():
            return load_grunnplan(data)
    with tempfile.TemporaryDirectory() as temporary:
        with zipfile.ZipFile(io.BytesIO(_archive(root, name))) as archive:
            archive.extractall(temporary)
        return load_grunnplan(Path(temporary) / "data")


_OTHERS = tuple(f":(exclude)data/{name}" for name in ("kommuner", "ny", "skjema", "tekster"))
"""What stands in the data folder and is no part of the shared plan."""


def _archive(root: Path, ref: str) -> bytes:
    """Return the shared data files of a ref as a zip file."""
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if commit is None:
        raise VersionError(
            f"«{ref}» er verken en mappe med en grunnplan eller en utgave i git; "
            "skriv en mappe, eller et merke, en gren eller en commit («git tag» og «git branch --all» viser dem)"
        )
    files = _git(root, "archive", "--format=zip", commit.decode().strip(), "--", "data", *_OTHERS)
    if files is None:
        raise VersionError(f"«{ref}» har ingen filer i data/; velg en utgave som har en grunnplan")
    return files


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return what git answers, or None if it refuses."""
    try:
        answer = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise VersionError("finner ikke git; installer git, eller skriv en mappe") from error
    return answer.stdout if answer.returncode == 0 else None
