"""A file becomes text with positions, text becomes values, and what does not fit becomes problems.

decoding, unseen    bytes become text, with nothing in it that nobody meant
source, composer    text becomes a tree, where everything knows its place
tree                that tree
values, validation  the tree becomes values, or problems
misfit, misfit_said  one way in which a value does not fit, and what is said of it
apart, outdented     several such ways that come of one fault
said                what a file says, made once for each content
problems            what is wrong, and where
fodselsnummer       what no plan may hold
advice, brackets, colons, compared, fault, indented, keys, lines, melted, no_keys, pasted    what to
                        say of a file that is no YAML, or another than was meant
files, git, kept    files whole or not at all, git, and what is kept between runs
programs            what other programs make of a text
uncollected         a while in which Python looks for no rubbish
"""

import os

# Nobody else has a part in what is read; to see if anybody has, pydantic reads the list of every
# package that is installed.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
