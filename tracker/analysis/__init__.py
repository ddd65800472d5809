"""What a text says: pure functions over text and values.

Nothing here knows Django, the database, the network or the clock. Input is plain text and frozen values,
output is frozen dataclasses, and the same input always gives the same output.
"""
