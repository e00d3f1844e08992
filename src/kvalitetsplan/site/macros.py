"""What a page in `docs/` may ask for between `{{` and `}}`. A macro leaves a marker, which is
filled in for each plan.
"""

from collections.abc import Callable

from kvalitetsplan.site.markers import marker


def vis(component: str) -> str:
    """A component that needs nothing but the plan, such as `forside` or `virkninger`."""
    return marker("vis", component)


def lenke(address: str) -> str:
    """A link to an item, in running text; its name alone where this plan does not show it."""
    return marker("lenke", address)


def figur(name: str) -> str:
    """A drawing."""
    return marker("figur", name)


def hele_planen() -> str:
    """The whole plan, chapter by chapter."""
    return marker("hele-planen")


MACROS: dict[str, Callable[..., str]] = {
    one.__name__: one for one in (vis, lenke, figur, hele_planen)
}
"""All of them, by name."""
