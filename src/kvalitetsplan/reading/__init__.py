"""A file becomes text with positions, text becomes values, and what does not fit becomes problems."""

import os

# Nobody else has a part in what is read; to see if anybody has, pydantic reads the list of every
# package that is installed.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
