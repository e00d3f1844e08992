"""Shortcuts through MkDocs for whoever builds many sites: the only place that reaches into its
insides.

MkDocs does everything anew for each site. Here, what is equal from site to site is
remembered (see `memory`): the list of the theme's files, compiled pages, Markdown that
has become HTML, and pages that are equal all through. The bytes are those of a plain
`mkdocs build`; tests/test_bygg.py holds us to that.
"""

from collections.abc import Callable
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from kvalitetsplan.site.compiled import keep_compiled
from kvalitetsplan.site.reuse.memory import Ask, Memory, Source

KNOWN = {"mkdocs": "1.6.1", "mkdocs-macros-plugin": "1.5.0", "jinja2": "3.1.6"}
"""The versions whose insides we know. With any other, sites are built the long way."""


def take_shortcuts(config: MkDocsConfig, memory: Memory) -> None:
    """Let the coming build use what `memory` has of earlier ones, and add to it.

    The builds must have the same shared files. Does nothing where MkDocs is another than the one we
    know.
    """
    if all(_installed(name) == known for name, known in KNOWN.items()):
        config.plugins["kvalitetsplan/snarveier"] = _Shortcuts(config, memory)


@cache
def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


class _Rendered(NamedTuple):
    """What MkDocs makes of a page's Markdown."""

    content: str | None
    toc: TableOfContents
    title: str | None
    anchors: set[str] | None
    links: dict[str, dict[str, str]]
    """The links to ids, for the page each leads to."""


class _Shortcuts(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # it has no settings
    """A plugin without settings: MkDocs calls it as the build goes along."""

    def __init__(self, config: MkDocsConfig, memory: Memory) -> None:
        self._memory = memory
        self._nav: Navigation | str = ""
        theme: Any = config.theme
        theme.get_env = partial(self._theme_env, theme.get_env)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Compile the text of a page, and find its sections, once however many sites have it."""
        macros: Any = config.plugins["macros"]
        macros.env.compile = partial(self._compile, macros.env.compile)
        search: Any = config.plugins["material/search"]
        methods = config.plugins.events["page_context"]
        place = methods.index(search.on_page_context)
        methods[place] = partial(self._read_sections, search.search_index, methods[place])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Let pages remember their Markdown, those no menu names too."""
        self._nav = nav
        page: Any
        for page in [file.page for file in files.documentation_pages()]:
            page.render = partial(self._render, page)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Let finished pages be remembered. By now all of them have their titles."""
        self._nav = str(self._nav)
        env.template_class = _Remembering
        env.globals["husk"] = self._page

    def _compile(
        self, compile_: Callable[..., Any], source: str, *args: Any, **options: Any
    ) -> Any:
        key = ("kompilert", source)
        return self._memory.recall(
            key, (args, options), lambda _: compile_(source, *args, **options)
        )

    def _theme_env(self, make: Callable[[], Any]) -> Any:
        env = make()
        keep_compiled(env)  # as hooks/plan.py does: what is compiled is the same
        list_all = env.list_templates
        # There are 14,000 icons to look through, and the rule for which to leave out is the same
        # for all sites.
        env.list_templates = lambda **options: self._memory.recall(
            "temafiler", None, lambda _: list_all(**options)
        )
        return env

    def _render(self, page: Any, config: MkDocsConfig, files: Files) -> None:
        """Do what `Page.render` does, once for each text and what its links lead to."""
        key = ("markdown", page.file.src_uri)
        done = self._memory.recall(
            key, page.markdown, partial(_rendered, page, config, files), Source(files)
        )
        page.content, page.toc, page._title_from_render, page.present_anchor_ids, links = done
        page.links_to_anchors = {files.src_uris[uri]: ids for uri, ids in links.items()}

    def _read_sections(
        self, index: Any, read: Callable[..., Any], context: Any, *, page: Page, **rest: Any
    ) -> None:
        """Find the sections of a page, and take the search's own marks out of it, once for each
        content.
        """

        def sections(_: Ask) -> tuple[list[dict[str, Any]], str | None]:
            start = len(index.entries)
            read(context, page=page, **rest)
            return index.entries[start:], page.content

        start = len(index.entries)
        given = (page.content, page.title, page.meta)
        index.entries[start:], page.content = self._memory.recall(
            ("sok", page.url), given, sections
        )

    def _page(self, name: str, context: dict[str, Any], render: Callable[..., str]) -> str:
        """Return a finished page: the same if all that it shows is the same."""
        page, config = context["page"], context["config"]
        if not page:
            return render(context)
        shown = (page.content, page.toc, page.title, page.meta, page.canonical_url)
        around = (self._nav, config.theme.get("logo"), config.extra["ramme"])
        return self._memory.recall((name, page.url), (shown, around), lambda _: render(context))


class _Remembering(Template):
    """A template that asks for the page it is to write before it writes it."""

    def render(self, context: Any) -> Any:
        remember: Any = self.environment.globals["husk"]
        return remember(self.name, context, super().render)


class _AskedFiles:
    """The files of a site, as the links of a page see them: where each leads is a question that is
    put.
    """

    def __init__(self, files: Files, ask: Ask) -> None:
        self._files, self._ask = files, ask

    def get_file_from_path(self, path: str) -> File | None:
        self._ask(_leads_to, path)
        return self._files.get_file_from_path(path)


def _leads_to(files: Files, path: str) -> tuple[Any, ...]:
    file = files.get_file_from_path(path)
    return (file.src_uri, file.url, file.inclusion) if file else ()


def _rendered(page: Page, config: MkDocsConfig, files: Files, ask: Ask) -> _Rendered:
    Page.render(page, config, _AskedFiles(files, ask))  # type: ignore[arg-type]  # has what is asked for
    links = {file.src_uri: ids for file, ids in (page.links_to_anchors or {}).items()}
    return _Rendered(
        page.content, page.toc, page._title_from_render, page.present_anchor_ids, links
    )
