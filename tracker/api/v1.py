"""Version 1: the addresses below /api/v1/, and their description as OpenAPI."""

from ninja import NinjaAPI

from . import officials, positions, statements, topics

DESCRIPTION = """
Who said what on foreign policy, when, in which office, and how that moved. Only what an editor has accepted is here.
Lists come in pages: follow “next” until it is null. Days are ISO 8601; what is not known is null, never a made-up
value. Slugs and numbers stay: they may be kept.
"""

# The usual documentation page needs scripts in the page, which the site's own policy refuses; /api/ says it in words.
api = NinjaAPI(
    title="Stance Tracker",
    version="1",
    description=DESCRIPTION.strip(),
    docs_url=None,
    urls_namespace="api-v1",
)
api.add_router("/officials", officials.router)
api.add_router("/topics", topics.router)
api.add_router("/statements", statements.router)
api.add_router("", positions.router)
