"""MkDocs' events, translated into calls. No rule and no markup lives here."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from rjsmin import jsmin

from kvalitetsplan.components import COMPILED, Components
from kvalitetsplan.load import load_plan
from kvalitetsplan.pages import nav, sider
from kvalitetsplan.problems import PlanError
from kvalitetsplan.text import heading


@event_priority(100)  # before the macros plugin's own on_config, which needs the components
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the municipality's plan and let it decide the name, the menu and the logo."""
    root = Path(config.config_file_path).parent
    try:
        # `build_site` has read the plan already; MkDocs alone has not.
        ready = config.extra.get("components")
        components = ready or Components(root, load_plan(root / "data", config.extra["kommune"]))
    except PlanError as error:
        raise PluginError(f"Planen har feil:\n{error}") from error
    plan = components.plan
    config.extra["components"] = components
    config.site_name = heading(plan.kommune.navn)
    config.site_url = plan.kommune.nettadresse or ""
    config.nav = nav(plan, components.tekst)
    if plan.kommune.logo:
        config.theme["logo"] = plan.kommune.logo
    return config


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep Material's templates compiled from build to build: it takes a tenth of the time to compile them."""
    env.bytecode_cache = COMPILED
    return env


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and files that the data makes, and the municipality's own pages and pictures; pack our scripts."""
    components = config.extra["components"]
    plan = components.plan
    for side in sider(plan):
        files.append(File.generated(config, side.src, content=side.markdown))
    for name in (*plan.sider, *plan.bilder):
        files.append(File(name, str(plan.folder), config.site_dir, config.use_directory_urls))
    for name, content in components.files():
        files.append(File.generated(config, name, content=content))
    for file in [one for one in files if one.src_uri.startswith("assets/js/")]:
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=jsmin(file.content_string)))
    return files


@event_priority(100)  # before the macros plugin renders the page
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep a municipality's own pages from being run as template code."""
    if page.file.src_uri in config.extra["components"].plan.sider:
        page.meta["render_macros"] = False
    return markdown
