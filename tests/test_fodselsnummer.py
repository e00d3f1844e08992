"""Nobody's national identity number is published. The ones here belong to nobody: they are born in
2039.
"""

import pytest

from kvalitetsplan.reading.fodselsnummer import fodselsnumre
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.source import parse

NUMBER, D_NUMBER = "31123990008", "71123990182"


@pytest.mark.parametrize("number", [NUMBER, D_NUMBER])
@pytest.mark.parametrize("written", ["{}", "({}).", "nr. {}, ja", "«{}»", "født:{}"])
def test_a_valid_number_is_found_where_it_begins(number: str, written: str) -> None:
    for spaced in (number, f"{number[:6]} {number[6:]}", f"{number[:6]}\u00a0{number[6:]}"):
        text = written.format(spaced)
        assert list(fodselsnumre(text)) == [text.index(spaced)]


@pytest.mark.parametrize(
    "written",
    [
        *(f"{{d}}{{m}}{{y}}{mark}{{n}}" for mark in ("\u2011", "\u2212", "/", ", ", ": ", " | ", "<b>", ") ")),
        "{d}/{m}/{y} {n}",
        "{d}.{m}.20{y} {n}",
        "{d}{m}20{y} {n}",
        "f. {d}.{m}.{y}, personnr. {n}",
        "{d} {m} {y} 90 00 8",
        "{d}.{m}-{y} {n}",
        "{d}/{m}-20{y} {n}",
        "{d}{m}{y}+{n}",
        "{d}{m}{y}#{n}",
        "f. {d}{m}{y} p. {n}",
        "{d}. desember 20{y}, {n}",
        "{d}. des. {y} {n}",
        "{d} DESEMBER 20{y} {n}",
        "{d}{m}{y}-{n}-Kari",
    ],
)  # fmt: skip
def test_what_stands_between_the_parts_of_a_number_does_not_hide_it(written: str) -> None:
    text = written.format(d="31", m="12", y="39", n="90008")
    assert list(fodselsnumre(text)) == [text.index("31")]


@pytest.mark.parametrize(
    "written",
    [
        *("3112 3990008", "31 12 39 900 08", "311 239 90 008", "3112 39 90008"),
        *("3112-3990008", "31-12-39-900-08", "31 12 39-900\u201108", "31.12.39.900.08"),
        *("3112\u00a03990008", "31\u200912\u202f39900 08", "3 1 1 2 3 9 9 0 0 0 8", "7112 3990182"),
        *("31.12.39 900-08", "31.12.39 90 00 8"),
    ],
)
@pytest.mark.parametrize("within", ["{}", "Ring {}.", "trinn 7 {}, ja", "22 33 44 55 {}"])
def test_a_number_is_found_however_its_digits_are_divided(written: str, within: str) -> None:
    text = within.format(written)
    assert list(fodselsnumre(text)) == [text.index(written)]


@pytest.mark.parametrize("day", ["1.2.39", "1/2/2039", "1. feb 39", "1. februar 2039"])
def test_a_day_in_few_digits_does_not_hide_it(day: str) -> None:
    text = f"født {day}, 89901"
    assert list(fodselsnumre(text)) == [text.index("1")]


@pytest.mark.parametrize(
    "text",
    [
        f"{NUMBER},{D_NUMBER}",
        f"1.{NUMBER}",
        f"10-{NUMBER}",
        f"{NUMBER}-Kari",
        f"5,{NUMBER},Kari",
        f"https://eksempel.no/sak-{NUMBER}-a",
        "født 2039-12-31 90008",
    ],
)
def test_what_stands_beside_a_number_does_not_hide_it(text: str) -> None:
    first = text.index("2039" if "2039" in text else NUMBER)
    assert next(fodselsnumre(text)) == first


@pytest.mark.parametrize(
    "text",
    [
        "31.12.39: 90 00 80 12",  # a telephone
        "https://eksempel.no/2031/12/39/90008",
        str(int(NUMBER) + 1),  # a check digit that does not fit
        NUMBER.replace("3112", "3113", 1),  # no such month
        f"1{NUMBER}",
        f"{NUMBER}1",
        f"{NUMBER[:4]}  {NUMBER[4:]}",
        "3112.39.90008",  # a bank account
        "22 33 44 55 2027",
        "978-82-15-01234-5",
        "2010-12-03-108",  # a regulation
        "31.12.2039 105",
        "https://eksempel.no/2039/12/31/90008",
        "3112.39.90008, 3112.39.90008.",
        "12345678901",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert list(fodselsnumre(text)) == []


def test_no_file_with_one_is_read_and_the_number_is_not_said_again() -> None:
    with pytest.raises(PlanError) as error:
        parse(f"a: Hei\nb: Ring {NUMBER}.\n".encode(), "fil.yaml")
    assert str(error.value).startswith("fil.yaml:2:9  her står et fødselsnummer")
    assert NUMBER not in str(error.value)


@pytest.mark.parametrize(
    "written", ["3112%33990008", "%331123990008", "?f=%33%31%31239-90008", "311239%2D9000%38"]
)
def test_a_digit_that_an_address_has_as_its_code_does_not_hide_it(written: str) -> None:
    with pytest.raises(PlanError, match=r"^fil\.yaml:1:4  her står et fødselsnummer"):
        parse(f"a: https://x.no/{written}\n".encode(), "fil.yaml")
