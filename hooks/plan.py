"""MkDocs' events, translated into calls. No rule and no markup lives here.

MkDocs makes the shells: what is equal in all sites, with markers. `kvalitetsplan bygg` fills them
for many plans; MkDocs alone fills them for one, when it is done.
"""

import re
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from rjsmin import jsmin

from kvalitetsplan.build.site import fill_alone
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.components import interface_texts
from kvalitetsplan.site.fill import FOR_DATA
from kvalitetsplan.site.markers import marker

UNUSED = r"\.map$|^assets/javascripts/(?:lunr|workers)/"
"""Files of Material's that no page loads: maps for its developers, and the search that ours stands
in for.
"""


@event_priority(100)  # before the macros plugin's own on_config
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give the templates the words of the interface."""
    config.extra["tekst"] = interface_texts(Path(config.config_file_path).parent)
    config.site_name = marker("navn")
    return config


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates their markers, and leave out the empty lines they make."""
    env.globals["merke"] = marker
    env.trim_blocks = env.lstrip_blocks = True
    return env


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the shell of the pages that the data makes; pack our scripts."""
    shell = FOR_DATA.replace(".html", ".md")
    files.append(File.generated(config, shell, content=marker("side")))
    for file in [one for one in files if re.search(UNUSED, one.src_uri)]:
        files.remove(file)
    for file in [one for one in files if one.src_uri.startswith("assets/js/")]:
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=jsmin(file.content_string)))
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Fill the shells for the municipality that is chosen, where MkDocs runs alone."""
    if slug := config.extra.get("kommune"):
        root = Path(config.config_file_path).parent
        try:
            fill_alone(root, slug, Path(config.site_dir))
        except PlanError as error:
            raise PluginError(f"Planen har feil:\n{error}") from error
