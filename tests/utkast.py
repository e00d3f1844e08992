"""A layer over the small plan, drafted for a newer one, and what is asked about it."""

from tilfeldig import SAKER

from kvalitetsplan.commands.questions import decide
from kvalitetsplan.editions.choices import EGET, FOLG, SLETT, Ground, Sporsmal, Valg
from kvalitetsplan.editions.draft import Draft, draft
from kvalitetsplan.plan.addresses import addressed
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.layers import _laid, apply
from kvalitetsplan.plan.model import Fjern, Grunnplan, Lag, Punkt, Tilpasning

SMALL = load_grunnplan(SAKER / "plan/data")
LAG = Lag.KOMMUNEN
FILE = "tilpasning.yaml"

LAYER = """\
# Vårt eget.
erstatt:
  # Den viktigste.
  - id: ro/venter # paret
    felt: kjennetegn
    fra: "Vi ventet på ro." # slik var det
    til: >-
      Vi teller til fem,
      og så venter vi.

  - { id: ro/prov, felt: tekst, fra: Vent i fem sekunder., til: Tell til fem. } # øvelsen
sett:
  pu-tid: "fellestid" # vårt ord
"""


def drafted(text: str, grunnplan: Grunnplan = SMALL, old: Grunnplan | None = None) -> Draft:
    return draft({FILE: text}, Ground(grunnplan, Lag.KOMMUNEN, "prove", old or grunnplan))


def text_of(draft: Draft) -> str:
    """What the only file of a layer says."""
    return draft.texts[FILE]


def after_choice(text: str, choice: str, grunnplan: Grunnplan = SMALL) -> str:
    """The layer after its only question is answered."""
    before = drafted(text, grunnplan)
    assert len(before.questions) == 1
    return text_of(before.answered(choice_named(before.questions[0], choice)))


def choice_named(question: Sporsmal, name: str) -> Valg:
    return next(valg for valg in question.valg if valg.navn == name)


def names_of(question: Sporsmal) -> list[str]:
    return [valg.navn for valg in question.valg]


GONE = "erstatt:\n  - { id: ro/prov, felt: tekst, fra: Vent i fem sekunder., til: Tell til fem. }\n"


def without(*addresses: str) -> Grunnplan:
    """The small plan without some items."""
    fjern = tuple(Fjern(id=one, begrunnelse="Borte.") for one in addresses)
    return _laid(SMALL, Tilpasning(fjern=fjern), LAG).grunnplan


def kept_of(text: str, new: Grunnplan) -> Draft:
    """The layer when everything that is gone, and may be kept, is kept."""
    first = drafted(text, new, SMALL)
    last = decide(
        first,
        lambda one, question: one.answered(
            next(
                choice_named(question, one)
                for one in (EGET, FOLG, SLETT)
                if one in names_of(question)
            )
        ),
    )
    assert last.questions == ()
    assert apply(new, last.layer, LAG).problems == ()
    return last


def own_items(layer: Draft) -> dict[str, Punkt]:
    """The items the layer adds, by address."""
    plan = apply(layer.ground.plan, layer.layer, LAG).grunnplan
    return {address: item for address, item in addressed(plan).items() if item.lag == LAG}


OWN_FILE = "tilpasning/eksempler.yaml"

LATER = {
    FILE: """\
erstatt:
  - { id: lek/er-med, felt: kjennetegn, fra: Vi er med i leken., til: Alle er med. }
legg_til:
  - { liste: lek/eksempler, nytt: { id: prove-ny, tekst: Vi ler., par: [er-med] } }
rekkefølge:
  - { liste: lek/par, id: [er-med] }
""",
    OWN_FILE: """\
erstatt:
  - { id: lek/er-med, felt: kjennetegn, fra: Alle er med., til: Alle leker. }
  - { id: lek/prove-ny, felt: tekst, fra: Vi ler., til: Vi smiler. }
rekkefølge:
  - { liste: lek/par, id: [er-med] }
""",
}
