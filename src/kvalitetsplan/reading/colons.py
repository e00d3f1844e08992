"""A line that should have been a key and a value: what is wrong with its colon."""

from kvalitetsplan.reading.fault import Advice, Fault
from kvalitetsplan.reading.keys import KEYS
from kvalitetsplan.reading.lines import CUT, KEY, above, indent
from kvalitetsplan.reading.pasted import ODD_SPACE, why_no_item


def no_colon(fault: Fault) -> Advice | None:
    """A line that should have been a key and a value."""
    if "expected ':'" not in fault.kind:
        return None
    return _missing_colon(fault, fault.opened.line)


def text_before(fault: Fault) -> Advice | None:
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
    hit = KEY.match(line)
    column = len(indent(line))
    if reason := why_no_item(line.lstrip()):
        return Advice(number, column, reason)
    if not hit:
        return Advice(number, column, "det mangler et kolon etter nøkkelen")
    return Advice(number, hit.start("key"), _key_advice(fault, number, hit["key"], hit["rest"]))


def _key_advice(fault: Fault, number: int, key: str, rest: str) -> str:
    value = rest.strip().lstrip(":=").strip()
    shown = f"{' '.join(value.split()[:3])} …" if len(value.split()) > 3 else value
    right = f"skriv «{f'{key.rstrip(_LIKE_COLON)}: {shown}'.strip()}»"
    if key[-1] in _LIKE_COLON and key[:-1] in KEYS:
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
    before = above(fault, number)
    if before and before[1]["value"] and key not in KEYS:
        return _several_lines(before[1]["key"], before[1]["value"])
    if key not in KEYS and not rest and before and not before[1]["value"]:
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
