"""Draw the plan's nouns with the templates in `overrides/components`.

Our own environment: everything is escaped unless it comes through `prosa` or
`linje`, and a misspelt name in a template is an error, never an empty place.
"""

import posixpath
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from markupsafe import Markup

from kvalitetsplan import pages, sessions
from kvalitetsplan.colour import nearest_shade
from kvalitetsplan.glossary import Glossary
from kvalitetsplan.plan import Plan
from kvalitetsplan.source import read
from kvalitetsplan.text import heading, line, prose
from kvalitetsplan.wheel import year_wheel

DARK_SURFACE = "#262a33"
"""The lightest surface that text stands on in dark mode: --kp-flate in tokens.css."""


COMPILED = FileSystemBytecodeCache()
"""Compiled templates, kept from build to build in the user's own temporary folder, keyed by content."""


class ComponentError(Exception):
    """A template is wrong. Says which, and how."""


class Components:
    """The templates, ready to draw one plan."""

    def __init__(self, root: Path, plan: Plan) -> None:
        """Take the project's folder and the plan. Raises PlanError if the interface texts cannot be read."""
        self.plan = plan
        self.tekst = interface_texts(root)
        self._env = Environment(
            loader=FileSystemLoader(root / "overrides" / "components"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=COMPILED,
        )
        self._env.filters |= {
            "prosa": lambda text: prose(plan.fill(text)),
            "linje": lambda text: line(plan.fill(text)),
            "overskrift": lambda text: heading(plan.fill(text)),
            "lys": lambda colour: nearest_shade(colour, DARK_SURFACE, 4.5),
        }
        self._env.tests["vises"] = lambda address: pages.is_shown(plan, address)
        self._env.globals |= {
            "plan": plan,
            "tekst": self.tekst,
            "deler": lambda: pages.deler(plan),
            "sidetittel": lambda page: _title(root, plan, page),
            "hjul": year_wheel,
            "vises": lambda address: pages.is_shown(plan, address),
            "planlegger": sessions.PLANNER,
            "planlegger_data": partial(sessions.planner_data, plan),
            "planlegger_for": sessions.planner_for,
            "planlegger_med": partial(sessions.planner_with, plan),
            "oktside": sessions.page,
            "okt_med": partial(sessions.session_of, plan),
            "ferdige_okter": partial(sessions.ready, plan),
        }

    def draw(self, name: str, page: str = "", **values: Any) -> Markup:
        """Return what the component `name` draws.

        `page` is the address of the page it will stand on, from the top of the site;
        links are written from there. Raises ComponentError if a template is wrong or
        asks for something that does not exist.
        """
        file = f"{name}.html"
        try:
            template = self._env.get_template(file)
            context = {"til": self._links_from(page), "side": _relative(page), "ordbok": self._glossary()}
            return Markup(template.render(**context, **values))
        except (TemplateError, LookupError) as error:
            where = f"{error.filename}:{error.lineno}" if isinstance(error, TemplateSyntaxError) else file
            raise ComponentError(f"overrides/components/{where}  {error}") from error

    def files(self) -> Iterator[tuple[str, str | bytes]]:
        """Yield every file of a site that is not one of MkDocs' pages, as path and content: colours and sessions."""
        yield "assets/css/farger.css", self.draw("farger")
        yield sessions.SESSION, self.draw("okt", sessions.SESSION, okt=None)
        for okt in sessions.ready(self.plan):
            yield sessions.page(okt), self.draw("okt", sessions.page(okt), okt=okt)

    def _glossary(self) -> Glossary:
        button = self._env.get_template("begrep.html").module.knapp  # type: ignore[attr-defined]  # a macro
        return Glossary(self.plan.grunnplan.begreper, button)

    def _links_from(self, page: str) -> Callable[[str], str]:
        relative = _relative(page)
        return lambda address: relative(pages.url(self.plan, address))


def interface_texts(root: Path) -> dict[str, Any]:
    """Return the words of the interface itself. Raises PlanError if their file cannot be read."""
    return read(root / "data" / "tekster" / "nb.yaml", "data/tekster/nb.yaml")


def _title(root: Path, plan: Plan, page: str) -> str:
    """Return the heading of a page with a file of its own: the municipality's, or a shared one in docs/."""
    folder = plan.folder if page in plan.sider else root / "docs"
    lines = (folder / page).read_text(encoding="utf-8").splitlines()
    return next((text.removeprefix("# ").strip() for text in lines if text.startswith("# ")), page)


def _relative(page: str) -> Callable[[str], str]:
    """Return a function that makes an address from the top of the site into one from `page`."""
    start = posixpath.dirname(page) or "."

    @cache
    def way(path: str) -> str:
        return posixpath.relpath(path, start)

    def relative(target: str) -> str:
        path, sign, anchor = target.partition("#")
        return f"{'' if path == page and anchor else way(path)}{sign}{anchor}"

    return relative
