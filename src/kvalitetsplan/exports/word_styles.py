"""How a Word document looks: every size and space is in its styles, so that who works on can change
it.
"""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from kvalitetsplan.exports.runs import Avsnitt

DENSE, DENSE_BULLET = "Tett", "Tett punkt"
"""What stands in tables, and in two columns."""
QUOTE, BOX = "Quote", "Boks"
"""What is set off from the rest: a quotation, and a box."""
CONTENTS, FOOT, NOTE = "Innhold", "Bunntekst", "Fotnote"
DEEPEST = 3
"""How many lists inside each other have a style."""
_FONT = "Calibri"
_STEP, _IN = 0.45, 0.6
"""How many centimetres an item, and what is set off, is moved in."""
_BESIDE, _FARTHEST = 6, 31
"""How many points the line beside that is from the words, and the most it can be in Word."""
_POINTS = 72 / 2.54
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
"""What comes after the borders in a style, in the order that Word wants."""


def set_styles(styles: Any, colour: RGBColor) -> None:
    """Set the styles that a document of python-docx has, and add those it lacks.

    `colour` is the municipality's, for headings.
    """
    _text(styles["Normal"], 10.5, after=4)
    for name in ("List Bullet", "List Number", "List Continue"):
        _item(styles[name])
        for depth in range(2, DEEPEST + 1):
            _item(styles[f"{name} {depth}"], depth)
    for name in ("List Continue", *(f"List Continue {one}" for one in range(2, DEEPEST + 1))):
        styles[name].paragraph_format.first_line_indent = 0
    for name, based, size in (
        (DENSE, "Normal", 9.5),
        (DENSE_BULLET, "List Bullet", 9.5),
        (FOOT, "Normal", 8),
        (NOTE, "Normal", 8),
        (BOX, "Normal", 10.5),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[based]
        _text(style, size, after=0 if name in (FOOT, NOTE) else 2)
    _item(styles[DENSE_BULLET])
    _text(styles[QUOTE], 10.5, after=4)
    for name in (QUOTE, BOX):
        _set_off(styles[name])
    for name, size in (("Title", 30), ("Subtitle", 15)):
        _text(styles[name], size, after=8)
        styles[name].font.italic, styles[name].font.color.rgb = False, colour
    for level, size, before in ((1, 18, 16), (2, 12, 9), (3, 10, 5), (4, 9.5, 4)):
        _heading(styles[f"Heading {level}"], size, before, colour)
    _placeholder(styles)
    contents = styles.add_style(CONTENTS, WD_STYLE_TYPE.PARAGRAPH)
    contents.base_style = styles["Normal"]
    _heading(contents, 18, 0, colour)


def _text(style: Any, size: float, after: float) -> None:
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)
    fonts.set(qn("w:ascii"), _FONT)
    fonts.set(qn("w:hAnsi"), _FONT)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.05
    style.paragraph_format.widow_control = True


def _set_off(style: Any) -> None:
    """Move a paragraph in, with a line beside it."""
    style.paragraph_format.left_indent = Cm(_IN)
    _draw_line(style.element, _BESIDE)


def place_item(paragraph: Paragraph, one: Avsnitt) -> None:
    """Place an item of a list as its style does not: one with a box to tick, and one inside what is
    set off, whose line goes on beside it.
    """
    first = 0 if one.liste == "fortsatt" else -_STEP
    if one.liste == "rute" or one.ramme:
        paragraph.paragraph_format.first_line_indent = Cm(first)
    if one.ramme:
        depth = min(one.dybde, DEEPEST)
        paragraph.paragraph_format.left_indent = Cm(_IN + _STEP * depth)
        beside = _BESIDE + round((_STEP * (depth - one.utenfor) + first) * _POINTS)
        _draw_line(paragraph._p, max(_BESIDE, min(beside, _FARTHEST)))


def _draw_line(element: Any, beside: int) -> None:
    line = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="12" w:space="{beside}" w:color="767676"/></w:pBdr>'
    )
    element.get_or_add_pPr().insert_element_before(line, *_AFTER_BORDERS)


def _placeholder(styles: Any) -> None:
    """Add the style of what stands in a field until somebody writes there; Word knows it by
    name.
    """
    style = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = RGBColor(0x59, 0x59, 0x59)


def _item(style: Any, depth: int = 1) -> None:
    style.paragraph_format.left_indent = Cm(_STEP * depth)
    style.paragraph_format.first_line_indent = Cm(-_STEP)
    style.paragraph_format.space_after = Pt(1)


def _heading(style: Any, size: float, before: float, colour: RGBColor) -> None:
    _text(style, size, after=2)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.keep_with_next = True
    style.font.bold, style.font.italic, style.font.color.rgb = True, False, colour
