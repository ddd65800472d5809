"""The read API: what readers may see, as JSON, described by OpenAPI. It changes nothing and asks for no log-in."""
