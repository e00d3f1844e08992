"""What makes a municipality's folder a whole repository: how it is read, built, published and kept
up to date without a checkout.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from kvalitetsplan.plan.file_names import BILDER, SIDER
from kvalitetsplan.plan.grunnplan import program
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.schema import own_schemas
from kvalitetsplan.plan.sted import SKOLER
from kvalitetsplan.reading.files import write_whole

TEMPLATE = "ny/mappe"
"""Where the files stand that such a folder begins with, in the shared data."""
LOCK = "requirements.txt"
_KEPT = ".gitkeep"
"""What lets git keep a folder that nothing stands in yet; what is hidden is no part of a plan."""
_SCHEMA = re.compile(r"^(# yaml-language-server: \$schema=)[./\w]*/", re.MULTILINE)
_PINNED = re.compile(r"^(kvalitetsplan(?:\[[^\]]*\])?)==.*$", re.MULTILINE)


def repository_files(project: Project, navn: str) -> dict[Path, bytes]:
    """Return what the folder of the one municipality needs to be a repository, by where it goes.

    What stands there already is left out: it is somebody's.
    """
    folder, template = project.kommuner, project.data / TEMPLATE
    values = {"navn": navn, "mappe": project.eneste, "versjon": program()}
    found = {
        folder / path.relative_to(template): _filled(path.read_text(encoding="utf-8"), values)
        for path in sorted(template.rglob("*"))
        if path.is_file()
    }
    found |= {folder / name / _KEPT: b"" for name in (SIDER, BILDER, SKOLER)}
    found |= {project.skjema / name: text for name, text in own_schemas().items()}
    return {path: content for path, content in found.items() if not path.exists()}


def renew(project: Project) -> Iterator[Path]:
    """Let what follows the program's version be that of the one that is installed, and yield the
    files that were changed. A checkout has its own ways.
    """
    if project.is_checkout:
        return
    lock = project.here / LOCK
    texts = {project.skjema / name: text for name, text in own_schemas().items()}
    if lock.is_file():
        pinned = rf"\1=={program()}"
        texts[lock] = _PINNED.sub(pinned, lock.read_text(encoding="utf-8")).encode()
    for path, text in texts.items():
        if path.is_file() and path.read_bytes() != text:
            write_whole(path, text)
            yield path


def with_schema(project: Project, folder: Path, text: str) -> bytes:
    """Return the text of a YAML file that stands in `folder`, with the way from there to its
    schema.
    """
    way = Path(os.path.relpath(project.skjema, folder)).as_posix()
    return _SCHEMA.sub(rf"\g<1>{way}/", text, count=1).encode()


def _filled(text: str, values: dict[str, str]) -> bytes:
    for name, value in values.items():
        text = text.replace(f"<<{name}>>", value)
    return text.encode()
