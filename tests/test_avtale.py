"""Agreements are a team's, and stay in the browser they were written in."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from vegg import heading, until_the_end


def test_what_the_group_agrees_on_is_kept_taken_along_and_opens_the_next_session(
    page: Page, eksempel: str
) -> None:
    text = _agree(page, eksempel)
    _meet_again(page, eksempel)
    _take_all_away(page)
    page.reload()
    page.goto(f"{eksempel}/okt/mobbing-45.html")
    expect(page.locator(".kp-sist__avtale")).to_be_hidden()
    page.get_by_text("Lim inn avtalen fra sist").click()
    page.get_by_role("textbox", name="Lim inn avtalen fra sist").fill(text)
    expect(page.locator(".kp-sist__avtale")).to_contain_text("Hvem: Femte trinn")


def _agree(page: Page, eksempel: str) -> str:
    """Write an agreement, and return it as it is taken along."""
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
    return text


def _meet_again(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/klasseledelse-45.html#storskjerm")
    page.keyboard.press("PageDown")
    assert heading(page) == "Siden sist"
    expect(page.locator(".kp-sist__avtale")).to_be_hidden()
    page.get_by_role("button", name="Femte trinn, 21. november 2026").click()
    expect(page.locator(".kp-sist__avtale")).to_contain_text("Vi prøver: Kontaktbarometer")


def _take_all_away(page: Page) -> None:
    list(until_the_end(page))
    page.get_by_role("button", name="Slett alt").click()
    expect(page.locator(".kp-avtale [role=status]")).to_contain_text(
        "Dette sletter én avtale i denne nettleseren: Femte trinn"
    )
    page.get_by_role("button", name="Slett alt").click()
    expect(page.locator(".kp-avtale [role=status]")).to_have_text("Alt er slettet.")


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


def begin_again(page: Page) -> None:
    page.get_by_role("button", name="Meny").click()
    page.get_by_role("button", name="Begynn på nytt").click()
    page.locator("[data-gjor=begynn]").click()
    page.locator(".kp-meny").press("Escape")


LONG_AFTER = """() => {
  const key = Object.keys(sessionStorage).find((one) => one.startsWith("kp-okt:"));
  const state = JSON.parse(sessionStorage[key]);
  sessionStorage[key] = JSON.stringify({ ...state, sett: state.sett - 7 * 3600_000 });
}"""


@pytest.mark.parametrize("how", ["begynn", "seks timer"])
def test_who_begins_again_gets_an_empty_form_and_the_last_team_keeps_what_it_wrote(
    page: Page, eksempel: str, how: str
) -> None:
    page.goto(f"{eksempel}/okt/relasjon-60.html#storskjerm")
    write(page, "Team A", "Vi strevde")
    if how == "begynn":
        begin_again(page)
    else:
        page.evaluate(LONG_AFTER)
        page.reload()
    for _ in range(2):
        page.keyboard.press("End")
        assert "Vi strevde" not in page.locator("main").inner_text()
        expect(page.get_by_label("Hvilket team eller trinn?")).to_have_value("")
        expect(page.get_by_label("Stikkord fra gruppa")).to_have_value("")
        page.reload()
    write(page, "Team B", "Vi lo")
    page.reload()
    page.keyboard.press("End")
    expect(page.get_by_label("Stikkord fra gruppa")).to_have_value("Vi lo")
    begin_again(page)
    page.keyboard.press("PageDown")
    for team, said in (("Team A", "Vi strevde"), ("Team B", "Vi lo")):
        page.get_by_role("button", name=team).click()
        expect(page.locator(".kp-sist__avtale")).to_contain_text(said)
        page.reload()


def test_what_one_team_looked_at_is_hidden_again_from_the_next(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-60.html#storskjerm")
    write(page, "Team A", "Vi strevde")
    page.get_by_role("button", name="Nytt team").click()
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    page.get_by_role("button", name="Team A").click()
    expect(page.locator(".kp-sist__avtale")).to_contain_text("Vi strevde")
    begin_again(page)
    page.keyboard.press("PageDown")
    expect(page.locator(".kp-sist__avtale")).to_be_hidden()
    expect(page.get_by_role("button", name="Team A")).to_be_visible()


@pytest.mark.parametrize("button", ["begynn", "nytt_lag"])
def test_the_leader_s_window_goes_on_with_the_wall_s_team(
    page: Page, context: BrowserContext, eksempel: str, button: str
) -> None:
    page.goto(f"{eksempel}/okt/relasjon-60.html#storskjerm")
    write(page, "Team A", "Vi strevde")
    with context.expect_page() as opened:
        page.evaluate("document.querySelector('[data-gjor=leder]').click()")
    leader = opened.value
    expect(leader.locator(".kp-vegg__folger")).not_to_be_empty()
    expect(leader.get_by_label("Stikkord fra gruppa")).to_have_value("Vi strevde")
    for _ in range(2 if button == "begynn" else 1):
        leader.evaluate(f"document.querySelector('[data-gjor={button}]').click()")
    expect(page.locator("[name=stikkord]")).to_have_value("")
    expect(leader.locator("[name=stikkord]")).to_have_value("")
    page.keyboard.press("End")
    leader.get_by_label("Stikkord fra gruppa").fill("Vi lo")
    kept = page.evaluate("Object.values(localStorage).join()")
    assert "Vi strevde" in kept
    assert "Vi lo" in kept


FORTY = """() => {
  for (let nr = 1; nr <= 40; nr += 1) {
    const hvem = `Team ${nr}`;
    if (!kp.lag.put(kp.lag.clean({ id: `lag-${nr}`, hvem, dato: "i dag", stikkord: hvem }))) return nr;
  }
  return 0;
}"""
"""Forty teams' agreements in one browser; the number of the first it does not take."""


def test_no_agreement_is_thrown_away_for_another_and_the_oldest_are_still_offered(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html")
    assert page.evaluate(FORTY) == 0
    page.goto(f"{eksempel}/okt/mobbing-45.html#storskjerm")
    page.keyboard.press("PageDown")
    teams = page.locator(".kp-sist__velg button", has_text=re.compile(r"^Team \d+, i dag$"))
    expect(teams).to_have_count(6)
    page.get_by_role("button", name="Vis eldre avtaler (34)").click()
    expect(teams).to_have_count(40)
    expect(teams.nth(6)).to_be_focused()
    page.get_by_role("button", name="Team 1, i dag").click()
    expect(page.locator(".kp-sist__avtale")).to_contain_text("Stikkord: Team 1")


def test_what_a_browser_that_is_full_does_not_take_stays_in_the_form(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    write(page, "Team A", "Vi strevde")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('fullt'); })")
    page.get_by_label("Stikkord fra gruppa").fill("Vi lo til slutt")
    said = page.locator(".kp-avtale [role=status]")
    expect(said).to_contain_text("Nettleseren lagrer ikke.")
    page.get_by_role("button", name="Nytt team").click()
    expect(said).to_contain_text("Nettleseren lagrer ikke.")
    expect(page.get_by_label("Stikkord fra gruppa")).to_have_value("Vi lo til slutt")


def test_the_wall_and_the_leader_s_window_write_over_nothing_of_each_other_s(
    page: Page, context: BrowserContext, eksempel: str
) -> None:
    page.goto(f"{eksempel}/okt/relasjon-60.html#storskjerm")
    write(page, "Team A", "Vi strevde")
    with context.expect_page() as opened:
        page.evaluate("document.querySelector('[data-gjor=leder]').click()")
    leader = opened.value
    expect(leader.get_by_label("Stikkord fra gruppa")).to_have_value("Vi strevde")
    leader.get_by_label("Stikkord fra gruppa").fill("Vi lo")
    expect(page.locator("[name=stikkord]")).to_have_value("Vi lo")
    page.locator("[name=nar]").fill("Fredag")
    expect(leader.locator("[name=nar]")).to_have_value("Fredag")
    (kept,) = page.evaluate("kp.lag.read()")
    assert (kept["hvem"], kept["stikkord"], kept["nar"]) == ("Team A", "Vi lo", "Fredag")


@pytest.mark.parametrize(
    "kept", ['{"a": 1}', "[null, 7, {}]", '[{"hvem": {"x": 1}, "tekst": 4}]', '"tekst"', "[[", "0"]
)
def test_malformed_storage_never_stops_a_wall(page: Page, eksempel: str, kept: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html")
    page.evaluate(
        """kept => {
          const own = (name) => kp.lager.own(name, document.body.dataset.rot);
          for (const key of [own("avtale"), own("stasted"), "storrelse", "mork", "enkelttaster"]) localStorage.setItem(`kp-${key}`, kept);
          for (const key of [`okt:${location.pathname}`, `avtale:${location.pathname}`, "vegg"]) sessionStorage.setItem(`kp-${key}`, kept);
        }""",
        kept,
    )
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    page.reload()
    assert "Én ting vi prøver" in list(until_the_end(page))
    write(page, "Team", "Ord")
    expect(page.locator(".kp-avtale [role=status]")).to_have_text("Lagret i denne nettleseren.")
