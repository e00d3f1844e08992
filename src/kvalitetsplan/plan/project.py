"""Where a plan's parts lie: what all municipalities share, and what is each one's own.

What is shared stands in a checkout, or inside the installed package. The municipalities' own
folders stand in `data/kommuner` of a checkout, beside each other in any folder, or are one folder
alone: a municipality's whole repository.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import kvalitetsplan
from kvalitetsplan.plan.file_names import KOMMUNE, SIDER, TILPASNING
from kvalitetsplan.plan.folder import Mappe, folders_in, is_alike, is_empty, read_folder
from kvalitetsplan.plan.register import read_register
from kvalitetsplan.plan.sted import SKOLER, Sted
from kvalitetsplan.plan.words import slug
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.source import read

PACKAGE = Path(kvalitetsplan.__file__).parent
_THEMES = "data/themes.yaml"
SKJEMA = ".skjema"
"""The folder of the schemas beside municipalities that are not in a checkout."""
HENTET = ".kommuner"
"""The folder of municipalities that are fetched from repositories of their own, beside the list of
them.
"""
NAMELESS = "kommune"
"""What a municipality is called until its file says so."""


@dataclass(frozen=True)
class Project:
    """Where everything lies that a plan is made from."""

    here: Path
    """Where the commands are run: sites and files are written here, and what people read is told
    from here.
    """
    felles: Path
    """The folder with what all share: data/, docs/, hooks/, overrides/ and mkdocs.yml."""
    kommuner: Path
    """The folder where the municipalities have theirs, or the folder of the one there is."""
    eneste: str = ""
    """The municipality whose folder `kommuner` itself is; "" where each has one in it."""

    @property
    def data(self) -> Path:
        """The folder of the shared data."""
        return self.felles / "data"

    @property
    def is_checkout(self) -> bool:
        """Tell whether it is a checkout: what all share stands here, to be changed."""
        return self.here == self.felles

    @property
    def skjema(self) -> Path:
        """The folder of the schemas that editors use while one writes."""
        return self.data / "skjema" if self.is_checkout else self.here / SKJEMA

    def folder(self, sted: str) -> Path:
        """Return the folder of a municipality or a school, whether it is there or not."""
        place = Sted(sted)
        if self.eneste and place.kommune == self.eneste:
            return self.kommuner / place.under_kommunen
        return self.kommuner / place

    def told(self, path: Path) -> str:
        """Return what messages call a file or folder: its way from `here`, "" for `here` itself."""
        if path == self.here:
            return ""
        return (path.relative_to(self.here) if path.is_relative_to(self.here) else path).as_posix()

    def named(self, sted: str) -> str:
        """Return how a municipality or a school is written after a command here, with a space
        before: "" for the one there is, which need not be said.
        """
        short = sted.removeprefix(self.eneste).removeprefix("/") if self.eneste else sted
        return f" {short}" if short else ""

    def mappe(self, sted: str) -> Mappe:
        """Look through the folder of a municipality or a school."""
        folder = self.folder(sted)
        return read_folder(folder, self.told(folder), Sted(sted))

    def kommunene(self) -> list[Sted]:
        """Return the municipalities that have a folder, in alphabetical order."""
        if self.eneste:
            return [Sted(self.eneste)]
        names = folders_in(self.kommuner)
        if not self.kommuner.is_relative_to(self.felles):
            names = [
                one for one in names if is_alike(self.kommuner / one, SKOLER, SIDER, TILPASNING)
            ]
        return [Sted.of(name) for name in names]

    def skolene(self, kommune: str) -> list[Sted]:
        """Return the schools that have a folder under a municipality."""
        return [Sted.of(kommune, name) for name in folders_in(self.folder(kommune) / SKOLER)]

    def stedene(self) -> list[Sted]:
        """Return everything that has a site: the municipalities in alphabetical order, each with
        its schools after it.
        """
        return [sted for one in self.kommunene() for sted in (one, *self.skolene(one))]

    def with_new(self, kommune: str) -> "Project":
        """Return the project as it is when the municipality's folder has been made.

        In a checkout the demonstrations stand aside for it. Elsewhere it gets a folder of its own:
        the one where the commands are run, if nothing stands there, else a new one in it.
        """
        if self.is_checkout:
            return replace(self, kommuner=self.data / "kommuner")
        if self.eneste:
            return self
        here = self.here if is_empty(self.here) else self.here / kommune
        return replace(self, here=here, kommuner=here, eneste=kommune)


def project_at(folder: Path) -> Project:
    """Return the project in a folder: a checkout, one municipality's repository, or a folder of
    municipalities' folders; there may be none yet.
    """
    if (folder / _THEMES).is_file():
        real, demos = folder / "data/kommuner", folder / "data/demo"
        return Project(folder, folder, real if folders_in(real) or not demos.is_dir() else demos)
    felles = shared_folder()
    alone = _name_of(folder, felles) if is_alike(folder) else ""
    return Project(folder, felles, folder, alone)


def shared_folder() -> Path:
    """Return the folder with what all share that came with the program."""
    packed = PACKAGE / "felles"
    return packed if (packed / _THEMES).is_file() else PACKAGE.parents[1]


def _name_of(folder: Path, felles: Path) -> str:
    """Return what the municipality with this folder is called in addresses, by its number."""
    try:
        tree = read(folder / KOMMUNE, KOMMUNE)
        nummer, navn = str(tree.get("nummer", "")), str(tree.get("navn", ""))
        register = read_register(felles / "data")
    except PlanError:  # told when the plan is read
        return NAMELESS
    known = next((one for one in register.oppforinger if one.nummer == nummer), None)
    return (
        register.folder(known) if known else slug(navn.lower().removesuffix("kommune")) or NAMELESS
    )
