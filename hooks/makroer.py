"""What a page may ask for. A macro names a component; the component draws it."""

from mkdocs_macros.plugin import MacrosPlugin

from kvalitetsplan.site.macros import macros


def define_env(env: MacrosPlugin) -> None:
    """Give the pages their macros."""
    for name, macro in macros(env.conf.extra["components"], lambda: env.page.url).items():
        env.macro(macro, name)
