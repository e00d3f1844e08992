"""The wall has room for everything: nothing is cut, nothing lies on another, and nothing jumps."""

import json

import pytest
from playwright.sync_api import Page
from vegg import LENGTHS, STORRELSER, TRANGEST, measured, wrong_on

from kvalitetsplan.plan.plan import Plan

OWN = (
    "okt.html?tittel=Et+langt+navn+som+noen+har+skrevet+for+hele+personalet+og+alle+i+SFO"
    "&les=relasjon/hilser-ved-navn,relasjon/eier-relasjonen&oppgaver=eget/1,relasjon/uten-oss"
    "&trening=relasjon/kontaktbarometer,relasjon/to-ganger-ti&antall=47&gruppe=4&tid=90"
    f"&eget={'Hva vil vi at elevene skal si om oss når de går hjem i dag? ' * 5}"
    "&egenfase=Gå en tur ute i gangen nå|Snakk med en du ikke pleier å snakke med."
    "&faser=sjekk-inn:5,felles-grunnlag:10,individuelt:5,par:5,firer:10,pause:10h,gruppe:20,"
    "egen/1:10h,plenum:10,velg-oving:5,avtale:5"
)


def size_of(number: int) -> tuple[int, int]:
    """The size a session is looked at in: one in turn, so that each has sessions of every length.
    `make sjekk-sider` takes all of all.
    """
    theme, length = divmod(number, LENGTHS)
    return STORRELSER[(theme + length) % len(STORRELSER)]


def test_each_size_is_looked_at_with_sessions_of_every_length(plans: dict[str, Plan]) -> None:
    okter = plans["eksempel"].grunnplan.okter
    seen = {(size_of(number), okt.id.rpartition("-")[2]) for number, okt in enumerate(okter)}
    assert len(seen) == len(STORRELSER) * LENGTHS


@pytest.mark.parametrize("part", range(5))
def test_no_picture_of_any_ready_session_overflows_or_jumps_in_any_state(
    page: Page, eksempel: str, plans: dict[str, Plan], part: int
) -> None:
    numbered = list(enumerate(plans["eksempel"].grunnplan.okter))
    wrong = {
        okt.id: got
        for number, okt in numbered[part::5]
        if (got := wrong_on(page, f"{eksempel}/okt/{okt.id}.html#storskjerm", [size_of(number)]))
    }
    assert wrong == {}, json.dumps(wrong, ensure_ascii=False, indent=1)[:4000]


def test_a_planned_session_with_one_s_own_text_fits_as_well(page: Page, eksempel: str) -> None:
    assert wrong_on(page, f"{eksempel}/{OWN}#storskjerm") == []


def test_stasted_fits_whichever_list_is_chosen(
    page: Page, eksempel: str, plans: dict[str, Plan]
) -> None:
    lists = [*(tema.id for tema in plans["eksempel"].temaer[:2]), "kultur"]
    for number, liste in enumerate(lists):
        page.goto(f"{eksempel}/stasted.html?liste={liste}")
        page.locator(".kp-stasted__tall input").evaluate_all(
            """fields => fields.forEach((field) => {
              field.value = 23;
              field.dispatchEvent(new Event("input", { bubbles: true }));
            })"""
        )
        sizes = {TRANGEST, STORRELSER[number]}
        assert wrong_on(page, f"{eksempel}/stasted.html?liste={liste}#storskjerm", sizes) == []


@pytest.mark.parametrize("width", [1280, 1024])
def test_the_room_is_measured_anew_when_something_is_written(
    page: Page, eksempel: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"{eksempel}/okt/relasjon-60.html#storskjerm")
    page.keyboard.press("PageDown")
    page.get_by_text("Lim inn avtalen fra sist").click()
    lines = "\n".join(f"Vi prøver: {'noe vi lurte på sist ' * 6}" for _ in range(20))
    page.get_by_role("textbox", name="Lim inn avtalen fra sist").fill(lines)
    assert measured(page).feil == []
    for _ in range(3):
        page.keyboard.press("PageDown")
    page.keyboard.press("End")
    page.get_by_label("Stikkord fra gruppa").fill("En ting\nTo ting\nTre ting\nFire ting\nFem")
    shown = "e => [e.scrollHeight - e.clientHeight, e.checkVisibility()]"
    hidden, visible = page.get_by_label("Stikkord fra gruppa").evaluate(shown)
    assert hidden <= 2
    assert visible
    assert measured(page).feil == []
