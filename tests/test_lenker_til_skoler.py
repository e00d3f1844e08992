"""An own page of a municipality that leads to one of its schools."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT

from kvalitetsplan.plan.own_pages import read_page
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.own_links import check_own_links


@pytest.mark.parametrize("link", ["../skoler/asen/index.html", "../skoler/asen/", "../skoler/asen"])
def test_a_link_to_the_site_of_a_school_is_to_be_the_whole_address(
    plans: dict[str, Plan], tmp_path: Path, link: str
) -> None:
    (tmp_path / "a.md").write_text(f"# A\n\n[Åsen]({link})\n", encoding="utf-8")
    page = read_page(tmp_path / "a.md", "sider/a.md", "a.md")
    own = replace(plans["eksempel"], egne_sider={page.name: page})
    with pytest.raises(PlanError) as error:
        check_own_links(ROOT, Components(ROOT, own))
    said = f"a.md:3:8  lenken «{link}» er til nettstedet til en skole; skriv hele adressen, som begynner med https://"
    assert str(error.value) == said
