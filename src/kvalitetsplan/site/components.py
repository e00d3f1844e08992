"""Draw the plan's nouns with the templates in `overrides/components`.

Our own environment: everything is escaped unless it comes through `prosa` or
`linje`, and a misspelt name in a template is an error, never an empty place.
"""

import posixpath
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from kvalitetsplan.plan.colour import shades
from kvalitetsplan.plan.docs import page_in, title_of
from kvalitetsplan.plan.model import LANG, Bokmal, Endring, Malform, stages
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.responsibilities import (
    responsibilities,
    roles_in_themes,
    roles_with_duties,
)
from kvalitetsplan.plan.skeleton import skeletons
from kvalitetsplan.site import pages, sessions, stasted
from kvalitetsplan.site.chapters import Kapittel, chapters
from kvalitetsplan.site.compiled import keep_compiled
from kvalitetsplan.site.glossary import Glossary
from kvalitetsplan.site.history import since_decision
from kvalitetsplan.site.interface import interface_texts
from kvalitetsplan.site.markers import marker
from kvalitetsplan.site.news import news
from kvalitetsplan.site.policy import POLICY
from kvalitetsplan.site.readable import readable
from kvalitetsplan.site.reuse.memory import Memory, Source
from kvalitetsplan.site.reuse.plan_seen import Asked, filled, put, seen
from kvalitetsplan.site.signed import signed
from kvalitetsplan.site.status import is_over, status
from kvalitetsplan.site.text import heading, line, long_date, prose, signs, size
from kvalitetsplan.site.wheel import year_wheel

T = TypeVar("T")

COLOURS = "assets/css/farger.css"
"""The style sheet with the municipality's own colours."""
_TOP = "/kommune/skoler/skole"
"""A top deep enough for a school's site to lead out to its municipality's."""


class ComponentError(Exception):
    """A template is wrong. Says which, and how."""


class Components:
    """The templates, ready to draw one plan."""

    def __init__(self, root: Path, plan: Plan, memory: Memory | None = None) -> None:
        """Take the project's folder, the plan, and what is remembered of other plans drawn from the
        same folder.

        Raises PlanError if the interface texts cannot be read.
        """
        self.root, self.plan, form = root, plan, plan.malform
        self.memory = memory or Memory()
        self.tekst = self.memory.recall(
            ("tekster", form), root, partial(interface_texts, root, form)
        )
        self._env = self.memory.recall(
            ("maler", form), root, partial(_environment, root, self.tekst, form)
        )
        self._source = Source(plan)

    def draw(self, name: str, page: str = "", **values: Any) -> Markup:
        """Return what the component `name` draws.

        `page` is the address of the page it will stand on, from the top of the site;
        links are written from there. Raises ComponentError if a template is wrong or
        asks for something that does not exist.
        """
        told = (value for value in values.values() if isinstance(value, str))
        given = seen(values)
        return self.recall((name, page, *told), given, partial(self._draw, name, page, given))

    def recall(self, key: tuple[str, ...], given: Any, make: Callable[[], T]) -> T:
        """Return what `make` makes of the plan, or made of another that would give the same.

        What it reads of the plan it draws, or puts as questions (see `plan_seen.put`); `key` and
        `given` say the rest.
        """
        return self.memory.recall((self.plan.malform, *key), given, make, self._source)

    def _draw(self, name: str, page: str, values: dict[str, Any]) -> Markup:
        file = f"{name}.html"
        try:
            template = self._env.get_template(file)
            context = {
                "til": self._links_from(page),
                "side": _relative(page),
                "side_url": page,
                "ordbok": self._glossary(),
            }
            return Markup(template.render(**context, **values))
        except Exception as error:  # a template can fail in any way
            where = (
                f"{error.name}:{error.lineno}" if isinstance(error, TemplateSyntaxError) else file
            )
            raise ComponentError(f"overrides/components/{where}  {error}") from error

    def chapters(self) -> Any:
        """Return the chapters of the whole plan, for what is being drawn now."""
        return put(_chapters, self.root, self.tekst)

    def makers(self) -> dict[str, Callable[[], str]]:
        """Return every file of a site that has no shell by its path, and what draws it."""
        return {
            COLOURS: partial(self.draw, "farger"),
            "assets/images/merke.svg": partial(self.draw, "merke"),
            "assets/js/okt/sted.js": partial(self.draw, "sted"),
            "assets/js/okt/tekster.js": partial(self.draw, "tekster"),
            sessions.SESSION: partial(self.draw, "okt", sessions.SESSION, okt=None),
            stasted.PAGE: partial(self.draw, "stasted", stasted.PAGE),
            **{
                sessions.page(okt): partial(self.draw, "okt", sessions.page(okt), okt=okt)
                for okt in sessions.ready(self.plan)
            },
        }

    def names(self) -> dict[str, str]:
        """Return what is equal on every page of a site and in no other, by its marker, as HTML."""
        return {
            "navn": heading(self.plan.fullt_navn),
            "nettadresse": escape(self.plan.nettadresse),
            "merknad": self.draw("ramme/merknad"),
            "utkast": self.draw("ramme/utkast").strip(),
        }

    def title(self, page: str) -> str:
        """Return the title of a page with a file of its own, such as `grunnlag/ledelse.md`."""
        return _title(self.root, self.plan, page)

    def links_on(self, page: str) -> Callable[[str], str]:
        """Return what makes an address from the top of the site into one from `page`."""
        return _relative(page)

    def _glossary(self) -> Glossary:
        button = self._env.get_template("begrep.html").module.knapp  # type: ignore[attr-defined]  # a macro
        return Glossary(
            lambda: Asked("grunnplan").begreper, lambda one: self.plan.ord(one)[0], button
        )

    def _links_from(self, page: str) -> Callable[[str], str]:
        relative = _relative(page)
        return lambda address: relative(put(pages.url, address))


def _environment(root: Path, tekst: dict[str, Any], malform: Malform = "bokmål") -> Environment:
    """Return the templates in one form of Norwegian. They know no plan: they ask the one that is
    being drawn.
    """
    env = Environment(
        loader=FileSystemLoader(root / "overrides" / "components"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    env.filters |= {
        "prosa": partial(_shown, "div", prose),
        "linje": partial(_shown, "span", line),
        "overskrift": partial(_shown, "span", heading),
        "dato": partial(long_date, tekst["ar"]["maneder"]),
        "css": _css_string,
        "storrelse": size,
        "tegn": signs,
    }
    env.tests["side"] = lambda name: name.endswith(".md")
    env.filters["i_lista"] = lambda id, liste: f"{liste}/{id}"
    env.filters["nummer"] = lambda text: re.sub(r"[^\d+]", "", text)
    env.tests["vises"] = lambda address: put(pages.is_shown, address)
    keep_compiled(env)
    env.globals |= {name: partial(put, question) for name, question in _QUESTIONS.items()}
    env.globals |= _NAMES | {
        "plan": Asked("plan"),
        "tekst": tekst,
        "lang": LANG[malform],
        "sidetittel": partial(put, partial(_title, root)),
        "status": partial(put, lambda plan: status(plan, tekst)),
        "er_ute": partial(put, is_over),
        "status_etter": partial(put, lambda plan: status(plan, tekst, date.max)),
        "siden_vedtaket": partial(put, lambda plan: since_decision(plan, tekst)),
        "kapitler": partial(put, _chapters, root, tekst),
        "lesbar": lambda one, ledd: put(_readable, tekst, one, ledd),
        "stasted_lister": partial(put, lambda plan: stasted.lists(plan, tekst["stasted"])),
    }
    return env


_QUESTIONS: dict[str, Callable[..., Any]] = {
    "deler": pages.deler,
    "nytt": news,
    "vises": pages.is_shown,
    "stasted_egen": stasted.work_for_own,
    "planlegger_data": sessions.planner_data,
    "planlegger_tekster": sessions.planner_texts,
    "planlegger_med": sessions.planner_with,
    "okt_med": sessions.session_of,
    "ferdige_okter": sessions.ready,
    "har_adresse": lambda plan: bool(plan.nettadresse),
    "kommuneside": pages.kommuneside,
    "opp": pages.up,
    "skoleside": pages.skoleside,
    "ansvar": responsibilities,
    "signert": signed,
    "skjeletter": lambda plan: skeletons(plan.grunnplan),
    "roller_i_plikter": roles_with_duties,
    "roller_i_temaer": roles_in_themes,
}
"""What the templates may ask the plan, besides what it knows of itself."""
_NAMES = {
    "merke": marker,
    "innholdspolicy": POLICY,
    "temagrupper": pages.THEME_GROUPS,
    "delside": pages.delside,
    "hjul": year_wheel,
    "nyanser": shades,
    "planlegger": sessions.PLANNER,
    "planlegger_for": sessions.planner_for,
    "oktside": sessions.page,
    "stasted": stasted.PAGE,
    "hovedtrinn": stages,
}
"""What is the same for every plan."""


def _css_string(text: str) -> Markup:
    """Return a text as it stands between quotes in a style sheet."""
    return Markup(re.sub(r'[\\"<\n\r\f]', lambda hit: f"\\{ord(hit[0]):x} ", text))


def draw_without_plan(root: Path, name: str, **values: Any) -> str:
    """Return what a component draws that asks nothing of any plan."""
    return _environment(root, interface_texts(root)).get_template(f"{name}.html").render(**values)


def _shown(tag: str, draw: Callable[[str], Markup], text: str) -> Markup:
    """Return a text as HTML, its parameters filled in; one in the other form of Norwegian says
    so.
    """
    html = draw(filled(text))
    if not isinstance(text, Bokmal):
        return html
    return Markup(f'<{tag} class="kp-bokmal" lang="nb">{html}</{tag}>')


def _readable(plan: Plan, tekst: dict[str, Any], one: Endring, ledd: str) -> str | list[str]:
    return readable(plan, tekst, one.adresse, one.felt, getattr(one, ledd))


def _chapters(plan: Plan, root: Path, tekst: dict[str, Any]) -> list[Kapittel]:
    return chapters(plan, tekst, partial(_title, root, plan))


def _title(root: Path, plan: Plan, page: str) -> str:
    """Return the heading of a page with a file of its own: a layer's, or a shared one in docs/."""
    own = plan.egne_sider.get(page)
    return plan.fill(own.title) if own else _title_of_shared(root / "data", page, plan.malform)


@lru_cache(maxsize=256)
def _title_of_shared(data: Path, page: str, malform: Malform) -> str:
    return title_of(page_in(data, page, malform).tekst) or Path(page).stem


def _relative(page: str) -> Callable[[str], str]:
    """Return a function that makes an address from the top of the site into one from `page`."""
    start = posixpath.join(_TOP, posixpath.dirname(page))

    def relative(target: str) -> str:
        path, sign, anchor = target.partition("#")
        return f"{'' if path == page and anchor else _way(start, path)}{sign}{anchor}"

    return relative


@lru_cache(maxsize=1 << 13)  # a site has some two thousand, and shares most of them
def _way(start: str, path: str) -> str:
    return posixpath.relpath(posixpath.join(_TOP, path), start)
