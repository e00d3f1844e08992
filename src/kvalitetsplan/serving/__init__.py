"""A plan that is edited in the browser, on one's own machine alone."""
