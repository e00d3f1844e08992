"""A school's plan: its own layer over its municipality's."""

import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from skolen import EXAMPLE, run, write

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.interface import interface_texts
from kvalitetsplan.site.pages import menu

SMALL = Path(__file__).parent / "saker" / "plan" / "data"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small plan, with a school that has nothing but its name."""
    data = tmp_path / "data"
    shutil.copytree(SMALL, data)
    write(data / "kommuner/prove/skoler/asen/skole.yaml", "navn: Åsen skole\n")
    return data


def _school(data: Path, *, kommune: str = "", skole: str = "", tilpasning: str = "") -> Plan:
    """Return the school's plan with more lines in its municipality's file and in its own."""
    folder = data / "kommuner/prove"
    write(folder / "kommune.yaml", (folder / "kommune.yaml").read_text(encoding="utf-8") + kommune)
    write(folder / "skoler/asen/skole.yaml", f"navn: Åsen skole\n{skole}")
    write(folder / "skoler/asen/tilpasning.yaml", tilpasning)
    return load_plan(project_at(data.parent), "prove/skoler/asen")


def test_what_the_school_does_not_say_is_the_municipality_s(small: Path) -> None:
    own = "\nvisjon: Alle hører til.\nforord: Velkommen.\nlenker: [{ tekst: A, adresse: https://a.invalid }]\n"
    plan = _school(small, kommune=own)
    below = load_plan(project_at(small.parent), "prove")
    assert plan.grunnplan.model_dump() == below.grunnplan.model_dump()
    assert (plan.endringer, plan.temaer, plan.synonymer) == (
        below.endringer,
        below.temaer,
        below.synonymer,
    )
    assert (plan.kontakt, plan.utgave, plan.visjon, plan.forord) == (
        below.kontakt, below.utgave, below.visjon, below.forord,
    )  # fmt: skip
    assert plan.lenker == below.lenker
    assert (plan.navn, plan.fullt_navn) == ("Åsen skole", "Åsen skole, Oslo kommune")


def test_what_the_school_says_goes_before_the_municipality_s(small: Path) -> None:
    plan = _school(
        small,
        kommune="\nforord: Velkommen.\nlenker: [{ tekst: A, adresse: https://a.invalid }]\n",
        skole="forord: Hos oss.\nkontakt: { rolle: Rektor }\nutgave: { versjon: '2', dato: nå, nytt: [Vi teller.] }\n"
        "lenker: [{ tekst: B, adresse: https://b.invalid }]\n",
    )
    assert plan.forord == ("skolen", "Hos oss.")
    assert (plan.kontakt.rolle, plan.utgave.versjon, plan.nytt) == ("Rektor", "2", ("Vi teller.",))
    assert [lenke.tekst for lenke in plan.lenker] == ["B", "A"]


@pytest.mark.parametrize(
    ("kommune", "skole", "address"),
    [
        ("", "", ""),
        ("\nnettadresse: https://k.invalid/plan\n", "", "https://k.invalid/plan/skoler/asen/"),
        (
            "\nnettadresse: https://k.invalid/\n",
            "nettadresse: https://s.invalid/\n",
            "https://s.invalid/",
        ),
    ],
)
def test_a_school_is_published_below_its_municipality_unless_it_says_so(
    small: Path, kommune: str, skole: str, address: str
) -> None:
    plan = _school(small, kommune=kommune, skole=skole)
    assert plan.nettadresse == address


def test_a_school_has_the_chosen_themes_and_those_it_adds_less_those_it_takes_out(
    small: Path,
) -> None:
    kommune = "\ntemaer: [lek, ro]\ndeler: [{ tittel: Alt, innhold: [ro, lek] }]\n"
    plan = _school(
        small,
        kommune=kommune,
        tilpasning="""
fjern: [{ id: lek, begrunnelse: Vi har annet å gjøre. }]
legg_til:
  - liste: temaer
    plassering: først
    nytt:
      id: mat
      tittel: Mat
      kort: Vi spiser.
      ingress: Mat gir ro.
      virkninger: [{ id: spiser, tekst: Elevene spiser. }]
      par:
        - id: sitter
          kjennetegn: Vi sitter.
          hvem: skole
          sannsynliggjør: [spiser]
          grunnlag: sannsynlig
          kilder: [hansen2009]
""",
    )
    assert [tema.id for tema in load_plan(project_at(small.parent), "prove").temaer] == [
        "lek",
        "ro",
    ]
    assert [tema.id for tema in plan.temaer] == ["mat", "ro"]
    parts = {one.tittel: one.barn for one in menu(plan, interface_texts(ROOT), str)}
    assert [(one.tittel, one.url) for one in parts["Alt"]] == [("Ro", "tema/ro.html")]
    assert [(one.tittel, one.url) for one in parts["Temaer"]] == [("Mat", "tema/mat.html")]


def test_a_school_shows_the_municipality_s_pages_and_its_own_but_never_two_of_one_name(
    small: Path,
) -> None:
    write(small / "kommuner/prove/sider/om-oss.md", "# Om oss\n")
    own = write(small / "kommuner/prove/skoler/asen/sider/om-skolen.md", "# Om skolen\n")
    assert _school(small).sider == ("sider/om-oss.md", "sider/om-skolen.md")
    own.rename(own.with_name("om-oss.md"))
    with pytest.raises(
        PlanError, match=r"skoler/asen/sider/om-oss\.md.*kommunen har en fil med samme navn"
    ):
        load_plan(project_at(small.parent), "prove/skoler/asen")


def test_a_school_that_is_wrong_does_not_hide_from_its_municipality(small: Path) -> None:
    write(small / "kommuner/prove/skoler/asen/skole.yaml", "nvan: Åsen skole\n")
    assert load_plan(project_at(small.parent), "prove").skoler == {"asen": "asen"}
    assert project_at(small.parent).stedene() == ["prove", "prove/skoler/asen"]
    with pytest.raises(PlanError, match="mente du «navn»"):
        load_plan(project_at(small.parent), "prove/skoler/asen")


def test_an_unknown_school_gets_the_nearest(project: Path) -> None:
    assert f"mente du «{EXAMPLE}»?" in run(project, "vis", "eksempel/skoler/eksempelskole").output
