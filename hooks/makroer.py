"""What a page may ask for. A macro leaves a marker; it is filled in for each plan."""

from mkdocs_macros.plugin import MacrosPlugin

from kvalitetsplan.site.markers import marker


def define_env(env: MacrosPlugin) -> None:
    """Give the pages their macros."""

    @env.macro
    def vis(component: str) -> str:
        """A component that needs nothing but the plan, such as `forside` or `virkninger`."""
        return marker("vis", component)

    @env.macro
    def lenke(address: str) -> str:
        """A link to an item, in running text; its name alone where this plan does not show it."""
        return marker("lenke", address)

    @env.macro
    def figur(name: str) -> str:
        """A drawing."""
        return marker("figur", name)
