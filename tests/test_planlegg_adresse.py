"""What an address says of a session, also when it no longer fits or never made sense."""

import re

import pytest
from playwright.sync_api import Page, expect


def test_an_address_that_no_longer_fits_says_what_is_gone_and_offers_its_heir(
    page: Page, eksempel: str
) -> None:
    page.route(
        re.compile(r"\.html\?"),
        lambda route: route.fulfill(response=(got := route.fetch()), body=with_heir(got.text())),
    )
    gone = (
        "oppgaver=relasjon/gammel,relasjon/finnes-ikke,relasjon/nar-regler-brytes&faser=gruppe:10"
    )
    for name in ("okt", "planlegg"):
        page.goto(f"{eksempel}/{name}.html?{gone}")
        missing = page.locator(".kp-okt__mangler")
        expect(missing).to_contain_text(
            "«relasjon/gammel» er flyttet. Nå heter den «Hvem har ingen?»."
        )
        expect(missing).to_contain_text("«relasjon/finnes-ikke» finnes ikke i denne planen lenger.")
        missing.get_by_role("link", name="Bruk den").click()
        assert (
            "oppgaver=relasjon/uten-oss,relasjon/finnes-ikke,relasjon/nar-regler-brytes" in page.url
        )
        expect(missing).not_to_contain_text("er flyttet")


@pytest.mark.parametrize("name", ["finnes-ikke", "constructor", "$'"])
def test_a_ready_session_that_is_gone_is_said_until_another_is_chosen(
    page: Page, eksempel: str, name: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html?okt={name}")
    said = page.locator(".kp-okt__mangler")
    expect(said).to_have_text(
        f"Den ferdige økta «{name}» finnes ikke i denne planen lenger. Begynn med en annen, "
        "eller velg innhold under."
    )
    page.get_by_label("Begynn med en ferdig økt").select_option("mobbing-45")
    expect(said).to_be_empty()


def test_an_address_without_times_goes_by_the_planner_which_proposes_them(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/okt.html?oppgaver=relasjon/uten-oss")
    page.wait_for_url(re.compile("planlegg"))
    expect(page.locator(".kp-planlegg__beskjed")).to_have_text("60 av 60 minutter er fordelt.")


def with_heir(html: str) -> str:
    return re.sub(
        r'("arvinger":\s*|id="arvinger">)\{[^}]*\}',
        r'\1{"relasjon/gammel": "relasjon/uten-oss"}',
        html,
    )


def test_an_old_address_with_empty_phases_says_which_are_left_out(
    page: Page, eksempel: str
) -> None:
    page.goto(
        f"{eksempel}/okt.html?oppgaver=relasjon/uten-oss"
        "&faser=felles-grunnlag:10,gruppe:20,velg-oving:6"
    )
    for name in ("Les sammen", "Velg øving"):
        expect(page.locator(".kp-okt__mangler")).to_contain_text(f"«{name}» er tatt ut")
    assert page.locator("main h2").all_inner_texts() == ["Snakk sammen"]


@pytest.mark.parametrize(
    "query",
    [
        *(f"okt={name}" for name in ("constructor", "toString", "__proto__", "hasOwnProperty")),
        "oppgaver=constructor&les=__proto__&trening=toString/valueOf&tema=__proto__",
        "liste=constructor&faser=constructor:5,__proto__:5&serie=toString",
        f"tittel={'a' * 199}😀&eget={'b' * 299}😀&egenfase={'c' * 23}😀|{'d' * 299}😀",
    ],
)
def test_no_word_in_an_address_stops_the_planner_or_the_session(
    page: Page, eksempel: str, query: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html?{query}")
    expect(page.locator(".kp-planlegg__faser > li").first).to_be_visible()
    expect(page.locator("a[data-lenke]").first).to_have_attribute("href", re.compile("okt.html"))
    page.goto(f"{eksempel}/okt.html?{query}")
    page.goto(f"{eksempel}/stasted.html?{query}")
    expect(page.locator("h1")).to_be_visible()


def test_numbers_that_make_no_sense_become_the_nearest_that_does(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss")
    for typed, used in (("-5", "0"), ("1.5", "1"), ("9999", "240")):
        field = page.get_by_label("Minutter til Snakk sammen")
        field.fill(typed)
        field.blur()
        expect(field).to_have_value(used)
