"""A plan that is edited in the browser, on one's own machine alone.

app, guard              what the editor may ask for, and who may ask
drawn                   each page when it is asked for, from the files as they are
"""
