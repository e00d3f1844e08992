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
from jinja2.bccache import Bucket
from markupsafe import Markup

from kvalitetsplan.plan.colour import nearest_shade
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.reading.source import read
from kvalitetsplan.site import pages, sessions
from kvalitetsplan.site.glossary import Glossary
from kvalitetsplan.site.news import news
from kvalitetsplan.site.reuse.memory import Ask, Memory, NoMemory, Source
from kvalitetsplan.site.reuse.plan_seen import DRAWING, Asked, asked, filled, put
from kvalitetsplan.site.reuse.stamps import SIGNS
from kvalitetsplan.site.text import heading, line, long_date, prose
from kvalitetsplan.site.wheel import year_wheel

DARK_SURFACE = "#262a33"
"""The lightest surface that text stands on in dark mode: --kp-flate in tokens.css."""


_TOP = "/kommune/skoler/skole"
"""A top deep enough for a school's site to lead out to its municipality's."""


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates: in files from one process to the next, and in memory within one."""

    def __init__(self) -> None:
        super().__init__(pattern="kvalitetsplan_%s.cache")
        self._read: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        place = (bucket.key, bucket.checksum)
        if place not in self._read:
            super().load_bytecode(bucket)
            self._read |= {place: bucket.code} if bucket.code else {}
        bucket.code = self._read.get(place)


COMPILED = _Compiled()
"""Compiled templates, kept from build to build in the user's own temporary folder, keyed by
content.
"""


class ComponentError(Exception):
    """A template is wrong. Says which, and how."""


class Components:
    """The templates, ready to draw one plan."""

    def __init__(self, root: Path, plan: Plan, memory: Memory | None = None) -> None:
        """Take the project's folder, the plan, and what is remembered of other plans drawn from the
        same folder.

        Raises PlanError if the interface texts cannot be read.
        """
        self.plan = plan
        self.memory = memory or NoMemory()
        self.tekst = self.memory.recall("tekster", root, lambda _: interface_texts(root))
        self._env = self.memory.recall("maler", root, lambda _: _environment(root, self.tekst))
        self._source = Source(plan)

    def draw(self, name: str, page: str = "", **values: Any) -> Markup:
        """Return what the component `name` draws.

        `page` is the address of the page it will stand on, from the top of the site;
        links are written from there. Raises ComponentError if a template is wrong or
        asks for something that does not exist.
        """
        key = (name, page, *(value for value in values.values() if isinstance(value, str)))
        seen = {name: asked(value) for name, value in values.items()}
        return self.memory.recall(key, seen, partial(self._draw, name, page, seen), self._source)

    def _draw(self, name: str, page: str, values: dict[str, Any], ask: Ask) -> Markup:
        file = f"{name}.html"
        DRAWING.set(ask)
        try:
            template = self._env.get_template(file)
            context = {
                "til": self._links_from(page),
                "side": _relative(page),
                "ordbok": self._glossary(),
            }
            return Markup(template.render(**context, **values))
        except (TemplateError, LookupError) as error:
            where = (
                f"{error.filename}:{error.lineno}"
                if isinstance(error, TemplateSyntaxError)
                else file
            )
            raise ComponentError(f"overrides/components/{where}  {error}") from error

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield every file of a site that is not one of MkDocs' pages, as path and content; pages
        are not stamped yet.
        """
        yield "assets/css/farger.css", self.draw("farger")
        yield "assets/js/okt/sted.js", self.draw("sted")
        yield sessions.SESSION, self.draw("okt", sessions.SESSION, okt=None)
        yield sessions.STASTED, self.draw("stasted", sessions.STASTED)
        for okt in sessions.ready(self.plan):
            yield sessions.page(okt), self.draw("okt", sessions.page(okt), okt=okt)

    def stamps(self) -> dict[str, str]:
        """Return what to put in place of each sign in `stamps`, as HTML."""
        plan = self.plan
        names = {"navn": heading(plan.fullt_navn), "kommune": heading(plan.kommune.navn)}
        texts = {**names, "adresse": plan.nettadresse, "bunn": self.draw("bunn")}
        return {SIGNS[name]: text for name, text in texts.items()}

    def _glossary(self) -> Glossary:
        button = self._env.get_template("begrep.html").module.knapp  # type: ignore[attr-defined]  # a macro
        return Glossary(lambda: Asked("grunnplan").begreper, button)

    def _links_from(self, page: str) -> Callable[[str], str]:
        relative = _relative(page)
        return lambda address: relative(put(pages.url, address))


def _environment(root: Path, tekst: dict[str, Any]) -> Environment:
    """Return the templates. They know no plan: they ask the one that is being drawn."""
    env = Environment(
        loader=FileSystemLoader(root / "overrides" / "components"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=COMPILED,
    )
    env.filters |= {
        "prosa": lambda text: prose(filled(text)),
        "linje": lambda text: line(filled(text)),
        "overskrift": lambda text: heading(filled(text)),
        "dato": partial(long_date, tekst["ar"]["maneder"]),
        "lys": lambda colour: nearest_shade(colour, DARK_SURFACE, 4.5),
    }
    env.tests["vises"] = lambda address: put(pages.is_shown, address)
    env.globals |= {name: partial(put, question) for name, question in _QUESTIONS.items()}
    env.globals |= _NAMES | {
        "plan": Asked("plan"),
        "tekst": tekst,
        "sidetittel": partial(put, partial(_title, root)),
        "stasted_lister": partial(put, lambda plan: sessions.lists(plan, tekst["stasted"])),
    }
    return env


_QUESTIONS: dict[str, Callable[..., Any]] = {
    "deler": pages.deler,
    "nytt": news,
    "vises": pages.is_shown,
    "planlegger_data": sessions.planner_data,
    "planlegger_med": sessions.planner_with,
    "okt_med": sessions.session_of,
    "ferdige_okter": sessions.ready,
}
"""What the templates may ask the plan, besides what it knows of itself."""
_NAMES = {
    "tegn": SIGNS,
    "kommuneside": pages.KOMMUNESIDE,
    "skoleside": pages.skoleside,
    "hjul": year_wheel,
    "planlegger": sessions.PLANNER,
    "planlegger_for": sessions.planner_for,
    "oktside": sessions.page,
    "stasted": sessions.STASTED,
}
"""What is the same for every plan."""


def draw_without_plan(root: Path, name: str, **values: Any) -> str:
    """Return what a component draws that asks nothing of any plan."""
    return _environment(root, interface_texts(root)).get_template(f"{name}.html").render(**values)


def interface_texts(root: Path) -> dict[str, Any]:
    """Return the words of the interface itself. Raises PlanError if their file cannot be read."""
    return read(root / "data" / "tekster" / "nb.yaml", "data/tekster/nb.yaml")


def _title(root: Path, plan: Plan, page: str) -> str:
    """Return the heading of a page with a file of its own: a layer's, or a shared one in docs/."""
    folder = plan.egne_filer.get(page, root / "docs")
    lines = (folder / page).read_text(encoding="utf-8").splitlines()
    return next((text.removeprefix("# ").strip() for text in lines if text.startswith("# ")), page)


def _relative(page: str) -> Callable[[str], str]:
    """Return a function that makes an address from the top of the site into one from `page`."""
    start = posixpath.join(_TOP, posixpath.dirname(page))

    @cache
    def way(path: str) -> str:
        return posixpath.relpath(posixpath.join(_TOP, path), start)

    def relative(target: str) -> str:
        path, sign, anchor = target.partition("#")
        return f"{'' if path == page and anchor else way(path)}{sign}{anchor}"

    return relative
