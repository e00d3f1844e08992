"""Builds the small project once when it is imported, which is how `prosjekt.begin` lets every
process it begins know from before what building takes, and what came of it.
"""

from contextlib import ExitStack

from conftest import build_many, remember

from herding import prosjekt
from kvalitetsplan.build import many

many.shared_work = remember()
_STAYS = ExitStack()
"""Keeps the project for as long as the process lives: what is remembered asks its files."""
_folder = _STAYS.enter_context(prosjekt.folder())
build_many(prosjekt.small_project(_folder / "prosjekt"), prosjekt.SITES, _folder / "ut")
