"""An own page is a chapter of the whole plan too, and its links lead there as they did."""

import re
from dataclasses import replace
from pathlib import Path

from conftest import ROOT

from kvalitetsplan.plan.own_pages import read_page
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.whole_plan import drawn_chapters


def _whole(plan: Plan, folder: Path, body: str) -> str:
    (folder / "start.md").write_text(body, encoding="utf-8")
    page = read_page(folder / "start.md", "sider/start.md", "start.md")
    own = replace(plan, egne_sider={page.name: page})
    return "\n".join(drawn_chapters(Components(ROOT, own), "hele-planen.html"))


def test_a_link_to_the_title_of_its_page_leads_to_the_beginning_of_the_chapter(
    plans: dict[str, Plan], tmp_path: Path
) -> None:
    body = (
        '# Vår <b id="x">start</b> { #å }\n\n'
        "[til toppen](#å) [a](#%C3%A5) [b](#) [c](start.md#å) [d](#x) [e](#ned)\n\n## Ned\n"
    )
    html = _whole(plans["lillestrom"], tmp_path, body)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert ids.count("side-sider-start") == 1
    found = re.findall(r'href="#(side-sider-start[^"]*)"', html)
    assert found == ["side-sider-start"] * 5 + ["side-sider-start-ned"]
    assert set(found) <= set(ids)
