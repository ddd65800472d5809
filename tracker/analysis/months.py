"""Months as the days they have."""

from datetime import date, timedelta


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day.replace(day=1), following - timedelta(days=1)
