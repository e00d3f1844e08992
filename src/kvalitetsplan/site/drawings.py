"""What the markers in the middle of a shared page stand for, drawn."""

from collections.abc import Callable, Sequence
from functools import partial

from kvalitetsplan.site.components import Components
from kvalitetsplan.site.markers import filled, split

Draw = Callable[[str], str | Sequence[str]]
"""Returns what a marker stands for, given what follows its name; in pieces, if there are many."""


def drawings(components: Components, url: str) -> dict[str, Draw]:
    """Return what may stand in the middle of a page, by the markers' names."""
    draw = components.draw
    return {
        "vis": lambda name: draw(name, url).strip(),
        "hele-planen": lambda _: components.drawn_chapters(url),
        "figur": lambda name: draw(f"figur-{name}", url).strip(),
        "lenke": lambda address: draw("lenke", url, adresse=address).strip(),
    }


def fill_in(components: Components, url: str, html: str) -> str:
    """Return the middle of a shared page with its markers filled in."""
    return "".join(filled(split(html), partial(drawn, drawings(components, url))))


def drawn(drawings: dict[str, Draw], marker: str) -> str | Sequence[str]:
    """Return what a marker stands for, as `figur årshjul`."""
    name, _, argument = marker.partition(" ")
    return drawings[name](argument)
