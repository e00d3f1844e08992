"""What the items of a list are by how they begin, where what stands over them does not say it."""

import re
from collections import Counter
from collections.abc import Sequence

from kvalitetsplan.imports.labels import Slag

_ADULTS = (
    r"vi|alle|(?:alle |de |dei |den )?(?:voksne|vaksne|ansatte|tilsette|medarbeidere)|lærer\w*|lærar\w*"
    r"|kontaktlær\w+|faglær\w+|assistent\w*|personalet|teamet|skolen|skulen|skoleledelsen|ledelsen"
    r"|leiinga|rektor|avdelingsleder\w*|avdelingsleiar\w*"
)
_FIRST = {
    Slag.REFLEKSJON: r"(?:drøft|diskuter|reflekter|beskriv|fortell|fortel|samtal|del erfaring\w*|(?:hva|hvordan|hvorfor|hvem|hvilke\w*|i hvilken grad|kva|korleis|kvifor|kven|i kva grad)\b.*[?])",
    Slag.VIRKNING: r"(?:at )?(?:(?:alle|flere|fleire|mange|hver|kvar|de fleste|dei fleste|den enkelte) )?(?:elev\w*|barn\w*|klassen)|(?:økt|auka|bedre|betre|mindre|færre|større|høyere|høgare)",
    Slag.KJENNETEGN: rf"(?:at )?(?:{_ADULTS})",
    Slag.TRENING: r"gå|skriv|prøv|spill|spel|lag|tegn|teikn|øv|tren|velg|vel|finn|les|del|test|film|hils|hels|tell|tel|sett|bruk|observer|planlegg|gjennomfør|avtal|besøk|inviter|lytt|bytt|byt|sjekk|legg merke",
}  # fmt: skip
_PATTERNS = {slag: re.compile(rf"(?:{one})\b", re.IGNORECASE) for slag, one in _FIRST.items()}
_FEWEST, _MOST, _OTHER = 3, 0.5, 0.15
"""So many items, and so much of them, must begin alike, and no more of them as another kind
does.
"""


def guessed(texts: Sequence[str]) -> Slag | None:
    """Return what some items are; None where they do not begin alike."""
    if len(texts) < _FEWEST:
        return None
    count = Counter(slag for text in texts if (slag := _kind(text)))
    (slag, many), other = (*count.most_common(2), (None, 0), (None, 0))[:2]
    return slag if many >= _MOST * len(texts) and other[1] <= _OTHER * len(texts) else None


def _kind(text: str) -> Slag | None:
    if text.rstrip().endswith("?"):
        return Slag.REFLEKSJON
    return next((slag for slag, one in _PATTERNS.items() if one.match(text)), None)
