"""The sentences are ours: what is found of runs of equal words in documents others have
published.
"""

import sys
from pathlib import Path

import pytest
from conftest import ROOT

from kvalitetsplan.reading.problems import Mark

sys.path.insert(0, str(ROOT / "bench"))

from egne_ord import document_words, equal, main, runs, texts, words

NINE = "Vi ser hver elev i døra, og vi venter"
MARK = Mark("data/themes.yaml", 7, 9)


def _equal(text: str, document: str, law: str = "") -> list[str]:
    found = equal([(MARK, text)], words(document), runs(words(law)))
    return [" ".join(run) for _, run in found]


def test_nine_equal_words_in_a_row_are_found_whatever_signs_and_breaks_stand_between() -> None:
    document = "I planen står det: «vi ser hver elev\ni døra og VI VENTER» på dem."
    assert _equal(NINE + ".", document) == ["vi ser hver elev i døra og vi venter"]


def test_eight_equal_words_are_let_be() -> None:
    assert _equal(NINE, "vi ser hver elev i døra og vi snakker") == []


def test_a_longer_run_is_said_once_and_whole() -> None:
    text = f"Først: {NINE} til alle er inne. Så begynner vi."
    assert _equal(text, f"{NINE} til alle er inne") == [
        "vi ser hver elev i døra og vi venter til alle er inne"
    ]


def test_what_both_have_from_the_law_is_let_be() -> None:
    assert _equal(NINE, NINE, law=f"§ 1. {NINE} lenge.") == []


def test_an_address_is_no_sentence() -> None:
    address = "https://www.udir.no/a/b/c/d/e/f/g/h/i"
    assert _equal(f"Les {address}", f"Se {address}") == []


def test_titles_of_sources_are_no_sentences_of_ours_but_what_we_say_of_them_is() -> None:
    ours = [text for mark, text in texts(ROOT) if mark.file == "data/kilder.yaml"]
    assert "The power of feedback" not in ours
    assert any(text.startswith("Artikkelen handler om hva som gjør") for text in ours)


def test_our_texts_are_those_of_the_plan_its_pages_and_its_nynorsk_and_not_the_laws() -> None:
    files = {mark.file for mark, _ in texts(ROOT)}
    assert {"data/themes.yaml", "docs/for-elever.md", "data/nynorsk/sider/for-elever.md"} <= files
    assert "data/demo/nittedal/tilpasning.yaml" in files
    assert not any(file.startswith("data/lovtekst/") for file in files)


def test_a_document_that_cannot_be_read_says_so_in_norwegian(tmp_path: Path) -> None:
    (tmp_path / "tom.txt").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit, match="fila er tom"):
        document_words(tmp_path / "tom.txt")


def test_it_says_where_and_what_and_ends_with_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = (ROOT / "docs" / "for-elever.md").read_text(encoding="utf-8").splitlines()[2]
    (tmp_path / "plan.txt").write_text(said, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["egne_ord.py", str(tmp_path / "plan.txt")])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    out = capsys.readouterr().out
    assert "docs/for-elever.md:1:1  «du har rett til å ha det trygt og godt" in out
    assert "står i plan.txt" in out
