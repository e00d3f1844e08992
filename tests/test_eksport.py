"""The plan as files: they open, they say what the plan says, and they are equal when it is."""

import csv
import io
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from conftest import DEMO, ROOT
from eksportert import TEKST, text_in
from icalendar import Calendar
from jsonschema import Draft202012Validator
from klargjor import has_pango
from test_saker import SAKER

from kvalitetsplan.cli import main
from kvalitetsplan.exports import kalender, plandata, skjema, tabeller
from kvalitetsplan.exports.feed import feed
from kvalitetsplan.exports.files import kinds
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Hendelse, Malform, Vedtak
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.interface import interface_texts
from kvalitetsplan.site.status import status
from kvalitetsplan.site.whole_plan import drawn_chapters


@pytest.fixture(scope="module")
def small() -> Plan:
    """A plan of a few pages, whose PDF is made in no time."""
    return load_plan(project_at(SAKER / "plan"), "prove")


def test_a_section_of_law_is_named_with_its_law_in_every_file(
    lillestrom: Plan, worddokument: bytes
) -> None:
    mal = next(one for one in lillestrom.grunnplan.maler if one.id == "aktivitetsplan")
    assert "Loven krever det: forvaltningsloven § 13" in text_in(
        skjema.form(lillestrom, TEKST, mal)
    )
    chapter = "".join(drawn_chapters(Components(ROOT, lillestrom))).replace("\u00a0", " ")
    for made in (tabeller.duties(lillestrom, TEKST).decode(), text_in(worddokument), chapter):
        assert "straffeloven § 18, § 17" in made
        assert "opplæringslova § 12-4, § 12-1" in made


@pytest.mark.parametrize("form", ["bokmål", "nynorsk"])
@pytest.mark.parametrize("sted", sorted(str(one) for one in DEMO.stedene()))
def test_plan_json_has_the_shape_its_schema_says(sted: str, form: Malform) -> None:
    plan = load_plan(DEMO, sted, malform=form)
    data = json.loads(plandata.plan_json(plan, interface_texts(ROOT, form)))
    schema = json.loads(plandata.plan_schema())
    wrong = Draft202012Validator(schema).iter_errors(data)
    assert [f"{list(error.path)}: {error.message[:200]}" for error in wrong] == []
    assert set(data) <= set(schema["properties"])
    assert [one["id"] for one in data["temaer"]] == [tema.id for tema in plan.temaer]
    assert "{pu-tid}" not in json.dumps(data, ensure_ascii=False)


def test_what_is_left_out_of_a_file_fits_the_schema_of_plan_json_all_the_same() -> None:
    schema = json.loads(plandata.plan_schema())
    for kind, shape in schema["$defs"].items():
        for name, field in shape.get("properties", {}).items():
            if "default" in field:
                whole = Draft202012Validator({**field, "$defs": schema["$defs"]})
                assert whole.is_valid(field["default"]), f"{kind}.{name}"


def test_a_spreadsheet_never_runs_a_cell(lillestrom: Plan) -> None:
    tema = lillestrom.temaer[0]
    evil = tema.refleksjonsoppgaver[0].model_copy(update={"tittel": '=HYPERLINK("x")'})
    evil_theme = tema.model_copy(update={"refleksjonsoppgaver": (evil,)})
    grunnplan = lillestrom.grunnplan.model_copy(update={"temaer": (evil_theme,)})
    table = tabeller.tasks(replace(lillestrom, grunnplan=grunnplan), TEKST).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    assert rows[1][2] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize(
    ("vedtak", "told"),
    [
        (None, "Utkast: Planen er ikke vedtatt."),
        (
            {"organ": "kommunestyret", "dato": "2026-12-10", "saksnummer": "26/123"},
            "Vedtatt av kommunestyret 10. desember 2026, sak 26/123.",
        ),
        (
            {"organ": "kommunestyret", "dato": "2026-12-10", "gjelder_til": "2030-07-31"},
            "Vedtatt av kommunestyret 10. desember 2026, for tida til og med 31. juli 2030.",
        ),
        (
            {"organ": "kommunestyret", "dato": "2026-06-10", "gjelder_fra": "2027-01-01"},
            "Vedtatt av kommunestyret 10. juni 2026. Planen gjelder fra 1. januar 2027.",
        ),
        (
            {"organ": "kommunestyret", "dato": "2020-12-10", "gjelder_til": "2024-07-31"},
            "Vedtatt av kommunestyret 10. desember 2020. Planen gjaldt til og med 31. juli 2024. Den tida er ute.",
        ),
    ],
)
def test_a_plan_says_by_itself_whether_it_is_decided(
    lillestrom: Plan, vedtak: dict[str, str] | None, told: str
) -> None:
    decided = lillestrom.kommune.model_copy(update={"vedtak": vedtak and Vedtak(**vedtak)})
    assert status(replace(lillestrom, kommune=decided), TEKST, date(2026, 12, 24)) == told


@pytest.mark.parametrize("is_decided", [True, False])
def test_every_kind_of_file_says_whether_the_plan_is_decided(
    lillestrom: Plan, is_decided: bool
) -> None:
    vedtak = Vedtak(organ="kommunestyret", dato="2026-12-10") if is_decided else None
    lillestrom = replace(
        lillestrom, kommune=lillestrom.kommune.model_copy(update={"vedtak": vedtak})
    )
    told = status(lillestrom, TEKST)
    for made in (
        kalender.school_year(lillestrom, TEKST, 2026),
        kalender.development_course(lillestrom, TEKST, 2026),
    ):
        calendar = Calendar.from_ical(made)
        assert calendar["x-wr-caldesc"] == told
        assert calendar["x-wr-calname"].endswith("(utkast)") == (not is_decided)
    for made in (tabeller.tasks(lillestrom, TEKST), tabeller.duties(lillestrom, TEKST)):
        head, *rows = csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";")
        assert rows
        assert {len(row) for row in rows} == {len(head)}
        assert {row[-1] for row in rows} == {told}
    assert json.loads(plandata.plan_json(lillestrom, TEKST))["status"] == told
    assert f"<subtitle>{told}</subtitle>" in feed(lillestrom, TEKST).decode()


HARD = {
    "5000 tegn": f"Først {'ord ' * 1250}SISTE.",
    "ett langt ord": f"Først {'a' * 5000} SISTE.",
    "emoji": "Først 😀 👩🏽‍🏫 🏳️‍🌈 SISTE.",
    "fra høyre": "Først שלום مرحبا SISTE.",
    "tegn som betyr noe": "Først <b> & ]]> ;, =1+1 SISTE.",
    "samisk og sammensatt": "Først Čáhcesuolu e\u0301n SISTE.",
}
"""What people paste, each with a word in front and a word at the end."""


def _hard(plan: Plan, event: Hendelse, text: str, logo: Path) -> Plan:
    """Return a plan with a text in the places that each kind of file writes, and a logo that is
    none.
    """
    shared = plan.grunnplan
    tema = shared.temaer[0]
    par = tema.par[0].model_copy(update={"kjennetegn": text})
    felt = shared.maler[0].felter[0].model_copy(update={"hjelp": text})
    mal = shared.maler[0].model_copy(update={"felter": (felt,)})
    event = event.model_copy(update={"tekst": text, "hvem": ()})
    grunnplan = shared.model_copy(
        update={
            "temaer": (tema.model_copy(update={"par": (par, *tema.par[1:])}),),
            "maler": (mal,),
            "hendelser": (event,),
        }
    )
    kommune = plan.kommune.model_copy(
        update={
            "logo": "bilder/logo.png",
            "deler": (),
            "utgave": plan.kommune.utgave.model_copy(update={"nytt": (text,)}),
        }
    )
    files = {"bilder/logo.png": logo}
    return replace(plan, grunnplan=grunnplan, kommune=kommune, egne_filer=files, egne_sider={})


def _read(name: str, content: bytes) -> str:
    """Return the text of a file as the programs that open it read it."""
    if name.endswith(".pdf"):
        command = ["pdftotext", "-enc", "UTF-8", "-", "-"]  # pypdf cannot read a font with emoji
        return subprocess.run(
            command, input=content, capture_output=True, check=True
        ).stdout.decode()
    if name.endswith(".docx"):
        return text_in(content)
    if name.endswith(".ics"):
        events = Calendar.from_ical(content).walk("VEVENT")
        return "".join(str(one["description"]) for one in events)
    if name.endswith(".xml"):
        return "".join(ElementTree.fromstring(content).itertext())
    return "".join(_strings(json.loads(content)))


def _strings(value: Any) -> Iterator[str]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    yield from (value,) if isinstance(value, str) else ()
    for one in inside:
        yield from _strings(one)


WRITTEN = {
    "pdf": "plan.pdf",
    "docx": "plan.docx",
    "skjema": "skjema/",
    "kalender": "aret.ics",
    "json": "plan.json",
    "feed": "nytt.xml",
}
"""The file of each kind that is read here."""


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("what", HARD)
def test_hard_input_comes_out_readable_in_every_kind_of_file(
    lillestrom: Plan, small: Plan, tmp_path: Path, kind: str, what: str
) -> None:
    if kind == "pdf" and not (has_pango() and shutil.which("pdftotext")):
        pytest.skip("Pango eller pdftotext mangler")
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"ikke noe bilde")
    hard = _hard(small, lillestrom.grunnplan.hendelser[0], HARD[what], logo)
    made = dict(kinds(ROOT)[kind](Components(ROOT, hard)))
    name = next(one for one in made if one.startswith(WRITTEN[kind]))
    read, wanted = (
        re.sub(r"\s", "", unicodedata.normalize("NFC", text))
        for text in (_read(name, made[name]), HARD[what])
    )
    if kind == "pdf":  # it is read in the order it is painted, each sign as its font has it
        assert "Først" in read
        assert "SISTE" in read
        assert sum(map(read.count, "aord")) >= sum(map(wanted.count, "aord"))
    else:
        assert wanted in read


def test_an_unknown_kind_of_file_gets_the_nearest(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--rot", str(ROOT), "eksport", "eksempel", "dox"])
    assert result.exit_code == 2
    assert "mente du «docx»?" in result.output
