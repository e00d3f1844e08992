"""Where the fault is in a file that is no YAML, and what to write instead.

The parser says where it had to stop. That is often the line after the fault, or a hundred lines
after it. Here we look at what is written, as one who knows what people do wrong: a step of
indentation, a colon, a quotation mark, something pasted from Word.
"""

import re
from collections.abc import Callable

from kvalitetsplan.reading.brackets import bracket, cannot_begin
from kvalitetsplan.reading.colons import no_colon, text_before
from kvalitetsplan.reading.fault import Advice, Fault, Written
from kvalitetsplan.reading.indented import item_too_far_in, one_off, stray, too_far_in
from kvalitetsplan.reading.keys import COMPARED, KEYS, TAKEN_OUT, is_compared
from kvalitetsplan.reading.lines import BEFORE, COLON, CUT, ITEM, KEY, indent
from kvalitetsplan.reading.pasted import (
    ODD_SPACE,
    ORDINARY,
    SLANTED,
    bullet,
    named,
    slanted,
)


def advise(fault: Fault) -> Advice:
    """Return where the fault is and what to write instead."""
    found = (rule(fault) for rule in _RULES)
    return next((advice for advice in found if advice), _otherwise(fault))


def _fence(fault: Fault) -> Advice | None:
    """The marks around a text that is copied from somewhere it was shown as code."""
    line = fault.line(fault.at.line)
    if not line.lstrip().startswith("```"):
        return None
    message = (
        "linja med ``` er kommet med fra der teksten ble kopiert; slett den, og den som hører til"
    )
    return Advice(fault.at.line, len(indent(line)), message)


_KEYED = re.compile(r"(\+[^:]*):(?:\s|$)")


def _compared(fault: Fault) -> Advice | None:
    """A line that is copied from where it was compared with another."""
    lines = range(min(fault.at.line, len(fault.lines) - 1) + 1)
    hits = ((number, _KEYED.match(fault.lines[number])) for number in lines)
    found = (number for number, hit in hits if hit and is_compared(hit[1]))
    return next((Advice(number, 0, COMPARED) for number in found), None)


_TAKEN_OUT = re.compile(r"-(?P<space> +)(?:- +)?(?P<key>[^\s:]+):(?:\s|$)")


def _taken_out(fault: Fault) -> Advice | None:
    """Such a line that is no longer there: its sign stands where nothing else begins."""
    for number in (fault.at.line, fault.at.line - 1):
        hit = _TAKEN_OUT.match(fault.line(number))
        if hit and len(hit["space"]) > 1 and hit["key"] in KEYS:
            return Advice(number, 0, TAKEN_OUT)
    return None


def _tab(fault: Fault) -> Advice | None:
    begins = BEFORE.match(fault.line(fault.at.line))
    if not begins or "\t" not in begins[0]:
        return None
    column = begins[0].index("\t")
    return Advice(fault.at.line, column, "innrykket har en tabulator; bruk mellomrom")


def _odd_indent(fault: Fault) -> Advice | None:
    for number in range(min(fault.at.line, len(fault.lines) - 1) + 1):
        if odd := ODD_SPACE.search(indent(fault.lines[number])):
            return Advice(number, odd.start(), f"{named(odd[0])} i innrykket; {ORDINARY}")
    return None


def _cut(fault: Fault) -> Advice | None:
    last = fault.last
    if not last or not last.cut or last.end.line >= fault.at.line or "expected" not in fault.kind:
        return None
    if ITEM.match(fault.line(fault.at.line)):
        return None
    column = fault.line(last.end.line).index("#", last.end.column)
    return Advice(last.end.line, column, CUT)


def _unclosed_quote(fault: Fault) -> Advice | None:
    if "quoted scalar" in fault.within and "end of stream" in fault.kind:
        return Advice(*fault.opened, "anførselstegnet som åpner her, blir aldri avsluttet")
    return None


def _closed_too_late(fault: Fault) -> Advice | None:
    last = fault.last
    if not last or last.quote not in ("'", '"') or last.end.line != fault.at.line:
        return None
    after = fault.line(fault.at.line)[last.end.column :]
    if after[: fault.at.column - last.end.column].strip():
        return None
    if _COMMA.fullmatch(after):
        return Advice(*fault.at, "kommaet skal ikke stå her; slett det")
    return closed_too_late(last)


_COMMA = re.compile(r"\s*,\s*(#.*)?")


def closed_too_late(last: Written) -> Advice:
    """Return what to say of a text in quotation marks with more written after it: a mark was
    forgotten on a line above, so that the next one in the file closed the text; or one stands
    inside it.
    """
    if last.start.line < last.end.line:
        message = (
            f"anførselstegnet som åpner her, avsluttes først i linje {last.end.line + 1}; "
            f"sett {last.quote} der teksten slutter"
        )
        return Advice(*last.start, message)
    inside = "''" if last.quote == "'" else '\\"'
    message = (
        "anførselstegnet avslutter teksten her, men det står mer etter; "
        f"inne i teksten skrives det {inside}"
    )
    return Advice(last.end.line, last.end.column - 1, message)


def _begins_wrong(fault: Fault) -> Advice | None:
    """A text that begins with a character YAML has taken."""
    if not fault.within.endswith(("block scalar", "alias", "anchor", "tag", "directive")):
        return None
    line = fault.line(fault.opened.line)
    before, after = line[: fault.opened.column], line[fault.opened.column :]
    if not before.strip() and after.startswith("* "):
        return Advice(*fault.opened, bullet("*"))
    if "block scalar" in fault.within and (hit := _BESIDE.match(after)):
        return Advice(*fault.opened, _beside(hit["mark"], hit["more"]))
    return Advice(*fault.opened, cannot_begin(after[0])) if after else None


_BESIDE = re.compile(r"(?P<mark>[>|](?:[-+]|(?=\s)))(?P<more>[-+]*)")
"""What says that a text stands on the lines below, with something after it."""


def _beside(mark: str, more: str) -> str:
    """Return what to say of a text that stands beside such a mark."""
    if more:
        return f"skriv «{mark}» i stedet for «{mark}{more}», og hele teksten på linjene under, med innrykk"
    right = (
        f"teksten kan ikke stå på samme linje som «{mark}»; flytt den til linja under, med innrykk"
    )
    alone = f"; begynner den med «{mark}», sett den i anførselstegn"
    return right if len(mark) > 1 else right + alone


def _nothing_before(fault: Fault) -> Advice | None:
    line = fault.line(fault.at.line)
    if line.lstrip().startswith(": "):
        return Advice(fault.at.line, len(indent(line)), "det mangler en nøkkel foran kolonet")
    first = line[fault.at.column : fault.at.column + 1]
    is_text = "node content" in fault.kind and "flow" not in fault.within and first
    return Advice(*fault.at, cannot_begin(first)) if is_text and first in ",]}" else None


def _ragged(fault: Fault) -> Advice | None:
    """A line of a folded text that begins further out than the others."""
    last = fault.last
    if not last or last.quote not in (">", "|") or last.end.line != fault.at.line:
        return None
    if not stray(fault) or ITEM.match(fault.line(fault.at.line)):
        return None
    return Advice(*fault.at, "linja står for langt ut; la hele teksten begynne like langt inn")


def _slanted_value(fault: Fault) -> Advice | None:
    hit = ITEM.match(fault.line(fault.at.line))
    if "mapping values" not in fault.kind or not hit or not hit["value"]:
        return None
    if hit["value"][0] not in SLANTED:
        return None
    return Advice(fault.at.line, hit.start("value"), slanted(hit["value"][0]))


def _misplaced(fault: Fault) -> Advice | None:
    """A line that begins where no line above it does."""
    if not stray(fault) or "mapping" not in fault.within:
        return None
    sibling = KEY.match(fault.line(fault.opened.line), fault.opened.column)
    if not sibling:
        return None
    message = (
        "innrykket passer ikke; la linja begynne like langt inn som "
        f"«{sibling['key']}» i linje {fault.opened.line + 1}, eller rett under det den hører til"
    )
    return Advice(*fault.at, message)


def _after_the_end(fault: Fault) -> Advice | None:
    """Something after the bracket that ends all there is in the file."""
    if "<document start>" not in fault.kind or not fault.at.column:
        return None
    return Advice(*fault.at, "det står noe etter klammen som avslutter; slett det")


_RULES: tuple[Callable[[Fault], Advice | None], ...] = (
    _fence,
    _compared,
    _taken_out,
    _tab,
    _odd_indent,
    _unclosed_quote,
    _closed_too_late,
    item_too_far_in,
    _cut,
    _ragged,
    bracket,
    _begins_wrong,
    _nothing_before,
    no_colon,
    _slanted_value,
    too_far_in,
    text_before,
    one_off,
    _misplaced,
    _after_the_end,
)

ESCAPES = (
    "omvendt skråstrek betyr noe eget i doble anførselstegn",
    "bruk enkle anførselstegn",
)
"""What to say of a backslash that was meant as one."""

# What libyaml says, in part, and what we say where none of the rules fits.
_SYNTAX = (
    ("mapping values are not allowed", COLON),
    (
        "sequence entries are not allowed",
        "en liste må begynne på en egen linje under nøkkelen; er det tekst, sett den i anførselstegn",
    ),
    ("mapping keys are not allowed", cannot_begin("?")),
    ("expected key", "linja passer ikke inn; se etter feil innrykk"),
    ("expected '-' indicator", "linja passer ikke inn i lista; se etter feil innrykk"),
    ("node content", "her mangler det noe; skriv en nøkkel med kolon etter"),
    ("<document start>", "linja har mindre innrykk enn den første linja i fila"),
    ("escape", "; ".join(ESCAPES)),
    ("hexdecimal", "; ".join(ESCAPES)),
    (
        "cannot start any token",
        "teksten kan ikke begynne med dette tegnet; sett den i anførselstegn",
    ),
    ("tab character", "innrykket har en tabulator; bruk mellomrom"),
)


def _otherwise(fault: Fault) -> Advice:
    found = (ours for theirs, ours in _SYNTAX if theirs in fault.kind)
    return Advice(*fault.at, next(found, "dette er ikke gyldig YAML; se etter feil i linja"))
