"""What differs between editions of the shared plan, and what that asks of a layer.

versions, origin        an edition, and which one a layer was written against
differences             what changed from one to the next
review, around, choices, draft  what a layer is asked, each with its ways to answer
additions, adoption, orders  what is asked of own items, of lost ones, and of lists in an own order
settled                 what was asked before, and is answered
further                 what other files of the layer say of the same, which goes along
chosen, following       and of chosen themes and references
release                 a new edition, written down
lovdata, lovxml         has the law moved?
moving_out              a municipality leaves a fork, with its history
"""
