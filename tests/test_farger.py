"""A colour that is offered can be read."""

from hypothesis import given
from hypothesis import strategies as st

from kvalitetsplan.plan.colour import contrast, nearest_shade

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_what_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@given(colours, st.sampled_from(["#ffffff", "#262a33"]), st.sampled_from([3.0, 4.5]))
def test_the_nearest_shade_has_the_contrast_that_was_asked_for(
    colour: str, background: str, ratio: float
) -> None:
    assert contrast(nearest_shade(colour, background, ratio), background) >= ratio


@given(colours)
def test_a_colour_that_is_good_enough_is_left_alone(colour: str) -> None:
    if contrast(colour, "#ffffff") >= 4.5:
        assert nearest_shade(colour, "#ffffff", 4.5) == colour
