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
    "text",
    [
        str(int(NUMBER) + 1),  # a check digit that does not fit
        NUMBER.replace("3112", "3113", 1),  # no such month
        f"1{NUMBER}",
        f"{NUMBER}1",
        f"{NUMBER[:4]} {NUMBER[4:]}",
        f"https://eksempel.no/sak-{NUMBER}-a",
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
