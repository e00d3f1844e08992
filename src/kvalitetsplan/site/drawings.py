"""What the markers in the middle of a shared page stand for, drawn."""

from collections.abc import Callable, Sequence

from kvalitetsplan.site.components import Components

Draw = Callable[[str], str | Sequence[str]]
"""Returns what a marker stands for, given what follows its name; in pieces, if there are many."""


def drawings(components: Components, url: str) -> dict[str, Draw]:
    """Return what may stand in the middle of a page, by the markers' names."""
    draw = components.draw
    return {
        "vis": lambda name: draw(name, url).strip(),
        "figur": lambda name: draw(f"figur-{name}", url).strip(),
        "lenke": lambda address: draw("lenke", url, adresse=address).strip(),
    }


def drawn(drawings: dict[str, Draw], marker: str) -> str | Sequence[str]:
    """Return what a marker stands for, as `figur årshjul`."""
    name, _, argument = marker.partition(" ")
    return drawings[name](argument)
