"""The forms of Norwegian that a municipality or a school has chosen."""

from kvalitetsplan.plan.file_names import KOMMUNE, SKOLE
from kvalitetsplan.plan.in_form import in_form
from kvalitetsplan.plan.model import (
    Grunnplan,
    Kommune,
    Malform,
    Skole,
)
from kvalitetsplan.plan.own_files import own_file
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.register import read_register
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.problems import attempt

BOKMAL: Malform = "bokmål"
NYNORSK: Malform = "nynorsk"


def in_their_form(project: Project, where: str, grunnplan: Grunnplan) -> Grunnplan:
    """Return the shared plan in the first form of Norwegian that a municipality or a school has
    chosen. Raises PlanError if the nynorsk is written wrong.
    """
    chosen = former(project, where)
    return grunnplan if chosen == (BOKMAL,) else in_form(project.data, grunnplan, chosen[0])


def former(project: Project, where: str) -> tuple[Malform, ...]:
    """Return the forms of Norwegian that the plan of a municipality or a school is published in,
    the one on top first. What cannot be read says nothing: whoever reads the plan tells why.

    Where both are, the one that the municipality has decided to write stands on top.
    """
    sted = Sted(where)
    mappe = project.mappe(sted)
    skole = attempt([], lambda: own_file(Skole, mappe, SKOLE)) if sted.er_skole else None
    above = project.mappe(sted.kommune)
    kommune = attempt([], lambda: own_file(Kommune, above, KOMMUNE))
    chosen = (skole and skole.malform) or (kommune.malform if kommune else BOKMAL)
    if chosen != "begge":
        return (chosen,)
    register = attempt([], lambda: read_register(project.data).oppforinger) or ()
    decided = {one.nummer: one.malform for one in register}
    first_nynorsk = kommune is not None and decided.get(kommune.nummer) == NYNORSK
    return (NYNORSK, BOKMAL) if first_nynorsk else (BOKMAL, NYNORSK)
