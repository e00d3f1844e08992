"""The forms of «Foreslå en endring»: their choices, what they say, what is wrong."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from conftest import ROOT, build_site
from foresla import FOLDER, THEME, laid_in, saved, turn_on
from playwright.sync_api import Page, expect
from tjener import serving

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Malform
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.site.field_words import choice_words, told
from kvalitetsplan.site.interface import interface_texts


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


def test_problems_are_shown_as_one_types_in_the_words_of_the_reader(
    page: Page, proposed_at: str
) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
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


def test_what_the_law_says_is_locked_and_says_why(page: Page, proposed_at: str) -> None:
    turn_on(page, f"{proposed_at}/handlingsplikten.html")
    page.locator("[data-endrer='krav/ansatte-folger-med tekst']").click()
    expect(page.locator(".kp-forslag__last")).to_contain_text("Dette gjengir loven")


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
    page: Page, proposed_at: str, project: Path, tmp_path: Path
) -> None:
    turn_on(page, f"{proposed_at}/arshjul.html")
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


def test_each_field_of_a_step_in_a_ladder_says_what_one_writes_there(
    page: Page, proposed_at: str
) -> None:
    turn_on(page, f"{proposed_at}/trapper.html")
    page.get_by_role("button", name="trapp", exact=True).click()
    form = page.locator(".kp-forslag__skjema")
    fields = form.locator(".kp-forslag__delfelt")
    assert fields.count() > 5
    for field in fields.all():
        assert field.locator("> [data-del=hjelp]").inner_text(), field.inner_text()
    expect(form.get_by_label("Trinn i trappa 1: Frist", exact=True)).to_have_accessible_description(
        re.compile("innen en uke")
    )


def test_one_press_of_escape_drops_nothing_that_is_typed(page: Page, proposed_at: str) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
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
