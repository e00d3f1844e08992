"""What is new in the shared plan, as its readers meet it: a page in words, and marks since the date
they choose.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT, build_site, copy_project, git, serving, violations
from gang import DRAKTER
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tilfeldig import SAKER

from kvalitetsplan.cli import main
from kvalitetsplan.editing.yamltext import as_yaml
from kvalitetsplan.editions.differences import compare
from kvalitetsplan.editions.versions import read_version
from kvalitetsplan.plan.addresses import addressed
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Forskjellsslag
from kvalitetsplan.plan.project import project_at

Raw = dict[str, Any]
FIRST, SECOND = "2027-08-01", "2028-01-15"
NEW_PAIR = {
    "id": "spiser-sammen", "kjennetegn": "Vi spiser sammen med elevene.", "hvem": "ansatte",
    "sannsynliggjør": ["ber-om-hjelp"], "grunnlag": "sannsynlig", "kilder": ["roorda2011"],
}  # fmt: skip


def _change(root: Path, file: str, change: Callable[[Raw], object]) -> None:
    path = root / "data" / file
    data: Raw = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    change(data)
    alone = json.loads(json.dumps(data))  # what stands in two places is written in both
    path.write_text(as_yaml(alone), encoding="utf-8")


def _theme(data: Raw, id: str) -> Raw:
    return next(tema for tema in data["temaer"] if tema["id"] == id)


def _one(items: list[Raw], id: str) -> Raw:
    return next(item for item in items if item["id"] == id)


def _first_change(data: Raw) -> None:
    """Change the themes in every way there is."""
    data["utgave"] = {"versjon": "1.1", "dato": "august 2027", "nytt": ["Vi skriver om matpausen."]}
    tema = _theme(data, "relasjon")
    pairs, examples = tema["par"], tema["eksempler"]
    gone, moved = examples.pop(0), examples[0]
    data["utgått"][f"relasjon/{gone['id']}"] = "Den sto to ganger."
    data["flyttet"][f"relasjon/{moved['id']}"] = "relasjon/nytt-navn"
    moved["id"] = "nytt-navn"
    pairs.append(dict(NEW_PAIR))
    _one(pairs, "hilser-ved-navn")["kjennetegn"] = "Vi hilser på alle ved navn."
    _one(pairs, "eier-relasjonen")["kjennetegn"] = "Vi tar ansvar for relasjonen."
    _one(pairs, "viser-vaerematen")["kilder"].append("hattie2009")
    _one(pairs, "bygger-pa-innspill")["kilder"].remove("hattietimperley2007")
    _one(pairs, "larer-bort-konfliktlosning")["grunnlag"] = "dokumentert"
    weaker = _one(_theme(data, "egenledelse")["par"], "laerer-om-folelser")
    weaker["grunnlag"] = "sannsynlig"
    tema["treningsforslag"].reverse()
    tema["søkeord"].append("matpause")
    _theme(data, "mobbing")["kort"] = "Vi stopper det."
    food = {
        key: value for key, value in _theme(data, "relasjon").items() if key in ("kilder", "lov")
    }
    pair = {
        **NEW_PAIR,
        "id": "dekker-bordet",
        "kjennetegn": "Vi dekker bordet.",
        "sannsynliggjør": ["spiser"],
    }
    effects = [{"id": "spiser", "tekst": "Elevene spiser maten sin."}]
    texts = {"tittel": "Skolemat", "kort": "Vi spiser i ro.", "ingress": "Maten gir ro."}
    data["temaer"].append({"id": "skolemat", **texts, "virkninger": effects, "par": [pair], **food})


def _second_change(data: Raw) -> None:
    data["utgave"] = {"versjon": "1.2", "dato": "januar 2028"}
    pairs = _theme(data, "relasjon")["par"]
    _one(pairs, "spiser-sammen")["id"] = "spiser-med-elevene"
    data["flyttet"]["relasjon/spiser-sammen"] = "relasjon/spiser-med-elevene"
    _one(pairs, "viser-vaerematen")["kjennetegn"] = "Vi er gode forbilder."


def _utgi(root: Path, fra: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(root), "utgi", fra, *arguments])


def _given_out(root: Path, fra: str, dato: str) -> None:
    result = _utgi(root, fra, "--dato", dato)
    assert result.exit_code == 0, result.output


class Utgitt(NamedTuple):
    """A project in git with three editions, and the address its sites are published at."""

    root: Path
    adresse: str


@pytest.fixture(scope="module")
def utgitt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Utgitt]:
    folder = tmp_path_factory.mktemp("utgitt")
    root = copy_project(folder / "prosjekt")
    _commit(root, "v1.0")
    _change(root, "themes.yaml", _first_change)
    _change(root, "begreper.yaml", lambda data: data["begreper"].append({"id": "matro", **_MATRO}))
    _change(root, "kommuner/eksempel/tilpasning.yaml", _decide)
    _given_out(root, "v1.0", FIRST)
    _commit(root, "v1.1")
    _change(root, "themes.yaml", _second_change)
    _given_out(root, "v1.1", SECOND)
    _commit(root, "v1.2")
    for slug in ("eksempel", "lillestrom"):
        build_site(root, load_plan(project_at(root), slug), folder / "site")
    with serving(folder / "site") as adresse:
        yield Utgitt(root, adresse)


_MATRO = {"bokmål": "matro", "nynorsk": "matro", "forklaring": "Å ha det stille mens man spiser."}


def _decide(data: Raw) -> None:
    """Keep the municipality's own text where the shared one has changed, and leave one pair out."""
    data["erstatt"][0]["fra"] = "Vi hilser på alle ved navn."
    data["fjern"] = [
        {"id": "egenledelse/laerer-om-folelser", "begrunnelse": "Vi har en annen måte."}
    ]


def _commit(root: Path, tag: str) -> None:
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", tag], ["tag", tag]):
        git(root, *command)


# --- The file -------------------------------------------------------------------------------------
# -------------------


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(one) for key, one in value.items() if one not in (None, "")}
    return [_as_text(one) for one in value] if isinstance(value, list | tuple) else str(value)


def test_the_file_of_an_edition_says_what_the_comparison_found(utgitt: Utgitt) -> None:
    old, new = (read_version(project_at(utgitt.root), name) for name in ("v1.0", "v1.1"))
    found = compare(old, new)
    assert {one.slag for one in found} == set(Forskjellsslag)
    first = load_grunnplan(utgitt.root / "data").utgaver[-1]
    assert (first.versjon, first.fra, first.dato, first.nytt) == (
        "1.1",
        "1.0",
        FIRST,
        ("Vi skriver om matpausen.",),
    )
    dumped = [_as_text(one.model_dump(mode="json")) for one in first.forskjeller]
    assert dumped == [_as_text(one.model_dump(mode="json")) for one in found]


def test_a_plan_that_is_changed_in_any_field_can_be_given_out_and_read_again(project: Path) -> None:
    old = load_grunnplan(project / "data")
    for file, change in {
        "pu.yaml": lambda data: (
            data["øktfaser"][0]["minutter"].update({"45": "7"}),
            data["vanlige_faser"].pop(),
        ),
        "arshjul.yaml": lambda data: data["hendelser"][0].update(måneder=["8", "9"]),
        "synonymer.yaml": lambda data: data["synonymer"].update({"no: 1": ["ro"]}),
        "lovverk.yaml": lambda data: data.update(kontrollert="2027-01-01"),
        "themes.yaml": lambda data: data["utgave"].update(versjon="1.1"),
    }.items():
        _change(project, file, change)
    _given_out(project, str(ROOT), FIRST)
    new = load_grunnplan(project / "data")
    read = [_as_text(one.model_dump(mode="json")) for one in new.utgaver[0].forskjeller]
    assert read == [_as_text(one.model_dump(mode="json")) for one in compare(old, new)]
    assert len(read) == 5


def test_giving_out_an_edition_again_writes_the_same(utgitt: Utgitt) -> None:
    path = utgitt.root / "data/utgaver/1.2.yaml"
    before = path.read_bytes()
    result = _utgi(utgitt.root, "v1.1", "--dato", SECOND)
    assert result.output == (
        "data/utgaver/1.1.zip er skrevet. Der er hele utgave 1.1.\n"
        "data/utgaver/1.2.yaml er skrevet. Forskjeller fra 1.1: 2\n"
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("version", "arguments", "message"),
    [
        ("1.0", (), "grunnplanen i data/ heter fortsatt 1.0; skriv versjonen"),
        (
            "1.1",
            ("--dato", "1. august"),
            "data/utgaver/1.1.yaml:3:7  dato  «1. august» må være en dato, som «2027-08-01»",
        ),
        ("1.1", ("--dato", "2027-02-30"), "«2027-02-30» finnes ikke i kalenderen"),
        ("a/b", (), "«a/b» må være bokstaver, tall, punktum og bindestrek, som «1.1»"),
    ],
)
def test_an_edition_that_cannot_be_given_out_says_why_and_writes_nothing(
    project: Path, version: str, arguments: tuple[str, ...], message: str
) -> None:
    def change(data: Raw) -> None:
        data["utgave"]["versjon"] = version
        data["temaer"][0]["kort"] = "Noe annet."

    _change(project, "themes.yaml", change)
    result = _utgi(project, str(ROOT), *arguments)
    assert result.exit_code == 1
    assert message in result.output
    assert not (project / "data/utgaver").exists()


def test_editions_of_the_same_day_stand_in_the_order_of_their_numbers(project: Path) -> None:
    (project / "data/utgaver").mkdir()
    for version in ("1.9", "1.10", "1.2"):
        file = {"versjon": version, "dato": FIRST, "fra": "1.0", "forskjeller": []}
        (project / f"data/utgaver/{version}.yaml").write_text(as_yaml(file), encoding="utf-8")
    assert [one.versjon for one in load_grunnplan(project / "data").utgaver] == [
        "1.10",
        "1.9",
        "1.2",
    ]


def test_an_edition_that_changes_nothing_leaves_no_file(project: Path) -> None:
    _change(project, "themes.yaml", lambda data: data["utgave"].update(versjon="1.1"))
    assert _utgi(project, str(ROOT)).output == "Ingen endringer. Ingenting er skrevet.\n"
    assert not (project / "data/utgaver").exists()


def test_an_item_knows_when_it_came_and_when_it_was_rewritten_wherever_it_has_moved(
    utgitt: Utgitt,
) -> None:
    items = load_plan(project_at(utgitt.root), "eksempel").by_address
    dates = {
        address: (item.ny, item.omskrevet)
        for address, item in items.items()
        if item.ny or item.omskrevet
    }
    assert dates == {
        "relasjon/spiser-med-elevene": (FIRST, ""),
        "relasjon/eier-relasjonen": ("", FIRST),
        "relasjon/viser-vaerematen": ("", SECOND),
        "mobbing": ("", FIRST),
        "skolemat": (FIRST, ""),
        "skolemat/spiser": (FIRST, ""),
        "skolemat/dekker-bordet": (FIRST, ""),
        "begreper/matro": (FIRST, ""),
    }


def test_what_moves_into_a_new_theme_is_no_newer_than_it_was(tmp_path: Path) -> None:
    shutil.copytree(SAKER / "plan/data", tmp_path / "data")
    (tmp_path / "data/utgaver").mkdir()
    pair, other = (par.id for par in load_grunnplan(tmp_path / "data").temaer[0].par)
    found = [
        {"slag": "ny", "adresse": "ro"},
        {"slag": "flyttet", "adresse": f"stille/{pair}", "til": f"ro/{pair}"},
    ]
    file = {"versjon": "1.1", "dato": FIRST, "fra": "1.0", "forskjeller": found}
    (tmp_path / "data/utgaver/1.1.yaml").write_text(as_yaml(file), encoding="utf-8")
    items = addressed(load_grunnplan(tmp_path / "data"))
    assert {address: items[address].ny for address in ("ro", f"ro/{pair}", f"ro/{other}", "lek")} == {
        "ro": FIRST, f"ro/{pair}": "", f"ro/{other}": FIRST, "lek": "",
    }  # fmt: skip


# --- The page -------------------------------------------------------------------------------------
# -------------------


def _section(page: Page, heading: str) -> Locator:
    """The list under a kind's heading in the first edition, which stands last."""
    return page.locator(f"h4:text-is('{heading}') + ul").last.locator("> li")


def test_the_first_edition_says_that_it_is_the_first_and_offers_no_marks(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/eksempel/endringer.html")
    version = load_grunnplan(ROOT / "data").utgave
    expect(page.locator("#nytt + p")).to_contain_text(
        f"første utgaven av grunnplanen: {version.versjon}, {version.dato}."
    )
    assert page.locator("form[data-module=nytt], script[src*=nytt], [data-nytt]").count() == 0
    page.goto(f"{address}/eksempel/tema/relasjon.html")
    assert page.locator("script[src*=nytt], [data-nytt]").count() == 0


def test_every_kind_of_change_is_told_in_words_the_newest_edition_first(
    page: Page, utgitt: Utgitt
) -> None:
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    assert page.locator("h3[id^=utgave]").all_inner_texts() == [
        "Utgave 1.2, 15. januar 2028",
        "Utgave 1.1, 1. august 2027",
    ]
    expect(page.get_by_text("Vi skriver om matpausen.")).to_be_visible()
    told = {
        "Nytt": [
            "Vi spiser sammen med elevene. Relasjon mellom lærer og elev",
            "Skolemat",
            "matro",
        ],
        "Skrevet om": [
            "Vi møter hver elev i døra",
            "Vi tar ansvar for relasjonen. Relasjon",
            "Mobbing",
        ],
        "Ny kilde": ["Hattie (2009)"],
        "Kilde som ikke lenger er med": ["Hattie og Timperley (2007)"],
        "Sterkere grunnlag": ["Fra sannsynlig til dokumentert."],
        "Svakere grunnlag": ["Fra dokumentert til sannsynlig."],
        "Borte": ["Hvorfor: Den sto to ganger."],
        "Flyttet": ["Relasjon mellom lærer og elev"],
        "Ny rekkefølge": ["Relasjon mellom lærer og elev: treningsforslag"],
    }
    for heading, texts in told.items():
        items = [" ".join(text.split()) for text in _section(page, heading).all_inner_texts()]
        assert len(items) == len(texts), (heading, items)
        assert all(any(text in item for item in items) for text in texts), (heading, items)


def test_what_is_told_leads_to_where_it_stands_today(page: Page, utgitt: Utgitt) -> None:
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    _section(page, "Nytt").get_by_role("link", name="Vi spiser sammen med elevene.").click()
    assert page.url.endswith("/tema/relasjon.html#spiser-med-elevene")
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    _section(page, "Ny kilde").get_by_role("link", name="Hattie (2009)").click()
    assert page.url.endswith("/kilder.html#hattie2009")
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    assert _section(page, "Borte").get_by_role("link").count() == 0


def test_old_and_new_text_are_one_click_away_and_lists_say_names(
    page: Page, utgitt: Utgitt
) -> None:
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    item = _section(page, "Skrevet om").filter(has_text="Vi tar ansvar for relasjonen.")
    item.get_by_text("Før og nå: kjennetegn").click()
    expect(item.get_by_text("Når kontakten med en elev skurrer")).to_be_visible()
    order = _section(page, "Ny rekkefølge")
    order.get_by_text("Før og nå: rekkefølgen").click()
    expect(order.get_by_text("Kontaktbarometer").first).to_be_visible()


def test_the_page_says_what_the_municipality_has_done_with_what_is_new(
    page: Page, utgitt: Utgitt
) -> None:
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    expect(_section(page, "Skrevet om").filter(has_text="i døra")).to_contain_text(
        "Tilpasset av kommunen"
    )
    weaker = _section(page, "Svakere grunnlag")
    expect(weaker).to_contain_text("Tatt ut av kommunen")
    assert weaker.get_by_role("link").count() == 0
    page.goto(f"{utgitt.adresse}/lillestrom/endringer.html")
    expect(
        page.get_by_text(
            "Noe er også endret i temaer kommunen ikke har valgt: Mobbing og krenkelser"
        )
    ).to_be_visible()
    assert _section(page, "Skrevet om").filter(has_text="Mobbing").count() == 0


def test_an_old_file_with_addresses_that_are_gone_stops_nothing(
    project: Path, tmp_path: Path, page: Page
) -> None:
    found = [
        {"slag": "ny", "adresse": "borte/finnes-ikke", "navn": "Det som var."},
        {"slag": "flyttet", "adresse": "a/b/c", "navn": "Flyttet bort", "til": "ingen//steder"},
        {"slag": "ny_kilde", "adresse": "relasjon/finnes-ikke", "til": "kilder/borte"},
        {"slag": "rekkefølge", "adresse": "borte/par", "fra": ["a"], "til": ["b"]},
        {"slag": "skrevet_om", "adresse": "kontrollert", "felt": "kontrollert", "fra": {"a": "b"}},
    ]
    file = {"versjon": "0.9", "dato": "2026-01-01", "fra": "0.8", "forskjeller": found}
    (project / "data/utgaver").mkdir()
    (project / "data/utgaver/0.9.yaml").write_text(as_yaml(file), encoding="utf-8")
    site = build_site(project, load_plan(project_at(project), "eksempel"), tmp_path / "site")
    page.goto((site / "endringer.html").as_uri())
    expect(_section(page, "Nytt")).to_have_text("Det som var.")
    assert _section(page, "Nytt").get_by_role("link").count() == 0
    expect(_section(page, "Flyttet")).to_have_text("Flyttet bort")


# --- The marks ------------------------------------------------------------------------------------
# -------------------

THEME = "eksempel/tema/relasjon.html"


def _choose(page: Page, utgitt: Utgitt, valg: str, fra: str = "") -> None:
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    page.get_by_label("Merk det som er nytt i planen").select_option(label=valg)
    if fra:
        page.get_by_label("Fra og med").fill(fra)


def _marks(page: Page, utgitt: Utgitt, path: str = THEME) -> dict[str, str]:
    """The marks one sees on a page, by the id of what they mark."""
    page.goto(f"{utgitt.adresse}/{path}")
    visible = page.locator(".kp-nytt:visible")
    script = "mark => (mark.closest('section, .kp-begreper > div').querySelector('[id]') ?? mark.closest('[id]')).id"
    return {mark.evaluate(script): mark.inner_text() for mark in visible.all()}


def _at(context: BrowserContext, day: str) -> None:
    context.clock.set_fixed_time(f"{day}T10:00:00")


def test_marks_stand_on_what_is_newer_than_the_chosen_date_and_on_nothing_else(
    page: Page, utgitt: Utgitt
) -> None:
    _choose(page, utgitt, "Alt fra en dato", "2027-01-01")
    assert _marks(page, utgitt) == {
        "spiser-med-elevene": "Nytt 1. august 2027",
        "eier-relasjonen": "Endret 1. august 2027",
        "viser-vaerematen": "Endret 15. januar 2028",
    }
    assert _marks(page, utgitt, "eksempel/begreper.html") == {"matro": "Nytt 1. august 2027"}
    _choose(page, utgitt, "Alt fra en dato", "2027-08-02")
    assert _marks(page, utgitt) == {"viser-vaerematen": "Endret 15. januar 2028"}
    page.reload()
    expect(page.locator(".kp-nytt:visible")).to_have_count(1)
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    expect(page.get_by_label("Fra og med")).to_have_value("2027-08-02")


def test_a_reader_who_wants_no_marks_gets_none(
    context: BrowserContext, page: Page, utgitt: Utgitt
) -> None:
    _at(context, SECOND)
    assert _marks(page, utgitt)
    _choose(page, utgitt, "Ikke merk noe")
    expect(page.get_by_role("status")).to_have_text("Lagret i denne nettleseren.")
    assert _marks(page, utgitt) == {}


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        ("2028-01-15", {"viser-vaerematen"}),
        ("2028-04-01", {"viser-vaerematen"}),
        ("2028-05-01", set()),
    ],
)
def test_without_a_choice_the_newest_is_marked_for_three_months(
    context: BrowserContext, page: Page, utgitt: Utgitt, day: str, seen: set[str]
) -> None:
    _at(context, day)
    assert set(_marks(page, utgitt)) == seen


def test_the_marks_follow_when_one_goes_back_to_a_page(
    context: BrowserContext, page: Page, utgitt: Utgitt
) -> None:
    _at(context, "2029-01-01")
    assert _marks(page, utgitt) == {}
    _choose(page, utgitt, "Alt fra en dato", FIRST)
    page.go_back()
    expect(page.locator(".kp-nytt:visible")).to_have_count(3)


@pytest.mark.parametrize("kept", ["i fjor", "2027", 7, {"a": 1}, True])
def test_what_others_have_left_in_the_store_is_no_choice(
    context: BrowserContext, page: Page, utgitt: Utgitt, kept: object
) -> None:
    _at(context, SECOND)
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    page.evaluate("kept => kp.lager.write('localStorage', kp.lager.own('nytt', '.'), kept)", kept)
    assert set(_marks(page, utgitt)) == {"viser-vaerematen"}


def test_a_browser_that_keeps_nothing_says_so_and_marks_the_newest(
    context: BrowserContext, page: Page, utgitt: Utgitt
) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('nei', 'SecurityError'); } })"
    context.add_init_script(refuse)
    _at(context, SECOND)
    _choose(page, utgitt, "Ikke merk noe")
    expect(page.get_by_role("status")).to_contain_text("Nettleseren lagrer ikke valget.")
    assert set(_marks(page, utgitt)) == {"viser-vaerematen"}


def test_without_script_nothing_is_marked_and_the_page_of_changes_is_whole(
    browser: Browser, utgitt: Utgitt
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{utgitt.adresse}/{THEME}")
    assert page.locator(".kp-nytt").count() == 3
    assert page.locator(".kp-nytt:visible").count() == 0
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    assert not page.locator("form[data-module=nytt]").is_visible()
    expect(page.get_by_role("heading", name="Utgave 1.1, 1. august 2027")).to_be_visible()
    page.context.close()


def test_a_site_opened_as_a_folder_keeps_the_choice(page: Page, utgitt: Utgitt) -> None:
    site = utgitt.root.parent / "site" / "eksempel"
    page.goto((site / "endringer.html").as_uri())
    page.get_by_label("Merk det som er nytt i planen").select_option(label="Alt fra en dato")
    page.get_by_label("Fra og med").fill(FIRST)
    page.goto((site / "tema/relasjon.html").as_uri())
    expect(page.locator(".kp-nytt:visible")).to_have_count(3)


def test_paper_has_no_marks(page: Page, utgitt: Utgitt) -> None:
    _choose(page, utgitt, "Alt fra en dato", FIRST)
    assert _marks(page, utgitt)
    page.emulate_media(media="print")
    assert page.locator(".kp-nytt:visible").count() == 0


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [
        (THEME, *DRAKTER[0]),
        (THEME, *DRAKTER[1]),
        ("eksempel/endringer.html", *DRAKTER[1]),
        ("eksempel/begreper.html", *DRAKTER[0]),
    ],
)
def test_axe_finds_nothing_among_the_marks(
    browser: Browser, utgitt: Utgitt, path: str, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    _choose(page, utgitt, "Alt fra en dato", FIRST)
    page.goto(f"{utgitt.adresse}/{path}")
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    found = violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    assert found == []
