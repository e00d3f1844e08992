"""A change is written in the right lines of a file, and all other bytes stay."""

import re
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tilfeldig import is_meant

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editing.yamlfile import edited
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.values import tidy

ENTRY = {"id": "ro/venter", "begrunnelse": "Vi gjør noe annet: vi synger. # sant"}
ODD_FILES = {
    "an empty file": "",
    "only comments": "# bare en merknad\n\n# og en til",
    "no final newline": "fjern:\n  - id: lek # vår\n    begrunnelse: 'Nei'",
    "CRLF": """\
# vår
fjern:
  - id: lek
    begrunnelse: >-
      En lang
      tekst

# sist
sett:
  pu-tid: økt
""".replace("\n", "\r\n"),
    "comments between items": """\
fjern:
  # først
  - id: lek

    begrunnelse: æøå
  # så

  - {id: b,   begrunnelse: c}
  # til slutt

# om ord
sett: {pu-tid:  økt}
""",
    "items that are not indented": """\
fjern:
- id: lek
  begrunnelse: >-
   # er tekst

   og mer
# om ord
sett:
  pu-tid: økt
""",
    "a text that looks like a comment": """\
fjern:
  - id: lek
    begrunnelse: |
      en
      # er tekst


sett:
  pu-tid: økt
""",
    "everything indented": "  # hei\n  fjern:\n      - id: lek\n        begrunnelse: x\n  sett:\n    pu-tid: økt\n",
    "the key is missing": "sett:\n  pu-tid: 'økt'   # vårt ord\n",
    "a document mark": "---\nfjern:\n  - id: lek\n    begrunnelse: x\n",
}


@pytest.mark.parametrize("text", ODD_FILES.values(), ids=ODD_FILES)
def test_a_new_entry_leaves_every_other_byte_of_the_file_as_it_was(text: str) -> None:
    after = edited(text, [Edit(("fjern",), [ENTRY], append=True)], "fil")
    start = next(
        (at for at, pair in enumerate(zip(text, after, strict=False)) if pair[0] != pair[1]),
        len(text),
    )
    assert after.endswith(text[start:])
    old, new = parse(text.encode(), "fil", may_be_empty=True), parse(after.encode(), "fil")
    assert new == {**old, "fjern": [*old.get("fjern", ()), ENTRY]}
    assert ("\r\n" in after) == ("\r\n" in text)
    assert "\r" not in after.replace("\r\n", "")


def test_a_comment_above_the_next_key_stays_with_it() -> None:
    after = edited(
        ODD_FILES["comments between items"], [Edit(("fjern",), [ENTRY], append=True)], "fil"
    )
    assert (
        after.index("# til slutt")
        < after.index("id: ro/venter")
        < after.index("# om ord")
        < after.index("sett:")
    )


IN_BRACKETS = {
    "fjern: [{ id: lek, begrunnelse: x }]\n": "fjern: [{ id: lek, begrunnelse: x }, +]\n",
    "fjern: [{ id: lek, begrunnelse: x }, ] # vår\n": (
        "fjern: [{ id: lek, begrunnelse: x }, +, ] # vår\n"
    ),
    "fjern:\n  []\n": "fjern:\n  [+]\n",
    "fjern:\n  [{ id: lek, # vår\n    begrunnelse: x }\n  ]\nsett: {}\n": (
        "fjern:\n  [{ id: lek, # vår\n    begrunnelse: x }, +\n  ]\nsett: {}\n"
    ),
    "{ fjern: [] }\n": "{ fjern: [+] }\n",
    "{ sett: { pu-tid: økt } }\n": "{ sett: { pu-tid: økt }, fjern: [+] }\n",
    "{}": "{fjern: [+]}",
}


@pytest.mark.parametrize("text", IN_BRACKETS)
def test_a_list_in_brackets_takes_more_between_its_brackets(text: str) -> None:
    after = edited(text, [Edit(("fjern",), [ENTRY], append=True)], "fil")
    entry = f'{{ id: ro/venter, begrunnelse: "{ENTRY["begrunnelse"]}" }}'
    assert after == IN_BRACKETS[text].replace("+", entry)


@pytest.mark.parametrize("text", ["fjern: x\n", "fjern: |\n  x\n"])
def test_more_in_a_list_that_is_none_is_refused_and_not_guessed_at(text: str) -> None:
    with pytest.raises(PlanError, match="trygt sted"):
        edited(text, [Edit(("fjern",), [ENTRY], append=True)], "fil")


@pytest.mark.parametrize(
    "text", ["a: b\nfjern: [] # vår\nc: {}\n", "fjern:  [ ]\r\nc: d", "  fjern: []"]
)
def test_an_empty_list_loses_its_brackets_and_nothing_else(text: str) -> None:
    after = edited(text, [Edit(("fjern",), [ENTRY], append=True)], "fil")
    old, new = parse(text.encode(), "fil"), parse(after.encode(), "fil")
    assert new == {**old, "fjern": [ENTRY]}
    assert all(line.replace(" []", "").replace("  [ ]", "") in after for line in text.splitlines())


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "),
    min_size=1,
    max_size=300,
).filter(is_meant)


@given(words, words)
@settings(max_examples=200, deadline=None)
def test_whatever_is_written_is_read_back_as_it_was_meant(fra: str, til: str) -> None:
    texts = {"fra": tidy(f"x {fra}\n\n{til}"), "til": tidy(f"{til} x")}
    entry = {"id": "a/b", **{key: normalize("NFC", one) for key, one in texts.items()}}
    try:
        after = edited(
            "# vår\nerstatt:\n  - id: c\n", [Edit(("erstatt",), [entry], append=True)], "fil"
        )
    except PlanError:
        return  # a sign that no file may have, or that changes when it is read: refused, and nothing is written
    assert parse(after.encode(), "fil")["erstatt"][1] == entry


@pytest.mark.parametrize(
    "text", ["sett:\n  a: b # vår\n\n# sist\n", "sett:\n  a: >-\n    b\nfjern: []\n", "# vår"]
)
def test_a_new_word_leaves_every_other_byte_as_it_was(text: str) -> None:
    after = edited(text, [Edit(("sett",), {"pu-tid": "økt: 1"}, append=True)], "fil")
    assert parse(after.encode(), "fil")["sett"] == {
        **({"a": "b"} if "a:" in text else {}),
        "pu-tid": "økt: 1",
    }
    assert re.sub("(\n\nsett:)?\n *pu-tid: .*", "", after.rstrip("\n")) == text.rstrip("\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('a: "x" # m', 'a: "å: #1" # m'),
        ("a: x # m", 'a: "å: #1" # m'),
        ("a: x", 'a: "å: #1"'),
        ("a: x  ", 'a: "å: #1"  '),
    ],
)
def test_one_value_is_written_in_the_way_the_old_one_was(line: str, expected: str) -> None:
    assert (
        edited(f"# m\n{line}\nb: c\n", [Edit(("a",), "å: #1")], "fil") == f"# m\n{expected}\nb: c\n"
    )
