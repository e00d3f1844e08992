"""A layer's files with the answers given so far, and the questions that are left."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editing.layerfiles import edited_layer
from kvalitetsplan.editing.yamlfile import read_text
from kvalitetsplan.editions.choices import PEK, SKRIV, Ground, Sporsmal, Valg
from kvalitetsplan.editions.review import review
from kvalitetsplan.plan.checks import check
from kvalitetsplan.plan.continued import continued
from kvalitetsplan.plan.joined import joined_layer, set_twice
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Forskjell, Tilpasning
from kvalitetsplan.plan.project import Project
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.reading.problems import Mark, PlanError, Problem
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.validation import build


@dataclass(frozen=True)
class Draft:
    """A layer's files as they are so far."""

    texts: Mapping[str, str]
    """The text of each file by what problems call it, its way from the project's folder."""
    ground: Ground
    layer: Tilpasning
    questions: tuple[Sporsmal, ...]

    def answered(self, valg: Valg) -> "Draft":
        """Return the draft with a choice carried out.

        Raises PlanError if a file is laid out so that it cannot be changed safely, or a text that
        was written cannot stand where it is put.
        """
        more = [Edit(("legg_til",), list(valg.legg_til), append=True)] if valg.legg_til else []
        new = draft(edited_layer(self.texts, [*valg.edits, *more]), self.ground)
        if valg.navn in (SKRIV, PEK):
            known = {(one.place, one.message) for one in self.problems()}
            wrong = [one for one in new.problems() if (one.place, one.message) not in known]
            if wrong:
                raise PlanError(wrong)
        return new

    def problems(self) -> list[Problem]:
        """Return what is wrong with the plan that the layer makes so far."""
        laid = apply(self.ground.plan, continued(self.layer)[0], self.ground.lag)
        return [*laid.problems, *check(laid.grunnplan, self.ground.lag, laid.endringer)]

    def written_against(self, versjon: str) -> "Draft":
        """Return the draft with a note of the edition it fits; a file that says nothing needs
        none.
        """
        if self.layer.skrevet_mot == versjon or self.layer == Tilpasning():
            return self
        noted = self.layer.skrevet_mot is not None
        edit = Edit(("skrevet_mot",), versjon, append=not noted)
        return draft(edited_layer(self.texts, [edit]), self.ground)


def draft(texts: Mapping[str, str], ground: Ground) -> Draft:
    """Return the texts of a layer's files as a draft. Raises PlanError if they cannot be read."""
    parts = [
        build(Tilpasning, parse(text.encode(), file, may_be_empty=True))
        for file, text in texts.items()
    ]
    if twice := list(set_twice(parts)):
        raise PlanError(twice)
    layer = joined_layer(parts)
    return Draft(texts, ground, layer, review(ground, layer))


def read_draft(project: Project, slug: str, ground: Ground) -> Draft:
    """Return the layer of a municipality or a school as a draft; an empty one if it has none.
    Raises PlanError if it cannot be read.
    """
    mappe = project.mappe(slug)
    files = {mappe.told(name): path for name, path in mappe.layer().items()}
    return draft({file: read_text(path, file) for file, path in files.items()}, ground)


class OnDisk:
    """The files that are decided about, as they were when they were read, or written last."""

    def __init__(self, here: Path) -> None:
        self._here, self._known = here, dict[str, str]()

    def read(self, texts: Mapping[str, str]) -> None:
        """Note what was read in some files, by their way from the folder `here`."""
        self._known |= texts

    def write(self, texts: Mapping[str, str]) -> None:
        """Write the files that say something else than they did, each whole or not at all.

        Raises PlanError, with nothing written, if somebody else has written in one of them.
        """
        new = {file: text for file, text in texts.items() if text != self._known[file]}
        if touched := [file for file in new if self._text(file) != self._known[file]]:
            raise PlanError(Problem(Mark(file), "", _TOUCHED) for file in touched)
        for file, text in new.items():
            write_whole(self._here / file, text.encode())
            self._known[file] = text

    def _text(self, file: str) -> str:
        try:
            return read_text(self._here / file, file)
        except PlanError:
            return ""


_TOUCHED = (
    "fila er endret av noe annet siden spørsmålet ble stilt, så svaret er ikke skrevet; "
    "skriv kommandoen en gang til, og svar på det som står der nå"
)


def by_itself(differences: Iterable[Forskjell], layer: Tilpasning) -> Iterator[Forskjell]:
    """Yield the differences that come through a layer, since it does not stand in the way."""
    replaced = {(one.id, one.felt) for one in layer.erstatt}
    removed = {one.id for one in layer.fjern}
    for one in differences:
        around = {one.adresse, one.adresse.rpartition("/")[0]}
        if (one.adresse, one.felt) not in replaced and not around & removed:
            yield one
