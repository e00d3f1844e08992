"""What the scripts of «Foreslå en endring» need to know: the plan as it is written, and its rules.

Loaded only when somebody asks. The first file is equal in all sites, so it is kept once where the
disk allows; the second says what each layer on it has made otherwise. Both are plain scripts that
set a global, for a page opened as a file may load nothing else.
"""

import json
import posixpath
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any

from kvalitetsplan.plan.addresses import NEEDED, address_in
from kvalitetsplan.plan.checks import FRAME, OURS, STRENGTH
from kvalitetsplan.plan.checks.rules import ON_THE_WALL, SECTIONS, WALL_PARAGRAPH
from kvalitetsplan.plan.fields import root_lists
from kvalitetsplan.plan.fieldvalues import as_written
from kvalitetsplan.plan.file_names import TILPASNING
from kvalitetsplan.plan.model import Forslag, Grunnplan, Punkt, item_lists, item_types
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import SKJEMA
from kvalitetsplan.reading.values import Modell, alias
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.field_words import choice_words, told
from kvalitetsplan.site.kinds import KINDS

SHARED, OWN = "forslag/grunnplan.js", "forslag/plan.js"
GLOBAL = "globalThis.kpForslag"


def is_open(plan: Plan) -> bool:
    """Tell whether readers of a plan may propose changes."""
    return plan.kommune.forslag != "nei"


def proposal_files(components: Components) -> Iterator[tuple[str, str]]:
    """Yield the scripts with what an editor in the browser needs, as path and content."""
    plan = components.plan
    if not is_open(plan):
        return
    given = (plan.lagene[0], components.tekst)
    shared = components.memory.recall("forslag", given, partial(_shared, components))
    yield SHARED, shared
    yield OWN, f"Object.assign({GLOBAL}, {_json(_own(plan))})\n"


def _shared(components: Components) -> str:
    """Return what is equal for all plans: the shared plan, the kinds, the rules, words and
    markup.
    """
    rules = {
        "seksjoner": SECTIONS,
        "ramme": FRAME,
        "vare": OURS,
        "vegg": [kind.__name__ for kind in ON_THE_WALL],
        "vegg_avsnitt": WALL_PARAGRAPH,
        "styrke": STRENGTH,
        "trenger": {kind: [alias(name) for name in names] for kind, names in NEEDED.items()},
    }
    content = {
        "grunnplan": written(components.plan.lagene[0]),
        "slag": told(components.tekst["forslag"]["hva"]),
        "rot": root_lists(),
        "sider": {kind.__name__: page for kind, page in _pages().items()},
        "legg_til": _added_on(),
        "regler": rules,
        "ord": {key: said for key, said in components.tekst["forslag"].items() if key != "hva"}
        | {"valg": choice_words(components.tekst)},
        "maler": str(components.draw("forslag")),
    }
    return f"{GLOBAL} = {_json(content)}\n"


_LISTED_ON = {
    "temaer": "index.html",
    "situasjoner": "situasjoner.html",
    "lokale_regler": "handlingsplikten.html",
    "meldinger": "handlingsplikten.html",
    "samtaletips": "samtaler.html",
}
"""Where a list is seen as a whole, for items that have pages of their own, or no anchor."""


def _added_on() -> dict[str, str]:
    """Return the page where something can be added to a list, also while the list is empty."""
    pages = _pages()
    lists = item_types(Grunnplan).items()
    return {alias(name): pages[kind] for name, kind in lists if kind in pages} | _LISTED_ON


def _pages() -> dict[type[Punkt], str]:
    """Return the page of each kind that has one for all of its items."""
    pages = {kind: one.adresse.partition("#")[0] for kind, one in KINDS.items()}
    return {kind: page for kind, page in pages.items() if "{" not in page}


def _own(plan: Plan) -> dict[str, Any]:
    layers = (*plan.lagene, plan.grunnplan)
    kontakt = plan.kontakt
    forslag = plan.kommune.forslag if isinstance(plan.kommune.forslag, Forslag) else Forslag()
    placed = {name for part in plan.kommune.deler for name in part.innhold}
    layer = _folder(plan, forslag)
    schema = "data/skjema" if layer.startswith("data/") else SKJEMA
    return {
        "lag": [_difference(*pair) for pair in pairwise(layers)],
        "valgte": [tema.id for tema in plan.temaer],
        "om": {
            "sted": plan.sted,
            "id": plan.sted.id,
            "navn": plan.navn,
            "under": plan.lag.under,
            "utgave": plan.utgave.versjon,
            "rolle": kontakt.rolle,
            "epost": kontakt.epost or "",
            "mappe": layer,
            "skjema": posixpath.relpath(schema, layer),
            "arkiv": (forslag.arkiv or "").rstrip("/"),
            "arkivslag": forslag.slag or _kind_of_host(forslag.arkiv or ""),
            "gren": forslag.gren,
            "ordnet": any(tema.id in placed for tema in plan.temaer),
        },
    }


def _folder(plan: Plan, forslag: Forslag) -> str:
    """Return where a file of the layer goes, from the top of the archive: as the municipality says,
    or as its files are called where the site is built.
    """
    here = posixpath.dirname(plan.kommune.mark().file)
    parts = (forslag.mappe or here, plan.sted.under_kommunen, TILPASNING)
    return posixpath.join(*filter(None, parts))


def _kind_of_host(address: str) -> str:
    """Return what sort of archive an address is likely to be."""
    host = address.partition("//")[2].partition("/")[0]
    others = {"gitlab": "gitlab", "gitea": "gitea", "forgejo": "gitea", "codeberg": "gitea"}
    return next((kind for word, kind in others.items() if word in host), "github")


def written(plan: Grunnplan) -> dict[str, Any]:
    """Return a plan as the scripts have it: each item's fields by its address, each list's ids."""
    lists = dict(_lists(plan))
    return {
        "punkter": {
            address_in(liste, item.id): _fields(item)
            for liste, items in lists.items()
            for item in items
        },
        "lister": {liste: [item.id for item in items] for liste, items in lists.items()},
    }


def _difference(below: Grunnplan, above: Grunnplan) -> dict[str, Any]:
    """Return the items and the lists that are otherwise in `above` than in `below`."""
    old, new = dict(_lists(below)), dict(_lists(above))
    before = {address_in(liste, item.id): item for liste in old for item in old[liste]}
    after = {address_in(liste, item.id): item for liste in new for item in new[liste]}
    return {
        "punkter": {
            address: _fields(item)
            for address, item in after.items()
            if before.get(address) is not item
            and (address not in before or _fields(before[address]) != _fields(item))
        },
        "lister": {
            liste: [one.id for one in items]
            for liste, items in new.items()
            if [one.id for one in items] != [one.id for one in old.get(liste, ())]
        },
    }


def _lists(plan: Grunnplan) -> Iterator[tuple[str, tuple[Punkt, ...]]]:
    """Yield every list of items with its address, also those that stand in items."""
    for key, items in item_lists(plan).items():
        yield key, items
        for item in items:
            for inner, held in item_lists(item).items():
                yield f"{address_in(key, item.id)}/{inner}", held


def _fields(item: Punkt) -> dict[str, Any]:
    """Return what an item says for itself, as a layer would write it; what it does not say is left
    out.
    """
    others = {"id", *item_types(type(item))}
    said = ((name, getattr(item, name)) for name in type(item).model_fields if name not in others)
    return {alias(name): _value(one) for name, one in said if one not in (None, ())}


def _value(value: Any) -> Any:
    return as_written(value) if isinstance(value, Modell | tuple | dict | int) else str(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
