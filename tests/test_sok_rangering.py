"""What is found comes in the right order, and no query makes the search fail."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Browser, Page

from kvalitetsplan.site.search import Funn


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


TO_READERS = {
    "jeg blir mobbet": "for-elever.html",
    "eg vert mobba": "for-elever.html",
    "barnet mitt blir mobbet": "for-foreldre.html",
    "sønnen min blir plaga": "for-foreldre.html",
    "mobbeombud": "for-",
    "kan jeg ta med noen på møtet": "for-foreldre.html",
}


@pytest.mark.parametrize(("text", "place"), TO_READERS.items())
def test_what_is_written_to_the_one_who_asks_comes_first(
    rangering: Page, text: str, place: str
) -> None:
    first = rangering.evaluate(
        "(text) => sokesvar.search(index, text).sider[0].side.location", text
    )
    assert first.startswith(place)


def test_a_question_from_staff_is_not_taken_for_a_pupil_s(rangering: Page) -> None:
    first = rangering.evaluate("sokesvar.search(index, 'en elev slår meg').sider[0].side.location")
    assert not first.startswith("for-")


def test_who_tells_of_a_child_that_is_nobody_s_own_is_one_of_the_staff(rangering: Page) -> None:
    asked = ["en gutt blir plaget", "gutten min blir plaget"]
    first = rangering.evaluate(
        "(asked) => asked.map((text) => sokesvar.search(index, text).sider[0].side.location)", asked
    )
    assert [place.startswith("for-") for place in first] == [False, True]


def test_how_a_thing_is_told_weighs_less_than_what_it_is_about(rangering: Page) -> None:
    ranked = rangering.evaluate(
        "['lurer på skyss', 'mobbeombudet svarer aldri'].map((text) => rangering.rank(index, forstaelse.understand(index, text))[0].entry)"
    )
    assert "skyss" in ranked[0]["text"]
    assert "mobbeombudet" in ranked[1]["title"]


def test_what_a_role_does_is_found_by_its_name(rangering: Page) -> None:
    places = rangering.evaluate(
        "sokesvar.search(index, 'helsesykepleier').sider.flatMap(({ treff }) => treff.map((one) => one.location))"
    )
    assert "roller.html#helsesykepleier" in places


def test_a_phrase_is_known_with_words_between(rangering: Page) -> None:
    found = rangering.evaluate(
        """() => ["holde fast", "holde en elev helt fast"].map((text) => forstaelse.understand(index, text)
          .some(({ options }) => options.some(({ stems }) => stems.join() === norsk.words("fysisk inngrep").map(norsk.stem).join())))"""
    )
    assert found == [True, True]


LIFTED = """(phrases) => phrases.map((text) => forstaelse.understand(index, text)
  .flatMap(({ options }) => options.filter(({ weight }) => weight > 0.5).map(({ stems }) => stems.join(' '))))"""


def test_a_phrase_of_things_is_known_in_any_order(rangering: Page) -> None:
    said = ["opplegg til personalmøte", "personalmøte 20 min mobbing opplegg", "opplegg mobbing"]
    meant = rangering.evaluate("norsk.words('ferdige økter').map(norsk.stem).join(' ')")
    assert [meant in one for one in rangering.evaluate(LIFTED, said)] == [True, True, False]


def test_who_does_what_to_whom_is_in_the_order(rangering: Page) -> None:
    first = rangering.evaluate(
        "['elev slår lærer', 'slått av en elev', 'lærer slår elev', 'lærer har slått elev'].map((text) => sokesvar.search(index, text).sider[0].side.location)"
    )
    assert first[:2] == ["situasjon/vold-mot-meg.html"] * 2
    assert first[2:] == ["situasjon/kollega-ydmyker-elev.html"] * 2


def test_a_question_is_no_name_for_the_one_word_in_it_that_tells(rangering: Page) -> None:
    first = rangering.evaluate(
        "sokesvar.search(index, 'jeg orker ikke mer').sider[0].side.location"
    )
    assert first in ("situasjon/vil-ikke-leve.html", "for-elever.html")


def test_what_people_call_a_situation_is_what_its_card_says_first(findable: list[Funn]) -> None:
    texts = {one.adresse: one.tekst for one in findable if one.slag == "situasjon"}
    assert texts["situasjon/skadet-elev.html"].startswith("Førstehjelp ved skade")


FIRST = {
    "pappa drikker": "for-elever.html",
    "læreren er slem mot meg": "for-elever.html",
    "barnet mitt blir mobbet av læreren": "for-foreldre.html",
    "gruer meg til å ringe foreldra": "situasjon/telefon-hjem-gikk-galt.html",
    "han kutta seg på armen": "situasjon/selvskading.html",
}


@pytest.mark.parametrize(("text", "place"), FIRST.items())
def test_what_happens_comes_before_what_is_only_about_the_same(
    rangering: Page, text: str, place: str
) -> None:
    cards = rangering.evaluate("(text) => sokesvar.search(index, text).sider", text)
    assert place in [one["side"]["location"] for one in cards[:3]]


def test_a_question_of_small_words_only_is_answered(rangering: Page) -> None:
    assert rangering.evaluate("sokesvar.search(index, 'hva skal jeg gjøre nå').sider.length") > 0


def test_a_number_is_no_paragraph_where_nothing_says_law(rangering: Page) -> None:
    places = rangering.evaluate(
        "sokesvar.search(index, 'øvelse på 10 min').sider.map((one) => one.side.location)"
    )
    assert not places[0].startswith("lovverk")


def test_a_phrase_is_known_by_any_of_its_forms_and_with_ikke_before_the_verb(
    rangering: Page,
) -> None:
    said = ["vil ikke leve", "ville ikkje leve", "at han ikke vil leve"]
    meant = rangering.evaluate("norsk.words('livet verdt').map(norsk.stem).join(' ')")
    assert all(meant in one for one in rangering.evaluate(LIFTED, said))


@pytest.fixture(scope="module")
def rangering(browser: Browser, published: Path) -> Iterator[Page]:
    """An empty page that can search the example municipality's plan. A search leaves no trace in
    it.
    """
    page = browser.new_page()
    page.add_script_tag(path=published / "eksempel/assets/js/soketjener.js")
    page.add_script_tag(path=published / "eksempel" / "search" / "search_index.js")
    page.evaluate(
        "() => { window.index = sokeindeks.prepare(sokedata); forstaelse.listen(index); }"
    )
    yield page
    page.close()


def test_ten_thousand_odd_queries_neither_fail_nor_take_far_longer_than_most(
    rangering: Page,
) -> None:
    assert (
        rangering.evaluate((ROOT / "tests" / "fuzz.js").read_text(encoding="utf-8"), 10_000) == []
    )


def test_what_a_reader_writes_is_never_markup(rangering: Page) -> None:
    answers = rangering.evaluate(
        "sokesvar.search(index, '<img src=x onerror=alert(1)> mobbing').sider.flatMap((one) => [one.side, ...one.treff, ...one.flere])"
    )
    assert answers
    assert not [
        one for one in answers if re.search(r"<(?!/?(?:mark|p)\b)", one["title"] + one["text"])
    ]
