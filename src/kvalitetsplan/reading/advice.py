"""Where the fault is in a file that is no YAML, and what to write instead.

The parser says where it had to stop. That is often the line after the fault, or a hundred lines
after it. Here we look at what is written, as one who knows what people do wrong: a step of
indentation, a colon, a quotation mark, something pasted from Word.
"""

import re
from collections.abc import Callable

from kvalitetsplan.reading.fault import Advice, Fault, Written
from kvalitetsplan.reading.keys import KEYS
from kvalitetsplan.reading.pasted import (
    NO_SPACE,
    ODD_SPACE,
    ORDINARY,
    SLANTED,
    bullet,
    named,
    slanted,
    why_no_item,
)

_INDENT = re.compile(r"\s*")
_BEFORE = re.compile(r"[\s-]*")
"""What stands before the first word on a line."""
_KEY = re.compile(r"\s*(?:- +)*(?P<key>[^\s:#\"'\[{&*!|>%@`-][^\s:]*)(?P<rest>.*)")
_ITEM = re.compile(r"(?P<dash>\s*(?:- +)*)(?P<key>[^\s:]+):(?: +(?P<value>.*))?$")


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
    return Advice(fault.at.line, len(_indent(line)), message)


def _tab(fault: Fault) -> Advice | None:
    begins = _BEFORE.match(fault.line(fault.at.line))
    if not begins or "\t" not in begins[0]:
        return None
    column = begins[0].index("\t")
    return Advice(fault.at.line, column, "innrykket har en tabulator; bruk mellomrom")


def _odd_indent(fault: Fault) -> Advice | None:
    for number in range(min(fault.at.line, len(fault.lines) - 1) + 1):
        if odd := ODD_SPACE.search(_indent(fault.lines[number])):
            return Advice(number, odd.start(), f"{named(odd[0])} i innrykket; {ORDINARY}")
    return None


def _cut(fault: Fault) -> Advice | None:
    last = fault.last
    if not last or not last.cut or last.end.line >= fault.at.line or "expected" not in fault.kind:
        return None
    if _ITEM.match(fault.line(fault.at.line)):
        return None
    column = fault.line(last.end.line).index("#", last.end.column)
    return Advice(last.end.line, column, CUT)


CUT = "teksten slutter før #; sett den i anførselstegn"
"""What to say where a # has cut a text in two."""


def _unclosed_quote(fault: Fault) -> Advice | None:
    if "quoted scalar" in fault.within and "end of stream" in fault.kind:
        return Advice(*fault.opened, "anførselstegnet som åpner her, blir aldri avsluttet")
    return None


def _closed_too_late(fault: Fault) -> Advice | None:
    last = fault.last
    if not last or last.quote not in ("'", '"') or last.end.line != fault.at.line:
        return None
    between = fault.line(fault.at.line)[last.end.column : fault.at.column]
    return None if between.strip() else closed_too_late(last)


def closed_too_late(last: Written) -> Advice:
    """Return what to say of a text in quotation marks with more written after it: a mark was forgotten
    on a line above, so that the next one in the file closed the text; or one stands inside it.
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


def _bracket(fault: Fault) -> Advice | None:
    if "flow" in fault.within:
        message = "klammen som åpner her, blir aldri avsluttet, eller det mangler et komma"
        return Advice(*fault.opened, message)
    value = _ITEM.match(fault.line(fault.at.line))
    if not value or not (value["value"] or "").startswith(("[", "{")) or not _stray(fault):
        return None
    return Advice(fault.at.line, value.start("value"), cannot_begin(value["value"][0]))


def _stray(fault: Fault) -> bool:
    return "expected key" in fault.kind or "expected '-'" in fault.kind


def cannot_begin(character: str) -> str:
    """Return what to say of a text that begins with a character YAML has taken."""
    return f"teksten kan ikke begynne med «{character}»; sett den i anførselstegn"


def _begins_wrong(fault: Fault) -> Advice | None:
    """A text that begins with a character YAML has taken."""
    if not fault.within.endswith(("block scalar", "alias", "anchor", "tag", "directive")):
        return None
    line = fault.line(fault.opened.line)
    before, after = line[: fault.opened.column], line[fault.opened.column :]
    if not before.strip() and after.startswith("* "):
        return Advice(*fault.opened, bullet("*"))
    return Advice(*fault.opened, cannot_begin(after[0])) if after else None


def _nothing_before(fault: Fault) -> Advice | None:
    line = fault.line(fault.at.line)
    if line.lstrip().startswith(": "):
        return Advice(fault.at.line, len(_indent(line)), "det mangler en nøkkel foran kolonet")
    first = line[fault.at.column : fault.at.column + 1]
    is_text = "node content" in fault.kind and "flow" not in fault.within and first
    return Advice(*fault.at, cannot_begin(first)) if is_text and first in ",]}" else None


def _no_colon(fault: Fault) -> Advice | None:
    """A line that should have been a key and a value."""
    if "expected ':'" not in fault.kind:
        return None
    return _missing_colon(fault, fault.opened.line)


def _text_before(fault: Fault) -> Advice | None:
    """A key without its colon on an earlier line, so that the line after it was read as one with
    it.
    """
    last = fault.last
    if "mapping values" not in fault.kind or not last or last.quote:
        return None
    before = fault.line(last.start.line)[: last.start.column]
    if last.start.line == fault.at.line or before.strip(" -"):
        return None
    return _missing_colon(fault, last.start.line)


def _missing_colon(fault: Fault, number: int) -> Advice:
    line = fault.line(number)
    hit = _KEY.match(line)
    column = len(_indent(line))
    if reason := why_no_item(line.lstrip()):
        return Advice(number, column, reason)
    if not hit:
        return Advice(number, column, "det mangler et kolon etter nøkkelen")
    return Advice(number, hit.start("key"), _key_advice(fault, number, hit["key"], hit["rest"]))


def _key_advice(fault: Fault, number: int, key: str, rest: str) -> str:
    value = rest.strip().lstrip(":=").strip()
    shown = f"{' '.join(value.split()[:3])} …" if len(value.split()) > 3 else value
    right = f"skriv «{f'{key.rstrip(_LIKE_COLON)}: {shown}'.strip()}»"
    if key[-1] in _LIKE_COLON:
        return f"det skal være kolon og ikke «{key[-1]}»; {right}"
    if rest.startswith("://"):
        return "adressen mangler en nøkkel foran, som «adresse: …»"
    if rest.startswith(":") and ODD_SPACE.match(rest[1:]):
        return f"mellomrommet etter kolonet er hardt (U+{ord(rest[1]):04X}); {right}"
    if rest.startswith(":"):
        return f"det mangler et mellomrom etter kolonet; {right}"
    if rest.lstrip().startswith("#"):
        return CUT
    if rest.lstrip().startswith("="):
        return f"det skal være kolon og ikke likhetstegn; {right}"
    above = _above(fault, number)
    if above and above[1]["value"] and key not in KEYS:
        return _several_lines(above[1]["key"], above[1]["value"])
    if key not in KEYS and not rest and above and not above[1]["value"]:
        return f"et punkt i en liste begynner med «- » (bindestrek og mellomrom); skriv «- {key}»"
    if key not in KEYS and rest:
        return (
            f"linja har ikke noe kolon, og «{key}» er ingen nøkkel; slett den, eller sett # foran"
        )
    return f"det mangler et kolon etter «{key}»; {right}"


_LIKE_COLON = ";,：∶"
"""What people write where a colon should be."""


def _several_lines(key: str, value: str) -> str:
    if value[0] in ">|":
        return f"teksten under «{key}» må ha innrykk; sett to mellomrom foran hver linje"
    return (
        f"linja hører til teksten under «{key}»; skriv «{key}: >-», "
        "og hele teksten på linjene under, med to mellomrom til"
    )


def _above(fault: Fault, number: int) -> tuple[int, re.Match[str]] | None:
    """Return the nearest line above that has a key, and its number."""
    found = ((above, _ITEM.match(fault.lines[above])) for above in range(number - 1, -1, -1))
    return next(((above, hit) for above, hit in found if hit), None)


def _ragged(fault: Fault) -> Advice | None:
    """A line of a folded text that begins further out than the others."""
    last = fault.last
    if not last or last.quote not in (">", "|") or last.end.line != fault.at.line:
        return None
    if not _stray(fault) or _ITEM.match(fault.line(fault.at.line)):
        return None
    return Advice(*fault.at, "linja står for langt ut; la hele teksten begynne like langt inn")


def _too_far_in(fault: Fault) -> Advice | None:
    """A key that stands further in than the one above it, which has a text of its own."""
    hit = _ITEM.match(fault.line(fault.at.line))
    if "mapping values" not in fault.kind or not hit or hit.end("key") != fault.at.column:
        return None
    found = _above(fault, fault.at.line)
    if not found:
        return None
    number, above = found
    if above["key"].startswith("-"):
        return Advice(number, above.start("key"), NO_SPACE)
    steps = hit.start("key") - above.start("key")
    if steps <= 0 or not above["value"]:
        return None
    if hit["key"] not in KEYS and steps > 1:
        return Advice(fault.at.line, fault.at.column, _COLON)
    message = (
        f"«{hit['key']}» står {_spaces(steps)} for langt inn; "
        f"la den begynne rett under «{above['key']}» i linje {number + 1}"
    )
    if steps > 1:
        message += f", eller ta bort teksten etter «{above['key']}:»"
    return Advice(fault.at.line, hit.start("key"), message)


def _spaces(count: int) -> str:
    return "ett mellomrom" if count == 1 else f"{count} mellomrom"


_COLON = "her er et kolon for mye; sett hele teksten i anførselstegn"


def _slanted_value(fault: Fault) -> Advice | None:
    hit = _ITEM.match(fault.line(fault.at.line))
    if "mapping values" not in fault.kind or not hit or not hit["value"]:
        return None
    if hit["value"][0] not in SLANTED:
        return None
    return Advice(fault.at.line, hit.start("value"), slanted(hit["value"][0]))


def _misplaced(fault: Fault) -> Advice | None:
    """A line that begins where no line above it does."""
    if not _stray(fault) or "mapping" not in fault.within:
        return None
    sibling = _KEY.match(fault.line(fault.opened.line), fault.opened.column)
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
    _tab,
    _odd_indent,
    _unclosed_quote,
    _closed_too_late,
    _cut,
    _ragged,
    _bracket,
    _begins_wrong,
    _nothing_before,
    _no_colon,
    _slanted_value,
    _too_far_in,
    _text_before,
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
    ("mapping values are not allowed", _COLON),
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


def _indent(line: str) -> str:
    hit = _INDENT.match(line)
    return hit[0] if hit else ""
