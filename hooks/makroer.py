"""What a page may ask for. A macro names a component; the component draws it."""

from mkdocs_macros.plugin import MacrosPlugin

from kvalitetsplan.site.untouched import untouched


def define_env(env: MacrosPlugin) -> None:
    """Give the pages their macros."""
    components = env.conf.extra["components"]
    plan = components.plan

    def draw(component: str, **values: object) -> str:
        return untouched(components.draw(component, env.page.url, **values))

    def draw_inline(component: str, **values: object) -> str:
        return components.draw(component, env.page.url, **values).strip()

    @env.macro
    def tema(id: str) -> str:
        """The full page for one theme."""
        return draw("tema", tema=plan.tema(id))

    @env.macro
    def situasjon(id: str) -> str:
        """The full page for one situation."""
        return draw("situasjon", situasjon=plan.punkt(f"situasjoner/{id}"))

    @env.macro
    def refleksjonsoppgaver() -> str:
        """All reflection tasks."""
        return draw("oppgaveliste", slag="refleksjonsoppgave", oppgaver=list(plan.oppgaver))

    @env.macro
    def treningsforslag() -> str:
        """All training suggestions."""
        return draw("oppgaveliste", slag="treningsforslag", oppgaver=list(plan.ovelser))

    @env.macro
    def lenke(address: str) -> str:
        """A link to an item, in running text; its name alone where this plan does not show it."""
        return draw_inline("lenke", punkt=plan.punkt(address), adresse=address)

    @env.macro
    def figur(name: str) -> str:
        """A drawing."""
        return draw(f"figur-{name}")

    @env.macro
    def vis(component: str) -> str:
        """A component that needs nothing but the plan, such as `forside` or `virkninger`."""
        return draw(component)
