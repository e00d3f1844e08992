"""Builds the small project once when it is imported, which is how `prosjekt.begin` lets every
process it begins know from before what building takes.
"""

from conftest import build_many

from herding import prosjekt

with prosjekt.folder() as _folder:
    build_many(prosjekt.small_project(_folder / "prosjekt"), prosjekt.SITES, _folder / "ut")
