"""What has been asked before, and answered, in a layer that is looked over once more."""

from kvalitetsplan.editions.around import own_id
from kvalitetsplan.editions.choices import Ground, added
from kvalitetsplan.plan.addresses import addressed, owner_of
from kvalitetsplan.plan.model import Tilpasning, item_lists


def was_asked(ground: Ground, layer: Tilpasning, name: str) -> bool:
    """Tell whether a question of this name can have been answered already: what it is about stands
    in the plan or the layer, or did.
    """
    operation, _, about = name.partition(" ")
    own = {address for one in layer.legg_til for address in added(one)}
    was = {*ground.plan.utgatt, *ground.plan.flyttet}
    known = {*addressed(ground.plan), *addressed(ground.old), *was, *own}
    lists = {*known, *item_lists(ground.plan)}
    match operation:
        case "erstatt":
            address = about.rpartition(".")[0]
            return address in known or own_id(address, ground.eier) in own
        case "fjern":
            return about in known
        case "legg_til":  # what was deleted, nobody knows any more
            return owner_of(about) in {*lists, ""}
        case "rekkefølge":
            return about in lists or owner_of(about) in known
        case "sett":
            return f"parametre/{about}" in known or about in layer.sett
        case "temaer" | "deler":
            return about.rpartition(" ")[2] in known
    return False
