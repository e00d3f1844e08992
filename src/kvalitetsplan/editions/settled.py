"""What has been asked before, and answered, in a layer that is looked over once more."""

from kvalitetsplan.editions.choices import Ground, added
from kvalitetsplan.editions.further import fields_of
from kvalitetsplan.plan.addresses import addressed, own_id, owner_of
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
            address, _, felt = about.rpartition(".")
            item = addressed(ground.plan).get(address) or addressed(ground.old).get(address)
            is_field = item is None or felt in fields_of(item)
            return is_field and (address in known or own_id(address, ground.eier) in own)
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
