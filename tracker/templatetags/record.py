"""Dates and steps in words, for templates."""

from datetime import date, timedelta

from django import template

from tracker.analysis.excerpts import about
from tracker.models import Check, Precision, Stance, Statement

register = template.Library()

FEWEST_FOR_PERCENT = 10
UNCLEAR = "Direction not clear"


@register.filter
def day(value: date | None) -> str:
    """11 February 2026."""
    return f"{value.day} {value:%B %Y}" if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """11 Feb 2026."""
    return f"{value.day} {value:%b %Y}" if value else ""


@register.filter
def zone_name(name: str | None) -> str:
    """A time zone in words: America/New York."""
    return (name or "").replace("_", " ")


@register.filter
def span(value: timedelta | None) -> str:
    """A length of time in its largest sensible unit: "15 minutes", "2 hours", "1.5 days"."""
    if value is None:
        return ""
    minutes = value.total_seconds() / 60
    for unit, size in (("day", 24 * 60), ("hour", 60), ("minute", 1)):
        if minutes >= size:
            number = f"{minutes / size:.1f}".removesuffix(".0")
            return f"{number} {unit}{'' if number == '1' else 's'}"
    return "less than a minute"


@register.filter
def at_precision(value: date | None, precision: str) -> str:
    """`value` no more exact than it is known: "16 October 2024", "October 2024", "2024", "before 16 October 2024"."""
    if value is None or precision == Precision.UNKNOWN:
        return "date not known"
    forms = {Precision.MONTH: f"{value:%B %Y}", Precision.YEAR: f"{value:%Y}", Precision.BEFORE: f"before {day(value)}"}
    return forms.get(Precision(precision), day(value))


@register.filter
def said_at(value: date | None, precision: str) -> str:
    """As `at_precision` of words: those said "before" a day may have been said on that very day."""
    return (
        f"on or {at_precision(value, precision)}"
        if value and precision == Precision.BEFORE
        else at_precision(value, precision)
    )


@register.filter
def said_when(statement: Statement) -> str:
    """When the words were said as well as it is known, or when they were reported."""
    if statement.said_on is not None:
        return said_at(statement.said_on, statement.said_on_precision)
    if statement.reported_on is not None:
        return f"date not known, reported {day(statement.reported_on)}"
    return "date not known"


@register.filter
def said(statement: Statement, longest: int | None = None) -> str:
    """The words as printed: in marks when they are the speaker's own throughout, else as the report has them."""
    text = shortened(statement.text, longest) if longest else statement.text
    return f"“{text}”" if statement.is_verbatim else text


def told(statement: Statement) -> str:
    """As `said`, after the report's own verb where its words do not stand by themselves."""
    return f"{statement.frame} {said(statement)}".lstrip()


@register.filter
def said_of_topic(stance: Stance, longest: int) -> str:
    """As `said`, and of a long statement what it says of the stance's topic, not how it begins."""
    statement = stance.statement
    text = shortened(about(statement.text, stance.evidence, longest), longest)
    return f"“{text}”" if statement.is_verbatim else text


def shortened(text: str, longest: int) -> str:
    """`text` in `longest` characters at most, cut between words; a single long word is cut within."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return f"{cut[: cut.rindex(' ')].rstrip(',;:–—')} …" if " " in cut else f"{cut}…"


@register.filter
def signed(score: int | None) -> str:
    """+2, +1, 0, −1, −2 with a real minus sign; a dash for a mention."""
    if score is None:
        return "–"
    return f"{score:+d}".replace("-", "−") if score else "0"


@register.filter
def out_of(part: int, whole: int) -> str:
    """A count and what it is of, in per cent where there are enough for that to mean anything: "34 of 50 (68 %)"."""
    if not whole:
        return "–"
    return f"{part} of {whole}" + (f" ({percent(part / whole)})" if whole >= FEWEST_FOR_PERCENT else "")


@register.filter
def percent(share: float | None) -> str:
    """0.683 as 68 %; a dash where there is nothing to divide by."""
    return "–" if share is None else f"{100 * share:.0f}\u202f%"


@register.filter
def step_word(stance: Stance) -> str:
    """The topic's own word for the stance's step, or why it has none; `topic.steps` should be prefetched."""
    return UNCLEAR if stance.unclear else stance.topic.step_words()[stance.score]


@register.filter
def is_unchecked(stance: Stance) -> bool:
    return stance.state == Check.SUGGESTED


@register.inclusion_tag("topics/_step.html")
def step(score: int | None, word: str, *, unchecked: bool = False) -> dict[str, object]:
    """The five places of the scale with one filled, and the word; a mention fills none."""
    places = [(place, 4 + 9 * (place + 2), place == score) for place in range(-2, 3)]
    return {"places": places, "score": "none" if score is None else score, "word": word, "unchecked": unchecked}
