"""A municipality is found by what people call it."""

import pytest
from conftest import ROOT

from kvalitetsplan.plan.register import read_register

REGISTER = read_register(ROOT / "data")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Lillestrøm", "3205"),
        ("LILLESTRØM kommune", "3205"),
        ("lillestrom", "3205"),
        ("3205", "3205"),
        ("301", "0301"),
        ("Kárášjohka", "5610"),
        ("karasjok", "5610"),
        ("Kárášjohka – Karasjok", "5610"),
        ("kaivuono", "5540"),
        ("Herøy i Nordland", "1818"),
        ("Herøy (Møre og Romsdal)", "1515"),
        ("valer-innlandet", "3419"),
    ],
)
def test_a_municipality_is_found_by_whatever_people_call_it(text: str, number: str) -> None:
    assert [one.nummer for one in REGISTER.find(text)] == [number]


def test_every_municipality_is_found_by_its_number_its_names_and_its_folder_and_no_folder_is_shared() -> (
    None
):
    folders = [REGISTER.folder(one) for one in REGISTER.oppforinger]
    assert len(set(folders)) == len(folders) == 357
    for one, folder in zip(REGISTER.oppforinger, folders, strict=True):
        assert REGISTER.find(one.nummer) == REGISTER.find(folder) == (one,)
        assert all(
            one in REGISTER.find(name) for name in (one.navn, one.fullt_navn, *one.parallelle)
        )


def test_only_heroy_and_valer_need_their_county() -> None:
    assert {one.navn for one in REGISTER.oppforinger if len(REGISTER.find(one.navn)) > 1} == {
        "Herøy",
        "Våler",
    }


def test_names_in_sami_and_kven_stand_beside_the_norwegian_one() -> None:
    names = {one.navn: one.fullt_navn for one in REGISTER.oppforinger}
    assert names["Storfjord"] == "Storfjord – Omasvuotna – Omasvuono"
    assert names["Kautokeino"] == "Guovdageaidnu – Kautokeino"
    assert names["Nord-Aurdal"] == "Nord-Aurdal"
