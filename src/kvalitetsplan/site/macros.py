"""What a page in `docs/` may ask for between `{{` and `}}`. Each macro names a component."""

from collections.abc import Callable

from kvalitetsplan.site.components import Components
from kvalitetsplan.site.untouched import untouched


def macros(components: Components, page: Callable[[], str]) -> dict[str, Callable[..., str]]:
    """Return the macros by name. `page` tells the address of the page that is being made, from the
    top of the site.
    """
    plan = components.plan

    def draw(component: str, **values: object) -> str:
        return untouched(components.draw(component, page(), **values))

    def tema(id: str) -> str:
        """The full page for one theme."""
        return draw("tema", tema=plan.tema(id))

    def refleksjonsoppgaver() -> str:
        """All reflection tasks."""
        return draw("oppgaveliste", slag="refleksjonsoppgave", oppgaver=list(plan.oppgaver))

    def treningsforslag() -> str:
        """All training suggestions."""
        return draw("oppgaveliste", slag="treningsforslag", oppgaver=list(plan.ovelser))

    def lenke(address: str) -> str:
        """A link to an item, in running text; its name alone where this plan does not show it."""
        values = {"punkt": plan.punkt(address), "adresse": address}
        return components.draw("lenke", page(), **values).strip()

    def figur(name: str) -> str:
        """A drawing."""
        return draw(f"figur-{name}")

    def vis(component: str) -> str:
        """A component that needs nothing but the plan, such as `forside` or `virkninger`."""
        return draw(component)

    every: tuple[Callable[..., str], ...] = (
        tema,
        refleksjonsoppgaver,
        treningsforslag,
        lenke,
        figur,
        vis,
    )
    return {macro.__name__: macro for macro in every}
