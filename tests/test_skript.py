"""The scripts and the style sheets: all of them are looked at, and none takes Node into a site."""

import json
import re
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import BrowserContext, Page

from kvalitetsplan.site.assets import PACKS, packed, parts, small

ASSETS = ROOT / "overrides" / "assets"
MADE = {".git", ".venv", "node_modules", "site", "dist", ".hypothesis"}
"""Folders that hold nothing anybody has written."""


def written(*kinds: str) -> set[Path]:
    """Every file of some kinds that somebody has written, anywhere in the project."""
    found = (path for kind in kinds for path in ROOT.rglob(f"*.{kind}"))
    return {path for path in found if not MADE & set(path.relative_to(ROOT).parts)}


def settings(path: Path) -> dict[str, object]:
    """A settings file, which may have comments in it."""
    text = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return json.loads(text)


def matched(folder: Path, patterns: list[str]) -> set[Path]:
    """The files in a folder that some patterns name."""
    globs = (f"{one}/*" if one.endswith("**") else one for one in patterns)
    return {path.resolve() for one in globs for path in folder.glob(one) if path.is_file()}


def typed(path: Path) -> set[Path]:
    """The files that a check of types reads."""
    return matched(path.parent, settings(path)["include"])


def test_every_script_has_its_types_checked() -> None:
    checked = typed(ROOT / "tsconfig.json") | typed(ROOT / "tests/skript/tsconfig.json")
    assert written("js", "mjs", "cjs", "ts") - checked == set()


def test_every_script_and_style_sheet_is_linted_and_formatted() -> None:
    checked = matched(ROOT, settings(ROOT / "biome.jsonc")["files"]["includes"])
    assert written("js", "mjs", "cjs", "ts", "css") - checked == set()


@pytest.mark.parametrize("path", sorted(ASSETS.rglob("*.js")), ids=lambda path: path.stem)
def test_no_script_says_that_it_should_not_be_checked(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"@ts-(?:ignore|nocheck|expect-error)|\{any\} \w|\{\*\}", text) == []


def test_types_are_as_strict_as_they_can_be() -> None:
    options = settings(ROOT / "tsconfig.json")["compilerOptions"]
    assert {name for name in ("strict", "checkJs", "noEmit") if options[name]} == {
        *("strict", "checkJs", "noEmit")
    }


def test_what_goes_out_has_no_comments_of_ours() -> None:
    for pack in PACKS:
        texts = {
            part: (ROOT / "overrides" / part).read_text(encoding="utf-8") for part in parts(pack)
        }
        sent = small(pack, packed(pack, texts))
        assert not re.search(r"/\*|^\s*//|@type|@param", sent, re.MULTILINE)


def test_a_script_that_stops_is_reported_and_stops_no_other_in_its_pack(
    context: BrowserContext,
) -> None:
    pack = "assets/js/kort.js"
    first, last = parts(pack)
    texts = {first: "(() => { throw new Error('stanset'); })();", last: "window.sist = true;"}
    page, told = context.new_page(), []
    page.on("pageerror", lambda error: told.append(error.message))
    page.add_script_tag(content=small(pack, packed(pack, texts)))
    assert page.evaluate("window.sist")
    assert told == ["stanset"]


@pytest.mark.parametrize("anchor", ["#%", "#50%", "#100%25%", "#%C3", "#%ED%A0%BD", "##", "#"])
@pytest.mark.parametrize(
    "path", ["tema/relasjon", "refleksjonsoppgaver", "planlegg", "okt/relasjon-45"]
)
def test_no_anchor_stops_a_script(page: Page, eksempel: str, path: str, anchor: str) -> None:
    page.goto(f"{eksempel}/{path}.html{anchor}")
    for link in page.locator("[data-malform]").all():
        link.dispatch_event("click")
    assert page.evaluate("Object.keys(window.kp).length") > 2


def test_the_tools_are_locked_and_no_registry_is_named() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(lock)["packages"]
    assert '"resolved"' not in lock
    assert all("integrity" in one for path, one in packages.items() if path)
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text(encoding="utf-8")
    assert not json.loads((ROOT / "package.json").read_text(encoding="utf-8")).get("dependencies")
