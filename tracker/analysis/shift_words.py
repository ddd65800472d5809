"""Words for a shift: one sentence that says who did what to which line, and no more than the two statements carry."""

from collections.abc import Sequence

_VERBS = {"reversed": "reverses", "hardened": "hardens", "softened": "softens", "first": "takes a position"}


def with_it(names: Sequence[str]) -> str:
    """ ", and with it the lines of Varania and its ministry": the others that make the same move; or nothing."""
    if not names:
        return ""
    listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f", and with it the line{'s' if len(names) > 1 else ''} of {listed}"


def headline(*, name: str, kind: str, before: str | None, after: str, by_spokesperson: bool = False) -> str:
    """ "Ilse Varga reverses: from “Cut ties” to “Engage”"; `before` and `after` are the topic's words for the steps."""
    name = _first(name)
    if kind == "walked_back":
        by = " by a spokesperson" if by_spokesperson else ""
        verb = "is walked back" if by_spokesperson else "walks back"
        return f"{name} {verb}{by}: from “{before}” to “{after}”"
    if kind == "made_conditional":
        return f"{name} puts a condition on “{after}”"
    if kind == "condition_dropped":
        return f"{name} drops the condition on “{after}”"
    if kind == "clause_dropped":
        moved = f", from “{before}” to “{after}”" if before != after else ""
        return f"{name} drops words from a standing sentence{moved}"
    return f"{name} {_VERBS[kind]}: " + (f"from “{before}” to “{after}”" if before else f"“{after}”")


def two_voices(*, name: str, before: str, after: str) -> str:
    """ "Varania with two voices: “Restrict” and “Open”", in the topic's words for the steps."""
    return f"{_first(name)} with two voices: “{before}” and “{after}”"


def _first(name: str) -> str:
    """As a sentence begins with it: "The Meridian Union"."""
    return name[:1].upper() + name[1:]
