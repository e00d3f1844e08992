"""The reader: whatever a file holds, it becomes text with positions or problems in Norwegian."""

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tilfeldig import is_meant

from kvalitetsplan.reading.decoding import MAX_BYTES
from kvalitetsplan.reading.problems import Mark, PlanError
from kvalitetsplan.reading.source import parse, read
from kvalitetsplan.reading.tree import Map, find_mark

REAL = (Path(__file__).parent / "saker" / "plan" / "data" / "themes.yaml").read_bytes()
PIECES = rb"""\t : - &a *a !!x "\UFFFFFFFF" "\uD800" [ { | >- --- % ? <<: # ' """.split()
PIECES += [
    b"\t",
    b"\n",
    b"\r\n",
    b": ",
    b"- ",
    b"\xef\xbb\xbf",
    b"\xe5",
    b"\x00",
    b"\xc2\x85",
    "å".encode(),
]


def _parsed(data: bytes) -> Map | None:
    try:
        return parse(data, "fil.yaml")
    except PlanError as error:
        problems = error.problems
    assert problems
    assert all(
        problem.message and problem.mark.line >= 1 and problem.mark.column >= 1
        for problem in problems
    )
    return None


@given(st.binary(max_size=300))
@settings(max_examples=500, deadline=None)
def test_any_bytes_become_a_tree_or_problems(data: bytes) -> None:
    _parsed(data)


@given(st.data())
@settings(max_examples=1500, deadline=None)
def test_a_real_file_with_anything_put_into_it_becomes_a_tree_or_problems(
    data: st.DataObject,
) -> None:
    text = REAL
    for _ in range(data.draw(st.integers(1, 4))):
        place, cut = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 12))
        text = text[:place] + data.draw(st.sampled_from(PIECES)) + text[place + cut :]
    _parsed(text)


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60
    ).filter(is_meant)
)
@example("0301")
@example("no")
@example("1.10")
@example("2026-11-21")
@settings(max_examples=300, deadline=None)
def test_a_quoted_text_comes_back_as_it_was_written(text: str) -> None:
    import unicodedata

    tree = _parsed(f"a: '{text.replace(chr(39), chr(39) * 2)}'".encode())
    assert tree is None or tree["a"] == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("a: blå".encode("utf-16"), "UTF-16"),
        ("a: blå".encode("utf-16-le"), "UTF-16; lagre"),
        ("a: blå".encode("utf-16-be"), "UTF-16; lagre"),
        ("a: blå".encode("utf-32"), "UTF-32; lagre"),
        ("a: blå".encode("utf-32-le"), "UTF-32; lagre"),
        (codecs.BOM_UTF32_BE + "a: blå".encode("utf-32-be"), "UTF-32; lagre"),
        (bytes(2000), "fila er bare tomme tegn"),
        (codecs.BOM_UTF16_LE + bytes(2000), "fila er bare tomme tegn"),
        (bytes(512) + b"a: b\n", "her står bare tomme tegn"),
        (b"a: b\nc: bl" + "å".encode()[:1] + bytes(512), "her står bare tomme tegn"),
        (b"a: b\n" + bytes(512) + b"c: d\n", "her står bare tomme tegn"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "et bilde, et program"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "et bilde, et program"),
        (b"\x7fELF\2\1\1" + bytes(9) + b"\3\0\x3e\0", "et bilde, et program"),
        (b"MZ\x90\0\3" + bytes(400) + b"PE" + bytes(400), "et bilde, et program"),
        (b"SQLite format 3\0\x10\0\1\1" + bytes(80), "et bilde, et program"),
        (b"plan.txt" + bytes(249) + b"ustar" + bytes(250), "et bilde, et program"),
        (b"PK\5\6" + bytes(18), "et bilde, et program"),
        (b"a: \0b", "usynlig tegn (U+0000); slett det"),
        ("a: blå".encode("cp1252"), "Windows-1252"),
        (b"a: " + b"x" * MAX_BYTES, "for stor"),
        (b"[" * 30_000, "nivåer"),
        (b"a: \x07", "usynlig tegn (U+0007)"),
    ],
)
def test_a_file_that_cannot_be_text_says_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(
        PlanError, match=message.replace("(", r"\(").replace(")", r"\)").replace("+", r"\+")
    ):
        parse(data, "fil.yaml")


def test_a_file_from_windows_is_read_as_any_other() -> None:
    tree = parse(b"\xef\xbb\xbfa: b\r\nc:\r\n  - d\r\n", "fil.yaml")
    assert tree == {"a": "b", "c": ["d"]}
    assert find_mark(tree, ("a",), key=True) == Mark("fil.yaml", 1, 1)
    assert find_mark(tree, ("c", 0)) == Mark("fil.yaml", 3, 5)


def test_a_folder_a_pipe_and_a_link_to_nothing_are_problems_and_never_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ror.yaml")
    (tmp_path / "mappe.yaml").mkdir()
    (tmp_path / "lenke.yaml").symlink_to(tmp_path / "borte.yaml")
    for name in ("ror.yaml", "mappe.yaml", "lenke.yaml"):
        with pytest.raises(PlanError, match="fila kan ikke leses: den er"):
            read(tmp_path / name)


def test_a_windows_1252_letter_is_pointed_at() -> None:
    with pytest.raises(PlanError) as error:
        parse("a: b\nc: blå".encode("cp1252"), "fil.yaml")
    assert error.value.problems[0].mark == Mark("fil.yaml", 2, 6)


def test_every_value_knows_its_place() -> None:
    tree = parse(b"a:\n  - b: c\n", "fil.yaml")
    assert find_mark(tree, ("a", 0, "b")) == Mark("fil.yaml", 2, 8)
    assert find_mark(tree, ("a", 0, "b"), key=True) == Mark("fil.yaml", 2, 5)
    assert find_mark(tree, ("a", 0, "missing")) == Mark("fil.yaml", 2, 5)


def test_a_file_that_is_not_there_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="kan ikke leses"):
        read(tmp_path / "borte.yaml")
