"""What reading costs as a text grows, counted in calls and not in seconds: a call more for each kilobyte of text may be
made, but none for each kilobyte and each thing found before it. People and states are invented."""

import cProfile
import pstats
from itertools import cycle, islice, product
from random import Random

from tests.analysis.varania import REGISTER
from tracker.analysis.reading import read

PARAGRAPHS = (
    "{who} said on {day} that {land} would shut the {thing}, and called the delay “a gift to those who fear it”.",
    "“We have waited long for the {thing},” {she} said. “We will not wait for another summer to shut it.”",
    "The foreign minister of {land}, {who}, told reporters in Ost that nobody had asked her to shut the {thing}.",
    "According to the ministry, ten ships had passed by {day}; {she} did not say whether more would follow.",
    "Asked whether {land} would shut the {thing}, {who} declined to comment. Her spokesman warned of ‘hasty words’.",
)
PEOPLE = ("Ada Ortel", "Mira Solano", "Ms Ortel", "Tomas Vey", "Mr Kest", "Bruno Kest", "Solano")
SHORT = 120  # paragraphs
TIMES_LONGER = 10
LEAST_CALLS = 400  # in the long text; what is called less often costs nothing


def article(paragraphs: int) -> str:
    """An invented article, in which the same people say much the same in ever other words."""
    words = product(PEOPLE, ("Monday", "Friday", "3 May"), ("Meridia", "Varania"), ("pier", "mill"), ("she", "he"))
    rows = [dict(zip(("who", "day", "land", "thing", "she"), row, strict=True)) for row in words]
    Random(1).shuffle(rows)
    pairs = zip(cycle(PARAGRAPHS), cycle(rows), strict=False)
    return "\n\n".join(paragraph.format(**row) for paragraph, row in islice(pairs, paragraphs))


def calls(text: str) -> dict[tuple[str, int, str], int]:
    """How often each function was called to read `text`."""
    profile = cProfile.Profile()
    profile.runcall(read, text, published=None, register=REGISTER)
    return {place: counts[1] for place, counts in pstats.Stats(profile).stats.items()}  # type: ignore[attr-defined]


def test_no_function_is_called_oftener_for_each_kilobyte_of_a_longer_text() -> None:
    short, long = article(SHORT), article(SHORT * TIMES_LONGER)
    calls(short)  # what is kept from one text to the next is made here
    few, many = calls(short), calls(long)
    longer = len(long) / len(short)
    growing = {
        place: (few.get(place, 0), count)
        for place, count in many.items()
        if count > LEAST_CALLS and count > 1.6 * longer * few.get(place, 0)
    }
    assert not growing
