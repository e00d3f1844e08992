"""MkDocs' events, translated into calls. No rule and no markup lives here.

MkDocs makes the shells: what is equal in all sites, with markers. `kvalitetsplan bygg` fills them
for many plans; MkDocs alone fills them for one, when it is done.
"""

import re
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment
from jinja2.filters import do_striptags
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from kvalitetsplan.build.mkdocs import make_shells
from kvalitetsplan.build.site import fill_alone
from kvalitetsplan.plan.docs import page_in
from kvalitetsplan.plan.malform import former
from kvalitetsplan.plan.model import LANG, Malform
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site import assets
from kvalitetsplan.site.compiled import keep_compiled
from kvalitetsplan.site.components import COLOURS
from kvalitetsplan.site.interface import interface_texts
from kvalitetsplan.site.markers import marker
from kvalitetsplan.site.policy import POLICY
from kvalitetsplan.site.shells import FOR_DATA

UNUSED = r"^assets/js/vis\.js$|\.map$|^assets/(?:javascripts/|images/favicon)|^assets/stylesheets/palette"
"""Files that no page loads: what `vis` needs alone, and Material's scripts, colours and icon."""
OURS = re.compile(r"assets/(?:css|js)/")
SHELL = FOR_DATA.replace(".html", ".md")
"""The page that becomes the shell of those that the data makes."""
MATERIAL = "assets/stylesheets/main.*.min.css"
"""What is left of Material on a page, besides its drawings."""


class Skall(NamedTuple):
    """What the templates of the shells are given, equal in all sites in one form of Norwegian."""

    malform: Malform
    tekst: dict[str, Any]
    """The words of the interface."""
    innholdspolicy: str
    stilark: tuple[str, ...]
    """The style sheets, from the top of the site."""


def _of_theme(config: MkDocsConfig, pattern: str) -> str:
    """Return the theme's file whose name has this pattern, from the top of the site."""
    found = ((path, folder) for folder in config.theme.dirs for path in Path(folder).glob(pattern))
    path, folder = next(found)
    return path.relative_to(folder).as_posix()


@event_priority(100)  # before the macros plugin's own on_config
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give the templates what the shells have in all sites, as `config.extra.skall`."""
    root, extra = Path(config.config_file_path).parent, config.extra
    malform = extra.get("malform") or former(project_at(root), extra["kommune"])[0]
    config.theme["language"] = LANG[malform]
    stilark = (_of_theme(config, MATERIAL), "assets/css/plan.css", COLOURS)
    extra["skall"] = Skall(malform, interface_texts(root, malform), POLICY, stilark)
    return config


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Give a shared page its words in the form that is wanted."""
    if page.file.src_uri == SHELL:
        return None
    data = Path(config.config_file_path).parent / "data"
    return page_in(data, page.file.src_uri, config.extra["skall"].malform).tekst


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Mark a shared page that is in bokmål where nynorsk was wanted."""
    data = Path(config.config_file_path).parent / "data"
    wanted, name = config.extra["skall"].malform, page.file.src_uri
    if name == SHELL or page_in(data, name, wanted).malform == wanted:
        return html
    return f'<div class="kp-bokmal" lang="nb">{html}</div>'


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates their markers, and keep them compiled from build to build."""
    env.globals["merke"] = marker
    keep_compiled(env)
    # What is left when tags are taken out goes into attributes and menus; there it must be escaped.
    env.filters["striptags"] = lambda text: escape(do_striptags(text))
    return env


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the shell of the pages that the data makes; pack our scripts and style sheets."""
    files.append(File.generated(config, SHELL, content=marker("side")))
    for file in [one for one in files if re.search(UNUSED, one.src_uri)]:
        files.remove(file)
    _pack(files, config)
    return files


def _pack(files: Files, config: MkDocsConfig) -> None:
    """Put our style sheets and scripts together, and make those small that go out by themselves."""
    texts = {one.src_uri: one.content_string for one in files if OURS.match(one.src_uri)}
    ready = {name: text for name, text in texts.items() if assets.is_alone(name)}
    ready |= {pack: assets.packed(pack, texts) for pack in assets.PACKS}
    for name in texts:
        files.remove(files.src_uris[name])
    for name, text in ready.items():
        files.append(File.generated(config, name, content=assets.small(name, text)))


def on_post_build(config: MkDocsConfig) -> None:
    """Fill the shells for the municipality that is chosen, where MkDocs runs alone."""
    if sted := config.extra.get("kommune"):
        root = Path(config.config_file_path).parent
        try:
            fill_alone(
                project_at(root), Sted(sted), Path(config.site_dir), partial(make_shells, root)
            )
        except PlanError as error:
            raise PluginError(f"Planen har feil:\n{error}") from error
