"""What the search knows about Norwegian, tried with the tables in norsk.yaml through the file the
readers get.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from playwright.sync_api import Browser, Page

TABLES = yaml.safe_load((ROOT / "tests" / "norsk.yaml").read_text(encoding="utf-8"))
SCRIPTS = ROOT / "overrides" / "assets" / "js"


@pytest.fixture(scope="module")
def norsk(browser: Browser) -> Iterator[Page]:
    """An empty page that knows Norwegian."""
    page = browser.new_page()
    page.add_script_tag(path=SCRIPTS / "ordtabeller.js")
    page.add_script_tag(path=SCRIPTS / "norsk.js")
    yield page
    page.close()


def _stems(page: Page, text: str) -> list[str]:
    stems: list[str] = page.evaluate("(text) => text.split(' ').map(norsk.stem)", text)
    return stems


@pytest.mark.parametrize("line", TABLES["samme"])
def test_forms_of_one_word_have_one_stem(norsk: Page, line: str) -> None:
    assert len(set(_stems(norsk, line))) == 1, _stems(norsk, line)


@pytest.mark.parametrize("line", TABLES["ulike"])
def test_different_words_have_different_stems(norsk: Page, line: str) -> None:
    assert len(set(_stems(norsk, line))) == len(line.split())


def test_small_words_are_not_looked_for(norsk: Page) -> None:
    assert (
        norsk.evaluate(
            "(text) => text.split(' ').filter((word) => !norsk.isStop(word))", TABLES["stoppord"]
        )
        == []
    )


@pytest.mark.parametrize(("text", "words"), TABLES["ord"].items())
def test_a_text_is_cut_into_words(norsk: Page, text: str, words: list[Any]) -> None:
    assert norsk.evaluate("(text) => norsk.words(text)", text) == words


@pytest.mark.parametrize(("typed", "word"), TABLES["uten_aeoa"].items())
def test_a_word_may_be_typed_without_the_norwegian_letters(
    norsk: Page, typed: str, word: str
) -> None:
    assert norsk.evaluate("([a, b]) => norsk.plain(a) === norsk.plain(b)", [typed, word])


@pytest.mark.parametrize(("word", "parts"), TABLES["deler"].items())
def test_a_compound_is_taken_apart(norsk: Page, word: str, parts: list[str]) -> None:
    code = """([word, parts]) => {
      const known = new Set(parts.map(norsk.stem));
      return JSON.stringify(norsk.split(word, (one) => known.has(one))[0]) === JSON.stringify(parts.map(norsk.stem));
    }"""
    assert norsk.evaluate(code, [word, parts])


def test_a_word_decomposed_into_letter_and_accent_is_the_same_word(norsk: Page) -> None:
    assert norsk.evaluate("norsk.words('skolemiljø på gård'.normalize('NFD'))") == [
        "skolemiljø",
        "på",
        "gård",
    ]


@pytest.mark.parametrize(("typed", "meant"), TABLES["skrivefeil"].items())
def test_a_misspelt_word_is_found_again(rangering: Page, typed: str, meant: str) -> None:
    understood, right = rangering.evaluate(
        "([typed, meant]) => [sokesvar.search(index, typed).mente || typed, meant].map(norsk.stem)",
        [typed, meant],
    )
    assert understood == right


@pytest.fixture(scope="module")
def rangering(browser: Browser, published: Path) -> Iterator[Page]:
    """An empty page that can search the example municipality's plan."""
    page = browser.new_page()
    page.add_script_tag(path=published / "eksempel/assets/js/soketjener.js")
    page.add_script_tag(path=published / "eksempel" / "search" / "search_index.js")
    page.evaluate("() => { window.index = sokeindeks.prepare(sokedata); }")
    yield page
    page.close()
