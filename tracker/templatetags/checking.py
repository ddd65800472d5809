"""Confidence and other findings of the machine in words, for editors' templates."""

from django import template

register = template.Library()

SURENESS = ((0.9, "almost certain"), (0.75, "likely"), (0.5, "uncertain"), (0.0, "doubtful"))
MODES = {
    "announced": "announced, not yet said",
    "denied": "denied having said it",
    "declined": "declined to answer",
    "conditional": "only if a condition holds",
    "asked": "asked about, not said",
}


@register.filter
def sureness(confidence: float | None) -> str:
    """How sure the reader is, in words; nothing where an editor set the value."""
    if confidence is None:
        return ""
    return next(words for least, words in SURENESS if confidence >= least)


@register.filter
def mode_words(mode: str) -> str:
    """What kind of reporting it is, where that is no plain "said"."""
    return MODES.get(mode, "")
