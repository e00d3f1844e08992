"""Agreements are a team's, and stay in the browser they were written in."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from vegg import heading, until_the_end


def test_what_the_group_agrees_on_is_kept_taken_along_and_opens_the_next_session(
    page: Page, eksempel: str
) -> None:
    page.clock.install(time="2026-11-21T12:00:00")
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    list(until_the_end(page))
    page.get_by_label("Kontaktbarometer").check()
    page.get_by_label("Hvilket team eller trinn?").fill("Femte trinn")
    page.get_by_label("Innen når?").fill("fredag")
    page.get_by_label("Stikkord fra gruppa").fill("Begynn ved døra")
    expect(page.locator(".kp-avtale [role=status]")).to_have_text("Lagret i denne nettleseren.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Lagre som tekstfil").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert text.splitlines() == [
        "Én ting vi prøver",
        "Økt: Elevene du når, og de du går forbi",
        "Dato: 21. november 2026",
        "Vi prøver: Kontaktbarometer",
        "Se etter: Elevene du valgte, tar selv kontakt med deg minst én gang.",
        "Hvem: Femte trinn",
        "Innen: fredag",
        "Stikkord: Begynn ved døra",
    ]

    page.goto(f"{eksempel}/okt/klasseledelse-45.html#storskjerm")
    page.keyboard.press("PageDown")
    assert heading(page) == "Siden sist"
    expect(page.locator(".kp-sist__avtale")).to_be_hidden()
    page.get_by_role("button", name="Femte trinn, 21. november 2026").click()
    expect(page.locator(".kp-sist__avtale")).to_contain_text("Vi prøver: Kontaktbarometer")
    list(until_the_end(page))
    page.get_by_role("button", name="Slett alt").click()
    expect(page.locator(".kp-avtale [role=status]")).to_contain_text("Femte trinn")
    page.get_by_role("button", name="Slett alt").click()
    expect(page.locator(".kp-avtale [role=status]")).to_have_text("Alt er slettet.")
    page.reload()
    page.goto(f"{eksempel}/okt/mobbing-45.html")
    expect(page.locator(".kp-sist__avtale")).to_be_hidden()
    page.get_by_text("Lim inn avtalen fra sist").click()
    page.get_by_role("textbox", name="Lim inn avtalen fra sist").fill(text)
    expect(page.locator(".kp-sist__avtale")).to_contain_text("Hvem: Femte trinn")


@pytest.mark.parametrize(
    "session",
    [
        "okt/sosial-kompetanse-10.html",
        "okt.html?oppgaver=sosial-kompetanse/uenighet-i-gruppa&trening=sosial-kompetanse/pakk-sekken&faser=par:4,avtale:3",
    ],
)
def test_without_time_to_practise_the_exercise_and_its_sign_stand_before_the_agreement(
    page: Page, eksempel: str, session: str
) -> None:
    page.goto(f"{eksempel}/{session}#storskjerm")
    assert list(until_the_end(page))[-2:] == ["Pakk sekken", "Én ting vi prøver"]
    page.keyboard.press("PageUp")
    expect(page.locator(".kp-steg.er-her")).to_contain_text("Se etter: Elevene foreslår et bytte")
    page.keyboard.press("PageDown")
    page.get_by_label("Pakk sekken").check()
    page.emulate_media(media="print")
    assert page.locator("main").inner_text().count("Se etter: Elevene foreslår et bytte") == 1


def write(page: Page, team: str, words: str) -> None:
    page.keyboard.press("End")
    page.get_by_label("Hvilket team eller trinn?").fill(team)
    page.get_by_label("Stikkord fra gruppa").fill(words)


def test_two_teams_on_one_machine_neither_see_nor_overwrite_one_another(
    page: Page, context: BrowserContext, eksempel: str
) -> None:
    page.goto(f"{eksempel}/okt/mobbing-60.html#storskjerm")
    write(page, "Team A", "Vi strevde")
    other = context.new_page()
    other.goto(f"{eksempel}/okt/mobbing-60.html#storskjerm")
    other.keyboard.press("End")
    expect(other.get_by_label("Hvilket team eller trinn?")).to_have_value("")
    write(other, "Team B", "Vi lo")
    page.get_by_role("button", name="Nytt team").click()
    expect(page.get_by_label("Stikkord fra gruppa")).to_have_value("")
    write(page, "Team C", "Vi ventet")
    other.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    other.keyboard.press("PageDown")
    assert "strevde" not in other.locator("main").inner_text()
    for team, said in (("Team A", "Vi strevde"), ("Team B", "Vi lo"), ("Team C", "Vi ventet")):
        other.reload()
        other.get_by_role("button", name=team).click()
        expect(other.locator(".kp-sist__avtale")).to_contain_text(said)


def test_a_pasted_agreement_is_kept(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    page.keyboard.press("PageDown")
    page.get_by_text("Lim inn avtalen fra sist").click()
    page.get_by_role("textbox", name="Lim inn avtalen fra sist").fill(
        "Én ting vi prøver\nHvem: Team Nord\nVi prøver: Å hilse"
    )
    page.reload()
    page.get_by_role("button", name="Team Nord").click()
    expect(page.locator(".kp-sist__avtale")).to_contain_text("Å hilse")


@pytest.mark.parametrize(
    "kept", ['{"a": 1}', "[null, 7, {}]", '[{"hvem": {"x": 1}, "tekst": 4}]', '"tekst"', "[[", "0"]
)
def test_malformed_storage_never_stops_a_wall(page: Page, eksempel: str, kept: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html")
    page.evaluate(
        """kept => {
          const root = new URL(document.body.dataset.rot, location).pathname;
          for (const key of [`avtale:${root}`, `stasted:${root}`, "storrelse", "mork", "enkelttaster"]) localStorage.setItem(`kp-${key}`, kept);
          for (const key of [`okt:${location.pathname}`, `avtale:${location.pathname}`, "vegg"]) sessionStorage.setItem(`kp-${key}`, kept);
        }""",
        kept,
    )
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    page.reload()
    assert "Én ting vi prøver" in list(until_the_end(page))
    write(page, "Team", "Ord")
    expect(page.locator(".kp-avtale [role=status]")).to_have_text("Lagret i denne nettleseren.")
