"""A drawing in SVG becomes one that cannot run, load or lead anywhere.

What drawing programs leave behind (metadata, their own namespaces, a document type) is left out.
What could do something is refused, with its line. The parser is Python's own expat, which gives us
one event at a time and never fetches anything; entities are refused before they are used.
"""

import re
from collections.abc import Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from kvalitetsplan.plan.svg_uses import Uses, why_too_great
from kvalitetsplan.reading.fodselsnummer import MESSAGE, fodselsnumre
from kvalitetsplan.reading.problems import Mark, PlanError, Problem

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_MAX_DEPTH = 100

_ELEMENTS = """
    svg g defs symbol use title desc style path rect circle ellipse line polyline polygon text tspan
    textPath linearGradient radialGradient stop clipPath mask pattern marker image switch view filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight
    feTile feTurbulence
"""
_LEFT_OUT = frozenset({"metadata", "font", "font-face", "cursor"})
"""Elements of SVG that show nothing here."""
_ATTRIBUTES = """
    id class style lang role aria-label aria-labelledby aria-hidden focusable version baseProfile
    viewBox preserveAspectRatio width height x y x1 x2 y1 y2 cx cy r rx ry fx fy fr d points
    pathLength dx dy rotate textLength lengthAdjust startOffset method spacing side transform
    transform-origin offset gradientUnits gradientTransform spreadMethod patternUnits
    patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerUnits
    markerWidth markerHeight refX refY orient zoomAndPan systemLanguage
    fill fill-opacity fill-rule stroke stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width color color-interpolation
    color-interpolation-filters color-rendering clip clip-path clip-rule mask filter opacity display
    visibility overflow paint-order vector-effect mix-blend-mode isolation enable-background
    shape-rendering text-rendering image-rendering font-family font-size font-size-adjust font-stretch
    font-style font-variant font-weight letter-spacing word-spacing kerning text-anchor
    text-decoration dominant-baseline alignment-baseline baseline-shift direction unicode-bidi
    writing-mode marker-start marker-mid marker-end stop-color stop-opacity flood-color flood-opacity
    lighting-color filterUnits primitiveUnits in in2 result mode type values tableValues slope
    intercept amplitude exponent operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY
    edgeMode kernelUnitLength preserveAlpha surfaceScale diffuseConstant scale xChannelSelector
    yChannelSelector azimuth elevation stdDeviation radius specularConstant specularExponent
    limitingConeAngle pointsAtX pointsAtY pointsAtZ baseFrequency numOctaves seed stitchTiles z
"""
_DRAWN, _KEPT = frozenset(_ELEMENTS.split()), frozenset(_ATTRIBUTES.split())
_WORDS = frozenset({"id", "class", "lang", "aria-label", "aria-labelledby", "systemLanguage"})
"""Attributes that are read, and never drawn."""
_INSIDE = re.compile(r"#[\w.:-]+")
_PIXELS = re.compile(r"data:image/(?:png|jpeg|webp);base64,[A-Za-z0-9+/=\s]+")
_LOADS = re.compile(
    r"url\s*\(\s*(?![\"']?#)|@(?!(?:media|supports|page|charset)(?![\w-]))|\\"
    r"|expression\s*\(|javascript:|behavior|-moz-binding"
    r"|(?<![\w-])(?:-\w+-)?(?:image|image-set|cross-fade|src|element|paint)\s*\(|[\"'][^\"']*//",
    re.I,
)
"""What in a style could fetch or run something, also when spelt with escapes."""


def clean_svg(data: bytes, file: str) -> bytes:
    """Return a drawing with only what can be seen in it.

    `file` is what problems call it. Raises PlanError if it is no SVG, or has something in it that
    could run, load or lead elsewhere.
    """
    cleaner = _Cleaner(file)
    try:
        cleaner.parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an unknown encoding
        line, column = getattr(error, "lineno", 1), getattr(error, "offset", 0)
        message = "dette er ikke en hel SVG-fil; lagre tegningen på nytt"
        raise PlanError([Problem(Mark(file, line, column + 1), "", message)]) from error
    if reason := cleaner.uses.why_too_many():
        raise PlanError([Problem(Mark(file), "", reason)])
    return "".join(cleaner.out).encode()


class _Cleaner:
    """Write what may stay, as the parser goes along."""

    def __init__(self, file: str) -> None:
        self.file, self.out, self._skipped = file, ['<?xml version="1.0" encoding="UTF-8"?>\n'], 0
        self._open: list[str] = []
        self.uses = Uses()
        self.parser = expat.ParserCreate(namespace_separator="\n")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.parser.buffer_text = True
        self._style: list[str] = []
        self._words: list[str] = []

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, tag = name.rpartition("\n")
        if not self._open and not self._skipped and (space, tag) != (_SVG, "svg"):
            self._refuse("dette er ikke en SVG-tegning; lagre tegningen på nytt som SVG")
        if self._skipped or space != _SVG or tag in _LEFT_OUT:
            self._skipped += 1
            return
        if tag not in _DRAWN:
            self._refuse(f"tegningen har «<{tag}>», som kan gjøre noe; lagre den som «vanlig SVG»")
        if len(self._open) >= _MAX_DEPTH:
            self._refuse("tegningen har for mange lag inni hverandre; lagre den som «vanlig SVG»")
        kept = [written for one in attributes.items() if (written := self._attribute(tag, *one))]
        top = "" if self._open else f' xmlns="{_SVG}" xmlns:xlink="{_XLINK}"'
        self._open.append(tag)
        self.uses.begin(tag, {key.rpartition("\n")[2]: value for key, value in attributes.items()})
        self.out.append(f"<{tag}{top}{''.join(kept)}>")

    def _attribute(self, tag: str, name: str, value: str) -> str:
        """Return an attribute as it is to be written, or "" if it is left out."""
        space, _, key = name.rpartition("\n")
        if key.lower().startswith("on"):
            self._refuse(f"tegningen kjører noe («{key}»); lagre den som «vanlig SVG»")
        if reason := why_too_great(tag, key, value):
            self._refuse(reason)
        if key == "href" and space in ("", _XLINK):
            if not (_INSIDE.fullmatch(value) or (tag == "image" and _PIXELS.fullmatch(value))):
                self._refuse(
                    "tegningen henter noe fra et annet sted («href»); bygg det inn i tegningen"
                )
            return f" {'xlink:' if space else ''}href={quoteattr(value)}"
        if space == _XML and key in ("space", "lang"):
            return f" xml:{key}={quoteattr(value)}"
        if space or key not in _KEPT:
            return ""
        if key not in _WORDS:
            self._check_style(value)
        else:
            self._check_number(value)
        return f" {key}={quoteattr(value)}"

    def _check_style(self, text: str) -> None:
        if _LOADS.search(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)) or _LOADS.search(text):
            self._refuse(
                "stilen i tegningen kan hente noe fra et annet sted; lagre den som «vanlig SVG»"
            )

    def _check_number(self, text: str) -> None:
        if next(fodselsnumre(text), None) is not None:
            self._refuse(MESSAGE)

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        tag = self._open.pop()
        self.uses.end()
        if tag == "style":
            self._check_style("".join(self._style))
            self._style = []
        if tag == "text":  # one number may stand in several parts
            self._check_number("".join(self._words))
            self._words = []
        self.out.append(f"</{tag}>")

    def _text(self, text: str) -> None:
        if self._skipped or not self._open:
            return
        self._check_number(text)
        self._words.append(text)
        if self._open[-1] == "style":
            self._style.append(text)
        self.out.append(escape(text))

    def _entity(self, *_: object) -> None:
        self._refuse("tegningen har egne forkortelser («<!ENTITY»); lagre den som «vanlig SVG»")

    def _refuse(self, message: str) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        raise PlanError([Problem(Mark(self.file, line, column), "", message)])
