"""«Foreslå en endring»: what is typed in the browser is what is published, and a reader pays
nothing."""

import re
from pathlib import Path

import pytest
from conftest import build_site
from foresla import FOLDER, SESSION, THEME, add_pair, change, laid_in, remove, saved, turn_on
from nettleser import violations
from playwright.sync_api import BrowserContext, Page, expect

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


def test_what_is_proposed_in_the_browser_is_published_as_written(
    page: Page, proposed_at: str, project: Path, tmp_path: Path
) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
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
    page: Page, proposed_at: str, project: Path, tmp_path: Path
) -> None:
    turn_on(page, f"{proposed_at}/index.html")
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


def test_what_is_typed_stays_when_all_the_fields_are_shown(page: Page, proposed_at: str) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
    page.locator("[data-endrer='relasjon/viser-vaerematen kjennetegn']").click()
    field = page.locator(".kp-forslag__skjema textarea").first
    field.fill("Vi takker.")
    page.get_by_role("button", name="Vis alle feltene").click()
    expect(field).to_have_value("Vi takker.")
    expect(page.locator(".kp-forslag__under").first).to_contain_text("Vi sier takk og unnskyld")


def test_what_is_taken_out_can_be_taken_in_again_where_it_stood(
    page: Page, proposed_at: str
) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
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


def test_what_is_moved_stands_where_it_is_to_stand(page: Page, proposed_at: str) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
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
    page: Page, proposed_at: str
) -> None:
    turn_on(page, f"{proposed_at}/index.html")
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
    page: Page, proposed_at: str
) -> None:
    turn_on(page, f"{proposed_at}/{SESSION}")
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


@pytest.mark.parametrize("path", [THEME, SESSION])
def test_a_reader_pays_for_a_link_alone(
    context: BrowserContext, proposed_at: str, path: str
) -> None:
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url.removeprefix(proposed_at)))
    page.goto(f"{proposed_at}/{path}")
    page.wait_for_load_state("networkidle")
    assert [one for one in asked if "forslag" in one] == []
    html = page.request.get(f"{proposed_at}/{path}").text()
    assert html.count("data-foresla") == 1
    assert "kp-forslag" not in html


@pytest.mark.treg
def test_a_municipality_may_say_no(project: Path, tmp_path: Path) -> None:
    with (project / FOLDER / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("forslag: nei\n")
    built = build_site(project, load_plan(project_at(project), "eksempel"), tmp_path / "ut")
    assert not (built / "forslag").exists()
    assert "data-foresla" not in (built / THEME).read_text(encoding="utf-8")


def test_a_heading_with_the_words_of_a_term_is_not_the_term(page: Page, proposed_at: str) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
    assert page.locator("[data-endrer^='begreper/']").count() == 0
    page.goto(f"{proposed_at}/begreper.html")
    assert page.locator("[data-endrer^='begreper/']").count() > 100


def test_a_change_is_told_in_whole_sentences(page: Page, proposed_at: str) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
    change(page, "relasjon/hilser-ved-navn kjennetegn", "Vi hilser på alle i døra.")
    page.locator("details.kp-brett summary", has_text="Hva er en god relasjon").click()
    remove(page, "relasjon/god-relasjon-hos-oss tekst", "Vi snakker om noe annet.")
    page.get_by_role("button", name="Se endringene").click()
    told = page.locator("[data-del=tekst]", has_text="Vi snakker om noe annet.")
    expect(told).to_have_text("Hva er en god relasjon hos oss? Vi snakker om noe annet.")
    name = "Ta bort endringen: Hva er en god relasjon hos oss? Vi snakker om noe annet."
    expect(page.get_by_role("button", name=name)).to_be_visible()
