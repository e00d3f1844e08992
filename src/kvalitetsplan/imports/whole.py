"""A document from the file it stands in to a municipality's folder."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from kvalitetsplan.editing.writing import check_written, write_checked
from kvalitetsplan.imports.answers import Below, Svarte
from kvalitetsplan.imports.document import Document
from kvalitetsplan.imports.landing import Landet, LayerFile, chosen_themes, landed
from kvalitetsplan.imports.norwegian import read_norsk
from kvalitetsplan.imports.opening import open_document
from kvalitetsplan.imports.recognise import recognise
from kvalitetsplan.imports.stopping import without_braces, without_numbers
from kvalitetsplan.plan.file_names import TILPASNING
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan, load_under
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import Sted


@dataclass(frozen=True)
class Innlest:
    """A document that is read, with the answers given so far."""

    project: Project
    plan: Plan
    name: str
    """What the files are to be called."""
    document: Document
    stopped: tuple[str, ...]
    """Where a national identity number stood; those lines are not in the document."""
    svarte: Svarte

    @classmethod
    def of(cls, project: Project, file: Path, sted: Sted, name: str) -> "Innlest":
        """Read a document for a municipality or a school. Raises PlanError if it cannot be read, or
        the plan is wrong already.
        """
        shared = load_grunnplan(project.data)
        plan = load_plan(project, sted, shared)
        own_words = [one.id for one in plan.grunnplan.parametre]
        document, stopped = without_numbers(without_braces(open_document(file), own_words))
        taken = frozenset(one.adresse for one in plan.endringer if one.lag == plan.lag)
        under = load_under(project, sted, shared)
        below = Below(under, plan.grunnplan, taken, read_norsk(project.felles))
        svarte = Svarte(file.name, recognise(document), below)
        return cls(project, plan, name, document, stopped, svarte)

    @property
    def sted(self) -> Sted:
        """Whose plan it becomes."""
        return self.plan.sted

    @cached_property
    def landet(self) -> Landet:
        """What the document becomes, as it is answered."""
        versjon = self.plan.grunnplan.utgave.versjon
        return landed(self.svarte, self.document, self._layer_file, versjon)

    @cached_property
    def _layer_file(self) -> LayerFile:
        folder = self.project.folder(self.sted)
        way = os.path.relpath(self.project.skjema, folder / TILPASNING)
        return LayerFile(self.name, self.sted.id, Path(way).as_posix())

    @cached_property
    def _files(self) -> dict[Path, bytes]:
        folder = self.project.folder(self.sted)
        files = {folder / way: data for way, data in self.landet.files.items()}
        if self.sted.er_skole:
            return files
        mappe = self.project.mappe(self.sted)
        return {**files, **chosen_themes(mappe, self.plan.kommune, self.landet.outcome, folder)}

    def paths(self) -> Iterator[str]:
        """Yield what messages call the files that are written."""
        yield from map(self.project.told, self._files)

    def check(self) -> None:
        """See that what is to be written becomes a plan. Raises PlanError."""
        check_written(self.project, self.sted, self._files, self._check)

    def write(self) -> None:
        """Write everything, or nothing: it must become a plan. Raises PlanError."""
        write_checked(self.project, self.sted, self._files, self._check)

    @property
    def _check(self) -> Callable[[Project], object]:
        return partial(load_plan, where=self.sted)
