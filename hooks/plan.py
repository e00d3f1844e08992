"""MkDocs' events, translated into calls. No rule and no markup lives here."""

import json
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site import assets
from kvalitetsplan.site.compiled import keep_compiled
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.pages import KOMMUNESIDE, nav, sider
from kvalitetsplan.site.reuse.stamps import SIGNS, stamp
from kvalitetsplan.site.search import (
    findings,
    is_prose,
    overview,
    page_titles,
    search_index,
    summary,
)

UNUSED = r"\.map$|^assets/(?:javascripts/|images/favicon)|^assets/stylesheets/palette"
"""Files of Material's that no page loads: its scripts, its colours, its icon."""
OURS = re.compile(r"assets/(?:css|js)/")
COLOURS = "assets/css/farger.css"
MATERIAL = "assets/stylesheets/main.*.min.css"
"""What is left of Material on a page, besides its drawings."""


def _of_theme(config: MkDocsConfig, pattern: str) -> str:
    """Return the theme's file whose name has this pattern, from the top of the site."""
    found = ((path, folder) for folder in config.theme.dirs for path in Path(folder).glob(pattern))
    path, folder = next(found)
    return path.relative_to(folder).as_posix()


@event_priority(100)  # before the macros plugin's own on_config, which needs the components
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the plan and let it decide the name, the menu and the logo."""
    root = Path(config.config_file_path).parent
    try:
        # `build_site` has read the plan already; MkDocs alone has not.
        ready = config.extra.get("components")
        components = ready or Components(root, load_plan(root / "data", config.extra["kommune"]))
    except PlanError as error:
        raise PluginError(f"Planen har feil:\n{error}") from error
    plan = components.plan
    ramme = {
        "merknad": components.draw("merknad"),
        "kommuneside": KOMMUNESIDE if plan.skole else "",
    }
    config.extra |= {"components": components, "oversikter": [], "omtaler": {}, "tekster": {}}
    config.extra |= {"tegn": SIGNS, "stempler": components.stamps(), "ramme": ramme}
    config.extra["stilark"] = [_of_theme(config, MATERIAL), "assets/css/plan.css", COLOURS]
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
    keep_compiled(env)
    return env


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and files that the data makes, and the layers' own pages and pictures; pack our
    scripts.
    """
    components = config.extra["components"]
    plan = components.plan
    for side in sider(plan):
        files.append(File.generated(config, side.src, content=side.markdown))
    for name in (*plan.sider, *plan.bilder):
        files.append(
            File(name, str(plan.egne_filer[name]), config.site_dir, config.use_directory_urls)
        )
    for name, content in components.files():
        if name.endswith(".html"):
            config.extra["tekster"][name] = content
        files.append(File.generated(config, name, content=content))
    for file in [one for one in files if re.search(UNUSED, one.src_uri)]:
        files.remove(file)
    _pack(files, config)
    return files


def _pack(files: Files, config: MkDocsConfig) -> None:
    """Put our style sheets and scripts together, and make those small that go out by themselves."""
    texts = {one.src_uri: one.content_string for one in files if OURS.match(one.src_uri)}
    ready = {name: text for name, text in texts.items() if assets.is_alone(name)}
    ready |= {pack: "\n".join(texts[part] for part in assets.parts(pack)) for pack in assets.PACKS}
    for name in texts:
        files.remove(files.src_uris[name])
    for name, text in ready.items():
        files.append(File.generated(config, name, content=assets.small(name, text)))


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Let the page of a situation stand where the list of them stands, though no menu names it."""
    lists = files.src_uris["situasjoner.md"].page
    for file in files.documentation_pages():
        if file.src_uri.startswith("situasjon/") and file.page and lists:
            file.page.parent = lists.parent
    return nav


@event_priority(100)  # before the macros plugin renders the page
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the layers' own pages from being run as template code."""
    if page.file.src_uri in config.extra["components"].plan.sider:
        page.meta["render_macros"] = False
    return markdown


@event_priority(100)  # before the search plugin reads the page
def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Let the search plugin read running text only: items are found in the plan, and reading HTML
    is slow.
    """
    omtale = summary(page.content or "", config.extra["components"].tekst["hode"]["om"])
    config.extra["omtaler"][page.file.src_uri] = omtale
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
    # One file for all: a page opened as a file, or in a closed frame, may load a script and nothing else.
    path.with_suffix(".js").write_text(f"globalThis.sokedata={text}", encoding="utf-8")
    path.unlink()
    if not config.site_url:
        for sitemap in Path(config.site_dir).glob("sitemap.xml*"):
            sitemap.unlink()  # without an address it has none to give
