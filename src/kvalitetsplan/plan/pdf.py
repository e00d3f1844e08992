"""What a PDF may not have in it: what runs, sends, opens or brings along something else."""

from collections.abc import Iterable

from kvalitetsplan.plan.pdf_objects import Dictionary, LockedError, Objects, Ref, Value

_RUNS = "PDF-en kjører noe når den åpnes; lagre den på nytt uten skript"
_LEADS = "PDF-en åpner en annen fil; lagre den på nytt uten slike lenker"
_BRINGS = "PDF-en har andre filer i seg; lagre den på nytt uten vedlegg"
_OPENS = "PDF-en åpner et nettsted av seg selv; lagre den på nytt uten det"
_CLOSED = "PDF-en er pakket slik at innholdet ikke kan kontrolleres; skriv den ut som PDF på nytt"
_WORST_FIRST = (_RUNS, _LEADS, _BRINGS, _OPENS)

_DOES = {
    b"/JavaScript": _RUNS, b"/Launch": _RUNS, b"/SubmitForm": _RUNS, b"/ImportData": _RUNS,
    b"/Rendition": _RUNS, b"/GoToR": _LEADS, b"/GoToE": _LEADS,
}  # fmt: skip
"""What an action does, by its name."""
_IS = {b"/EmbeddedFile": _BRINGS, b"/FileAttachment": _BRINGS}
"""What something is, by the name of its kind."""
_HAS = {
    b"/XFA": _RUNS, b"/OnInstantiate": _RUNS, b"/EF": _BRINGS, b"/EmbeddedFiles": _BRINGS,
}  # fmt: skip
"""What something has, by the name it stands under."""
_ITSELF = (b"/OpenAction", b"/AA")
"""What is done by itself stands under these."""
_WHEN = (
    b"/O", b"/C", b"/PO", b"/PC", b"/PV", b"/PI", b"/WC", b"/WS", b"/DS", b"/WP", b"/DP", b"/E",
    b"/X", b"/D", b"/U", b"/Fo", b"/Bl", b"/K", b"/F", b"/V",
)  # fmt: skip
"""What may happen, for something to be done by itself."""


def why_no_pdf(data: bytes) -> str:
    """Return what is wrong with what a PDF has in it; "" if nothing is."""
    objects = Objects(data, {*_DOES, *_IS, *_HAS, *_ITSELF, b"/JS"})
    found: set[str] = set()
    done: list[Value] = []
    try:
        for one in objects.each():
            found |= set(_told(one))
            if isinstance(one, Dictionary):
                done += one.all(*_ITSELF)
        if not found and _opens(objects, done):
            found.add(_OPENS)
    except LockedError:
        return _CLOSED
    return next((message for message in _WORST_FIRST if message in found), "")


def _told(one: Value) -> Iterable[str]:
    """Yield what is wrong with an object, of itself."""
    if isinstance(one, bytes) and (message := (_DOES | _IS).get(one)):
        yield message  # the name of what another does
    if not isinstance(one, Dictionary):
        return
    for names, known in (((b"/S",), _DOES), ((b"/Type", b"/Subtype"), _IS)):
        for value in one.all(*names):
            if isinstance(value, bytes) and value in known:
                yield known[value]
    yield from (message for name, message in _HAS.items() if one.all(name))
    if one.all(b"/S") and one.all(b"/JS"):  # whatever it calls itself
        yield _RUNS


def _opens(objects: Objects, left: list[Value]) -> bool:
    """Tell whether a website is opened by something that is done by itself, or after that."""
    seen: set[int] = set()
    while left:
        one = left.pop()
        if isinstance(one, Ref):
            if one not in seen:
                seen.add(one)
                left += objects.followed(one)
        elif isinstance(one, Dictionary):
            kinds = [kind for value in one.all(b"/S") for kind in objects.followed(value)]
            if b"/URI" in kinds:
                return True
            left += one.all(*((b"/Next",) if kinds else _WHEN))
        elif isinstance(one, list):
            left += one
    return False
