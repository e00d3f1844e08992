"""Building: what is published is whole, strict and safe, or what stood there is untouched."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import build_many, build_site, crash_at_rename, of_one_theme
from test_tekst import ATTACKS

from kvalitetsplan.build.links import check_site
from kvalitetsplan.build.places import mend
from kvalitetsplan.build.site import BuildError
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.components import ComponentError, Components
from kvalitetsplan.site.pages import is_shown, url
from kvalitetsplan.site.reuse.memory import Memory

BAD = r"<script>alert|<img[^>]*onerror|<svg[^>]*onload|<[^>]*href=['\"]?\s*(javascript|data):|1337"
"""What an attack leaves on a page where it has worked."""


@pytest.fixture
def good(project: Path, tmp_path: Path) -> Path:
    """A published site with a mark in it, to see whether it is still there."""
    of_one_theme(project)
    site = tmp_path / "site" / "eksempel"
    site.mkdir(parents=True)
    (site / "merke.txt").write_text("forrige utgave")
    (site / "index.html").write_text("forrige utgave")
    return site


def _build(project: Path, out: Path, slug: str = "eksempel") -> Path:
    return build_site(project, load_plan(project_at(project), slug), out)


def _break(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


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
    _break(project / "data/kommuner/eksempel/kommune.yaml", "navn:", "merknad: Hei\nnavn:")
    _break(project / file, old, new)
    with pytest.raises(BuildError, match=re.escape(message)) as raised:
        _build(project, good.parent)
    assert not re.search(r"Traceback|warning|contains|mode!", str(raised.value))
    assert (good / "merke.txt").read_text() == "forrige utgave"
    assert [path.name for path in good.parent.iterdir()] == ["eksempel"]


def test_a_good_build_takes_the_place_of_the_old_one(project: Path, good: Path) -> None:
    _build(project, good.parent)
    assert (good / "index.html").exists()
    assert not (good / "merke.txt").exists()
    assert [path.name for path in good.parent.iterdir()] == ["eksempel"]


@pytest.mark.parametrize(("rename", "in_one_step"), [(1, True), (1, False), (2, False)])
def test_a_crash_while_the_sites_change_places_loses_nothing(
    project: Path, good: Path, rename: int, in_one_step: bool
) -> None:
    with crash_at_rename(rename, in_one_step=in_one_step):
        _build(project, good.parent)
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
    assert _contents(one) == _contents(other)


def _contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


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
    site = _build(project, tmp_path / "site")
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


def _attack(data: Path, file: str, field: str) -> None:
    """Write attacks in the first place of a file that has the field."""
    own = "kommuner" in file and field != "navn"  # a name with braces in it is refused
    attack = " ".join(
        [
            *(attack for attack in ATTACKS if own or "{" not in attack),
            *(["{{ 7 * 191 }}"] if own else []),
        ]
    )
    attack = f"Nittedal {attack}"[
        : 390 if field in ("tittel", "kort", "hvem", "navn") else 3000
    ].replace("'", "''")
    path = data / file
    text = path.read_text(encoding="utf-8")
    old = re.search(rf"\n( *){field}: (>-\n(\1  .*\n)+|.*\n)", text)
    assert old
    path.write_text(text.replace(old[0], f"\n{old[1]}{field}: '{attack}'\n", 1), encoding="utf-8")


@pytest.mark.parametrize(
    "attacked",
    [
        {
            "themes.yaml": ("tittel", "ingress", "kort"),
            "kilder.yaml": ("hvem",),
            "pu.yaml": ("instruks",),
        },
        {"kommuner/nittedal/kommune.yaml": ("merknad", "forord", "navn")},
    ],
    ids=["grunnplanen", "kommunen"],
)
def test_nothing_written_in_yaml_can_run(
    project: Path, tmp_path: Path, attacked: dict[str, tuple[str, ...]]
) -> None:
    for file, fields in attacked.items():
        for field in fields:
            _attack(project / "data", file, field)
    for page in _build(project, tmp_path / "site", "nittedal").rglob("*.html"):
        html = page.read_text(encoding="utf-8").replace('href="javascript:void(0)"', "")
        assert not re.search(BAD, html, re.IGNORECASE), page.name


def test_template_code_in_a_text_is_refused(project: Path) -> None:
    _break(
        project / "data/themes.yaml", "Det er vi voksne", "{{ 7 * 191 }} {% raw %} Det er vi voksne"
    )
    with pytest.raises(PlanError, match="ukjent parameter"):
        load_plan(project_at(project), "eksempel")


def test_a_municipality_s_own_page_is_text_and_not_template_code(
    project: Path, tmp_path: Path
) -> None:
    folder = project / "data/kommuner/eksempel/sider"
    folder.mkdir()
    side = folder / "om-oss.md"
    side.write_text("---\nrender_macros: true\n---\n# Om oss\n", encoding="utf-8")
    with pytest.raises(PlanError, match="ukjent nøkkel «render_macros»"):
        load_plan(project_at(project), "eksempel")
    side.write_text("# Om oss\n\nRegn: {{ 7 * 191 }}\n", encoding="utf-8")
    page = (_build(project, tmp_path / "site") / "sider/om-oss.html").read_text(encoding="utf-8")
    assert "{{ 7 * 191 }}" in page
    assert "1337" not in page


def test_a_moved_item_is_found_at_its_old_address(project: Path, tmp_path: Path) -> None:
    _break(
        project / "data/themes.yaml",
        "flyttet:\n",
        "flyttet:\n  relasjon/gamle-navn: relasjon/hilser-ved-navn\n",
    )
    _break(
        project / "data/themes.yaml", "utgått: {}", "utgått:\n  relasjon/borte: Det sto to ganger."
    )
    page = (_build(project, tmp_path / "site") / "tema/relasjon.html").read_text(encoding="utf-8")
    assert re.search(r'id="gamle-navn".*href="#hilser-ved-navn"', page)
    assert re.search(r'id="borte".*Det sto to ganger', page)


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
    _break(
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
    site = _build(project, tmp_path / "site")
    own = (site / "situasjon/kommunen-storm.html").read_text(encoding="utf-8")
    assert "Gå inn." in own
    assert "handlingsplikten.html#folge-med" in own
    every = (site / "situasjoner.html").read_text(encoding="utf-8")
    assert 'id="kommunen-storm"' in every
    assert 'id="gruppe-andre"' in every


def test_every_item_has_an_address_that_leads_to_it(
    published: Path, plans: dict[str, Plan]
) -> None:
    plan, shown = plans["eksempel"], 0
    for address in plan.by_address:
        if not is_shown(plan, address):
            continue
        shown += 1
        page, _, anchor = url(plan, address).partition("#")
        html = (published / "eksempel" / page).read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in html, address
    assert shown > 1000


def test_the_link_check_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<!-- <p id="x"> --><p title="a > b" id=\'x\'></p><p id=x></p><a data-href="c" HREF="b.html">b</a>'
        '<a href="#y">y</a><a href="javascript:x()">x</a><p title="<a href=c>"></p>'
        '<img src="https://evil.invalid/i.png"><a href="https://udir.no">ok</a><a href="a.html#x">ok</a>'
        '<a href="../../index.html">ok</a><a href="../../annet.html">x</a>'
    )
    assert sorted(problem.message for problem in check_site(tmp_path, {"../../index.html"})) == [
        "id-en «x» står to ganger på siden",
        "lenken «#y» leder til et sted på siden som ikke finnes",
        "lenken «../../annet.html» leder til en side som ikke finnes",
        "lenken «b.html» leder til en side som ikke finnes",
        "lenken «javascript:x()» kjører skript",
        "«https://evil.invalid/i.png» hentes fra et annet nettsted",
    ]


def test_the_link_check_sees_the_same_in_pieces_wherever_they_are_cut(tmp_path: Path) -> None:
    html = '<p id="x">a</p>\n<p id="x"><a href="#y">y</a>\n<a href="b.html">b</a></p><a href="#y">'
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    whole = check_site(tmp_path)
    assert [problem.mark.line for problem in whole] == [2, 2, 3]
    for at in range(len(html)):
        assert check_site(tmp_path, texts={"a.html": [html[:at], html[at:]]}) == whole


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<style>p{}</style>",
        "<p style='color:red'>",
        "<p OnClick=x>",
        "<base href=x>",
        "<iframe srcdoc=x></iframe>",
        "<object data=//fremmed.invalid/x></object>",
        "<embed src=x>",
        "<meta HTTP-EQUIV=refresh content=0>",
        "<img srcset='//fremmed.invalid/a.png 1x'>",
        "<video poster=https://fremmed.invalid/a.png>",
        "<audio src=https://fremmed.invalid/a.mp3>",
        "<form action=https://fremmed.invalid/>",
        "<a href='https://[x'>x</a>",
        "<a href=' javascript:x()'>x</a>",
    ],
)
def test_the_link_check_sees_what_could_run_or_be_fetched(tmp_path: Path, html: str) -> None:
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    assert [problem.mark.line for problem in check_site(tmp_path)][:1] == [1]


def _mkdocs(project: Path, out: Path, kommune: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "-d", str(out)]
    environment = {**os.environ, "KOMMUNE": kommune, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def varied(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose municipalities differ in all that a page can show: names, notes, menus, own
    pages, logos, themes.
    """
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    kommuner = project / "data/kommuner"
    own = kommuner / "nittedal"
    for name, content in {
        "sider/hos-oss.md": "# Hos oss\n\n![Kart](../bilder/kart.svg)\n\nLes om [ledelse](../grunnlag/ledelse.md).\n",
        "bilder/kart.svg": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>",
    }.items():
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_text(content, encoding="utf-8")
    _break(own / "kommune.yaml", "navn: Nittedal kommune", "navn: Nittedal & <kommune>")
    _break(
        own / "kommune.yaml",
        "deler:\n",
        "deler:\n  - { tittel: Først, innhold: [sider/hos-oss.md] }\n",
    )
    with (own / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("\nlogo: bilder/kart.svg\nnettadresse: https://nitte.invalid/plan\n")
    shutil.copytree(own, kommuner / "tvilling")
    (kommuner / "tvilling/sider/hos-oss.md").write_text("# Hos dem\n\nHei.\n", encoding="utf-8")
    return project


def test_many_sites_at_once_are_byte_for_byte_what_mkdocs_alone_makes_of_each(
    varied: Path, tmp_path: Path
) -> None:
    some = [*project_at(varied).stedene(), "eksempel"]
    assert len(some) == 6
    for slug in some:  # and again when everything is remembered
        done = build_many(varied, [slug], tmp_path / "ut", force=True)
        assert done[slug].status == "bygd", done[slug].melding
    for slug in dict.fromkeys(some):
        if slug == "lillestrom":
            continue  # it has nothing that the others have not
        alone = tmp_path / "alene" / slug.replace("/", "-")
        assert _mkdocs(varied, alone, slug).returncode == 0
        site = _contents(tmp_path / "ut" / slug)
        together = {name: data for name, data in site.items() if not name.startswith("skoler/")}
        assert len(together) > 90
        assert together == _contents(alone), slug
    page = (tmp_path / "ut/nittedal/sider/hos-oss.html").read_text(encoding="utf-8")
    assert "Nittedal &#38; &#60;kommune&#62;" in page
    assert 'href="https://nitte.invalid/plan/sider/hos-oss.html"' in page
    assert "\x10" not in page


def test_what_went_wrong_once_is_not_remembered_as_right(varied: Path, tmp_path: Path) -> None:
    page = varied / "data/kommuner/nittedal/sider/hos-oss.md"
    page.write_text("# Hos oss\n\n[borte](finnes-ikke.md)\n", encoding="utf-8")
    for _ in range(2):
        done = build_many(varied, ["eksempel", "nittedal"], tmp_path / "ut", force=True)
        assert [one.status for one in done.values()] == ["bygd", "feilet"]
        assert "finnes-ikke.md" in done["nittedal"].melding


def test_plain_mkdocs_says_what_is_wrong_with_the_data_without_a_traceback(
    project: Path, tmp_path: Path
) -> None:
    _break(project / "data/themes.yaml", "    ingress:", "    ingres:")
    result = _mkdocs(project, tmp_path / "site", "eksempel")
    assert result.returncode == 1
    assert "mente du «ingress»?" in result.stderr
    assert "Traceback" not in result.stderr
