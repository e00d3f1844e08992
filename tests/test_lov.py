"""The law's own words: they stand beside ours, and the plan knows when they have moved."""

import shutil
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import DEMO, ROOT

from kvalitetsplan.cli import main
from kvalitetsplan.editions.lovdata import MAX_FILE, read_archives
from kvalitetsplan.editions.lovxml import LawError
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.law import check_law, fingerprint, names, standing_on, words_of
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Paragraf

EXAMPLE = Path(__file__).parent / "saker" / "lovdata"
SHARED = load_grunnplan(ROOT / "data")
ACT = "nl/nl-20230609-030.xml"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A project with the shipped data, whose words may be changed."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    return tmp_path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The example of Lovdata's archive, as a folder that may be changed."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "lovdata"))


def _run(root: Path, *arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--rot", str(root), "lov", *map(str, arguments)])
    return result.exit_code, result.output


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def _packed(folder: Path, mode: str = "w:bz2") -> Path:
    path = folder.with_suffix(".tar.bz2")
    with tarfile.open(path, mode) as tar:  # type: ignore[call-overload]  # the mode is one of tarfile's
        tar.add(folder, arcname=".")
    return path


@pytest.mark.parametrize("paragraf", SHARED.paragrafer, ids=lambda one: one.id)
def test_every_section_has_the_law_s_own_words_beside_it(paragraf: Paragraf) -> None:
    found = words_of(SHARED, paragraf)
    assert found is not None
    tekst, ord = found
    assert fingerprint(ord.ord) == paragraf.lest
    assert "NLOD 2.0" in tekst.lisens
    assert tekst.arkiv >= "2026-05-02"


def test_nothing_is_read_anew_as_long_as_no_word_has_moved() -> None:
    assert list(check_law(SHARED)) == []


@pytest.mark.parametrize(
    "same",
    [
        "Planen skal ha\na. problemet\nb. tiltaka",
        "Planen skal ha\n– problemet\n– tiltaka",
        "Planen skal haproblemettiltaka",
        "  Planen  skal\nha\n1. problemet\n2. tiltaka\n",
    ],
)
def test_the_fingerprint_stands_on_the_words_and_not_on_how_a_list_is_set(same: str) -> None:
    assert fingerprint(same) == fingerprint("Planen skal ha\na. problemet\nb. tiltaka")


def test_the_fingerprint_changes_with_one_letter() -> None:
    assert fingerprint("Skolen skal melde.") != fingerprint("Skolen skal melda.")


@pytest.mark.parametrize("number", ["12-4", "13-3", "13-4", "13-5"])
def test_a_section_is_found_by_its_number_in_a_text(number: str) -> None:
    assert names("Se § 12-4, og §§ 13-3 til 13-5.", f"§ {number}")


@pytest.mark.parametrize("text", ["Se § 12-40.", "Side 12-4", "§ 2-4", "§ 112-4", "§ 12-4 a"])
def test_another_number_is_not_that_section(text: str) -> None:
    assert not names(text, "§ 12-4")


def test_what_stands_on_a_section_is_duties_demands_forms_situations_and_tasks() -> None:
    found = standing_on(SHARED, "paragrafer/oppl-12-4")
    kinds = {address.partition("/")[0] for address in found}
    assert {"plikter", "krav", "meldinger", "inngrep", "maler", "situasjoner", "hendelser"} <= kinds
    assert "maler/aktivitetsplan/problem" in found


def test_the_archive_is_read_as_lovdata_writes_it() -> None:
    arkiv = read_archives([EXAMPLE], SHARED.lover)
    assert set(arkiv.lover) == {"oppl", "aml", "helse"}
    lines = arkiv.lover["oppl"]["§ 12-4"].ord.splitlines()
    assert lines[3:8:4] == [
        "a. kva problem tiltaka skal løyse",
        "e. når tiltaka skal evaluerast",
    ]
    assert "Endra med" not in arkiv.lover["oppl"]["§ 12-4"].ord
    assert arkiv.lover["oppl"]["§ 12-4"].tittel.startswith("Plikt til å sikre eit trygt")


def test_words_copied_without_their_lists_are_the_same_words() -> None:
    arkiv = read_archives([EXAMPLE], SHARED.lover)
    for lov, sections in arkiv.lover.items():
        for nummer, ord in sections.items():
            paragraf = next(
                one for one in SHARED.paragrafer if (one.lov, one.nummer) == (lov, nummer)
            )
            assert fingerprint(ord.ord) == paragraf.lest, (lov, nummer)


def test_an_archive_where_nothing_has_changed_says_so(house: Path, archive: Path) -> None:
    # The example has three sections of the act; to the others it is as if they were gone.
    for one in ("oppl", "helse", "aml"):
        _keep_only_what_the_example_has(house, one)
    code, output = _run(house, _packed(archive))
    assert (code, output.splitlines()[-1]) == (
        0,
        "Ingen av de 5 paragrafene vi viser til, er endret.",
    )


def _keep_only_what_the_example_has(house: Path, lov: str) -> None:
    kept = {"oppl": ("12-2", "12-4", "12-6"), "helse": ("9",), "aml": ("2-3",)}[lov]
    path = house / "data" / "lovverk.yaml"
    head, *items = path.read_text(encoding="utf-8").split("\n  - id: ")
    items = [
        one
        for one in items
        if f"lov: {lov}\n" not in one or one.split("\n")[0] in {f"{lov}-{n}" for n in kept}
    ]
    path.write_text("\n  - id: ".join([head, *items]), encoding="utf-8")


def test_a_changed_word_is_shown_with_all_that_stands_on_it(house: Path, archive: Path) -> None:
    _change(
        archive / ACT, "Skolen skal snarast undersøkje", "Skolen skal innan tre dagar undersøkje"
    )
    code, output = _run(house, _packed(archive))
    assert code == 2
    assert "[-snarast-] {+innan tre dagar+}" in output
    part = output[output.index("opplæringslova § 12-4") :]
    for address in ("krav/skolen-undersoker-snarest", "plikter/undersoke", "maler/aktivitetsplan"):
        assert address in part
    assert "data/plikter.yaml:" in part
    assert "docs/" in part


def test_new_words_stay_red_until_someone_has_read(house: Path, archive: Path) -> None:
    for lov in ("oppl", "helse", "aml"):
        _keep_only_what_the_example_has(house, lov)
    _change(archive / ACT, "helse, inkludering, trivsel", "helse, meistring, trivsel")
    code, output = _run(house, archive, "--skriv")
    assert code == 2
    assert "data/lovtekst/oppl.yaml er skrevet." in output
    plan = load_grunnplan(house / "data")
    (problem,) = (one for one in check_law(plan) if one.place.endswith(".lest"))
    words = words_of(plan, plan.paragrafer[[one.id for one in plan.paragrafer].index("oppl-12-2")])
    assert words is not None
    assert "meistring" in words[1].ord
    assert problem.place == "paragrafer/oppl-12-2.lest"
    assert f'skriv «lest: "{fingerprint(words[1].ord)}"»' in problem.message
    assert "Les også:" in problem.message


def test_a_section_that_is_gone_from_the_law_is_told(house: Path, archive: Path) -> None:
    path = archive / ACT
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("§ 12-6</span>", "§ 12-66</span>"), encoding="utf-8")
    code, output = _run(house, archive)
    part = output[output.index("opplæringslova § 12-6 ") :]
    assert code == 2
    assert part.splitlines()[1] == "  Paragrafen finnes ikke lenger i loven."


def test_acts_that_are_in_no_archive_are_named(house: Path, archive: Path) -> None:
    assert "Ikke i arkivet, og ikke kontrollert: opplæringsforskrifta" in _run(house, archive)[1]


@pytest.mark.parametrize("written", ["2026-02-30", "i går", "28.11.2026"])
def test_a_day_that_is_none_is_refused(house: Path, archive: Path, written: str) -> None:
    code, output = _run(house, archive, "--skriv", "--dato", written)
    assert code == 1
    assert f"«{written}» er ikke en dag; skriv den som 2026-11-28" in output


def _hostile(kind: str, tmp: Path) -> Path:
    folder = Path(shutil.copytree(EXAMPLE, tmp / "fiendtlig"))
    act = folder / ACT
    text = act.read_text(encoding="utf-8")
    match kind:
        case "not an archive":
            path = tmp / "bilde.tar.bz2"
            path.write_bytes(b"\x89PNG\r\n" * 40)
            return path
        case "cut off":
            path = _packed(folder)
            path.write_bytes(path.read_bytes()[:-200])
            return path
        case "empty":
            path = tmp / "tom.tar.bz2"
            path.write_bytes(b"")
            return path
        case "broken xml":
            act.write_text(text[: len(text) // 2], encoding="utf-8")
        case "entities":
            act.write_text(
                text.replace("<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "b">]>'),
                encoding="utf-8",
            )
        case "not utf-8":
            act.write_bytes(text.encode("utf-16"))
            act.write_bytes(b'<dd class="refid">lov/2023-06-09-30</dd>' + act.read_bytes())
        case "nested":
            deep = "<article>" * 5000 + "</article>" * 5000
            act.write_text(text.replace("<h1>", f"{deep}<h1>"), encoding="utf-8")
        case "no sections":
            act.write_text(text.replace("legalArticle", "lovparagraf"), encoding="utf-8")
        case "other acts":
            for file in folder.rglob("*.xml"):
                file.write_text(file.read_text().replace("/20", "/19"), encoding="utf-8")
        case "huge":
            with (folder / "nl" / "stor.xml").open("wb") as file:
                file.truncate(MAX_FILE + 1)
    return _packed(folder) if kind != "broken xml" else folder


@pytest.mark.parametrize(
    "kind",
    [
        "not an archive", "cut off", "empty", "broken xml", "entities", "not utf-8", "nested",
        "no sections", "other acts", "huge",
    ],
)  # fmt: skip
def test_a_hostile_archive_gets_one_norwegian_line(kind: str, house: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in (house / "data" / "lovtekst").iterdir()}
    code, output = _run(house, _hostile(kind, tmp_path), "--skriv")
    assert code == 1
    assert len(output.strip().splitlines()) == 1
    assert ";" in output
    assert "Traceback" not in output
    assert {path: path.read_bytes() for path in before} == before


def test_an_archive_cannot_write_outside_itself(house: Path, archive: Path) -> None:
    path = archive.with_suffix(".tar")
    with tarfile.open(path, "w") as tar:
        for name in ("../../ut.xml", "/tmp/ut.xml", "nl/nl-20230609-030.xml"):
            tar.add(archive / ACT, arcname=name)
        link = tarfile.TarInfo("lenke.xml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    before = sorted(house.parent.rglob("*"))
    read_archives([path], SHARED.lover)
    assert sorted(house.parent.rglob("*")) == before


def test_an_act_that_none_has_is_said_in_one_line() -> None:
    with pytest.raises(LawError, match="fant ingen av lovene i planen"):
        read_archives([EXAMPLE / "sf"], [one for one in SHARED.lover if one.id == "oppl"])


def test_own_rules_replace_the_suggestions_for_one_duty_and_one_role_alone(house: Path) -> None:
    layer = house / "data" / "demo" / "lillestrom" / "tilpasning.yaml"
    layer.write_text(
        "legg_til:\n  - liste: lokale_regler\n"
        "    nytt: { id: vi-skriver, plikt: dokumentere, hvem: ansatte, tekst: Vi skriver logg. }\n",
        encoding="utf-8",
    )
    before, after = (
        load_plan(DEMO, "lillestrom"),
        load_plan(replace(DEMO, kommuner=house / "data/demo"), "lillestrom"),
    )
    for plikt in after.grunnplan.plikter:
        for hvem in ("ansatte", "ledelse", "skoleeier"):
            own = (plikt.id, hvem) == ("dokumentere", "ansatte")
            rules = [one.id for one in after.celle(plikt, hvem)[1]]
            suggested = [one.id for one in before.celle(plikt, hvem)[1]]
            assert rules == (["vi-skriver"] if own else suggested)
            assert after.har_egne_regler(plikt, hvem) == own
