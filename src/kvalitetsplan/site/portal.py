"""The front page of many sites: it lists the municipalities by county, with their editions, and
searches them.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.register import read_register
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.plan.words import alphabetical
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.site.assets import small
from kvalitetsplan.site.components import draw_without_plan

_MADE_OF = {
    "portal.css": ("css", "tokens.css", "sider/kontroll.css", "sider/hode.css", "portal.css"),
    "portal.js": ("js", "portal.js"),
}
"""What the front page needs, and which of the sites' own files each is made of: the same
clothes.
"""
FILES = (*_MADE_OF, "index.html")
"""What stands beside the sites."""


class Oppslag(NamedTuple):
    """What the front page says of one site."""

    slug: str
    navn: str
    nummer: str
    """The municipality's number, which tells its county."""
    versjon: str
    dato: str


def entry(plan: Plan) -> Oppslag:
    """Return what the front page says of the site with this plan."""
    return Oppslag(plan.sted, plan.navn, plan.kommune.nummer, plan.utgave.versjon, plan.utgave.dato)


def build_portal(root: Path, oppslag: Iterable[Oppslag], out: Path) -> Path | None:
    """Write the front page over the sites in `out` and return its file; None if another page, which
    is not ours to replace, has the place. `oppslag` are the sites that stand there.
    """
    if _is_foreign(out / "index.html"):
        return None
    out.mkdir(parents=True, exist_ok=True)
    assets = root / "overrides" / "assets"
    files = {
        name: small(name, _joined(assets / kind, parts)).encode()
        for name, (kind, *parts) in _MADE_OF.items()
    }
    page = draw_without_plan(root, "portal", fylker=_by_county(root, list(oppslag)))
    for name, content in {**files, "index.html": page.encode()}.items():
        write_whole(out / name, content)
    return out / "index.html"


def _is_foreign(page: Path) -> bool:
    """Tell whether a front page is made by others: it has none of what ours needs."""
    return page.is_file() and not all(name.encode() in page.read_bytes() for name in _MADE_OF)


def _joined(folder: Path, parts: list[str]) -> str:
    return "\n".join((folder / part).read_text("utf-8") for part in parts)


def _by_county(
    root: Path, oppslag: list[Oppslag]
) -> dict[str, list[tuple[Oppslag, list[Oppslag]]]]:
    """Return the municipalities, each with its schools, by county; those without one come last,
    under "".
    """
    county = {one.nummer: one.fylke for one in read_register(root / "data").oppforinger}
    schools: dict[str, list[Oppslag]] = defaultdict(list)
    counties: dict[str, list[tuple[Oppslag, list[Oppslag]]]] = defaultdict(list)
    for one in sorted(oppslag, key=lambda one: alphabetical(one.navn)):
        if (sted := Sted(one.slug)).er_skole:
            schools[sted.kommune].append(one)
        else:
            counties[county.get(one.nummer, "")].append((one, schools[one.slug]))
    return dict(sorted(counties.items(), key=lambda one: (not one[0], alphabetical(one[0]))))
