"""Building: what is published is whole and strict, or what stood there is untouched."""

import re
from pathlib import Path

import pytest
from bygging import break_file, build_one, contents
from conftest import build_site, of_one_theme
from krasj import crash_at_rename

from kvalitetsplan.build.places import mend
from kvalitetsplan.build.site import BuildError
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.site.components import ComponentError, Components
from kvalitetsplan.site.reuse.memory import Memory


@pytest.fixture
def good(project: Path, tmp_path: Path) -> Path:
    """A published site with a mark in it, to see whether it is still there."""
    of_one_theme(project)
    site = tmp_path / "site" / "eksempel"
    site.mkdir(parents=True)
    (site / "merke.txt").write_text("forrige utgave")
    (site / "index.html").write_text("forrige utgave")
    return site


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "docs/roller.md",
            "# Hvem",
            "[borte](finnes-ikke.md)\n\n# Hvem",
            "docs/roller.md:1:9  lenken «finnes-ikke.md»",
        ),
        ("docs/roller.md", "# Hvem", "[borte](index.md#finnes-ikke)\n\n# Hvem", "finnes-ikke"),
        ("docs/roller.md", 'vis("roller")', 'vis("rollerr")', "malen «rollerr.html» finnes ikke"),
        (
            "docs/roller.md",
            'vis("roller")',
            "ukjent_navn",
            "docs/roller.md  «ukjent_navn» er ikke kjent",
        ),
        ("docs/roller.md", 'vis("roller") }', "vis( }", "docs/roller.md:5:1  "),
        (
            "overrides/components/roller.html",
            "tema.tittel",
            "tema.titel",
            "overrides/components/roller.html  «titel» finnes ikke der",
        ),
        (
            "overrides/components/roller.html",
            "{% endfor %}",
            "{% endfr %}",
            "overrides/components/roller.html:13  «endfr» kjenner ikke malen",
        ),
        (
            "overrides/components/roller.html",
            "{{",
            "{{ 1/0 }}{{",
            "overrides/components/roller.html  malen kan ikke tegnes",
        ),
        (
            "overrides/components/punkt.html",
            'href="#{{ id }}"',
            'href="#{{ id }}x"',
            "leder til et sted på siden som ikke finnes",
        ),
        (
            "overrides/components/punkt.html",
            'href="#{{ id }}"',
            'href="borte.html"',
            "leder til en side som ikke finnes",
        ),
        (
            "overrides/components/ramme/merknad.html",
            '<p class="kp-merknad">',
            '<script src="https://evil.invalid/x.js"></script><p>',
            "annet nettsted",
        ),
    ],
)
def test_a_fault_in_a_page_stops_the_build_and_leaves_the_last_good_site(
    project: Path, good: Path, file: str, old: str, new: str, message: str
) -> None:
    break_file(project / "data/kommuner/eksempel/kommune.yaml", "navn:", "merknad: Hei\nnavn:")
    break_file(project / file, old, new)
    with pytest.raises(BuildError, match=re.escape(message)) as raised:
        build_one(project, good.parent)
    assert not re.search(r"Traceback|warning|contains|mode!", str(raised.value))
    assert (good / "merke.txt").read_text() == "forrige utgave"
    assert [path.name for path in good.parent.iterdir()] == ["eksempel"]


def test_a_good_build_takes_the_place_of_the_old_one(project: Path, good: Path) -> None:
    build_one(project, good.parent)
    assert (good / "index.html").exists()
    assert not (good / "merke.txt").exists()
    assert [path.name for path in good.parent.iterdir()] == ["eksempel"]


@pytest.mark.parametrize(("rename", "in_one_step"), [(1, True), (1, False), (2, False)])
def test_a_crash_while_the_sites_change_places_loses_nothing(
    project: Path, good: Path, rename: int, in_one_step: bool
) -> None:
    with crash_at_rename(rename, in_one_step=in_one_step):
        build_one(project, good.parent)
    mend(good.parent)
    assert (good / "merke.txt").read_text() == "forrige utgave"
    assert [path.name for path in good.parent.iterdir()] == ["eksempel"]


def test_two_builds_of_the_same_plan_are_equal_byte_for_byte(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    plan = load_plan(project_at(project), "eksempel")
    # Neither may remember what came of the other.
    one, other = (build_site(project, plan, tmp_path / name, Memory()) for name in ("en", "to"))
    assert contents(one) == contents(other)


def test_a_theme_that_exists_only_in_yaml_gets_its_page_its_menu_and_every_list(
    project: Path, tmp_path: Path
) -> None:
    (project / "data/kommuner/eksempel/tilpasning.yaml").write_text(
        """
legg_til:
  - liste: temaer
    nytt:
      id: skolemat
      tittel: Skolemat
      kort: Vi spiser sammen.
      ingress: Mat gir ro.
      virkninger: [{ id: spiser, tekst: Elevene spiser sammen. }]
      par:
        - { id: dekker, kjennetegn: Vi dekker, hvem: skole, sannsynliggjør: [spiser], grunnlag: ramme, kilder: [lk20] }
      refleksjonsoppgaver: [{ id: matprat, tittel: Matprat, tekst: Hva snakker vi om?, par: [dekker] }]
      treningsforslag:
        - { id: frokost, tittel: Frokost, tekst: Spis sammen., varighet: Én uke, tegn: Elevene spiser., par: [dekker] }
""",
        encoding="utf-8",
    )
    site = build_one(project, tmp_path / "site")
    page = (site / "tema/skolemat.html").read_text(encoding="utf-8")
    assert "Vi dekker" in page
    assert "Kommunens tillegg" in page
    for name, text in (
        ("index.html", "tema/skolemat.html"),
        ("tema/relasjon.html", "skolemat.html"),
        ("virkninger.html", "Elevene spiser sammen."),
        ("roller.html", "tema/skolemat.html#dekker"),
        ("refleksjonsoppgaver.html", "tema/skolemat.html#matprat"),
        ("treningsforslag.html", "tema/skolemat.html#frokost"),
        ("search/search_index.js", '["dekker","Vi dekker'),
        ("endringer.html", "Skolemat"),
    ):
        assert text in (site / name).read_text(encoding="utf-8"), name


def test_an_overridden_text_shows_what_the_shared_plan_says(published: Path) -> None:
    page = (published / "eksempel/tema/relasjon.html").read_text(encoding="utf-8")
    own = page.index("Vi møter hver elev i døra om morgenen og hilser ved navn.")
    assert (
        0
        < page.index("Vi hilser på hver elev ved navn første gang vi møtes den dagen.") - own
        < 1000
    )
    assert "Tilpasset av kommunen" in page[own : own + 1000]


def test_a_misspelt_name_in_a_template_names_the_template(project: Path) -> None:
    break_file(
        project / "overrides/components/om-planen.html", "plan.kontakt.rolle", "plan.kontakt.role"
    )
    components = Components(project, load_plan(project_at(project), "eksempel"))
    with pytest.raises(ComponentError, match=r"overrides/components/om-planen\.html.*role"):
        components.draw("om-planen")


def test_a_situation_with_a_duty_and_no_words_about_it_is_drawn_with_the_rest(
    project: Path, tmp_path: Path
) -> None:
    (project / "data/kommuner/eksempel/tilpasning.yaml").write_text(
        """
legg_til:
  - liste: situasjoner
    nytt:
      id: kommunen-storm
      tittel: det er storm
      nå: [Gå inn.]
      uka: [Se etter skader.]
      plikt: [folge-med]
      praksis: [relasjon/hilser-ved-navn]
      oppgaver: [relasjon/humor]
""",
        encoding="utf-8",
    )
    site = build_one(project, tmp_path / "site")
    own = (site / "situasjon/kommunen-storm.html").read_text(encoding="utf-8")
    assert "Gå inn." in own
    assert "handlingsplikten.html#folge-med" in own
    every = (site / "situasjoner.html").read_text(encoding="utf-8")
    assert 'id="kommunen-storm"' in every
    assert 'id="gruppe-andre"' in every
