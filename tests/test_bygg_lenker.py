"""Every address on a built site leads somewhere, and the check of links sees what does not."""

import re
from pathlib import Path

from bygging import break_file, build_one

from kvalitetsplan.build.links import check_site
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.pages import is_shown, url


def test_a_moved_item_is_found_at_its_old_address(project: Path, tmp_path: Path) -> None:
    break_file(
        project / "data/themes.yaml",
        "flyttet:\n",
        "flyttet:\n  relasjon/gamle-navn: relasjon/hilser-ved-navn\n",
    )
    break_file(
        project / "data/themes.yaml", "utgått: {}", "utgått:\n  relasjon/borte: Det sto to ganger."
    )
    page = (build_one(project, tmp_path / "site") / "tema/relasjon.html").read_text(
        encoding="utf-8"
    )
    assert re.search(r'id="gamle-navn".*href="#hilser-ved-navn"', page)
    assert re.search(r'id="borte".*Det sto to ganger', page)


def test_every_item_has_an_address_that_leads_to_it(
    published: Path, plans: dict[str, Plan]
) -> None:
    plan, shown = plans["eksempel"], 0
    for address in plan.by_address:
        if not is_shown(plan, address):
            continue
        shown += 1
        page, _, anchor = url(plan, address).partition("#")
        html = (published / "eksempel" / page).read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in html, address
    assert shown > 1000


def test_the_link_check_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<!-- <p id="x"> --><p title="a > b" id=\'x\'></p><p id=x></p><a data-href="c" HREF="b.html">b</a>'
        '<a href="#y">y</a><a href="javascript:x()">x</a><p title="<a href=c>"></p>'
        '<img src="https://evil.invalid/i.png"><a href="https://udir.no">ok</a><a href="a.html#x">ok</a>'
        '<a href="../../index.html">ok</a><a href="../../annet.html">x</a>'
    )
    assert sorted(problem.message for problem in check_site(tmp_path, {"../../index.html"})) == [
        "id-en «x» står to ganger på siden",
        "lenken «#y» leder til et sted på siden som ikke finnes",
        "lenken «../../annet.html» leder til en side som ikke finnes",
        "lenken «b.html» leder til en side som ikke finnes",
        "lenken «javascript:x()» kjører skript",
        "«https://evil.invalid/i.png» hentes fra et annet nettsted",
    ]


def test_the_link_check_sees_the_same_in_pieces_wherever_they_are_cut(tmp_path: Path) -> None:
    html = '<p id="x">a</p>\n<p id="x"><a href="#y">y</a>\n<a href="b.html">b</a></p><a href="#y">'
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    whole = check_site(tmp_path)
    assert [problem.mark.line for problem in whole] == [2, 2, 3]
    for at in range(len(html)):
        assert check_site(tmp_path, texts={"a.html": [html[:at], html[at:]]}) == whole
