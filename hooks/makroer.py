"""What a page may ask for, handed over to the macros plugin."""

from mkdocs_macros.plugin import MacrosPlugin

from kvalitetsplan.site.macros import MACROS


def define_env(env: MacrosPlugin) -> None:
    """Give the pages their macros."""
    for name, macro in MACROS.items():
        env.macro(macro, name)
