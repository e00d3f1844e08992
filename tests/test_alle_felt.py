"""A municipality that has written in every field of every kind of item: what it wrote is on the
pages, on «hele planen», in Word and in the search, and its marks are shown as marks.
"""

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import build_site, copy_project
from docx import Document

from kvalitetsplan.exports import word
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.skeleton import skeletons
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.site.components import Components

TEXT = """'{} *Ute* i [skogen](https://skogen.no/a?b=1&c=2) "nå" & <fri>'"""
_EFFECT = """  - liste: relasjon/par
    nytt: { id: kommunen-k, kjennetegn: Vi ser., hvem: ansatte, sannsynliggjør: [kommunen-virkning] }
"""
"""An effect that no practice makes likely is refused."""
_OTHER_PAGES = {
    *("okt.forarbeid", "okt.mål", "okt.til_lederen", "oktfase.instruks", "oktfase.til_lederen"),
    *("grupperolle.tekst", "serie.ingress", "semester.nummer", "semester.vekt"),
    *("semester.pu_okter", "motepunkt.hvor_ofte", "motepunkt.hvem", "motepunkt.tekst"),
    *("aktor.oppgaver", "mal.ingress", "mal.navn", "mal.hjelp", "mal.hvorfor", "mal.ruter"),
    *("mal.kolonner", "mal.tekst", "malfelt.hjelp", "malfelt.hvorfor", "malfelt.ruter"),
    *("malfelt.kolonner", "begrep.forklaring", "begrep.nynorsk"),
}
"""Sessions, the way through four terms, forms and words: the page says where they stand."""
_FOR_WRITERS = {"parameter.forklaring", "parameter.standard"}
_ELSEWHERE = {
    *_OTHER_PAGES,
    "inngrep.tekst",  # a page of the law's, which a municipality places or not
    "kilde.støtter",  # what each theme says itself
    "rolle.til",  # a heading
    "tema.kort",  # for cards and menus
    *_FOR_WRITERS,
}
_UNSEARCHED = {
    # What is alike in every session is found by none of them.
    *("grupperolle.tekst", "grupperolle.tittel", "oktfase.tittel", "oktfase.instruks"),
    "oktfase.til_lederen",
    *_FOR_WRITERS,
}


_UNMARKED = re.compile(
    r"<script.*?</script>|\(Q\d+ord\s\*Ute\*.*?\)|<strong>Q\d+ord\s\*Ute\*.*?</strong>", re.DOTALL
)
"""What is no text on the page; the year of a source, and a telephone number, as they stand."""


class _Skrevet(NamedTuple):
    """A plan where each text begins with a word of its own, and has marks."""

    ord: dict[str, str]
    """The field that each word stands in, such as `situasjon.ring`, by the word."""
    sider: dict[str, str]
    word: str
    sok: str

    def missing(self, shown: str) -> set[str]:
        """The fields whose words are not there."""
        shown = shown.lower()
        return {field for word, field in self.ord.items() if word.lower() not in shown}


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
def skrevet(tmp_path_factory: pytest.TempPathFactory) -> _Skrevet:
    root = copy_project(tmp_path_factory.mktemp("alt") / "prosjekt")
    folder, fields = root / "data/kommuner/eksempel", dict[str, str]()
    layer = "".join(["legg_til:\n", *_lines(fields, root), _EFFECT])
    (folder / "tilpasning.yaml").write_text(layer, encoding="utf-8")
    (folder / "bilder").mkdir()
    (folder / "bilder/skjema.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    with (folder / "kommune.yaml").open("a", encoding="utf-8") as file:
        part = TEXT.format("Del")
        file.write(f"deler: [{{ tittel: {part}, ingress: {part}, innhold: [kommunen-tema] }}]\n")
    plan = load_plan(project_at(root), Sted("eksempel"))
    site = build_site(root, plan, root / "site")
    document = Document(io.BytesIO(word.whole_plan(Components(root, plan))))
    return _Skrevet(
        fields,
        {
            path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
            for path in site.rglob("*.html")
        },
        document.element.xml,
        (site / "search/search_index.js").read_text(encoding="utf-8"),
    )


def _lines(fields: dict[str, str], root: Path) -> Iterator[str]:
    """The skeletons with every field in use, and marked words in each that takes words."""
    for one in skeletons(load_grunnplan(root / "data")):
        for line in re.sub(r"^#", "", one.tekst, flags=re.MULTILINE).splitlines(keepends=True)[1:]:
            if (hit := re.match(r" +(?:- )?(\S+): \[?Skriv her", line)) and hit[1] != "søkeord":
                word = f"Q{len(fields):03}ord"
                fields[word] = f"{one.slag}.{hit[1]}"
                line = line.replace("Skriv her.", TEXT.format(word))
            yield line


def test_each_text_stands_on_a_page(skrevet: _Skrevet) -> None:
    assert skrevet.missing(" ".join(skrevet.sider.values())) == _FOR_WRITERS


def test_each_text_stands_on_the_whole_plan(skrevet: _Skrevet) -> None:
    assert skrevet.missing(skrevet.sider["hele-planen.html"]) == _ELSEWHERE


def test_each_text_stands_in_word(skrevet: _Skrevet) -> None:
    assert skrevet.missing(skrevet.word) == _ELSEWHERE


def test_each_text_can_be_searched_for(skrevet: _Skrevet) -> None:
    assert skrevet.missing(skrevet.sok) == _UNSEARCHED


def test_no_link_stands_in_a_link(skrevet: _Skrevet) -> None:
    assert {name: one.nested for name, one in _read(skrevet) if one.nested} == {}


def test_no_marks_are_shown_as_they_are_written(skrevet: _Skrevet) -> None:
    shown = {name: _UNMARKED.sub("", html) for name, html in skrevet.sider.items()}
    assert [name for name, html in shown.items() if "*Ute*" in html or "&#42;Ute" in html] == []


def test_no_marks_are_shown_where_none_can_be(skrevet: _Skrevet) -> None:
    bare = [(name, text) for name, one in _read(skrevet) for text in one.bare]
    assert [one for one in bare if "*Ute*" in one[1] or "](" in one[1]] == []


def _read(skrevet: _Skrevet) -> Iterator[tuple[str, _Page]]:
    for name, html in skrevet.sider.items():
        page = _Page()
        page.feed(html)
        yield name, page
