"""A folder for a municipality that has none, or for a school."""

from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

from kvalitetsplan.editing.change import noted
from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editing.repository import repository_files, with_schema
from kvalitetsplan.editing.writing import write_checked
from kvalitetsplan.editing.yamlfile import edited
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.words import month_of
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.reading.source import read
from kvalitetsplan.reading.tree import Map

TEMPLATE, TEMPLATE_SKOLE = "ny/kommune", "ny/skole"
"""Where the files that a new municipality, or a school, begins with stand, in the data folder."""
COPIES = ".kopi"
"""The folder where what `ny` writes over is kept; what is hidden is no part of a plan."""
FILES = ("kommune.yaml", "tilpasning.yaml", "synonymer.yaml")
FILES_SKOLE = ("skole.yaml", "tilpasning.yaml", "synonymer.yaml")


class NyKommune(NamedTuple):
    """What a municipality must choose before it can begin."""

    nummer: str
    navn: str
    malform: str
    hoved: str
    aksent: str
    logo: Path | None = None
    """A picture file, anywhere."""


def existing_kommune(project: Project, slug: str, logo: Path | None) -> list[Path]:
    """Return the files that a new start would write over."""
    names = [*FILES, *([logo_name(logo)] if logo else [])]
    return [path for name in names if (path := project.folder(slug) / name).exists()]


def existing_skole(project: Project, slug: str) -> list[Path]:
    """Return the files that a school's new start would write over."""
    return [path for name in FILES_SKOLE if (path := project.folder(slug) / name).exists()]


def keep_copies(files: list[Path]) -> list[Path]:
    """Copy files that are to be written over into a hidden folder beside them, and return the
    copies. Earlier copies stay.
    """
    kept = []
    for path in files:
        names = (f"{path.name}.{number}" for number in count(1))
        folder = path.parent / COPIES
        folder.mkdir(exist_ok=True)
        target = next(folder / name for name in names if not (folder / name).exists())
        write_whole(target, path.read_bytes())
        kept.append(target)
    return kept


def logo_name(file: Path) -> str:
    """Return where a logo is put in the municipality's folder, such as `bilder/logo.svg`."""
    return f"bilder/logo{file.suffix.lower().replace('.jpeg', '.jpg')}"


def template_colours(data: Path) -> dict[str, str]:
    """Return the colours that are proposed, by use."""
    farger = read(data / TEMPLATE / "kommune.yaml")["farger"]
    assert isinstance(farger, Map)
    return {use: str(colour) for use, colour in farger.items()}


def write_kommune(project: Project, slug: str, valg: NyKommune) -> list[Path]:
    """Write the files of a new municipality into its folder and return them.

    Raises PlanError, with nothing written, if that does not become a plan.
    """
    text = {name: (project.data / TEMPLATE / name).read_text(encoding="utf-8") for name in FILES}
    values = {
        ("nummer",): valg.nummer,
        ("navn",): valg.navn,
        ("målform",): valg.malform,
        ("farger", "hoved"): valg.hoved,
        ("farger", "aksent"): valg.aksent,
        ("utgave", "dato"): month_of(date.today()),
    }
    if valg.logo:
        text["kommune.yaml"] = text["kommune.yaml"].replace("\n#logo:", "\nlogo:")
        values["logo",] = logo_name(valg.logo)
    text["kommune.yaml"] = edited(
        text["kommune.yaml"], [Edit(loc, value) for loc, value in values.items()], "kommune.yaml"
    )
    text["tilpasning.yaml"] = noted(
        text["tilpasning.yaml"], "tilpasning.yaml", load_grunnplan(project.data).utgave.versjon
    )
    folder = project.folder(slug)
    files = _files(project, folder, text)
    if valg.logo:
        files[folder / logo_name(valg.logo)] = valg.logo.read_bytes()
    if project.eneste:
        files |= repository_files(project, valg.navn)
    write_checked(project, slug, files, lambda it: load_plan(it, slug))
    return list(files)


def write_skole(project: Project, slug: str, navn: str) -> list[Path]:
    """Write the files of a school's layer into its folder and return them.

    Raises PlanError, with nothing written, if that does not become a plan.
    """
    text = {
        name: (project.data / TEMPLATE_SKOLE / name).read_text(encoding="utf-8")
        for name in FILES_SKOLE
    }
    text["skole.yaml"] = edited(text["skole.yaml"], [Edit(("navn",), navn)], "skole.yaml")
    text["tilpasning.yaml"] = noted(
        text["tilpasning.yaml"], "tilpasning.yaml", load_grunnplan(project.data).utgave.versjon
    )
    files = _files(project, project.folder(slug), text)
    write_checked(project, slug, files, lambda it: load_plan(it, slug))
    return list(files)


def _files(project: Project, folder: Path, texts: dict[str, str]) -> dict[Path, bytes]:
    """Return texts from the templates as files in a folder, where an editor finds the schemas."""
    return {folder / name: with_schema(project, folder, text) for name, text in texts.items()}
