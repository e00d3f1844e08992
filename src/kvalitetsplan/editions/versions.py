"""A version of the shared plan: the one in a folder, or the one in a git ref."""

import io
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.in_form import in_form
from kvalitetsplan.plan.model import Grunnplan, Malform
from kvalitetsplan.plan.nynorsk import FOLDER as NYNORSK
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.releases import FOLDER, KEPT, is_edition
from kvalitetsplan.reading.files import clear_unfinished, read_file, write_whole_by
from kvalitetsplan.reading.git import GitError, cut_off, run_git


class VersionError(Exception):
    """There is no such version, or it cannot be read. Says what to write instead."""


class DamagedEdition(VersionError):
    """The file with an earlier edition is not what `utgi` wrote."""


def read_version(project: Project, name: str) -> Grunnplan:
    """Return the shared plan of one version.

    `name` is a folder (a project, or its data folder), else an edition that was given out before
    this one (`1.0`), else a git ref (a tag, a branch, a commit) where the project is.
    Raises VersionError if it is none of them, and PlanError if the plan is wrong.
    """
    with version_folder(project, name) as data:
        plan = load_grunnplan(data)
        if (data / NYNORSK).is_dir():  # the folder may be gone afterwards
            for malform in get_args(Malform):
                in_form(data, plan, malform)
        return plan


@contextmanager
def version_folder(project: Project, name: str) -> Iterator[Path]:
    """Give a folder with the shared data of one version, named as for `read_version`.

    Raises VersionError.
    """
    folder = Path(name)
    for data in (folder, folder / "data"):
        if (data / "themes.yaml").is_file():
            yield data
            return
    kept = kept_edition(project, name)
    if not kept and not project.is_checkout and _is_todays(project, name):
        yield project.data
        return
    with tempfile.TemporaryDirectory() as temporary:
        if kept:
            _unpack_kept(project, kept, Path(temporary))
        else:
            _unpack(_archive(project.here, name), Path(temporary))
        yield Path(temporary) / "data"


def _is_todays(project: Project, name: str) -> bool:
    return load_grunnplan(project.data).utgave.versjon == name


def _unpack(content: bytes, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)


def _unpack_kept(project: Project, kept: Path, folder: Path) -> None:
    """Lay out an earlier edition. Raises DamagedEdition."""
    try:
        _unpack(read_file(kept), folder)
        if (folder / "data/themes.yaml").is_file():
            return
    except _DAMAGE:
        pass
    remedy = (
        "hent den på nytt med git, eller skriv en mappe eller et merke som har utgaven"
        if project.is_checkout
        else "skriv «pip install --force-reinstall kvalitetsplan»"
    )
    raise DamagedEdition(f"{project.told(kept)} er skadet; {remedy}, og prøv igjen")


_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
    RuntimeError,
    MemoryError,
)
"""What a file that is cut, or has other bytes than it had, may lead to while it is unpacked."""


def kept_edition(project: Project, versjon: str | None) -> Path | None:
    """Return the file that has an earlier edition of the shared plan; None if that was not kept."""
    path = project.data / FOLDER / f"{versjon}{KEPT}"
    return path if versjon and is_edition(versjon) and path.is_file() else None


def keep_edition(data: Path, edition: Path, versjon: str) -> Path:
    """Keep the shared data in `edition` among the earlier editions in `data`, and return the file:
    a layer that was written against it may need it, also where there is no git.
    """
    path = data / FOLDER / f"{versjon}{KEPT}"
    path.parent.mkdir(exist_ok=True)
    clear_unfinished(path)
    with write_whole_by(path) as file, zipfile.ZipFile(file, "w") as made:
        for one in sorted(edition.rglob("*.yaml")):
            name = one.relative_to(edition)
            if name.parts[0] not in _OTHERS:
                entry = zipfile.ZipInfo(f"data/{name.as_posix()}", _WHEN)
                entry.compress_type = zipfile.ZIP_LZMA
                made.writestr(entry, one.read_bytes())
    return path


_WHEN = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the same edition is the same bytes."""
_OTHERS = ("kommuner", "demo", "ny", "skjema", "tekster")
"""What stands in the data folder and is no part of the shared plan."""


def _archive(root: Path, ref: str) -> bytes:
    """Return the shared data files of a ref as a zip file."""
    try:
        spelt = f"{ref}^{{commit}}"
        commit = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", spelt)
    except GitError as error:
        short = " Kopien har ikke hele historien; skriv «git fetch --unshallow», og prøv igjen."
        here = f"mappa «{ref}» har ingen grunnplan i seg; skriv mappa som har data/themes.yaml"
        reason = (
            here
            if Path(ref).is_dir()
            else error.reason
            or (
                f"«{ref}» er verken en mappe med en grunnplan eller en utgave i git; skriv en mappe, "
                "eller et merke, en gren eller en commit («git tag» og «git branch --all» viser dem)."
            )
        )
        raise VersionError(reason + (short if _is_shallow(root) else "")) from error
    try:
        return run_git(
            root,
            "archive",
            "--format=zip",
            commit.decode(errors="replace").strip(),
            "--",
            "data",
            *(f":(exclude)data/{one}" for one in _OTHERS),
        )
    except GitError as error:
        missing = f"«{ref}» har ingen filer i data/; velg en utgave som har en grunnplan"
        raise VersionError(error.reason or missing) from error


def _is_shallow(root: Path) -> bool:
    try:
        return bool(cut_off(root))
    except GitError:
        return False
