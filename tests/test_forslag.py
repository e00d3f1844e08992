"""«Foreslå en endring»: what is typed in the browser is what is published, and a reader pays
nothing.
"""

import json
import random
import re
import shutil
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import motorer
import pytest
from conftest import DEMO, ROOT, build_site, copy_project, serving, violations
from gang import DRAKTER
from playwright.sync_api import BrowserContext, Page, expect

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Malform, Tilpasning
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import tidy
from kvalitetsplan.site.assets import parts
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.field_words import choice_words, told
from kvalitetsplan.site.interface import interface_texts
from kvalitetsplan.site.proposals import proposal_files, written

SCRIPTS = ["assets/js/lager.js", "assets/js/lest.js", *parts("assets/js/forslag.js")]

FOLDER = "data/kommuner/eksempel"
THEME = "tema/relasjon.html"


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's site, built alone, with an archive to propose to."""
    folder = tmp_path_factory.mktemp("forslag")
    project = copy_project(folder / "prosjekt")
    with (project / FOLDER / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("forslag: { arkiv: https://github.com/eksempel/plan }\n")
    return build_site(project, load_plan(project_at(project), "eksempel"), folder / "ut")


@pytest.fixture(scope="module")
def site(proposed: Path) -> Iterator[str]:
    with serving(proposed) as top:
        yield top


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


def turn_on(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Foreslå en endring").click()
    expect(page.locator(".kp-forslag")).to_be_visible()


def change(page: Page, name: str, text: str) -> None:
    page.locator(f"[data-endrer='{name}']").click()
    page.locator(".kp-forslag__skjema textarea").first.fill(text)
    page.get_by_role("button", name="Behold endringen").click()
    expect(page.locator(".kp-forslag__skjema")).to_have_count(0)


def saved(page: Page, folder: Path, who: str = "Kari") -> Path:
    page.get_by_role("button", name="Lagre eller send").click()
    page.get_by_label("Hvem forslaget kommer fra").fill(who)
    with page.expect_download() as download:
        page.get_by_role("button", name="Lagre fila").click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    page.get_by_role("button", name="Lukk").click()
    return target


def laid_in(project: Path, file: Path) -> Path:
    target = project / FOLDER / "tilpasning" / file.name
    target.parent.mkdir(exist_ok=True)
    shutil.copy(file, target)
    return project / "data"


def add_pair(page: Page, practice: str, effect: str) -> None:
    page.get_by_role("button", name="kjennetegn", exact=True).click()
    form = page.locator(".kp-forslag__skjema")
    form.get_by_label("Kjennetegn *", exact=True).fill(practice)
    form.get_by_label("Hvem", exact=True).select_option("ansatte")
    form.get_by_label("Eller skriv en ny virkning").fill(effect)
    form.get_by_label("Grunnlag", exact=True).select_option("vedtatt")
    form.get_by_role("button", name="Behold endringen").click()
    expect(form).to_have_count(0)


def remove(page: Page, name: str, why: str) -> None:
    page.locator(f"[data-endrer='{name}']").click()
    page.get_by_role("button", name="Ta bort punktet").click()
    page.get_by_label("Hvorfor skal det bort?").fill(why)
    page.get_by_role("button", name="Ta bort", exact=True).click()
    expect(page.locator(".kp-forslag__dialog")).to_have_count(0)


def test_what_is_proposed_in_the_browser_is_published_as_written(
    page: Page, site: str, project: Path, tmp_path: Path
) -> None:
    turn_on(page, f"{site}/{THEME}")
    change(page, "relasjon/viser-vaerematen kjennetegn", 'Vi sier "takk": alltid. # Ja')
    change(page, "relasjon/hilser-ved-navn kjennetegn", "Vi hilser på alle i døra.")
    add_pair(page, "Vi ringer hjem når noe gikk bra.", "Elevene forteller hjemme om skoledagen.")
    page.locator("details.kp-brett summary", has_text="Hva er en god relasjon").click()
    remove(page, "relasjon/god-relasjon-hos-oss tekst", "Vi snakker om noe annet.")
    page.get_by_role("button", name="Ordne temaene").click()
    page.get_by_role("button", name=re.compile("Flytt opp: Mobbing")).click()
    page.get_by_role("button", name="Behold rekkefølgen").click()
    expect(page.locator(".kp-forslag [role=status]")).to_have_text("6 endringer")
    before = load_plan(project_at(project), "eksempel")
    data = laid_in(project, saved(page, tmp_path))

    plan = load_plan(project_at(data.parent), "eksempel")

    said = {address: item.label for address, item in plan.by_address.items()}
    assert said["relasjon/viser-vaerematen"] == 'Vi sier "takk": alltid. # Ja'
    assert said["relasjon/hilser-ved-navn"] == "Vi hilser på alle i døra."
    assert "relasjon/god-relasjon-hos-oss" not in said
    pair = plan.tema("relasjon").par[-1]
    assert (pair.kjennetegn, pair.grunnlag) == ("Vi ringer hjem når noe gikk bra.", "vedtatt")
    (effect,) = plan.virkninger(pair, plan.tema("relasjon"))
    assert effect.virkning.tekst == "Elevene forteller hjemme om skoledagen."
    ids = [tema.id for tema in before.temaer]
    place = ids.index("mobbing")
    ids[place - 1 : place + 1] = reversed(ids[place - 1 : place + 1])
    assert [tema.id for tema in plan.temaer] == ids
    html = (build_site(project, plan, tmp_path / "ut") / THEME).read_text(encoding="utf-8")
    assert "Vi sier &#34;takk&#34;: alltid. # Ja" in html or 'Vi sier "takk": alltid. # Ja' in html
    assert "Vi ringer hjem når noe gikk bra." in html


def test_a_new_theme_is_written_with_its_first_pair(
    page: Page, site: str, project: Path, tmp_path: Path
) -> None:
    turn_on(page, f"{site}/index.html")
    page.get_by_role("button", name="tema", exact=True).click()
    form = page.locator(".kp-forslag__skjema")
    form.get_by_role("button", name="Behold endringen").click()
    expect(form.locator("p.kp-forslag__feil").first).to_have_text("må fylles ut")
    for name, text in (
        ("Tittel *", "Skolegården"),
        ("Kort", "Ute."),
        ("Ingress", "Vi er ute."),
    ):
        form.get_by_label(name, exact=True).fill(text)
    form.get_by_label("Praksis 1: Kjennetegn").fill("Vi går ut.")
    form.get_by_label("Praksis 1: Hvem").select_option("ansatte")
    form.get_by_label("Praksis 1: Grunnlag").select_option("vedtatt")
    form.get_by_label("Eller skriv en ny virkning").last.fill("Elevene leker.")
    form.get_by_role("button", name="Behold endringen").click()
    expect(form).to_have_count(0)

    plan = load_plan(project_at(laid_in(project, saved(page, tmp_path)).parent), "eksempel")

    tema = plan.tema("eksempel-skolegarden")
    assert [one.kjennetegn for one in tema.par] == ["Vi går ut."]
    assert [one.virkning.tekst for one in plan.virkninger(tema.par[0], tema)] == ["Elevene leker."]


def test_what_is_typed_stays_when_all_the_fields_are_shown(page: Page, site: str) -> None:
    turn_on(page, f"{site}/{THEME}")
    page.locator("[data-endrer='relasjon/viser-vaerematen kjennetegn']").click()
    field = page.locator(".kp-forslag__skjema textarea").first
    field.fill("Vi takker.")
    page.get_by_role("button", name="Vis alle feltene").click()
    expect(field).to_have_value("Vi takker.")
    expect(page.locator(".kp-forslag__under").first).to_contain_text("Vi sier takk og unnskyld")


def test_what_is_taken_out_can_be_taken_in_again_where_it_stood(page: Page, site: str) -> None:
    turn_on(page, f"{site}/{THEME}")
    page.locator("details.kp-brett summary", has_text="Hva er en god relasjon").click()
    remove(page, "relasjon/god-relasjon-hos-oss tekst", "Vi snakker om noe annet.")
    told = page.locator(".kp-forslag__borte")
    expect(told).to_contain_text("Tas bort: Vi snakker om noe annet.")
    told.get_by_role("button", name="Ta inn igjen").press("Enter")
    expect(told).to_have_count(0)
    expect(page.locator(":focus[data-endrer^='relasjon/god-relasjon-hos-oss ']")).to_have_count(1)
    expect(page.locator(".kp-forslag [role=status]")).to_have_text("Ingen endringer ennå")


ORDER = "all => all.map((one) => one.querySelector('[id]').id)"
"""The ids of parts of a page, in order."""


def test_what_is_moved_stands_where_it_is_to_stand(page: Page, site: str) -> None:
    turn_on(page, f"{site}/{THEME}")
    pairs = page.locator(".kp-par")
    ids = pairs.evaluate_all(ORDER)
    page.locator(f"[data-endrer='relasjon/{ids[2]} kjennetegn']").click()
    page.get_by_role("button", name="Flytt punktet").click()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Behold rekkefølgen").click()
    moved = [ids[0], ids[2], ids[1], *ids[3:]]
    assert pairs.evaluate_all(ORDER) == moved
    expect(pairs.filter(has_text="Flyttet hit")).to_have_count(1)
    change(page, f"relasjon/{ids[1]} kjennetegn", "Vi takker.")
    assert pairs.evaluate_all(ORDER) == moved
    for _ in range(2):
        page.get_by_role("button", name="Angre").click()
    assert pairs.evaluate_all(ORDER) == ids


def test_a_theme_that_is_moved_is_moved_among_the_cards_and_in_the_menu(
    page: Page, site: str
) -> None:
    turn_on(page, f"{site}/index.html")
    cards = page.locator(".kp-kortliste").first.locator("a[href^='tema/']")
    texts = "all => all.map((one) => one.textContent.trim())"
    first, second, *rest = cards.evaluate_all(texts)
    page.get_by_role("button", name="Ordne temaene").click()
    up = page.get_by_role("button", name=f"Flytt opp: {second}")
    while up.is_enabled():
        up.click()
    page.get_by_role("button", name="Behold rekkefølgen").click()
    assert cards.evaluate_all(texts) == [second, first, *rest]
    menu = page.locator(".kp-meny a[href^='tema/'], nav a[href^='tema/']").evaluate_all(texts)
    assert menu.index(second) < menu.index(first)


def test_a_session_is_edited_on_its_own_page_and_nothing_of_it_is_on_the_wall(
    page: Page, site: str
) -> None:
    turn_on(page, f"{site}/{SESSION}")
    change(page, "økter/relasjon-10 mål", "Vi vet hvem vi spør.")
    expect(page.locator(".kp-forslag__ny")).to_have_text("Forslag: Vi vet hvem vi spør.")
    assert violations(page) == []
    page.locator("a[href='#storskjerm']").click()
    expect(page.locator(".kp-vegg")).to_be_visible()
    assert page.locator("[data-forslag]:visible, .kp-forslag:visible").count() == 0


def test_it_works_from_a_folder_and_is_there_on_the_next_page_and_the_next_day(
    page: Page, proposed: Path
) -> None:
    turn_on(page, f"{proposed.as_uri()}/{THEME}")
    change(page, "relasjon/viser-vaerematen kjennetegn", "Vi sier takk.")
    page.goto(f"{proposed.as_uri()}/{THEME}")
    expect(page.locator(".kp-forslag__ny")).to_have_text("Forslag: Vi sier takk.")
    page.get_by_role("button", name="Angre").click()
    expect(page.locator(".kp-forslag__ny")).to_have_count(0)
    page.get_by_role("button", name="Gjør om igjen").click()
    expect(page.locator(".kp-forslag__ny")).to_have_count(1)
    page.get_by_role("button", name="Se endringene").click()
    page.get_by_role("button", name="Ta bort endringen").click()
    expect(page.locator(".kp-forslag__dialog")).to_contain_text("Du har ikke endret noe ennå.")


SESSION = "okt/relasjon-10.html"


@pytest.mark.parametrize("path", [THEME, SESSION])
def test_a_reader_pays_for_a_link_alone(context: BrowserContext, site: str, path: str) -> None:
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.goto(f"{site}/{path}")
    page.wait_for_load_state("networkidle")
    assert [one for one in asked if "forslag" in one] == []
    html = page.request.get(f"{site}/{path}").text()
    assert html.count("data-foresla") == 1
    assert "kp-forslag" not in html


@pytest.mark.treg
def test_a_municipality_may_say_no(project: Path, tmp_path: Path) -> None:
    with (project / FOLDER / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("forslag: nei\n")
    built = build_site(project, load_plan(project_at(project), "eksempel"), tmp_path / "ut")
    assert not (built / "forslag").exists()
    assert "data-foresla" not in (built / THEME).read_text(encoding="utf-8")


def test_problems_are_shown_as_one_types_in_the_words_of_the_reader(page: Page, site: str) -> None:
    turn_on(page, f"{site}/{THEME}")
    page.locator("[data-endrer='relasjon/viser-vaerematen kjennetegn']").click()
    form = page.locator(".kp-forslag__skjema")
    field, fault = form.locator("textarea").first, form.locator("p.kp-forslag__feil")
    for text, message in (
        ("", "må fylles ut"),
        ("a" * 4001, "er for lang (høyst 4000 tegn)"),
        ("Ring 13097248022.", "her står et fødselsnummer; slett det, for alle kan lese planen"),
        ("Ring 1309 7248022.", "her står et fødselsnummer; slett det, for alle kan lese planen"),
        ("Vi hÃ¥per.", "har et tegn som et annet program har gjort om («Ã¥»); skriv det på nytt"),
        (
            "[Udir](www.udir.no)",
            "har en lenke som ikke virker («www.udir.no»); skriv [ord](https://adressen) eller "
            "[ord](mailto:adressen), uten mellomrom",
        ),
    ):
        field.fill(text)
        expect(fault).to_have_text(message)
    for text, message in (
        ("Vi møtes i {klasserommet}.", "har et ukjent ord i krøllparenteser: {klasserommet}"),
        ("ord " * 200, "har et avsnitt som ikke får plass på storskjermen"),
    ):
        field.fill(text)
        expect(form.locator("ul.kp-forslag__feil")).to_contain_text(message)


def test_what_the_law_says_is_locked_and_says_why(page: Page, site: str) -> None:
    turn_on(page, f"{site}/handlingsplikten.html")
    page.locator("[data-endrer='krav/ansatte-folger-med tekst']").click()
    expect(page.locator(".kp-forslag__last")).to_contain_text("Dette gjengir loven")


STORE = "text => localStorage.setItem(`kp-${kp.lager.own('forslag', '../')}`, text)"
"""Leave something where the page of a theme keeps what is proposed."""


@pytest.mark.parametrize(
    "stored", ["{", '{"steg": 3}', '{"steg": [{"op": "x"}, null], "antall": 9}']
)
def test_a_damaged_store_stops_nothing(page: Page, site: str, stored: str) -> None:
    page.goto(f"{site}/{THEME}")
    page.evaluate(STORE, stored)
    turn_on(page, f"{site}/{THEME}")
    expect(page.locator(".kp-forslag [role=status]")).to_contain_text("Ingen endringer ennå")


def test_what_is_done_in_two_tabs_is_one_list(
    fersk: Page, context: BrowserContext, site: str
) -> None:
    page = fersk
    other = context.new_page()
    turn_on(page, f"{site}/{THEME}")
    turn_on(other, f"{site}/tema/mobbing.html")
    status = page.locator(".kp-forslag [role=status]")
    change(page, "relasjon/viser-vaerematen kjennetegn", "Vi takker alltid.")
    text = other.locator("[data-endrer^='mobbing/'][data-endrer$=' kjennetegn']").first
    change(other, text.get_attribute("data-endrer"), "Vi sier fra.")
    expect(status).to_have_text("2 endringer")
    change(page, "relasjon/hilser-ved-navn kjennetegn", "Vi hilser på alle.")
    expect(other.locator(".kp-forslag [role=status]")).to_have_text("3 endringer")
    page.get_by_role("button", name="Se endringene").click()
    expect(page.get_by_role("dialog").locator("[data-gjor=slett]")).to_have_count(3)
    page.keyboard.press("Escape")
    page.reload()
    expect(status).to_have_text("3 endringer")


def test_undo_takes_back_what_this_tab_did_and_says_when_it_was_another(
    fersk: Page, context: BrowserContext, site: str
) -> None:
    page = fersk
    other = context.new_page()
    turn_on(page, f"{site}/{THEME}")
    turn_on(other, f"{site}/{THEME}")
    change(page, "relasjon/viser-vaerematen kjennetegn", "Vi takker alltid.")
    change(other, "relasjon/hilser-ved-navn kjennetegn", "Vi hilser på alle.")
    status = page.locator(".kp-forslag [role=status]")
    expect(status).to_have_text("2 endringer")
    page.get_by_role("button", name="Angre", exact=True).click()
    expect(status).to_have_text("Én endring")
    expect(page.locator("main")).to_contain_text("Vi hilser på alle.")
    page.get_by_role("button", name="Angre", exact=True).click()
    expect(status).to_have_text(
        "Det som ble angret, var gjort i en annen fane, eller før denne ble åpnet."
    )
    expect(other.locator(".kp-forslag [role=status]")).to_have_text("Ingen endringer ennå")


def test_what_is_being_written_stands_when_another_tab_changes_something(
    fersk: Page, context: BrowserContext, site: str
) -> None:
    page = fersk
    other = context.new_page()
    turn_on(page, f"{site}/{THEME}")
    turn_on(other, f"{site}/{THEME}")
    page.locator("[data-endrer='relasjon/viser-vaerematen kjennetegn']").click()
    field = page.locator(".kp-forslag__skjema textarea").first
    field.fill("Vi takker alltid.")
    change(other, "relasjon/hilser-ved-navn kjennetegn", "Vi hilser på alle.")
    expect(page.locator(".kp-forslag [role=status]")).to_have_text("Én endring")
    expect(field).to_have_value("Vi takker alltid.")
    page.get_by_role("button", name="Behold endringen").click()
    expect(page.locator(".kp-forslag [role=status]")).to_have_text("2 endringer")


def test_what_a_full_browser_does_not_keep_is_said_and_stays_in_the_tab(
    page: Page, site: str
) -> None:
    turn_on(page, f"{site}/{THEME}")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('fullt'); })")
    change(page, "relasjon/viser-vaerematen kjennetegn", "Vi takker alltid.")
    change(page, "relasjon/hilser-ved-navn kjennetegn", "Vi hilser på alle.")
    said = page.locator(".kp-forslag [role=status]")
    expect(said).to_have_text("Nettleseren lagrer ikke noe her. Lagre fila før du lukker siden.")
    assert page.evaluate("kp.forslag.tilstand.steps().length") == 2


def test_a_change_of_what_is_gone_says_that_it_is_not_in_the_file(page: Page, site: str) -> None:
    step = {"op": "erstatt", "id": "relasjon/er-borte", "felt": "tekst", "fra": "A", "til": "B"}
    page.goto(f"{site}/{THEME}")
    stored = json.dumps({"steg": [step], "antall": 1})
    page.evaluate(STORE, stored)
    turn_on(page, f"{site}/{THEME}")
    page.get_by_role("button", name="Se endringene").click()
    expect(page.get_by_role("dialog")).to_contain_text("er ikke i planen lenger")


@pytest.mark.parametrize("malform", get_args(Malform))
def test_every_choice_in_a_form_has_a_word_in_both_forms_of_norwegian(malform: Malform) -> None:
    tekst = interface_texts(ROOT, malform)
    words = choice_words(tekst)
    for kind in told(tekst["forslag"]["hva"]).values():
        for key, form in () if kind["last"] else all_forms(kind["felter"]):
            codes = map(str, form.get("valg", ()))
            assert [code for code in codes if not words[key].get(code)] == [], key


def all_forms(some: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every field, and every field in a field."""
    for key, form in some.items():
        inner = form.get("liste", form)
        yield key, inner
        yield from all_forms(inner.get("felter", {}))


def test_a_choice_is_shown_in_words_and_saved_as_it_is_written(
    page: Page, site: str, project: Path, tmp_path: Path
) -> None:
    turn_on(page, f"{site}/arshjul.html")
    page.get_by_role("button", name="hendelse", exact=True).click()
    form = page.locator(".kp-forslag__skjema")
    form.get_by_label("Tittel *", exact=True).fill("Lesekveld for foreldre")
    for word in ("August", "Oktober", "5.–7. trinn", "9. trinn"):
        form.get_by_label(word, exact=True).check()
    form.get_by_label("Bestemmer kommunen datoen?").select_option(label="Nei")
    form.get_by_role("button", name="Behold endringen").click()
    card = page.locator(".kp-forslag__kort", has_text="Lesekveld for foreldre")
    expect(card).to_contain_text("August")
    expect(card).to_contain_text("9. trinn")
    data = laid_in(project, saved(page, tmp_path))
    plan = load_plan(project_at(data.parent), "eksempel").grunnplan
    event = next(one for one in plan.hendelser if one.tittel == "Lesekveld for foreldre")
    assert (event.maneder, event.trinn, event.lokalt) == ((8, 10), ("5-7", "9"), "nei")


def test_many_choices_are_one_stop_for_tab_and_the_arrows_go_through_them(
    page: Page, site: str
) -> None:
    turn_on(page, f"{site}/arshjul.html")
    page.get_by_role("button", name="hendelse", exact=True).click()
    page.get_by_role("checkbox", name="Januar").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Mars")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Uker 1", exact=True)).to_be_focused()


def test_what_is_chosen_in_a_file_and_is_no_usual_choice_is_kept(
    page: Page, project: Path, tmp_path: Path
) -> None:
    layer = project / FOLDER / "tilpasning" / "trinn.yaml"
    layer.parent.mkdir(exist_ok=True)
    layer.write_text(
        "legg_til:\n  - liste: tiltak\n"
        "    nytt: { id: eksempel-lek, tekst: Lekekasser., trinn: ['4-6'], nivå: [gruppe] }\n",
        "utf-8",
    )
    plan = load_plan(project_at(project), "eksempel")
    with serving(build_site(project, plan, tmp_path / "ut")) as top:
        turn_on(page, f"{top}/tiltak.html")
        page.locator("summary", has_text="Lekekasser").click()
        page.locator("[data-endrer='tiltak/eksempel-lek tekst']").click()
        page.get_by_role("button", name="Vis alle feltene").click()
        expect(page.get_by_label("4.–6. trinn", exact=True)).to_be_checked()
        expect(page.get_by_label("Gruppe eller klasse", exact=True)).to_be_checked()
        page.get_by_label("SFO", exact=True).check()
        page.get_by_role("button", name="Behold endringen").click()
        assert 'til: ["4-6", "SFO"]' in saved(page, tmp_path).read_text("utf-8")


def test_what_nobody_has_touched_in_a_form_is_not_changed(
    page: Page, project: Path, tmp_path: Path
) -> None:
    (project / FOLDER / "tilpasning.yaml").write_text(
        "legg_til:\n  - liste: hendelser\n"
        "    nytt: { id: eksempel-tur, tittel: Tur, måneder: [9, 3], hvem: [ledelse, ansatte] }\n",
        "utf-8",
    )
    plan = load_plan(project_at(project), "eksempel")
    with serving(build_site(project, plan, tmp_path / "ut")) as top:
        turn_on(page, f"{top}/arshjul.html")
        page.locator("[data-under=maned-9] > summary").click()
        page.locator("[data-endrer='hendelser/eksempel-tur tittel']").click()
        page.get_by_role("button", name="Vis alle feltene").click()
        page.locator(".kp-forslag__skjema textarea:visible").first.fill("Haustur")
        page.get_by_role("button", name="Behold endringen").click()
        written = saved(page, tmp_path).read_text("utf-8")
    assert "Haustur" in written
    assert "hvem" not in written
    assert "måneder" not in written


def test_each_field_of_a_step_in_a_ladder_says_what_one_writes_there(page: Page, site: str) -> None:
    turn_on(page, f"{site}/trapper.html")
    page.get_by_role("button", name="trapp", exact=True).click()
    form = page.locator(".kp-forslag__skjema")
    fields = form.locator(".kp-forslag__delfelt")
    assert fields.count() > 5
    for field in fields.all():
        assert field.locator("> [data-del=hjelp]").inner_text(), field.inner_text()
    expect(form.get_by_label("Trinn i trappa 1: Frist", exact=True)).to_have_accessible_description(
        re.compile("innen en uke")
    )


def test_the_whole_way_can_be_gone_with_the_keyboard_alone(page: Page, site: str) -> None:
    page.goto(f"{site}/{THEME}")
    page.get_by_role("link", name="Foreslå en endring").focus()
    page.keyboard.press("Enter")
    page.locator("[data-endrer='relasjon/viser-vaerematen kjennetegn']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kp-forslag__skjema textarea").first).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Vi takker.")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Behold endringen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-endrer='relasjon/viser-vaerematen kjennetegn']")).to_be_focused()
    expect(page.locator(".kp-forslag__ny")).to_have_text("Forslag: Vi takker.")


def focused(page: Page) -> str:
    """What has the focus, by the text it would change, what it does, or what it is."""
    return page.evaluate(
        "(({ dataset, localName }) => dataset.endrer ?? dataset.gjor ?? dataset.del ?? localName)"
        "(document.activeElement)"
    )


def test_the_focus_is_never_lost_to_whoever_has_only_a_keyboard(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}/{THEME}")
    page.get_by_role("link", name="Foreslå en endring").press("Enter")
    expect(page.locator(".kp-forslag")).to_be_visible()
    assert focused(page) == "status"
    page.locator("details.kp-brett summary", has_text="Hva er en god relasjon").press("Enter")
    page.locator("[data-endrer='relasjon/god-relasjon-hos-oss tittel']").press("Enter")
    page.get_by_role("button", name="Ta bort punktet").press("Enter")
    page.get_by_label("Hvorfor skal det bort?").fill("Vi snakker om noe annet.")
    page.get_by_role("button", name="Ta bort", exact=True).press("Enter")
    assert focused(page).startswith("relasjon/god-relasjon-hos-oss ")
    expect(page.locator(":focus")).to_contain_text("Ta inn igjen")
    page.get_by_role("button", name="Angre").press("Enter")
    assert focused(page) == "gjenta"
    page.keyboard.press("Enter")
    assert focused(page) == "angre"


@pytest.mark.parametrize("path", ["okt/relasjon-60.html", "situasjon/alene-i-friminuttet.html"])
def test_no_field_one_begins_in_lies_under_the_line(page: Page, site: str, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    turn_on(page, f"{site}/{path}")
    for one in page.locator("main .kp-forslag__endre").all()[:8]:
        if not one.is_visible():
            continue
        one.press("Enter")
        field = page.locator(".kp-forslag__skjema [data-del=inn] > :focus")
        expect(field).to_be_visible()
        ends = "one => one.getBoundingClientRect().bottom"
        top = page.locator(".kp-forslag").evaluate("one => one.getBoundingClientRect().top")
        assert field.evaluate(ends) <= top
        page.keyboard.press("Escape")


def test_one_press_of_escape_drops_nothing_that_is_typed(page: Page, site: str) -> None:
    turn_on(page, f"{site}/{THEME}")
    page.locator("[data-endrer='relasjon/viser-vaerematen kjennetegn']").click()
    form, dialog = page.locator(".kp-forslag__skjema"), page.get_by_role("dialog")
    form.locator("textarea").first.fill("Vi takker.")
    page.keyboard.press("Escape")
    expect(form).to_contain_text("ikke tatt vare på")
    expect(form.locator("textarea").first).to_have_value("Vi takker.")
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    page.locator("[data-endrer='relasjon/viser-vaerematen kjennetegn']").click()
    form.get_by_role("button", name="Ta bort punktet").click()
    dialog.get_by_label("Hvorfor skal det bort?").fill("Vi har et annet.")
    page.keyboard.press("Escape")
    expect(dialog).to_contain_text("ikke tatt vare på")
    expect(dialog.get_by_label("Hvorfor skal det bort?")).to_have_value("Vi har et annet.")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_new_page_is_read_from_the_top_while_one_edits(page: Page, site: str) -> None:
    turn_on(page, f"{site}/{THEME}")
    page.goto(f"{site}/index.html")
    expect(page.locator(".kp-forslag")).to_be_visible()
    assert focused(page) == "body"


def test_a_long_list_is_one_stop_for_tab_and_is_gone_through_with_the_arrows(
    page: Page, site: str
) -> None:
    turn_on(page, f"{site}/{THEME}")
    page.get_by_role("button", name="kjennetegn", exact=True).click()
    page.get_by_label("Finn i lista").first.fill("foreldre")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.value")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.value")
    page.keyboard.press("Space")
    assert (page.locator(":focus").is_checked(), first != second) == (True, True)
    page.keyboard.press("Tab")
    assert focused(page) == "ny"


def test_a_heading_with_the_words_of_a_term_is_not_the_term(page: Page, site: str) -> None:
    turn_on(page, f"{site}/{THEME}")
    assert page.locator("[data-endrer^='begreper/']").count() == 0
    page.goto(f"{site}/begreper.html")
    assert page.locator("[data-endrer^='begreper/']").count() > 100


def test_a_change_is_told_in_whole_sentences(page: Page, site: str) -> None:
    turn_on(page, f"{site}/{THEME}")
    change(page, "relasjon/hilser-ved-navn kjennetegn", "Vi hilser på alle i døra.")
    page.locator("details.kp-brett summary", has_text="Hva er en god relasjon").click()
    remove(page, "relasjon/god-relasjon-hos-oss tekst", "Vi snakker om noe annet.")
    page.get_by_role("button", name="Se endringene").click()
    told = page.locator("[data-del=tekst]", has_text="Vi snakker om noe annet.")
    expect(told).to_have_text("Hva er en god relasjon hos oss? Vi snakker om noe annet.")
    name = "Ta bort endringen: Hva er en god relasjon hos oss? Vi snakker om noe annet."
    expect(page.get_by_role("button", name=name)).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), DRAKTER)
def test_axe_finds_nothing_with_a_form_or_a_dialog_open(
    context: BrowserContext, site: str, width: int, scheme: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    turn_on(page, f"{site}/{THEME}")
    change(page, "relasjon/viser-vaerematen kjennetegn", "Vi takker.")
    page.get_by_role("button", name="kjennetegn", exact=True).click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("Ordne temaene", "Se endringene", "Lagre eller send"):
        page.get_by_role("button", name=name).click()
        assert violations(page, within="dialog[open]") == []
        page.get_by_role("button", name="Lukk").click()


def test_the_archive_gets_name_and_content_in_the_address(page: Page, site: str) -> None:
    turn_on(page, f"{site}/{THEME}")
    file = {"navn": "2027-01-10-kari.yaml", "innhold": 'fjern:\n  - id: "æ & b"\n'}
    ask = "([om, file]) => kp.forslag.fil.archive({ ...kp.forslag.data.om, ...om }, file)"
    github = page.evaluate(ask, [{}, file])
    assert github["adresse"] == (
        "https://github.com/eksempel/plan/new/main/data/kommuner/eksempel/tilpasning"
        "?filename=2027-01-10-kari.yaml&value=fjern%3A%0A%20%20-%20id%3A%20%22%C3%A6%20%26%20b%22%0A"
    )
    gitea = page.evaluate(ask, [{"arkivslag": "gitea", "gren": "a/b"}, file])
    assert "/_new/a/b/data/kommuner/eksempel/tilpasning?filename=" in gitea["adresse"]
    gitlab = page.evaluate(ask, [{"arkivslag": "gitlab"}, file])
    assert gitlab == {
        "adresse": "https://github.com/eksempel/plan/-/new/main/data/kommuner/eksempel/tilpasning"
        "?file_name=2027-01-10-kari.yaml",
        "lim": True,
        "lang": False,
    }
    long = page.evaluate(ask, [{}, {**file, "innhold": "x" * 9000}])
    assert (long["lang"], len(long["adresse"]) < 200) == (True, True)


def test_a_letter_has_the_content_where_it_is_short_and_else_asks_for_the_file(
    page: Page, site: str
) -> None:
    turn_on(page, f"{site}/{THEME}")
    ask = "file => kp.forslag.fil.mail(kp.forslag.data.om, file)"
    short = page.evaluate(ask, {"navn": "a.yaml", "innhold": "fjern: []"})
    long = page.evaluate(ask, {"navn": "a.yaml", "innhold": "x" * 3000})
    assert short["adresse"].startswith("mailto:postmott" + "ak@eksempel.invalid?subject=")
    assert (short["vedlegg"], "fjern%3A%20%5B%5D" in short["adresse"]) == (False, True)
    assert (long["vedlegg"], "xxx" in long["adresse"]) == (True, False)


ALPHABET = (
    "abcæøåÆØÅ 0123456789:#-*&!|>'\"%@`{}[],?~\\/\t\n\r  «»…–'’“\u00a0\u200b\u00ad\ufeff\u2028\x85\x07"
    "😀é" + "e\u0301" + "yes no null 0x1F 1.10 <<: --- ..."
)


def _texts() -> list[str]:
    """Texts that YAML has been known to read as something else, and many by chance."""
    chance = random.Random(18)
    known = [
        "no",
        "0301",
        "1.10",
        "null",
        "~",
        "- a",
        "# a",
        "a # b",
        "a: b",
        "'",
        '"',
        "|-",
        "? a",
    ]
    known += ["{a}", "[a]", "*a", "&a", "!a", "%a", "@a", "`a", "<<<<<<< HEAD", "---", "a\n\n# b"]
    known += ["a\n\n- b\n- c", "1. a\n2. b", "a\n b", " a ", "a\\n", "\\u0041", "a\n\n...\n\nb"]
    made = ("".join(chance.choices(ALPHABET, k=chance.randint(1, 60))) for _ in range(600))
    return [*known, *made]


def test_any_text_comes_out_of_the_file_as_it_was_typed(page: Page, site: str) -> None:
    turn_on(page, f"{site}/{THEME}")
    texts = _texts()
    write = """texts => {
      const clean = texts.map((one) => kp.forslag.tekst.tidy(one)).filter(Boolean);
      const erstatt = clean.map((one) => ({ id: "a/b", felt: "tekst", fra: [one, one], til: one }));
      return [clean, kp.forslag.yaml.file({ erstatt }, ["x"])];
    }"""
    cleaned, content = page.evaluate(write, texts)
    invisible = re.compile(
        "[\u0085\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
    )
    expected = [
        tidy(
            unicodedata.normalize(
                "NFC", invisible.sub("", one.replace("\r\n", "\n").replace("\r", "\n"))
            )
        )
        for one in texts
    ]
    assert cleaned == [one for one in expected if one]
    expected = cleaned
    layer = build(Tilpasning, parse(content.encode(), "fil.yaml"))
    assert [one.til for one in layer.erstatt] == expected
    assert [one.fra for one in layer.erstatt] == [(one, one) for one in expected]


def test_the_script_knows_the_plan_as_the_program_does(page: Page, site: str) -> None:
    turn_on(page, f"{site}/{THEME}")
    known = page.evaluate(
        "() => Object.fromEntries([...kp.forslag.tilstand.all().steder].map(([a, s]) => [a, s.slag]))"
    )
    plan = load_plan(DEMO, "eksempel")
    assert known == {address: type(item).__name__ for address, item in plan.by_address.items()}
    assert page.evaluate("() => kp.forslag.tilstand.problems()") == []
    assert json.loads(page.evaluate("() => JSON.stringify(kp.forslag.tilstand.entries())")) == {
        "fjern": [],
        "erstatt": [],
        "legg_til": [],
        "rekkefølge": [],
    }


@pytest.fixture(params=motorer.ENGINES)
def motor(request: pytest.FixtureRequest) -> Iterator[motorer.Motor]:
    if motorer.missing(request.param):
        pytest.skip(f"{request.param} er ikke på denne maskinen")
    with motorer.ENGINES[request.param]() as started:
        yield started


def test_three_engines_propose_from_a_folder(motor: motorer.Motor, proposed: Path) -> None:
    motor.open(f"{proposed.as_uri()}/{THEME}", 1280)
    motor.run("document.querySelector('[data-foresla]').click()")
    wait_for(motor, "document.querySelector('.kp-forslag__endre')")
    motor.run(
        "document.querySelector('[data-endrer=\"relasjon/viser-vaerematen kjennetegn\"]').click()"
    )
    motor.run(
        "const field = document.querySelector('.kp-forslag__skjema textarea'); field.value = 'Vi takker.';"
        "document.querySelector('.kp-forslag__skjema').requestSubmit();"
    )
    wait_for(motor, "document.querySelector('.kp-forslag__ny')")
    assert motor.run("return document.querySelector('.kp-forslag__ny').textContent") == (
        "Forslag: Vi takker."
    )


def wait_for(motor: motorer.Motor, expression: str) -> None:
    last = time.monotonic() + 30
    while not motor.run(f"return Boolean({expression})"):
        assert time.monotonic() < last, expression
        time.sleep(0.2)


FRAME = """<!doctype html><body><main id="innhold"><article></article></main>
<footer><a data-foresla href="https://x.invalid/for-kommuner/forslag.html">x</a></footer>"""

DO_AT_RANDOM = """seed => {
  const { tilstand, plan, peker } = kp.forslag;
  let state = seed;
  const chance = (below) => ((state = (state * 1103515245 + 12345) % 2147483648), state % below);
  const pick = (some) => some[chance(some.length)];
  const MAKE = {
    erstatt: (all, id) => {
      const texts = Object.entries(all.fields(id)).filter(([key, form]) => key !== "id" && !form.til && !form.valg && !form.tall && !form.felter && !form.monster && !form.punkter && !form.liste?.felter && !form.liste?.valg && !form.liste?.tall);
      if (!texts.length) return null;
      const [key, form] = pick(texts);
      const text = `Nytt ${chance(1000)}: «a» # b`;
      return { op: "erstatt", id, felt: key, fra: all.item(id)[key] ?? [], til: form.liste ? [text, "- x"] : text };
    },
    fjern: (all, id) => ({ op: "fjern", id, begrunnelse: `Fordi ${chance(99)}` }),
    legg_til: (all) => {
      const tema = pick(all.plan.lister.temaer);
      const liste = `${tema}/eksempler`;
      const par = all.plan.lister[`${tema}/par`];
      const ids = all.plan.lister[liste] ?? [];
      const plassering = ids.length && chance(2) ? pick([{ etter: pick(ids) }, { før: pick(ids) }, "først"]) : "sist";
      return { op: "legg_til", liste, plassering, nytt: { id: peker.freeId(all, liste, `eksempel ${chance(99)}`), tekst: "Et eksempel.\\n\\n- med\\n- liste", par: [pick(par)] } };
    },
    rekkefølge: (all, id) => {
      const { liste } = all.steder.get(id);
      const ids = [...all.plan.lister[liste]];
      const [moved] = ids.splice(chance(ids.length), 1);
      ids.splice(chance(ids.length + 1), 0, moved);
      return { op: "rekkefølge", liste, id: ids };
    },
  };
  let taken = 0;
  for (let count = 0; count < 60 && taken < 14; count += 1) {
    const all = tilstand.all();
    const id = pick([...all.steder.keys()].filter((one) => !all.isLocked(one)));
    const step = MAKE[pick(Object.keys(MAKE))](all, id);
    if (!step || tilstand.problemsWith([step]).length) continue;
    tilstand.take(step);
    taken += 1;
  }
  const all = tilstand.all();
  const punkter = Object.fromEntries([...all.steder.keys()].map((one) => [one, all.item(one)]));
  const lister = Object.fromEntries(Object.entries(all.plan.lister).filter(([list, ids]) => all.kindOf(list) && ids.length));
  return { taken, problems: tilstand.problems(), lister, punkter, file: kp.forslag.fil.make(tilstand.entries(), "", kp.forslag.data.om).innhold };
}"""


@pytest.mark.parametrize(
    ("sted", "seed"), [("eksempel", 1), ("nittedal", 2), ("eksempel/skoler/eksempelskolen", 3)]
)
def test_whatever_is_done_the_plan_becomes_what_the_script_said(
    context: BrowserContext, project: Path, sted: str, seed: int
) -> None:
    page, data = context.new_page(), project / "data"
    page.set_content(FRAME)
    components = Components(project, load_plan(project_at(project), sted))
    scripts = [(ROOT / "overrides" / name).read_text("utf-8") for name in SCRIPTS]
    for script in [scripts[0], *(text for _, text in proposal_files(components)), *scripts[1:]]:
        page.add_script_tag(content=script)

    said = page.evaluate(DO_AT_RANDOM, seed)

    assert (said["problems"], said["taken"] > 5) == ([], True)
    file = data / "kommuner" / sted / "tilpasning" / "2027-01-10-forslag.yaml"
    file.parent.mkdir()
    file.write_text(said["file"], encoding="utf-8")
    became = written(load_plan(project_at(project), sted).grunnplan)
    assert {name: ids for name, ids in became["lister"].items() if ids} == said["lister"]
    assert became["punkter"].keys() == said["punkter"].keys()
    # What pointed to what is gone, points there no more; that the reader sees to.
    for address, fields in said["punkter"].items():
        texts = {
            key: one
            for key, one in fields.items()
            if not points(one, became["punkter"][address], key)
        }
        assert {key: became["punkter"][address][key] for key in texts} == texts, address


def points(value: Any, became: dict[str, Any], key: str) -> bool:
    """Tell whether a field holds references of which some are gone."""
    left = became.get(key, [])
    return isinstance(value, list) and len(left) < len(value) and all(one in value for one in left)
