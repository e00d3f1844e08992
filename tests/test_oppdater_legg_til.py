"""An item of one's own, when what it points to or stands in has moved or is gone."""

import pytest
from utkast import (
    SMALL,
    after_choice,
    choice_named,
    drafted,
    kept_of,
    names_of,
    own_items,
    text_of,
    without,
)

from kvalitetsplan.editions.choices import ASIDE, FOLG, PEK, SLETT
from kvalitetsplan.reading.problems import PlanError

NEW = """\
legg_til:
  - liste: ro/eksempler
    plassering: {{ etter: {etter} }}
    nytt: {{ id: prove-ny, tekst: Vi hvisker., par: [{par}] }}
"""


@pytest.mark.parametrize(
    ("etter", "par", "after"),
    [
        (
            "to-minutter",
            "gammelt-par, varsler",
            NEW.format(etter="to-minutter", par="venter, varsler"),
        ),
        ("to-minutter", "borte, varsler", NEW.format(etter="to-minutter", par="varsler")),
        (
            "borte",
            "venter",
            NEW.format(etter="x", par="venter").replace("    plassering: { etter: x }\n", ""),
        ),
    ],
)
def test_an_item_of_ones_own_follows_what_it_points_to(etter: str, par: str, after: str) -> None:
    assert after_choice(NEW.format(etter=etter, par=par), FOLG) == after


def test_an_item_that_points_to_what_is_gone_can_point_at_another_and_is_told_what_is_gone() -> (
    None
):
    before = drafted(NEW.format(etter="to-minutter", par="borte"))
    (question,) = before.questions
    assert names_of(question) == [PEK, ASIDE, SLETT]
    assert "«ro/borte» er tatt ut av grunnplanen: Det sto to ganger." in question.hva
    after = before.answered(choice_named(question, PEK).with_text("venter"))
    assert text_of(after) == NEW.format(etter="to-minutter", par="venter")
    assert after.questions == ()


def test_an_item_cannot_point_at_something_else_that_is_not_there() -> None:
    before = drafted(NEW.format(etter="to-minutter", par="borte"))
    with pytest.raises(PlanError, match="ukjent par «vennter» – mente du «venter»"):
        before.answered(choice_named(before.questions[0], PEK).with_text("vennter"))


def test_what_an_item_points_to_can_be_kept_where_the_former_edition_had_it() -> None:
    text = NEW.format(etter="to-minutter", par="varsler")
    kept = kept_of(text, without("ro/varsler"))
    own = own_items(kept)
    assert set(own) == {"ro/prove-varsler", "ro/prove-ny"}
    assert getattr(own["ro/prove-ny"], "par", ()) == ("prove-varsler",)


def test_an_item_of_ones_own_moves_with_its_theme() -> None:
    moved = SMALL.model_copy(update={"flyttet": {**SMALL.flyttet, "stille": "ro"}})
    text = NEW.format(etter="to-minutter", par="venter")
    assert after_choice(text.replace("ro/", "stille/"), FOLG, moved) == text
