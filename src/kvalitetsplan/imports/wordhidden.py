"""Which words of a Word file nobody sees there: hidden ones, and white ones on white paper, whether
they or their styles say so.
"""

from collections.abc import Iterator

from kvalitetsplan.imports.wordtext import Element, W, has_words

_DEEPEST = 20
"""How many styles a style can be based on."""
_PAPER = ("AUTO", "FFFFFF", "NONE")
_OFF = ("0", "false", "off")


class Hidden:
    """The styles of a document, and what they hide."""

    def __init__(self, styles: Element) -> None:
        self._styles = {one.get(f"{W}styleId"): one for one in styles.iter(f"{W}style")}
        self._usual = {
            one.get(f"{W}type"): one.get(f"{W}styleId")
            for one in self._styles.values()
            if one.get(f"{W}default") in ("1", "true")
        }

    def has(self, paragraph: Element) -> bool:
        """Tell whether some words of a paragraph are seen by nobody."""
        return any(self._is_hidden(run) for run in paragraph.iter(f"{W}r") if has_words(run))

    def _is_hidden(self, run: Element) -> bool:
        paragraph = next(run.iterancestors(f"{W}p"))
        looks = [
            run,
            *self._chain(run.find(f"{W}rPr/{W}rStyle"), "character"),
            *self._chain(paragraph.find(f"{W}pPr/{W}pStyle"), "paragraph"),
        ]
        if (mark := _first(looks, "vanish")) is not None and mark.get(f"{W}val") not in _OFF:
            return True
        colour = _first(looks, "color")
        is_white = colour is not None and str(colour.get(f"{W}val")).upper() == "FFFFFF"
        return is_white and not any(map(_is_coloured, self._behind(run, looks)))

    def _chain(self, named: Element | None, kind: str) -> Iterator[Element]:
        """Yield a style, and those it is based on; the usual one where none is named."""
        id = self._usual.get(kind) if named is None else named.get(f"{W}val")
        for _ in range(_DEEPEST):
            style = self._styles.get(id)
            if style is None:
                return
            yield style
            based = style.find(f"{W}basedOn")
            id = based.get(f"{W}val") if based is not None else None

    def _behind(self, run: Element, looks: list[Element]) -> Iterator[Element]:
        """Yield what says which colour there is behind some words: theirs, their paragraph's, and
        the cells' and tables' that they stand in.
        """
        for one in looks:
            yield from one.iterfind(f"{W}rPr/{W}shd")
            yield from one.iterfind(f"{W}rPr/{W}highlight")
            yield from one.iterfind(f"{W}pPr/{W}shd")
        for one in run.iterancestors(f"{W}p", f"{W}tc", f"{W}tbl"):
            yield from one.iterfind(f"{one.tag}Pr/{W}shd")
            if one.tag == f"{W}tbl":
                for style in self._chain(one.find(f"{W}tblPr/{W}tblStyle"), "table"):
                    yield from style.iter(f"{W}shd")


def _first(looks: list[Element], name: str) -> Element | None:
    found = (one.find(f"{W}rPr/{W}{name}") for one in looks)
    return next((one for one in found if one is not None), None)


def _is_coloured(behind: Element) -> bool:
    """Tell whether what stands behind some words is another colour than the paper's."""
    if behind.tag == f"{W}highlight":
        return str(behind.get(f"{W}val")).upper() not in (*_PAPER, "WHITE")
    is_pattern = behind.get(f"{W}val") not in (None, "clear", "nil")
    fill = str(behind.get(f"{W}fill") or "auto").upper()
    return is_pattern or fill not in _PAPER or behind.get(f"{W}themeFill") is not None
