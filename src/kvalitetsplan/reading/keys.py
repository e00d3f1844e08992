"""The keys that a data file may have: every model adds its own when it is made.

So a line without its colon can be told from a text that runs over two lines.
"""

KEYS: set[str] = set()
