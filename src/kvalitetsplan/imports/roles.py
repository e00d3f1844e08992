"""Who does something and which duty it is, as people write it."""

import re
from collections.abc import Sequence

from kvalitetsplan.imports.tidying import bare

_ROLES = (
    ("skoleeier", r"(?:skole|skule)(?:eier|eigar)(?:en|ne|ane)?|kommunen|kommunalsjef(?:en)?|oppvekstsjef(?:en)?|eier(?:en)?|eigar(?:en)?"),
    ("ledelse", r"(?:skole|skule)?(?:ledelse|leiing|leder|leiar)(?:n|a|en|ne|ane)?|rektor(?:en)?|(?:avdelingsleder|avdelingsleiar|inspektør)(?:en|ane|ne|e)?|administrasjon(?:en)?"),
    ("kontaktlaerer", r"kontaktlær[ea]r(?:e|ne|en|ar|ane)?"),
    ("sosiallaerer", r"sosiallær[ea]r(?:e|ne|en|ar|ane)?"),
    ("assistent", r"(?:assistent|fagarbeider|fagarbeidar)(?:en|er|ene|ar|ane)?"),
    ("sfo-leder", r"sfo-?\s?(?:leder|leiar)(?:en)?"),
    ("helsesykepleier", r"(?:helsesykepleier|helsesjukepleiar)(?:en)?|helsesøster|skolehelsetjenesten|skulehelsetenesta"),
    ("ppt", r"ppt|pp-tjenesten|pp-tenesta"),
    ("elevrad", r"elevråd(?:et)?"),
    ("klassekontakt", r"klassekontakt(?:en|er|ene|ar|ane)?"),
    ("fau", r"fau"),
    ("ansatte", r"(?:alle )?(?:de |dei )?(?:ansatte|tilsette|medarbeidere|voksne|vaksne|miljø(?:terapeut|arbeider|arbeidar)(?:en|er|ar|ene|ane)?|vikar(?:er|ar)?|(?:fag)?lær[ea]r(?:e|ne|en|ar|ane)?|personalet?|pedagoger?|sfo)(?: (?:på|i|ved) (?:skolen|skulen))?"),
    ("elever", r"elev(?:er|ene|en|ar|ane)?"),
    ("foreldre", r"foreldre(?:ne)?|foreldra|foresatte|føresette|hjemmet|heimen"),
)  # fmt: skip
_DUTIES = (
    ("folge-med", r"følg[ej]e? med|å følg[ej]e? med"),
    ("gripe-inn", r"grip[ea] inn|stopp[ea]?|(?:stopp[ea]? og )?grip[ea] inn(?: og stopp[ea]?)?"),
    ("melde-fra", r"(?:meld[ea]?|sei[ea]?|si|gi|gje) (?:fra|frå|beskjed)|varsl[ea]|meld[ea]|varsling|varslingsplikt|meldeplikt|(?:varsl[ea]|meld[ea]?|si) (?:fra )?(?:til )?rektor"),
    ("undersoke", r"undersøk[ej]?[ea]?(?: sa[kc]en)?|undersøkelses?plikt|undersøking"),
    ("sette-inn-tiltak", r"(?:sett[ea]|setj[ea]) inn (?:egnede |eigna )?tiltak|tiltaks?(?:plikt)?|tiltak|lag[ea]? (?:ein |en )?(?:aktivitets)?plan"),
    ("dokumentere", r"dokumenter[ea]?|dokumentasjon(?:splikt)?"),
)  # fmt: skip
_WHO = r"(?:(?:hvem|kven)(?: (?:gjør|gjer|har|er|skal|tar|tek)\b.{0,25})?|ansvar(?:lig|leg)?(?: .{0,20})?|rolle|deltakere?|deltakarar?)"
_PHONE = (
    r"(?:telefon(?:nummer)?|tlf\.?|mobil|e-?post(?:adresse)?|kontakt(?:info|informasjon)?|nummer)"
)


_ASKED = re.compile(
    r"^(?:(?:hva|kva|det|dette|slik) )?(?:gjør|gjer|skal|må) (?:(?:jeg|eg|du|vi|de|dei) som )?"
    r"|(?:s?|(?: sitt| sine| sin)) (?:ansvar|oppgaver|oppgåver|plikter|rolle)$"
    r"| (?:skal|må|gjør|gjer)(?: gjøre| gjere)?$"
)
"""What is said about somebody besides who it is: «Hva gjør rektor?», «Rektors ansvar»."""


def role(text: str) -> str:
    """Return who a short text names, as a plan calls the role; "" if it names none. Of several, the
    first.
    """
    said = _ASKED.sub("", bare(text))
    for part in (said, *re.split(r"\s*(?:/|,|&|\bog\b|\beller\b)\s*", said)[:1]):
        for one, pattern in _ROLES:
            if re.fullmatch(rf"(?:{pattern})s?", part):
                return one
    return ""


def duty(text: str) -> str:
    """Return the id of the duty that a short text names; "" if it names none."""
    said = re.sub(r"^(?:plikt(?:en|a)?(?: til)?(?: å)?|å)\s+|\s*(?:\(.*\)|§.*)$", "", bare(text))
    said = re.sub(r"s?plikt(?:en|a)?$", "", said).strip()
    found = (one for one, pattern in _DUTIES if re.fullmatch(pattern, said))
    return next(found, "") or next(
        (one for one, pattern in _DUTIES if re.fullmatch(pattern, said + "splikt")), ""
    )


_ANYBODY = re.compile(
    r"(?:alle|den|dei|de|hver|kvar|enhver|einkvar)(?: enkelt)?(?: som\b| på\b| i\b| ved\b|$)|vi\b"
)
"""Who sees it, whoever it is: one who works at the school."""


def role_in(text: str) -> str:
    """Return the role that a text is about, also where it says more: «Rektor sammen med …»; ""
    if it names none.
    """
    said = bare(text)
    return role(text) or ("ansatte" if _ANYBODY.match(said) else _first_in(said, _ROLES))


def duty_in(text: str) -> str:
    """Return the id of the duty that a text is about, also where it says more; "" if none."""
    return duty(text) or _first_in(bare(text), _DUTIES)


def _first_in(said: str, names: Sequence[tuple[str, str]]) -> str:
    """Return what is named first in a text."""
    hits = [
        (hit.start(), -hit.end(), id)
        for id, one in names
        if (hit := re.search(rf"\b(?:{one})s?\b", said))
    ]
    return min(hits)[2] if hits else ""


def is_phone(text: str) -> bool:
    """Tell whether a column has telephone numbers or addresses, by what stands over it."""
    return re.fullmatch(_PHONE, bare(text)) is not None


def is_who(text: str) -> bool:
    """Tell whether a column is about who does something, by what stands over it."""
    return re.fullmatch(_WHO, bare(text)) is not None
