"""A school under its municipality: its own layer, its own site, and no harm to the others."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT, build_many, build_site, crash_at_rename, of_one_theme
from playwright.sync_api import Page, expect
from test_bygg import BAD
from test_tekst import ATTACKS

from kvalitetsplan.cli import main
from kvalitetsplan.editing.yamltext import as_yaml
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Skole
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.source import read
from kvalitetsplan.reading.values import alias
from kvalitetsplan.site.interface import interface_texts
from kvalitetsplan.site.pages import menu

SMALL = Path(__file__).parent / "saker" / "plan" / "data"
EXAMPLE = "eksempel/skoler/eksempelskolen"
GREETING = "relasjon/hilser-ved-navn"
OURS = "Vi møter hver elev i døra om morgenen og hilser ved navn."


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small plan, with a school that has nothing but its name."""
    data = tmp_path / "data"
    shutil.copytree(SMALL, data)
    _write(data / "kommuner/prove/skoler/asen/skole.yaml", "navn: Åsen skole\n")
    return data


def _school(data: Path, *, kommune: str = "", skole: str = "", tilpasning: str = "") -> Plan:
    """Return the school's plan with more lines in its municipality's file and in its own."""
    folder = data / "kommuner/prove"
    _write(folder / "kommune.yaml", (folder / "kommune.yaml").read_text(encoding="utf-8") + kommune)
    _write(folder / "skoler/asen/skole.yaml", f"navn: Åsen skole\n{skole}")
    _write(folder / "skoler/asen/tilpasning.yaml", tilpasning)
    return load_plan(project_at(data.parent), "prove/skoler/asen")


# --- The plan -------------------------------------------------------------------------------------
# --------------------


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
    _write(small / "kommuner/prove/sider/om-oss.md", "# Om oss\n")
    own = _write(small / "kommuner/prove/skoler/asen/sider/om-skolen.md", "# Om skolen\n")
    assert _school(small).sider == ("sider/om-oss.md", "sider/om-skolen.md")
    own.rename(own.with_name("om-oss.md"))
    with pytest.raises(
        PlanError, match=r"skoler/asen/sider/om-oss\.md.*kommunen har en fil med samme navn"
    ):
        load_plan(project_at(small.parent), "prove/skoler/asen")


def test_a_school_that_is_wrong_does_not_hide_from_its_municipality(small: Path) -> None:
    _write(small / "kommuner/prove/skoler/asen/skole.yaml", "nvan: Åsen skole\n")
    assert load_plan(project_at(small.parent), "prove").skoler == {"asen": "asen"}
    assert project_at(small.parent).stedene() == ["prove", "prove/skoler/asen"]
    with pytest.raises(PlanError, match="mente du «navn»"):
        load_plan(project_at(small.parent), "prove/skoler/asen")


# --- The site -------------------------------------------------------------------------------------
# --------------------


def test_the_sites_lead_to_each_other(published: Path) -> None:
    def links(page: str) -> set[Path]:
        path = published / page
        found = re.findall(r'href="([^"#:]+)"', path.read_text(encoding="utf-8"))
        return {(path.parent / link).resolve() for link in found}

    front, school = published / "eksempel/index.html", published / EXAMPLE / "index.html"
    assert school in links("eksempel/index.html")
    for page in ("index.html", "tema/relasjon.html", "endringer.html"):
        assert front in links(f"{EXAMPLE}/{page}"), page
    assert "eksempelskolen" not in (published / "lillestrom/index.html").read_text(encoding="utf-8")
    assert school in links("index.html")


def test_the_search_finds_the_school_s_own_words_and_not_what_it_has_replaced(
    published: Path,
) -> None:
    index = (published / EXAMPLE / "search/search_index.js").read_text(encoding="utf-8")
    assert "Vi står ved bussen om morgenen" in index
    assert OURS not in index
    assert OURS in (published / "eksempel/search/search_index.js").read_text(encoding="utf-8")


def test_a_reader_sees_who_has_changed_what_and_the_text_below_is_one_click_away(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/eksempel/index.html")
    page.get_by_role("main").get_by_role("link", name="Eksempelskolen").click()
    expect(page).to_have_title("Kvalitetsplan, Eksempelskolen, Eksempel kommune")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kvalitetsplan for Eksempelskolen")
    page.get_by_role("main").get_by_role("link", name="Relasjon mellom lærer og elev").click()
    pair = page.locator(".kp-par", has=page.get_by_role("heading", name="Vi står ved bussen"))
    shown = [pair.locator("details.kp-opphav").nth(number) for number in (0, 1)]
    for part, summary, below in (
        (shown[0], "Tilpasset av skolen", f"I kommunens plan står det:{OURS}"),
        (
            shown[1],
            "Tilpasset av kommunen",
            "I grunnplanen står det:Vi hilser på hver elev ved navn første gang",
        ),
    ):
        part.get_by_text(summary).click()
        expect(part).to_contain_text(re.compile(below.replace(":", r":\s*")))
    expect(page.get_by_text("Skolens tillegg")).to_have_count(1)
    expect(page.get_by_text("Kommunens tillegg")).to_have_count(1)
    page.get_by_role("contentinfo").get_by_role("link", name="Eksempel kommune").click()
    assert page.url == f"{address}/eksempel/index.html"


def test_the_page_of_changes_keeps_the_school_s_apart_from_the_municipality_s(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/{EXAMPLE}/index.html")
    page.get_by_role("link", name="Se hva vi har endret").click()
    headings = [re.sub(r"\W+$", "", text) for text in page.locator("h2, h3").all_inner_texts()]
    parts = ["Det skolen har endret", "Skrevet om", "Tatt ut", "Lagt til"]
    assert [one for one in headings if one in (*parts, "Det kommunen har endret")][:5] == [
        *parts,
        "Det kommunen har endret",
    ]
    expect(page.get_by_text("Skolen har gjort 3 endringer i kommunens plan.")).to_be_visible()
    expect(page.get_by_text("Kommunen har gjort 3 endringer i grunnplanen.")).to_be_visible()
    page.goto(f"{address}/eksempel/endringer.html")
    expect(page.get_by_role("heading", name="Det skolen har endret")).to_have_count(0)


@pytest.mark.parametrize("slug", ["eksempel", EXAMPLE])
def test_nothing_written_in_a_school_s_file_can_run(
    project: Path, tmp_path: Path, slug: str
) -> None:
    attack = " ".join([*ATTACKS, "{{ 7 * 191 }}"])[:380].replace("'", "''")
    fields = ("navn", "visjon", "forord")
    _write(
        project / f"data/kommuner/{EXAMPLE}/skole.yaml",
        "".join(f"{name}: '{attack}'\n" for name in fields),
    )
    site = build_site(project, load_plan(project_at(project), slug), tmp_path / "ut")
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8").replace('href="javascript:void(0)"', "")
        assert not re.search(BAD, html, re.IGNORECASE), page.name


# --- Building -------------------------------------------------------------------------------------
# ----------------------


@pytest.fixture
def built(project: Path, tmp_path: Path) -> Path:
    """A published example municipality and school, with a mark in each to see whether they are
    still there.
    """
    of_one_theme(project)
    out = tmp_path / "ut"
    for slug in ("eksempel", EXAMPLE):
        folder = out / slug
        for name in ("index.html", "om-planen.html", "assets/plan.css", "merke.txt"):
            _write(folder / name, "forrige utgave")
    return out


def _build(project: Path, out: Path, slug: str = "eksempel") -> None:
    build_site(project, load_plan(project_at(project), slug), out)


def test_a_school_s_site_stands_when_its_municipality_is_built_again(
    project: Path, built: Path
) -> None:
    _build(project, built)
    assert not (built / "eksempel/merke.txt").exists()
    assert (built / EXAMPLE / "merke.txt").exists()
    _build(project, built, EXAMPLE)
    assert not (built / EXAMPLE / "merke.txt").exists()
    assert [path.name for path in built.iterdir()] == ["eksempel"]
    assert [path.name for path in (built / "eksempel/skoler").iterdir()] == ["eksempelskolen"]


def test_a_school_that_is_no_more_has_no_site_when_its_municipality_is_built_again(
    project: Path, built: Path
) -> None:
    shutil.rmtree(project / "data/kommuner/eksempel/skoler")
    _build(project, built)
    assert not (built / "eksempel/skoler").exists()
    assert "eksempelskolen" not in (built / "eksempel/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("rename", "in_one_step"), [(1, True), (1, False), (2, False)])
def test_a_crash_while_a_municipality_changes_places_loses_no_school(
    project: Path, built: Path, rename: int, in_one_step: bool
) -> None:
    with crash_at_rename(rename, in_one_step=in_one_step):
        _build(project, built)
    _build(project, built)
    assert (built / EXAMPLE / "merke.txt").exists()
    assert [path.name for path in built.iterdir()] == ["eksempel"]


def _status(project: Path, out: Path) -> list[str]:
    done = build_many(project, ["eksempel", EXAMPLE], out)
    return [done["eksempel"].status, done[EXAMPLE].status]


def test_only_what_depends_on_a_change_is_built_again(project: Path, tmp_path: Path) -> None:
    out, folder = tmp_path / "ut", of_one_theme(project) / "data/kommuner/eksempel"
    assert _status(project, out) == ["bygd", "bygd"]
    assert _status(project, out) == ["uendret", "uendret"]
    _replace(folder / "skoler/eksempelskolen/tilpasning.yaml", "Assistenten", "Miljøarbeideren")
    assert _status(project, out) == ["uendret", "bygd"]
    _replace(folder / "kommune.yaml", 'versjon: "1.0"', 'versjon: "1.1"')
    assert _status(project, out) == ["bygd", "bygd"]
    _replace(folder / "skoler/eksempelskolen/skole.yaml", "navn: Eksempelskolen", "navn: Nyskolen")
    assert _status(project, out) == ["bygd", "bygd"]
    assert "Nyskolen" in (out / "eksempel/index.html").read_text(encoding="utf-8")


def test_a_school_that_cannot_be_built_keeps_its_last_site_and_stops_no_other(
    project: Path, built: Path
) -> None:
    _write(
        project / "data/kommuner/eksempel/skoler/eksempelskolen/sider/ny.md",
        "# Ny\n\n[borte](finnes-ikke.md)\n",
    )
    assert _status(project, built) == ["bygd", "feilet"]
    assert (built / EXAMPLE / "merke.txt").exists()


def test_a_fault_in_a_school_s_files_stops_only_that_school(project: Path, built: Path) -> None:
    _write(project / f"data/kommuner/{EXAMPLE}/tilpasning.yaml", "erstat: []\n")
    result = CliRunner().invoke(
        main, ["--rot", str(project), "bygg", "eksempel", "--ut", str(built)]
    )
    assert result.exit_code == 1
    assert (
        "eksempel/skoler/eksempelskolen kunne ikke bygges. Den forrige utgaven står urørt."
        in result.output
    )
    assert "mente du «erstatt»?" in result.output
    assert not (built / "eksempel/merke.txt").exists()
    assert (built / EXAMPLE / "merke.txt").exists()


# --- The commands ---------------------------------------------------------------------------------
# ------------------------


def _run(project: Path, *arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(main, ["--rot", str(project), *arguments], input=answers)


def test_ny_writes_a_school_s_folder_that_is_right_at_once(project: Path) -> None:
    result = _run(project, "ny", "nittedal", "--skole", " Øvre Ås  skole")
    assert result.exit_code == 0, result.output
    assert "kvalitetsplan vis nittedal/skoler/ovre-as-skole" in result.output
    plan = load_plan(project_at(project), "nittedal/skoler/ovre-as-skole")
    assert plan.navn == "Øvre Ås skole"
    assert (
        plan.grunnplan.model_dump()
        == load_plan(project_at(project), "nittedal").grunnplan.model_dump()
    )


def test_ny_asks_before_a_school_s_files_are_written_over(project: Path) -> None:
    path = project / f"data/kommuner/{EXAMPLE}/skole.yaml"
    before = path.read_text(encoding="utf-8")
    assert (
        "Ingenting er endret."
        in _run(project, "ny", "eksempel", "--skole", "Eksempelskolen", answers="\n").output
    )
    assert (
        "finnes fra før"
        in _run(project, "ny", "eksempel", "--skole", "Eksempelskolen", "--ja").output
    )
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--skole", "Ny"],
            "skriv hvilken kommune det gjelder: eksempel, lillestrom",
        ),
        (
            ["Oslo", "--skole", "Ny"],
            "ukjent kommune eller skole «Oslo»; mappene er eksempel, lillestrom, nittedal",
        ),
        (["eksempel", "--skole", " "], "skriv minst én bokstav eller ett tall"),
        (["eksempel", "--skole", "???"], "skriv minst én bokstav eller ett tall"),
        (["eksempel", "--skole", "A\x07b"], "teksten har et usynlig tegn (U+0007); slett det"),
        (["eksempel", "--skole", "A\udce5"], "teksten har tegn som ikke er UTF-8"),
        (["eksempel", "--skole", "CON"], "kall den «con-skole» eller noe annet"),
        (
            ["eksempel", "--skole", "Ny", "--hoved", "1b4f72"],
            "en skole har kommunens farger, logo og målform",
        ),
    ],
)
def test_ny_refuses_what_cannot_be_a_school_and_writes_nothing(
    project: Path, arguments: list[str], message: str
) -> None:
    before = project_at(project).stedene()
    result = _run(project, "ny", *arguments)
    assert result.exit_code == 1
    assert message in result.output
    assert project_at(project).stedene() == before


def test_every_example_in_a_school_s_files_is_right_when_it_is_taken_into_use(
    project: Path,
) -> None:
    _run(project, "ny", "nittedal", "--skole", "Ny skole")
    for path in (project / "data/kommuner/nittedal/skoler/ny-skole").iterdir():
        path.write_text(
            re.sub(r"^#(?! \w|$)", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        )
    plan = load_plan(project_at(project), "nittedal/skoler/ny-skole")
    assert plan.skole
    assert [name for name in Skole.model_fields if not getattr(plan.skole, name)] == []
    assert {one.operasjon for one in plan.endringer if one.lag == "skolen"} == {
        "erstatt", "legg_til", "fjern", "rekkefølge", "sett",
    }  # fmt: skip


def test_an_editor_finds_the_schema_of_every_file_that_ny_writes(project: Path) -> None:
    _run(project, "ny", "nittedal", "--skole", "Ny skole")
    _run(project, "ny", "Oslo", "--ja")
    for folder in ("nittedal/skoler/ny-skole", "oslo"):
        for path in (project / "data/kommuner" / folder).glob("*.yaml"):
            first = path.read_text(encoding="utf-8").partition("\n")[0]
            assert (path.parent / first.partition("$schema=")[2]).is_file(), path


def test_a_school_s_template_explains_every_choice_there_is() -> None:
    text = (ROOT / "data/ny/skole/skole.yaml").read_text(encoding="utf-8")
    assert [
        name
        for name in map(alias, Skole.model_fields)
        if not re.search(f"^#?{name}:", text, re.MULTILINE)
    ] == []


def test_tilpass_fills_in_what_the_municipality_s_plan_says(project: Path) -> None:
    (project / f"data/kommuner/{EXAMPLE}/tilpasning.yaml").unlink()
    assert _run(project, "tilpass", EXAMPLE, GREETING, "--til", "Vi vinker.").exit_code == 0
    own = "relasjon/eksempel-frokostvert"
    assert (
        _run(
            project, "tilpass", EXAMPLE, own, "--fjern", "--begrunnelse", "Ikke hos oss."
        ).exit_code
        == 0
    )
    changes = [
        one for one in load_plan(project_at(project), EXAMPLE).endringer if one.lag == "skolen"
    ]
    assert {(one.operasjon, one.adresse, one.fra) for one in changes} == {
        ("fjern", own, None),
        ("erstatt", GREETING, OURS),
    }


def test_oppdater_names_the_schools_that_a_rewrite_in_the_municipality_concerns(
    project: Path,
) -> None:
    _replace(
        project / "data/kommuner/eksempel/tilpasning.yaml",
        f"til: {OURS}",
        "til: Vi hilser i porten.",
    )
    result = _run(project, "oppdater", "eksempel")
    assert result.exit_code == 2
    assert result.output.endswith(f"eller må rettes:\n  kvalitetsplan oppdater {EXAMPLE}\n")
    result = _run(project, "oppdater", EXAMPLE, "--tørr")
    assert result.exit_code == 2
    for line in (
        "Kommunens plan er endret der dere",
        f"Dere skrev mot: +{OURS}",
        "Kommunens plan nå: +Vi hilser i porten",
    ):
        assert re.search(line, result.output), line
    answers = _write(project / "svar.yaml", f"erstatt {GREETING}.kjennetegn: behold vår\n")
    assert _run(project, "oppdater", EXAMPLE, "--svar", str(answers)).exit_code == 0
    assert (
        _run(project, "oppdater", "eksempel").output
        == "Alt er i orden. Ingenting venter på et valg.\n"
    )
    assert "Vi står ved bussen" in str(load_plan(project_at(project), EXAMPLE).by_address[GREETING])


def test_a_school_can_keep_what_the_municipality_takes_out(project: Path) -> None:
    text = read(project / "data/themes.yaml")["temaer"][0]["eksempler"][0]  # type: ignore[index, call-overload]
    gone = f"relasjon/{text['id']}"
    change = {"id": gone, "felt": "tekst", "fra": text["tekst"], "til": "Vi vinker fra porten."}
    _write(project / f"data/kommuner/{EXAMPLE}/tilpasning.yaml", as_yaml({"erstatt": [change]}))
    removed = {"fjern": [{"id": gone, "begrunnelse": "Ikke hos oss."}]}
    _write(project / "data/kommuner/eksempel/tilpasning.yaml", as_yaml(removed))
    answers = _write(project / "svar.yaml", f"erstatt {gone}.tekst: behold som eget\n")
    assert _run(project, "oppdater", EXAMPLE, "--tørr").exit_code == 2
    result = _run(project, "oppdater", EXAMPLE, "--svar", str(answers))
    assert result.exit_code == 0, result.output
    own = load_plan(project_at(project), EXAMPLE).by_address[
        f"relasjon/eksempelskolen-{text['id']}"
    ]
    assert (own.label, own.lag) == ("Vi vinker fra porten.", "skolen")


def test_a_school_waits_until_its_municipality_has_decided(project: Path) -> None:
    _replace(
        project / "data/kommuner/eksempel/tilpasning.yaml",
        "fra: Vi hilser på hver",
        "fra: Vi hilste på hver",
    )
    result = _run(project, "oppdater", EXAMPLE)
    assert result.exit_code == 1
    assert result.output.startswith(
        "Kommunens plan må være i orden først: kvalitetsplan oppdater eksempel\n"
    )
    assert "grunnplanen sier nå «Vi hilser på hver elev ved navn" in result.output


def test_what_a_new_shared_plan_brings_a_school_is_what_both_layers_let_through(
    project: Path, tmp_path: Path
) -> None:
    shutil.copytree(project / "data", tmp_path / "ny", ignore=shutil.ignore_patterns("kommuner"))
    themes = tmp_path / "ny/themes.yaml"
    _replace(
        themes,
        "tekst: Elevene har noen å være sammen med i timene og i friminuttene.",
        "tekst: Elevene har noen.",
    )
    _replace(themes, "standard: PU-tid", "standard: Fagtid")
    _replace(
        themes,
        "      - id: kontaktbarometer\n        tittel: Kontaktbarometer\n",
        "      - id: kontaktbarometer\n        tittel: Ny\n",
    )
    result = _run(project, "oppdater", EXAMPLE, "--til", str(tmp_path / "ny"), "--tørr")
    assert result.exit_code == 0, result.output
    assert "Elevene har noen." in result.output
    assert "tittel" not in result.output
    assert "Alt er i orden." in result.output


def test_valider_finds_drift_in_a_school(project: Path) -> None:
    _replace(
        project / "data/kommuner/eksempel/tilpasning.yaml",
        f"til: {OURS}",
        "til: Vi hilser i porten.",
    )
    result = _run(project, "valider")
    assert result.exit_code == 1
    assert "eksempelskolen/tilpasning.yaml:8:10" in result.output
    assert "kommunens plan sier nå «Vi hilser i porten.»" in result.output


def test_an_untouched_layer_of_comments_asks_nothing(project: Path) -> None:
    _run(project, "ny", "nittedal", "--skole", "Ny skole")
    assert _run(project, "oppdater", "nittedal/skoler/ny-skole").exit_code == 0


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        (f"tilpass {EXAMPLE[:12]}", EXAMPLE),
        (f"bygg {EXAMPLE[:12]}", EXAMPLE),
        (f"vis {EXAMPLE[:12]}", EXAMPLE),
        (f"oppdater {EXAMPLE[:12]}", EXAMPLE),
        ("ny --skole Ny nitt", "nittedal"),
    ],
)
def test_a_school_s_folder_is_completed_while_typing(typed: str, proposed: str) -> None:
    words = f"main --rot {ROOT} {typed}"
    environment = {
        "_MAIN_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1),
    }  # fmt: skip
    result = CliRunner().invoke(main, env=environment, prog_name="main")
    assert result.output.replace("plain,", "").split() == [proposed]


def test_an_unknown_school_gets_the_nearest(project: Path) -> None:
    assert f"mente du «{EXAMPLE}»?" in _run(project, "vis", "eksempel/skoler/eksempelskole").output
