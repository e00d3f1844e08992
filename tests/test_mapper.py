"""A municipality's folder: files do not vanish, and nothing outside it is read."""

import os
import unicodedata
from pathlib import Path

import pytest
from conftest import DEMO
from egne_filer import put

from kvalitetsplan.plan.folder import files_of
from kvalitetsplan.plan.load import load_all, load_plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.sted import Sted, why_no_name
from kvalitetsplan.reading.problems import PlanError


def _messages(data: Path) -> list[str]:
    with pytest.raises(PlanError) as error:
        load_all(project_at(data.parent))
    return [str(problem) for problem in error.value.problems]


def test_a_place_knows_its_folder_and_its_municipality() -> None:
    school = Sted("fjordvik/skoler/asen")
    assert (school.kommune, school.id, school.er_skole) == ("fjordvik", "asen", True)
    assert school == Sted.of("fjordvik", "asen")
    assert not Sted.of("fjordvik").er_skole


@pytest.mark.parametrize(
    "name",
    ["Ås", unicodedata.normalize("NFD", "Ås"), "a.b", "a b", "-a", "a-", "A", "CON", "lpt1", "alle",
     "x" * 61, "a#b", "æøå", "a/b", "..", ""],
)  # fmt: skip
def test_a_folder_whose_name_would_not_do_everywhere_gets_another(name: str) -> None:
    assert why_no_name(name)


def test_nothing_outside_the_folder_is_read_whatever_a_link_says(small_data: Path) -> None:
    secret = put(small_data.parent / "hemmelig.txt", "sider: [hemmelig]")
    folder = small_data / "kommuner/prove"
    (folder / "sider").mkdir()
    (folder / "tilpasning.yaml").symlink_to(secret)
    (folder / "sider/ut.md").symlink_to(secret)
    (folder / "bilder").symlink_to(small_data.parent)
    said = "dette er en lenke til noe utenfor mappa; legg selve fila her"
    assert _messages(small_data) == [
        f"data/kommuner/prove/{name}:1:1  {said}"
        for name in ("bilder", "sider/ut.md", "tilpasning.yaml")
    ]
    assert {path for path in files_of(folder).values() if path} == {folder / "kommune.yaml"}


def test_a_link_inside_the_folder_is_followed_and_counts(small_data: Path) -> None:
    folder = small_data / "kommuner/prove"
    put(folder / "sider/om-oss.md", "# Om oss\n")
    (folder / "sider/ogsa.md").symlink_to("om-oss.md")
    assert (
        load_plan(project_at(small_data.parent), "prove").egne_sider["sider/ogsa.md"].title
        == "Om oss"
    )
    assert files_of(folder)["sider/ogsa.md"] == folder / "sider/ogsa.md"


def test_a_municipality_that_is_a_link_is_none(small_data: Path) -> None:
    (small_data / "kommuner/annen").symlink_to("prove")
    assert _messages(small_data) == [
        "data/kommuner/annen:1:1  mappa er en lenke til et annet sted; legg selve mappa her"
    ]


def test_what_is_no_ordinary_file_is_never_opened(small_data: Path) -> None:
    os.mkfifo(small_data / "kommuner/prove/tilpasning.yaml")
    (small_data / "kommuner/prove/synonymer.yaml").symlink_to("borte.yaml")
    assert _messages(small_data) == [
        "data/kommuner/prove/synonymer.yaml:1:1  lenken leder til noe som ikke finnes; legg selve fila her",
        "data/kommuner/prove/tilpasning.yaml:1:1  dette er ikke en vanlig fil; slett den",
    ]


def test_a_file_name_that_is_no_text_is_said_in_one_line(small_data: Path) -> None:
    put(Path(os.fsdecode(os.fsencode(small_data) + b"/kommuner/prove/sider/m\xe5l\n.md")), "# A\n")
    (message,) = _messages(small_data)
    assert message.endswith("navnet har tegn som ikke kan vises; gi fila et nytt navn")
    assert "\n" not in message
    message.encode()


def test_a_name_written_on_a_mac_is_the_same_name(small_data: Path) -> None:
    sider = small_data / "kommuner/prove/sider"
    put(sider / unicodedata.normalize("NFD", "mål.md"), "# Mål\n")
    assert load_plan(project_at(small_data.parent), "prove").sider == ("sider/mål.md",)
    put(sider / "mål.md", "# Mål igjen\n")
    assert "skrevet på hver sin måte" in _messages(small_data)[0]


def test_a_deleted_file_that_others_refer_to_is_told_where_they_do(small_data: Path) -> None:
    file = small_data / "kommuner/prove/kommune.yaml"
    put(
        file,
        file.read_text("utf-8")
        + "logo: bilder/logo.svg\ndeler: [{tittel: A, innhold: [sider/om.md]}]\n",
    )
    assert len(_messages(small_data)) == 2


def test_two_schools_of_one_municipality_have_two_names(small_data: Path) -> None:
    for id in ("asen", "berg"):
        put(small_data / f"kommuner/prove/skoler/{id}/skole.yaml", "navn: Åsen skole\n")
    assert _messages(small_data) == [
        "data/kommuner/prove/skoler/berg/skole.yaml:1:7  navn  «Åsen skole» står i "
        "data/kommuner/prove/skoler/asen/skole.yaml også; hver må ha sitt eget navn"
    ]


def test_each_shipped_folder_holds_only_what_is_known() -> None:
    project = DEMO
    assert [project.mappe(one).problems for one in project.kommunene()] == [()] * 3
