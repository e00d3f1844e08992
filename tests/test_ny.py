"""A new municipality: asked as little as needed, and right from the first build."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT, build_site

from kvalitetsplan.cli import main
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.register import read_register
from kvalitetsplan.plan.words import month_of
from kvalitetsplan.site.interface import interface_texts
from kvalitetsplan.site.status import status

REGISTER = read_register(ROOT / "data")


@pytest.fixture
def root(project: Path) -> Path:
    """A copy of the project with no municipality in it."""
    shutil.rmtree(project / "data/kommuner")
    (project / "data/kommuner").mkdir()
    return project


def _ny(root: Path, *arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(main, ["--rot", str(root), "ny", *arguments], input=answers)


def _kommune(root: Path, slug: str) -> str:
    return (root / "data/kommuner" / slug / "kommune.yaml").read_text(encoding="utf-8")


def test_answers_become_a_plan_that_is_right_and_can_be_built(root: Path, tmp_path: Path) -> None:
    result = _ny(root, answers="Lilestrom\n\n\n\nffff00\n\n#c4572b\n")
    assert result.exit_code == 0, result.output
    assert "Ukjent kommune «Lilestrom» – mente du «Lillestrøm»?" in result.output
    assert "gir kontrast 1.1, minst 4.5 trengs; bruk for eksempel «#7a7a00»" in result.output
    assert [line[:4] for line in result.output.splitlines() if re.match(r"  \d\.", line)] == [
        "  1.",
        "  2.",
        "  3.",
    ]
    plan = load_plan(project_at(root), "lillestrom")
    assert (plan.kommune.nummer, plan.kommune.navn) == ("3205", "Lillestrøm kommune")
    assert (plan.kommune.farger.hoved, plan.kommune.farger.aksent) == ("#7a7a00", "#c4572b")
    assert CliRunner().invoke(main, ["--rot", str(root), "valider"]).exit_code == 0
    assert "Lillestrøm kommune" in (
        build_site(root, plan, tmp_path / "site") / "index.html"
    ).read_text(encoding="utf-8")


def test_two_of_the_same_name_are_asked_about_by_county(root: Path) -> None:
    result = _ny(root, "herøy", answers="nord\n\n\n\n\n")
    assert "Herøy finnes i Møre og Romsdal (1515) og Nordland (1818)." in result.output
    assert 'nummer: "1818"' in _kommune(root, "heroy-nordland")


def test_the_language_form_is_proposed_and_never_forced(root: Path) -> None:
    assert (
        "Målform (vedtaket er nynorsk) [nynorsk]"
        in _ny(root, "Volda", answers="\nbokmål\n\n\n").output
    )
    assert load_plan(project_at(root), "volda").kommune.malform == "bokmål"
    _ny(root, "Stryn", "--ja")
    assert load_plan(project_at(root), "stryn").kommune.malform == "nynorsk"


def test_options_leave_nothing_to_ask_about(root: Path) -> None:
    options = [
        "--navn",
        "Ma\u030alselv  kommune",
        "--målform",
        "bok",
        "--hoved",
        "7A1F3D",
        "--aksent",
        "#2e7d6b",
    ]
    assert _ny(root, "Målselv", *options).exit_code == 0
    kommune = load_plan(project_at(root), "malselv").kommune
    assert (kommune.navn, kommune.farger.hoved) == ("Målselv kommune", "#7a1f3d")


def test_a_logo_is_copied_and_taken_into_use(root: Path, tmp_path: Path) -> None:
    logo = tmp_path / "Byvåpen 2026.SVG"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    assert _ny(root, "Oslo", "--logo", str(logo), "--ja").exit_code == 0
    plan = load_plan(project_at(root), "oslo")
    assert plan.kommune.logo == "bilder/logo.svg"
    assert (plan.egne_filer[plan.kommune.logo]).read_bytes() == logo.read_bytes()


def test_a_logo_that_no_browser_shows_leaves_nothing_behind(root: Path, tmp_path: Path) -> None:
    (tmp_path / "logo.docx").write_bytes(b"x")
    result = _ny(root, "Oslo", "--logo", str(tmp_path / "logo.docx"), "--ja")
    assert result.exit_code == 1
    assert "logo.docx» må være SVG, PNG, JPG eller WEBP" in result.output
    assert "finner ikke fila «borte.svg»" in _ny(root, "Oslo", "--logo", "borte.svg", "--ja").output
    assert list((root / "data/kommuner").iterdir()) == []


@pytest.mark.parametrize(
    "name", ["Kárášjohka", "Loabák", "storfjord", "Rosse", "Sør-Aurdal", "Deatnu"]
)
def test_the_proposals_alone_make_a_plan_that_is_right(root: Path, name: str) -> None:
    assert _ny(root, name, "--ja").exit_code == 0
    one = REGISTER.find(name)[0]
    assert (
        load_plan(project_at(root), REGISTER.folder(one)).kommune.navn
        == f"{one.fullt_navn} kommune"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--ja"], "skriv hvilken kommune det gjelder"),
        (["Lilestrom", "--ja"], "ukjent kommune «Lilestrom» – mente du «Lillestrøm»?"),
        (["9999", "--ja"], "ukjent kommune «9999»; alle står i data/kommuner.csv"),
        (["Våler", "--ja"], "Våler finnes i Østfold (3114) og Innlandet (3419); skriv nummeret"),
        (["Oslo", "--ja", "--hoved", "ffff00"], "bruk for eksempel «#7a7a00»"),
        (
            ["Oslo", "--ja", "--aksent", "rød"],
            "«rød» må være en farge med seks sifre, som «#1a4d8f»",
        ),
        (["Oslo", "--ja", "--navn", "Bergen kommune"], "navnet må ha med «Oslo»"),
        (["Oslo", "--ja", "--målform", "samisk"], "skriv bokmål eller nynorsk"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_remedy_and_nothing_is_written(
    root: Path, arguments: list[str], message: str
) -> None:
    result = _ny(root, *arguments)
    assert result.exit_code == 1
    assert message in result.output
    assert list((root / "data/kommuner").iterdir()) == []


def test_what_exists_is_never_written_over_without_a_yes(root: Path) -> None:
    _ny(root, "Oslo", "--ja")
    path = root / "data/kommuner/oslo/kommune.yaml"
    path.write_text(_kommune(root, "oslo") + "# vårt\n", encoding="utf-8")
    refused = _ny(root, "Oslo", "--ja")
    assert refused.exit_code == 1
    assert "finnes fra før" in refused.output
    assert "Ingenting er endret." in _ny(root, "Oslo", answers="\n").output
    assert _kommune(root, "oslo").endswith("# vårt\n")
    assert _ny(root, "Oslo", answers="ja\n\n\n\n\n").exit_code == 0
    assert not _kommune(root, "oslo").endswith("# vårt\n")


@pytest.mark.parametrize("name", ["Lillestrøm", "Bjerkreim"])
def test_a_fresh_plan_says_when_it_came_and_leaves_it_to_the_decision_to_say_more(
    root: Path, name: str
) -> None:
    assert _ny(root, name, "--ja").exit_code == 0
    plan = load_plan(project_at(root), name.lower().replace("ø", "o"))
    assert plan.utgave.dato == month_of(date.today())
    tekst = interface_texts(ROOT, plan.malform)
    assert status(plan, tekst) in (
        "Utkast: Planen er ikke vedtatt.",
        "Utkast: Planen er ikkje vedteken.",
    )
    assert (plan.malform == "nynorsk") == ("ikkje" in status(plan, tekst))


@pytest.mark.parametrize(
    ("field", "value", "warned"),
    [
        ("dato", "utkast, ikke vedtatt", True),
        ("dato", "Høyringsutgåve, ikkje vedteken", True),
        ("versjon", "0.1 utkast", True),
        ("dato", "desember 2026", False),
    ],
)
def test_an_edition_that_calls_itself_a_draft_when_the_plan_is_decided_is_pointed_out(
    root: Path, field: str, value: str, warned: bool
) -> None:
    _ny(root, "Lillestrøm", "--ja")
    path = root / "data/kommuner/lillestrom/kommune.yaml"
    text = re.sub(rf"(?m)^  {field}: .*$", f"  {field}: {value}", path.read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")
    assert load_plan(project_at(root), "lillestrom").varsler == ()
    decided = "\nvedtak: {organ: kommunestyret, dato: 2026-12-10}\n"
    path.write_text(text + decided, "utf-8")
    said = [str(one) for one in load_plan(project_at(root), "lillestrom").varsler]
    assert bool(said) == warned
    assert all(f"utgave.{field}  planen er vedtatt, men her står det «" in one for one in said)


def test_a_folder_with_pages_keeps_them(root: Path) -> None:
    page = root / "data/kommuner/oslo/sider/om-oss.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Om oss\n", encoding="utf-8")
    assert _ny(root, "Oslo", "--ja").exit_code == 0
    assert page.read_text(encoding="utf-8") == "# Om oss\n"


def test_every_example_in_the_comments_is_right_when_it_is_taken_into_use(root: Path) -> None:
    _ny(root, "Oslo", "--ja")
    folder = root / "data/kommuner/oslo"
    (folder / "bilder").mkdir()
    (folder / "bilder/logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8"
    )
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^#(?! \w|$)", "", text, flags=re.MULTILINE), encoding="utf-8")
    plan = load_plan(project_at(root), "oslo")
    unused = [name for name in type(plan.kommune).model_fields if not getattr(plan.kommune, name)]
    assert unused == []
    assert {endring.operasjon for endring in plan.endringer} == {
        "erstatt",
        "legg_til",
        "fjern",
        "rekkefølge",
        "sett",
    }
    assert plan.egne_synonymer


def test_the_template_explains_every_choice_there_is() -> None:
    from kvalitetsplan.plan.model import Kommune
    from kvalitetsplan.reading.values import alias

    text = (ROOT / "data/ny/kommune/kommune.yaml").read_text(encoding="utf-8")
    assert [
        name
        for name in map(alias, Kommune.model_fields)
        if not re.search(f"^#?{name}:", text, re.MULTILINE)
    ] == []


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [("Kárá", "karasjok"), ("HERØY", "heroy-more-og-romsdal heroy-nordland"), ("3205", "3205")],
)
def test_names_are_completed_while_typing(typed: str, proposed: str) -> None:
    environment = {
        "_MAIN_COMPLETE": "bash_complete",
        "COMP_WORDS": f"main --rot {ROOT} ny {typed}",
        "COMP_CWORD": "4",
    }
    result = CliRunner().invoke(main, env=environment, prog_name="main")
    assert result.output.replace("plain,", "").split() == proposed.split()
