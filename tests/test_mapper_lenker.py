"""Links on own pages: where they lead is known before anything is built."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from egne_filer import SVG, put

from kvalitetsplan.cli import main
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.own_links import check_own_links

PAGE = """\
# Rutiner

[a](finnes-ikke.md) [b](../tema/mobbing.html) [c](../tema/relasjon.md#hilser-ved-nanv)
[d](../grunnlag/ledelse.md) [e](andre.md#mal) [f](#ogsa) ![g](../bilder/kort.svg)
[h](../tema/lek.md) [i](../handlingsplikten.md#meldinger) [j](../../oslo/index.md)
[k](../situasjon/kaster-ting.html) [l](../situasjon/finnes-ikke.html)

## Også
"""


def test_links_on_own_pages_are_followed_before_anything_is_built(project: Path) -> None:
    folder = project / "data/kommuner/eksempel"
    put(folder / "sider/rutiner.md", PAGE)
    put(folder / "sider/andre.md", "# Andre\n\n## Mål\n")
    put(folder / "bilder/kart.svg", SVG.format(""))
    with (folder / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("temaer: [relasjon, mobbing]\n")
    result = CliRunner().invoke(main, ["--rot", str(project), "valider"])
    here = "data/kommuner/eksempel/sider/rutiner.md"
    assert result.exit_code == 1
    assert [line for line in result.output.splitlines() if here in line] == [
        f"{here}:3:5  lenken «finnes-ikke.md» leder til en side som ikke finnes",
        f"{here}:3:25  lenken «../tema/mobbing.html» leder til en side som ikke finnes – mente du «../tema/mobbing.md»?",
        f"{here}:3:51  lenken «../tema/relasjon.md#hilser-ved-nanv» leder til et sted på siden som ikke finnes – mente du «hilser-ved-navn»?",
        f"{here}:4:63  fila «bilder/kort.svg» finnes ikke i mappa – mente du «bilder/kart.svg»?",
        f"{here}:5:5  lenken «../tema/lek.md» leder til en side som ikke finnes",
        f"{here}:5:63  lenken «../../oslo/index.md» leder til en side som ikke finnes – mente du «../index.md»?",
        f"{here}:6:40  lenken «../situasjon/finnes-ikke.html» leder til en side som ikke finnes",
    ]


def test_a_theme_the_municipality_left_out_is_named(project: Path) -> None:
    put(project / "data/kommuner/eksempel/sider/a.md", "# A\n\n[b](../tema/mobbing.md)\n")
    with (project / "data/kommuner/eksempel/kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("temaer: [relasjon]\n")
    plan = load_plan(project_at(project), "eksempel")
    with pytest.raises(
        PlanError, match="som ikke er med i planen; ta bort lenken, eller ta temaet"
    ):
        check_own_links(project, Components(project, plan))


def _school_without(project: Path, taken_out: str, link: str) -> Plan:
    """Return the plan of a school that has taken out what a page of its municipality leads to."""
    folder = project / "data/kommuner/eksempel"
    put(
        folder / "sider/rutine.md",
        f"# Rutine\n\nSe [her]({link}), [der](../tema/relasjon.md#viser-vaerematen).\n",
    )
    put(
        folder / "skoler/eksempelskolen/tilpasning.yaml",
        f"fjern:\n  - id: {taken_out}\n    begrunnelse: Vi gjør det annerledes.\n",
    )
    return load_plan(project_at(project), "eksempel/skoler/eksempelskolen")


TAKEN_OUT = (
    "data/kommuner/eksempel/skoler/eksempelskolen/tilpasning.yaml:2:5  "
    "fjern.{}  kommunens side sider/rutine.md viser til punktet, i "
    "data/kommuner/eksempel/sider/rutine.md:3:10"
)


def test_a_page_leads_to_the_theme_when_a_school_has_taken_out_what_stood_in_it(
    project: Path,
) -> None:
    link = "../tema/relasjon.md#hilser-ved-navn"
    plan = _school_without(project, "relasjon/hilser-ved-navn", link)
    check_own_links(project, Components(project, plan))
    page = plan.egne_sider["sider/rutine.md"].html
    assert 'href="../tema/relasjon.html"' in page
    assert 'href="../tema/relasjon.html#viser-vaerematen"' in page
    [warning] = plan.varsler
    assert str(warning).startswith(TAKEN_OUT.format("relasjon/hilser-ved-navn"))
    assert "lenken leder nå til temaet" in warning.message
    below = load_plan(project_at(project), "eksempel").egne_sider["sider/rutine.md"]
    assert 'href="../tema/relasjon.html#hilser-ved-navn"' in below.html


def test_what_a_school_takes_out_is_told_where_nothing_is_left_to_lead_to(project: Path) -> None:
    taken_out = "situasjoner/kaster-ting"
    plan = _school_without(project, taken_out, "../situasjon/kaster-ting.html")
    with pytest.raises(PlanError) as error:
        check_own_links(project, Components(project, plan))
    assert str(error.value) == (
        f"{TAKEN_OUT.format(taken_out)}; behold det, eller be kommunen om å ta bort lenken"
    )


def test_a_dead_link_on_an_own_page_is_told_beside_what_is_wrong_in_another_plan(
    project: Path,
) -> None:
    put(project / "data/kommuner/eksempel/sider/a.md", "# A\n\n[b](finnes-ikke.md)\n")
    put(project / "data/kommuner/nittedal/sider/b.md", "Uten overskrift.\n")
    told = CliRunner().invoke(main, ["--rot", str(project), "valider"]).output
    assert "eksempel/sider/a.md:3:5  lenken «finnes-ikke.md» leder til en side" in told
    assert "nittedal/sider/b.md:1:1  " in told
