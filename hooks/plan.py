"""MkDocs' events, translated into calls. No rule and no markup lives here."""

import json
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2.filters import do_striptags
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from rjsmin import jsmin

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.pictures import published_picture
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.components import COMPILED, Components
from kvalitetsplan.site.own_links import check_own_links
from kvalitetsplan.site.pages import KOMMUNESIDE, nav, sider
from kvalitetsplan.site.policy import POLICY
from kvalitetsplan.site.reuse.stamps import SIGNS, stamp
from kvalitetsplan.site.search import findings, is_prose, overview, page_titles, search_index
from kvalitetsplan.site.text import heading

UNUSED = r"\.map$|^assets/javascripts/(?:lunr|workers)/|^assets/js/vis\.js$"
"""Files that no page of a site loads: maps for Material's developers, the search that ours stands in
for, and what `vis` alone needs.
"""


@event_priority(100)  # before the macros plugin's own on_config, which needs the components
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the plan and let it decide the name, the menu and the logo."""
    root = Path(config.config_file_path).parent
    try:
        # `build_site` has read the plan already; MkDocs alone has not.
        ready = config.extra.get("components")
        components = ready or Components(root, load_plan(root / "data", config.extra["kommune"]))
        if not ready:
            check_own_links(root, components)
    except PlanError as error:
        raise PluginError(f"Planen har feil:\n{error}") from error
    plan = components.plan
    ramme = {
        "merknad": components.draw("merknad"),
        "kommuneside": KOMMUNESIDE if plan.skole else "",
        "policy": POLICY,
    }
    config.extra |= {"components": components, "oversikter": [], "tekster": {}}
    config.extra |= {"tegn": SIGNS, "stempler": components.stamps(), "ramme": ramme}
    config.site_name = SIGNS["navn"]
    config.site_url = plan.nettadresse
    config.nav = nav(plan, components.tekst)
    if plan.kommune.logo:
        config.theme["logo"] = plan.kommune.logo
    return config


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep Material's templates compiled from build to build, and leave out the empty lines they
    make.
    """
    env.bytecode_cache = COMPILED
    env.trim_blocks = env.lstrip_blocks = True
    # Material puts what is left when tags are taken out, into attributes; there it must be escaped.
    env.filters["striptags"] = lambda text: escape(do_striptags(text))
    return env


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and files that the data makes, and the layers' own pages and pictures; pack our
    scripts.
    """
    components = config.extra["components"]
    plan = components.plan
    for side in sider(plan):
        files.append(File.generated(config, side.src, content=side.markdown))
    for name, path in plan.egne_filer.items():
        files.append(File.generated(config, name, content=published_picture(path, name)))
    for name, content in components.files():
        if name.endswith(".html"):
            config.extra["tekster"][name] = content
        files.append(File.generated(config, name, content=content))
    for file in [one for one in files if re.search(UNUSED, one.src_uri)]:
        files.remove(file)
    for file in [one for one in files if one.src_uri.startswith("assets/js/")]:
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=jsmin(file.content_string)))
    return files


@event_priority(100)  # before the macros plugin renders the page
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the layers' own pages from being run as template code, and let them say what they are
    about.
    """
    if own := config.extra["components"].plan.egne_sider.get(page.file.src_uri):
        page.meta["render_macros"] = False
        if own.description:
            page.meta["description"] = heading(own.description)
    return markdown


@event_priority(100)  # before the search plugin reads the page
def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Let the search plugin read running text only: items are found in the plan, and reading HTML
    is slow.
    """
    if config.site_url:
        page.canonical_url = SIGNS["adresse"] + page.url
    if page.meta.get("search", {}).get("exclude"):
        return context
    if not is_prose(page.url):
        page.meta["search"] = {"exclude": True}
        config.extra["oversikter"].append(overview(page.url, str(page.title), page.content or ""))
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Stamp the page with what is the municipality's own, and keep it as it was for the link check."""
    config.extra["tekster"][page.file.dest_uri] = output
    return stamp(output, config.extra["stempler"])


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Stamp the page for addresses that lead nowhere."""
    return stamp(output, config.extra["stempler"])


@event_priority(-50)  # after the search plugin has written what it found on the pages
def on_post_build(config: MkDocsConfig) -> None:
    """Let the plan's own items be what is searched, over http and for a page opened as a file."""
    components = config.extra["components"]
    path = Path(config.site_dir) / "search" / "search_index.json"
    sections = [*config.extra["oversikter"], *json.loads(path.read_text(encoding="utf-8"))["docs"]]
    funn = findings(components.plan, components.tekst, sections)
    index = search_index(funn, page_titles(sections), components.plan, components.tekst)
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")
    path.with_suffix(".js").write_text(
        f"var __index={text}", encoding="utf-8"
    )  # the name Material's script looks for
