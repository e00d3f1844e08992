"""A title with stress or a link in it is shown so where it stands alone, and as its words where it
is a link itself, in the menu and in the title of the window.
"""

import re
from dataclasses import replace

from conftest import ROOT

from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.pages import menu
from kvalitetsplan.site.text import line, without_links

COMPONENTS = ROOT / "overrides/components"
TITLE = "*Ute* i [skogen](https://skogen.no/?a=1&b=2) & <fri>"
LINK = re.compile(r"<a\b(?:[^>{]|\{\{.*?\}\}|\{%.*?%\})*>(.*?)</a>", re.DOTALL)


def test_no_link_has_another_in_it() -> None:
    drawn = re.compile(r"\| (?:linje|prosa)(?! \| (?:uten_lenker|striptags)\b)")
    found = [
        f"{path.name}: {hit[0]}"
        for path in COMPONENTS.rglob("*.html")
        for hit in LINK.finditer(path.read_text(encoding="utf-8"))
        if drawn.search(hit[1])
    ]
    assert found == []


def test_a_link_in_a_link_is_its_words() -> None:
    assert without_links(line(TITLE)) == "<em>Ute</em> i skogen &amp; &lt;fri&gt;"


def test_a_title_is_its_words_in_the_menu_and_keeps_its_marks_on_its_page(
    plans: dict[str, Plan],
) -> None:
    plan = plans["eksempel"]
    first = plan.grunnplan.temaer[0].model_copy(update={"tittel": f"{TITLE} {{pu-tid}}"})
    temaer = (first, *plan.grunnplan.temaer[1:])
    changed = replace(plan, grunnplan=plan.grunnplan.model_copy(update={"temaer": temaer}))
    components = Components(ROOT, changed)
    lines = {
        one.url: one.tittel
        for part in menu(changed, components.tekst, components.title)
        for one in part.barn
    }
    word = changed.fill("{pu-tid}")
    assert lines[f"tema/{first.id}.html"] == f"Ute i skogen &#38; &#60;fri&#62; {word}"
    page = components.draw("tema", f"tema/{first.id}.html", tema=first)
    assert re.search(r'<h1><em>Ute</em> i <a href="https://skogen\.no/[^>]*>skogen</a>', page)
