"""What a page may ask for. A macro names a component; the component draws it."""

from markupsafe import Markup
from mkdocs_macros.plugin import MacrosPlugin


def define_env(env: MacrosPlugin) -> None:
    """Give the pages their macros."""
    components = env.conf.extra["components"]
    plan = components.plan

    def draw(component: str, **values: object) -> Markup:
        return components.draw(component, env.page.url, **values)

    @env.macro
    def tema(id: str) -> Markup:
        """The full page for one theme."""
        return draw("tema", tema=plan.tema(id))

    @env.macro
    def refleksjonsoppgaver() -> Markup:
        """All reflection tasks."""
        return draw("oppgaveliste", slag="refleksjonsoppgave", oppgaver=list(plan.oppgaver))

    @env.macro
    def treningsforslag() -> Markup:
        """All training suggestions."""
        return draw("oppgaveliste", slag="treningsforslag", oppgaver=list(plan.ovelser))

    @env.macro
    def vis(component: str) -> Markup:
        """A component that needs nothing but the plan, such as `forside` or `virkninger`."""
        return draw(component)
