"""What a browser may do on our pages, said in the pages themselves: not every server can say it.

A second wall: the pages have nothing in them that needs more, and what is written by others has
been cleaned. `frame-ancestors` works from the server alone; docs/for-kommuner/publiser.md shows
how.
"""

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
"""The Content-Security-Policy of every page: nothing from elsewhere, and no script or style written
into a page.
"""
