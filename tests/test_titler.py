"""Marks in titles and other texts: words that are a link have no other link in them, and where no
marks can be, there are none.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import build_site, copy_project

from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.skeleton import skeletons
from kvalitetsplan.plan.sted import Sted

TEXT = """ '*Ute* i [skogen](https://skogen.no/a?b=1&c=2) "nå" & <fri>'"""
_EFFECT = """  - liste: relasjon/par
    nytt: { id: kommunen-k, kjennetegn: Vi ser., hvem: ansatte, sannsynliggjør: [kommunen-virkning] }
"""


_UNMARKED = re.compile(r"<script.*?</script>|\(\*Ute\*.*?\)|<strong>\*Ute\*.*?</strong>", re.DOTALL)
"""What is no text on the page; the year of a source, and a telephone number, as they stand."""


class _Page(HTMLParser):
    """What is wrong with the links of a page, and what it says where no marks can be."""

    def __init__(self) -> None:
        super().__init__()
        self.nested: list[str] = []
        self.bare: list[str] = []
        self._open = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            if self._open:
                self.nested.append(f"linje {self.getpos()[0]}")
            self._open += 1
        self._in_title = tag == "title"
        self.bare += [value or "" for name, value in attrs if name in ("content", "alt", "title")]

    def handle_endtag(self, tag: str) -> None:
        self._open -= tag == "a" and self._open > 0

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.bare.append(data)
            self._in_title = False


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A municipality with marks in every text of its own, and in the titles of parts."""
    root = copy_project(tmp_path_factory.mktemp("titler") / "prosjekt")
    folder = root / "data/kommuner/eksempel"
    texts = (
        re.sub("^#", "", one.tekst, flags=re.M) for one in skeletons(load_grunnplan(root / "data"))
    )
    lines = "".join(text.removeprefix("legg_til:\n") for text in texts)
    marked = re.sub(
        r"(?<=:)( \[)? ?Skriv her\.(\])?", lambda hit: f"{hit[1] or ''}{TEXT}{hit[2] or ''}", lines
    )
    (folder / "tilpasning.yaml").write_text(f"legg_til:\n{marked}{_EFFECT}", encoding="utf-8")
    (folder / "bilder").mkdir()
    (folder / "bilder/skjema.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    with (folder / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write(
            f"deler:\n  - tittel: {TEXT}\n    ingress: {TEXT}\n    innhold: [kommunen-tema]\n"
        )
    plan = load_plan(project_at(root), Sted("eksempel"))
    return build_site(root, plan, root / "site")


def _pages(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
        if "skoler" not in path.parts
    }


def test_no_link_stands_in_a_link(site: Path) -> None:
    wrong = {}
    for name, html in _pages(site).items():
        page = _Page()
        page.feed(html)
        if page.nested:
            wrong[name] = page.nested
    assert wrong == {}


def test_no_marks_are_shown_as_they_are_written(site: Path) -> None:
    shown = {name: _UNMARKED.sub("", html) for name, html in _pages(site).items()}
    assert [name for name, html in shown.items() if "*Ute*" in html or "&#42;Ute" in html] == []


def test_no_marks_are_shown_where_none_can_be(site: Path) -> None:
    for name, html in _pages(site).items():
        page = _Page()
        page.feed(html)
        assert not [one for one in page.bare if "*Ute*" in one or "](" in one], name
