"""From plan to published folder, never half; one site or many.

jobs, fingerprints      what must be built, and what tells that
many, executors         build it, in several processes
site, mkdocs            one site, from shells and words
places, records, standing, hardlinks, lock      put it in its place, and remember it
watching, answering     one site while somebody writes, and what a window gets of it
fetched, packing        municipalities from repositories of their own, and a site in one file
links, said             what must be right on the pages, and how failure is told
"""
