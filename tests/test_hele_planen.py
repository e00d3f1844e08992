"""What a municipality writes stands on «hele planen», in Word and in the search: each text of each
kind of item, apart from what has a page of its own instead.
"""

import io
import re
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
_ELSEWHERE = {
    *_OTHER_PAGES,
    "inngrep.tekst",  # a page of the law's, which a municipality places or not
    "kilde.støtter",  # what each theme says itself
    "rolle.til",  # a heading
    "tema.kort",  # for cards and menus
    *("parameter.forklaring", "parameter.standard"),  # for those who write
}
_UNSEARCHED = {
    # What is alike in every session is found by none of them.
    *("grupperolle.tekst", "grupperolle.tittel", "oktfase.tittel", "oktfase.instruks"),
    "oktfase.til_lederen",
    *("parameter.forklaring", "parameter.standard"),
}


class _Skrevet(NamedTuple):
    """A plan where each text of each skeleton is a word of its own."""

    ord: dict[str, str]
    """The field that each word stands in, such as `situasjon.ring`, by the word."""
    hele: str
    word: str
    sok: str

    def missing(self, shown: str) -> set[str]:
        """The fields whose words are not there."""
        return {field for word, field in self.ord.items() if word.lower() not in shown.lower()}


@pytest.fixture(scope="module")
def skrevet(tmp_path_factory: pytest.TempPathFactory) -> _Skrevet:
    root = copy_project(tmp_path_factory.mktemp("hele") / "prosjekt")
    folder, fields = root / "data/kommuner/eksempel", dict[str, str]()
    layer = "legg_til:\n" + "".join(_lines(fields, root)) + _EFFECT
    (folder / "tilpasning.yaml").write_text(layer, encoding="utf-8")
    (folder / "bilder").mkdir()
    (folder / "bilder/skjema.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    plan = load_plan(project_at(root), Sted("eksempel"))
    site = build_site(root, plan, root / "site")
    document = Document(io.BytesIO(word.whole_plan(Components(root, plan))))
    return _Skrevet(
        fields,
        (site / "hele-planen.html").read_text(encoding="utf-8"),
        document.element.xml,
        (site / "search/search_index.js").read_text(encoding="utf-8"),
    )


def _lines(fields: dict[str, str], root: Path) -> list[str]:
    """The skeletons with every field in use, and a word in each that takes words."""
    made = []
    for one in skeletons(load_grunnplan(root / "data")):
        for line in re.sub(r"^#", "", one.tekst, flags=re.MULTILINE).splitlines(keepends=True)[1:]:
            if (hit := re.match(r" +(?:- )?(\S+): \[?Skriv her", line)) and hit[1] != "søkeord":
                word = f"Q{len(fields):03}ord"
                fields[word] = f"{one.slag}.{hit[1]}"
                line = line.replace("Skriv her", word)
            made.append(line)
    return made


def test_each_text_stands_on_the_whole_plan(skrevet: _Skrevet) -> None:
    assert skrevet.missing(skrevet.hele) == _ELSEWHERE


def test_each_text_stands_in_word(skrevet: _Skrevet) -> None:
    assert skrevet.missing(skrevet.word) == _ELSEWHERE


def test_each_text_can_be_searched_for(skrevet: _Skrevet) -> None:
    assert skrevet.missing(skrevet.sok) == _UNSEARCHED
