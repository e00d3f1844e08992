"""A facilitator's day, from the plan to next week, in three engines."""

import time
from collections.abc import Callable, Iterator

import motorer
import pytest

LATER = """(() => {{
  const key = Object.keys(sessionStorage).find((one) => one.startsWith("kp-okt:"));
  const state = JSON.parse(sessionStorage[key]);
  state.startet -= {ms};
  for (const clock of Object.values(state.klokker)) clock.slutt -= {ms};
  sessionStorage[key] = JSON.stringify(state);
  location.reload();
  return true;
}})()"""
"""What the wall remembers, as if it had begun so much earlier."""


@pytest.fixture(params=motorer.ENGINES)
def motor(request: pytest.FixtureRequest) -> Iterator[motorer.Motor]:
    if motorer.missing(request.param):
        pytest.skip(f"{request.param} er ikke på denne maskinen")
    with motorer.ENGINES[request.param]() as started:
        yield started


def go(motor: motorer.Motor, address: str) -> None:
    motor.open(address, 1280, 720)


def ask(motor: motorer.Motor, expression: str) -> object:
    return motor.run(f"return {expression}")


def until(true: Callable[[], object]) -> None:
    """Wait until something holds; fail after ten seconds."""
    last = time.monotonic() + 10
    while not true():
        assert time.monotonic() < last
        time.sleep(0.1)


def fill(motor: motorer.Motor, selector: str, *values: object) -> None:
    """Write in fields one after another, as typing does."""
    ask(
        motor,
        f"""[...document.querySelectorAll(`{selector}`)].slice(0, {len(values)}).map((field, at) => {{
      field.value = {list(map(str, values))!r}[at];
      field.dispatchEvent(new Event("input", {{ bubbles: true }}));
    }}).length""",
    )


def click(motor: motorer.Motor, selector: str) -> None:
    ask(motor, f"document.querySelector(`{selector}`).click()")


def text(motor: motorer.Motor, selector: str) -> str:
    return ask(motor, f"document.querySelector(`{selector}`)?.textContent.trim() ?? ''")


def test_a_facilitator_s_day(motor: motorer.Motor, eksempel: str) -> None:
    shared = _plan(motor, eksempel)
    go(motor, shared)
    _lead(motor)
    _be_late_and_catch_up(motor)
    _go_to_the_agreement(motor)
    _count_where_we_are(motor, eksempel)
    _meet_again(motor, eksempel)


def _plan(motor: motorer.Motor, eksempel: str) -> str:
    """Plan a session, and return the address that is shared."""
    go(motor, f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss")
    click(motor, "[data-gjor=nytt_sporsmal]")
    fill(motor, "textarea[name=eget]", "Hva vil vi at elevene skal merke på mandag?")
    assert text(motor, ".kp-planlegg__beskjed") == "60 av 60 minutter er fordelt."
    return ask(motor, "document.querySelector('[data-lenke=\"#storskjerm\"]').href")


def _lead(motor: motorer.Motor) -> None:
    until(lambda: ask(motor, "document.body.classList.contains('kp-storskjerm')"))
    motor.press("PageDown")
    motor.press("b")
    assert ask(motor, "!document.querySelector('.kp-vegg__skjult').hidden")
    motor.press("PageDown")
    assert ask(motor, "document.querySelector('.kp-vegg__skjult').hidden")
    assert text(motor, ".kp-fase.er-her h2") == "Sjekk inn"


def _be_late_and_catch_up(motor: motorer.Motor) -> None:
    motor.press("t")
    minutes = int(str(ask(motor, "document.querySelector('.kp-fase.er-her').dataset.minutter")))
    ask(motor, LATER.format(ms=(minutes + 6) * 60_000 + 5000))
    until(lambda: text(motor, ".kp-vegg__plan") == "6 min etter planen")
    motor.press("r")
    assert text(motor, ".kp-vegg__plan") == "I rute"


def _go_to_the_agreement(motor: motorer.Motor) -> None:
    seen = []
    for _ in range(14):
        motor.press("PageDown")
        seen.append(text(motor, ".kp-steg.er-her"))
        room = "[document.querySelector('main')].map((m) => m.scrollHeight - m.clientHeight)[0]"
        assert ask(motor, room) <= 1, seen[-1]
    assert any("skal merke på mandag" in step for step in seen)
    fill(motor, ".kp-avtale [name=hvem]", "Femte trinn")
    assert text(motor, ".kp-avtale [role=status]") == "Lagret i denne nettleseren."


def _count_where_we_are(motor: motorer.Motor, eksempel: str) -> None:
    go(motor, f"{eksempel}/stasted.html?liste=relasjon")
    fill(motor, ".kp-stasted__tell:nth-of-type(2) input", 9, 10, 3, 1, 15)
    fill(motor, ".kp-stasted__tell:nth-of-type(3) input", 0, 2, 11, 10, 1)
    assert ask(motor, "document.querySelectorAll('.kp-stolpe').length") == 2
    assert "(39 %)" in text(motor, ".kp-stasted__figur figcaption")
    assert ask(motor, "document.querySelectorAll('[data-plass=forslag] a').length") > 1


def _meet_again(motor: motorer.Motor, eksempel: str) -> None:
    go(motor, f"{eksempel}/okt/mobbing-45.html#storskjerm")
    motor.press("PageDown")
    assert text(motor, ".kp-sist__avtale") == ""
    assert "Femte trinn" in text(motor, ".kp-sist__velg button")
    click(motor, ".kp-sist__velg button")
    assert "Hvem: Femte trinn" in text(motor, ".kp-sist__avtale")


def test_one_team_after_another_on_one_machine(motor: motorer.Motor, eksempel: str) -> None:
    where = f"{eksempel}/okt/mobbing-60.html#storskjerm"
    go(motor, where)
    until(lambda: ask(motor, "document.body.classList.contains('kp-storskjerm')"))
    motor.press("PageDown")
    motor.run("document.querySelector('.kp-sist__lim').open = true")
    motor.run("document.querySelector('.kp-sist textarea').focus()")
    for sign in "Vi ba":
        motor.press(sign)
    assert ask(motor, "document.querySelector('.kp-sist textarea').value") == "Vi ba"
    assert ask(motor, "document.querySelector('.kp-sist__lim').open")
    motor.press("PageDown")
    until(lambda: not ask(motor, "document.querySelector('.kp-sist__lim').open"))
    assert "Vi ba" in text(motor, ".kp-sist__avtale")

    fill(motor, ".kp-avtale [name=hvem]", "Team A")
    for _ in range(2):
        click(motor, "[data-gjor=begynn]")
    assert ask(motor, "document.querySelector('.kp-avtale [name=hvem]').value") == ""
    assert text(motor, ".kp-sist__avtale") == ""
    fill(motor, ".kp-avtale [name=hvem]", "Team B")
    go(motor, where)
    offered = "[...document.querySelectorAll('.kp-sist__velg button')].map((one) => one.textContent).join()"
    until(lambda: "Team A" in str(ask(motor, offered)))
