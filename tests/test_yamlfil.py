"""A file that people also write in is changed in one place, and nowhere else."""

import pytest
import yaml

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editing.yamlfile import edited
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.values import tidy


@pytest.mark.parametrize(
    "value",
    ["a: b", "a #b", "«x»", "- a", "null", "x, y", "1. a\n\n2. b", "ord " * 60, "[a]", "a:"],
)
@pytest.mark.parametrize(
    "before", ["A", '"A"', "'A'", ">-\n    A", "|\n    A\n\n", "A # slik", "A\n    B"]
)
def test_any_text_can_stand_where_any_text_stood(before: str, value: str) -> None:
    text = f"x:\n  fra: {before}\n# etter\n  til: C\n"
    new = edited(text, [Edit(("x", "fra"), value)], "fil")
    assert tidy(yaml.safe_load(new)["x"]["fra"] or "null") == tidy(value)
    assert new.endswith("# etter\n  til: C\n")
    assert "# slik" in new or "# slik" not in text


def test_lists_keep_the_shape_they_had() -> None:
    text = "x:\n  fra:\n    - a # en\n    - b\n  til: [c, d]\n"
    new = edited(text, [Edit(("x", "fra"), ("e", "f: g")), Edit(("x", "til"), ("h, i",))], "fil")
    assert new == 'x:\n  # en\n  fra:\n    - e\n    - "f: g"\n  til: ["h, i"]\n'


@pytest.mark.parametrize(
    ("text", "loc", "after"),
    [
        ("x: [a, b, c]\n", ("x", 0), "x: [b, c]\n"),
        ("x: [a, b, c]\n", ("x", 2), "x: [a, b]\n"),
        ("x: [a]\n", ("x", 0), "x: []\n"),
        ("x:\n  - a\n  # b\n  - b # c\n", ("x", 1), "x:\n  - a\n  # b\n"),
        ("x:\n  - a: 1\n    b: 2\n", ("x", 0, "a"), "x:\n  - b: 2\n"),
        (
            "x:\n  - a: 1\n    b: >\n      c\n\n\n  - d\n",
            ("x", 0, "b"),
            "x:\n  - a: 1\n\n\n  - d\n",
        ),
        ("x:\n  - a", ("x", 0), "x: []\n"),
    ],
)
def test_what_goes_takes_nothing_else_with_it(
    text: str, loc: tuple[str | int, ...], after: str
) -> None:
    assert edited(text, [Edit(loc, None)], "fil") == after


@pytest.mark.parametrize(
    ("text", "edit", "after"),
    [
        ("x: >- # a\n  b\n", Edit(("x",), "c"), "# a\nx: c\n"),
        ("x:\n  - y: | # a\n      b\n", Edit(("x", 0, "y"), "c"), "x:\n  # a\n  - y: c\n"),
        ("x: [a, # b\n  c]\n", Edit(("x",), ("d",)), "# b\nx: [d]\n"),
        ("{x: [a, # b\n  c]}\n", Edit(("x",), ("d",)), "{x: [d]}\n# b\n"),
        ("x: [{ y: [a, # b\n  c] }]", Edit(("x", 0, "y"), "d"), "x: [{ y: d }]\n# b\n"),
        ("x:\n  - a # b\n", Edit(("x", 0), None, noted=True), "x: []\n  # b\n"),
        ("x: '# a'\ny: b#c # d\n", Edit(("x",), "e"), 'x: "e"\ny: b#c # d\n'),
    ],
)
def test_a_comment_on_what_is_written_anew_stays(text: str, edit: Edit, after: str) -> None:
    assert edited(text, [edit], "fil") == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("x:\n  - y: a # b\nz: c\n", "x:\n  - y: a # b\n    n: [d]\nz: c\n"),
        ("x:\n  - { y: a }", "x:\n  - { y: a, n: [d] }"),
        ("x:\n  - y: >-\n      a", "x:\n  - y: >-\n      a\n    n: [d]"),
    ],
)
def test_a_field_can_be_put_in_something_deep_in_a_file(text: str, after: str) -> None:
    assert edited(text, [Edit(("x", 0, "n"), ["d"], append=True)], "fil") == after


def test_windows_line_ends_stay() -> None:
    assert (
        edited("x: a\r\ny: b\r\n", [Edit(("x",), "c\n\nd")], "fil")
        == "x: |-\r\n  c\r\n\r\n  d\r\ny: b\r\n"
    )


def test_a_file_that_cannot_be_changed_safely_is_not_changed() -> None:
    with pytest.raises(PlanError, match="skriv endringen inn selv"):
        edited("x:\n  - - a\n    - b\n", [Edit(("x", 0, 0), None)], "fil")


def test_more_goes_into_an_empty_list_in_a_file_of_brackets() -> None:
    text = '{\n "fjern": ["b"],\n "legg_til": []\n}\n'
    after = edited(text, [Edit(("legg_til",), ["a"], append=True)], "fil")
    assert after == '{\n "fjern": ["b"],\n "legg_til": [a]\n}\n'
