"""A `tilpasning.yaml` with the answers given so far, and the questions that are left."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kvalitetsplan.editing.yamlfile import Edit, edited
from kvalitetsplan.editions.choices import PEK, SKRIV, Ground, Sporsmal, Valg
from kvalitetsplan.editions.review import review
from kvalitetsplan.plan.checks import check
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Forskjell, Tilpasning
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.reading.problems import PlanError, Problem
from kvalitetsplan.reading.source import parse, read
from kvalitetsplan.reading.validation import build


@dataclass(frozen=True)
class Draft:
    """A `tilpasning.yaml` as it is so far."""

    text: str
    file: str
    ground: Ground
    layer: Tilpasning
    questions: tuple[Sporsmal, ...]

    def answered(self, valg: Valg) -> "Draft":
        """Return the draft with a choice carried out.

        Raises PlanError if the file is laid out so that it cannot be changed safely, or a text that
        was written cannot stand where it is put.
        """
        more = [Edit(("legg_til",), list(valg.legg_til), append=True)] if valg.legg_til else []
        new = draft(edited(self.text, [*valg.edits, *more], self.file), self.file, self.ground)
        if valg.navn in (SKRIV, PEK):
            known = {(one.place, one.message) for one in self.problems()}
            wrong = [one for one in new.problems() if (one.place, one.message) not in known]
            if wrong:
                raise PlanError(wrong)
        return new

    def problems(self) -> list[Problem]:
        """Return what is wrong with the plan that the layer makes so far."""
        laid = apply(self.ground.plan, self.layer, self.ground.lag)
        return [*laid.problems, *check(laid.grunnplan, self.ground.lag, laid.endringer)]

    def written_against(self, versjon: str) -> "Draft":
        """Return the draft with a note of the edition it fits; a file that says nothing needs none."""
        if self.layer.skrevet_mot == versjon or self.layer == Tilpasning():
            return self
        noted = self.layer.skrevet_mot is not None
        edit = Edit(("skrevet_mot",), versjon, append=not noted)
        return draft(edited(self.text, [edit], self.file), self.file, self.ground)


def draft(text: str, file: str, ground: Ground) -> Draft:
    """Return a layer's text as a draft; `file` is what problems call it. Raises PlanError if it
    cannot be read.
    """
    layer = build(Tilpasning, parse(text.encode(), file, may_be_empty=True))
    return Draft(text, file, ground, layer, review(ground, layer))


def read_draft(path: Path, file: str, ground: Ground) -> Draft:
    """Return the layer in a file as a draft; an empty one if there is no file. Raises PlanError if
    it cannot be read.
    """
    if not path.exists():
        return Draft("", file, ground, Tilpasning(), ())
    read(path, file, may_be_empty=True)  # says what is wrong with a file that is not text
    return draft(path.read_bytes().decode("utf-8-sig"), file, ground)


def write_draft(path: Path, text: str) -> None:
    """Write a draft's text to its file, whole or not at all; nothing is touched if nothing has
    changed.
    """
    if path.exists() and path.read_bytes() != text.encode():
        write_whole(path, text.encode())


def by_itself(differences: Iterable[Forskjell], layer: Tilpasning) -> Iterator[Forskjell]:
    """Yield the differences that come through a layer, since it does not stand in the way."""
    replaced = {(one.id, one.felt) for one in layer.erstatt}
    removed = {one.id for one in layer.fjern}
    for one in differences:
        around = {one.adresse, one.adresse.rpartition("/")[0]}
        if (one.adresse, one.felt) not in replaced and not around & removed:
            yield one
