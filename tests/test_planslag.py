"""The kinds of content that real plans have: each case is on the built site, word for word."""

import html
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, build_site
from test_saker import SAKER, all_cases

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at

SHOWN = [case for name, case in all_cases() if name.startswith("planslag") and "vises" in case]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with all the cases in one municipality, over the shipped plan."""
    data = tmp_path_factory.mktemp("planslag") / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("kommuner"))
    shutil.copytree(SAKER / "plan/data/kommuner", data / "kommuner")
    for number, case in enumerate(SHOWN):
        written = {case["fil"]: case["innhold"]} if "fil" in case else {}
        written[f"kommuner/prove/tilpasning/{number:02}.yaml"] = case.get("tilpasning", "")
        for name, text in written.items():
            (data / name).parent.mkdir(parents=True, exist_ok=True)
            (data / name).write_text(text, encoding="utf-8")
    return build_site(ROOT, load_plan(project_at(data.parent), "prove"), data.parent / "site")


def _read(site: Path, page: str) -> str:
    """What a reader reads in the middle of a page, and where its links lead."""
    middle = (site / page).read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]
    leads = " ".join(re.findall(r'(?:href|alt)="([^"]*)"', middle))
    text = re.sub(r"<[^>]+>", " ", middle)
    return " ".join(html.unescape(f"{text} {leads}").split())


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: case["sak"])
def test_every_word_of_a_case_stands_on_its_page(case: dict[str, Any], site: Path) -> None:
    missing = [
        f"{page}: {words}"
        for page, expected in case["vises"].items()
        for words in expected
        if words not in _read(site, page)
    ]
    assert missing == []


def test_a_box_on_an_own_page_can_be_ticked_and_has_its_words_as_its_name(site: Path) -> None:
    page = (site / "sider/gode-timen.html").read_text(encoding="utf-8")
    assert page.count('type="checkbox"') == 4
    assert '<label><input type="checkbox" checked> Skriv målet på tavla</label>' in page
    assert "[ ]" not in page
    assert "[x]" not in page


def test_what_is_found_by_searching_leads_to_where_it_stands(site: Path) -> None:
    index = (site / "search/search_index.js").read_text(encoding="utf-8")
    for words in ("Fravær hos oss", "Bistandsteamet", "Samtale hver uke", "Vennegrupper",
                  "Før møtet med hjemmet", "August: Å hilse",
                  "Elever som har noen å være med", "For deg som er vaktmester"):  # fmt: skip
        assert f'"{words}"' in index, words
