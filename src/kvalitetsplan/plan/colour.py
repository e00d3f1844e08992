"""Colours that can be read: contrast as WCAG 2.2 defines it."""

from colorsys import hls_to_rgb, rgb_to_hls

USES = {"hoved": (4.5, "hvit skrift"), "aksent": (3.0, "hvit bakgrunn")}
"""What a municipality's two colours are set against in light mode, and the contrast that takes.

In dark mode the site itself makes them light enough.
"""

LIGHT_GROUNDS = ("#ffffff", "#f6f5f1")
DARK_GROUNDS = ("#1b1e25", "#262a33")
"""What text stands on, light and dark, besides the tint of the municipality's own colour: --kp-bunn
and --kp-flate in tokens.css.
"""
_TINT = 0.08


def tint(colour: str) -> str:
    """Return a colour as a pale ground: a little of it in white."""
    mixed = (1 - _TINT + _TINT * channel for channel in _rgb(colour))
    red, green, blue = mixed
    return _hex((red, green, blue))


def shades(hoved: str, aksent: str) -> dict[str, str]:
    """Return the municipality's colours as the pages use them, by the name of each in the style
    sheet: links that can be read and focus rings that can be seen on every ground, light and dark.

    Source: WCAG 2.2, 1.4.3 (4.5:1 for text) and 1.4.11 (3:1 for what shows the focus).
    """
    ground, dark = tint(hoved), DARK_GROUNDS[-1]
    return {
        "hoved": nearest_shade(hoved, ground, 4.5),
        "aksent": aksent,
        "hoved-tone": ground,
        "hoved-lys": nearest_shade(hoved, dark, 4.5),
        "aksent-lys": nearest_shade(aksent, dark, 4.5),
        "ring": nearest_shade(aksent, ground, 3.0),
        "ring-lys": nearest_shade(aksent, dark, 4.5),
    }


def why_unreadable(use: str, colour: str) -> tuple[str, str] | None:
    """Return why a colour cannot be read as «hoved» or «aksent», and the nearest shade that can;
    None if it can.
    """
    ratio, where = USES[use]
    found = contrast(colour, "#ffffff")
    if found >= ratio:
        return None
    return f"{colour} mot {where} gir kontrast {found:.1f}, minst {ratio} trengs", nearest_shade(
        colour, "#ffffff", ratio
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours written `#rrggbb`, from 1 to 21.

    Source: WCAG 2.2, «contrast ratio» and «relative luminance».
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def nearest_shade(colour: str, background: str, ratio: float) -> str:
    """Return the shade of `colour` nearest to it that has at least `ratio` against `background`.

    Hue and saturation are kept; only the lightness moves, away from the background.
    """
    hue, lightness, saturation = rgb_to_hls(*_rgb(colour))
    step = -0.005 if _luminance(background) > 0.18 else 0.005
    shade = colour
    while contrast(shade, background) < ratio and 0 <= lightness <= 1:
        lightness += step
        shade = _hex(hls_to_rgb(hue, min(max(lightness, 0), 1), saturation))
    return shade


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(rgb: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in rgb)


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
