"""Characters that nobody meant to write: they cannot be seen, or they are what is left of
others.
"""

import re
from collections.abc import Iterator

# They cannot be seen but change what is read: bidi controls, zero width, line separators, fillers.
# The one that joins two pictures to one is as it should be.
INVISIBLE = re.compile(
    "[\u0085\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e007f]"
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
    "|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""Characters that are signs in one font only, such as the bullets of Word's Symbol."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
"""What Word and others break a line with, between two words."""
_NO_CHARACTER = re.compile("[\ud800-\udfff]")
"""What Python makes of the bytes of an argument that are not UTF-8."""
_LOST = re.compile("\ufffd+")
_MISREAD = re.compile("Ã[\u0080-\u00bf†˜…]|â€[\u0080-\u00bf™¦œ“”]")
"""What æ, ø, å and the signs of Word become when UTF-8 is opened as Windows-1252 and saved."""
_ANY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ue000-\uf8ff\ufeff\uffa0\ufff9-\uffff"
    "\U000e0000-\U0010ffffÃâ]"
)
"""Any of these: most texts have none, and are looked through only once."""


def why_unwanted(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each kind of character that nobody meant to write, stands first in a text, and
    what to say of it.
    """
    for pattern, say in _SAYS if _ANY.search(text) else ():
        hits = [(hit.start(), hit[0]) for hit in pattern.finditer(text)]
        # A file that is saved wrong is wrong everywhere, and in one way.
        kinds = {found if say is not _misread else "": None for _, found in hits}
        for kind in kinds:
            those = [one for one in hits if one[1] == kind or not kind]
            others = f" (og {len(those) - 1} til som er like)" if len(those) > 1 else ""
            yield those[0][0], f"{say(those[0][1])}{others}"


def why_no_text(text: str) -> str:
    """Return why what somebody wrote on the command line cannot be kept as text, or "" if it can:
    it has bytes that are not UTF-8, or a character that cannot be seen.
    """
    if _NO_CHARACTER.search(text):
        return "teksten har tegn som ikke er UTF-8 (trolig Windows-1252); skriv dem på nytt"
    hidden = INVISIBLE.search(text) or _CONTROL.search(text)
    return f"teksten har et {_unseen(hidden[0])}" if hidden else ""


def mended(text: str) -> str:
    """Return a text where what was opened as Windows-1252 and saved is what it was."""
    return _MISREAD.sub(lambda hit: _meant(hit[0]), text)


def _unseen(found: str) -> str:
    right = "bytt det med et mellomrom" if found in _BREAKS else "slett det"
    return f"usynlig tegn (U+{ord(found):04X}); {right}"


def _private(found: str) -> str:
    return f"tegnet U+{ord(found):04X} finnes bare i én skrift, trolig et punkttegn fra Word; slett det, eller skriv et vanlig tegn"


def _lost(found: str) -> str:
    return "her har et annet program mistet et tegn («\ufffd»); skriv det på nytt"


def _misread(found: str) -> str:
    meant = _meant(found)
    return f"«{found}» skulle vært «{meant}», for fila er lagret med feil tegnkoding; hent fram en eldre utgave, eller skriv tegnene på nytt"


def _meant(found: str) -> str:
    data = b"".join(_byte(one) for one in found)
    return data.decode("utf-8", "replace")


def _byte(one: str) -> bytes:
    try:
        return one.encode("cp1252")
    except (
        UnicodeEncodeError
    ):  # five bytes mean nothing in Windows-1252, and come through as they are
        return one.encode("latin-1")


_SAYS = (
    (INVISIBLE, _unseen),
    (_CONTROL, _unseen),
    (PRIVATE, _private),
    (_LOST, _lost),
    (_MISREAD, _misread),
)
