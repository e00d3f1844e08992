"""What a page may ask for. A macro names a component; the component draws it."""

from mkdocs_macros.plugin import MacrosPlugin

from kvalitetsplan.untouched import untouched


def define_env(env: MacrosPlugin) -> None:
    """Give the pages their macros."""
    components = env.conf.extra["components"]
    plan = components.plan

    def draw(component: str, **values: object) -> str:
        return untouched(components.draw(component, env.page.url, **values))

    @env.macro
    def tema(id: str) -> str:
        """The full page for one theme."""
        return draw("tema", tema=plan.tema(id))

    @env.macro
    def refleksjonsoppgaver() -> str:
        """All reflection tasks."""
        return draw("oppgaveliste", slag="refleksjonsoppgave", oppgaver=list(plan.oppgaver))

    @env.macro
    def treningsforslag() -> str:
        """All training suggestions."""
        return draw("oppgaveliste", slag="treningsforslag", oppgaver=list(plan.ovelser))

    @env.macro
    def vis(component: str) -> str:
        """A component that needs nothing but the plan, such as `forside` or `virkninger`."""
        return draw(component)
