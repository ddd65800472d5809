"""Which words are reported, and who is printed as having said them. People and states are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timing import least_seconds
from tracker.analysis.passages import Passage, find_passages


def only(text: str) -> Passage:
    (passage,) = find_passages(text)
    return passage


def words(text: str, passage: Passage) -> list[str]:
    return [text[start:end] for start, end in passage.spans]


def speaker(text: str, passage: Passage) -> str | None:
    return text[passage.speaker_span[0] : passage.speaker_span[1]] if passage.speaker_span else None


@pytest.mark.parametrize(
    ("text", "kind", "content", "who"),
    [
        pytest.param("“We will go,” Ms Ortel said.", "direct", ["We will go,"], "Ms Ortel", id="words, speaker, verb"),
        pytest.param(
            "“We will go,” said Ada Ortel.", "direct", ["We will go,"], "Ada Ortel", id="words, verb, speaker"
        ),
        pytest.param("Ms Ortel said: “We will go.”", "direct", ["We will go."], "Ms Ortel", id="speaker, verb, words"),
        pytest.param(
            "‘We will go’, Ms Ortel said.", "direct", ["We will go"], "Ms Ortel", id="comma outside single marks"
        ),
        pytest.param("“We go,” he said. “Soon.”", "direct", ["We go,", "Soon."], "he", id="two pieces, one quotation"),
        pytest.param(
            "“We go,” he said, “and soon.”", "direct", ["We go,", "and soon."], "he", id="one sentence broken up"
        ),
        pytest.param("“One.\n\n“Two,” she said.", "direct", ["Two,"], "she", id="tag in the last of two paragraphs"),
        pytest.param(
            "Ms Ortel said: “One is here.\n\n“Two is there.”",
            "direct",
            ["One is here.", "Two is there."],
            "Ms Ortel",
            id="opening mark repeated",
        ),
        pytest.param(
            "Ada Ortel, who met him in Meridia, said: “We will go.”",
            "direct",
            ["We will go."],
            "Ada Ortel",
            id="behind a relative clause",
        ),
        pytest.param(
            "“We will go,” Ada Ortel told the Herald.", "direct", ["We will go,"], "Ada Ortel", id="addressee"
        ),
        pytest.param("“Why not go?” Ms Ortel asked.", "direct", ["Why not go?"], "Ms Ortel", id="question"),
        pytest.param(
            "“It is late,” Ms Ortel said. But it was “nothing that could not be put right.”",
            "mixed",
            ["It is late,", "But it was “nothing that could not be put right.”"],
            "Ms Ortel",
            id="led on to more words in marks",
        ),
        pytest.param(
            "Ms Ortel told Radio Ost’s “Morning Hour” on Friday that the plan “is dead” for now.",
            "mixed",
            ["that the plan “is dead” for now"],
            "Ms Ortel",
            id="told a programme whose title stands in marks",
        ),
        pytest.param(
            "On this week’s broadcast of “The Hour,” Ada Ortel said her plan was “not dead” at all.",
            "mixed",
            ["her plan was “not dead” at all"],
            "Ada Ortel",
            id="a title in marks in front of the speaker",
        ),
        pytest.param("“We will go” — Ada Ortel", "direct", ["We will go"], "Ada Ortel", id="signed behind a dash"),
        pytest.param(
            "“The mills are the town.”\n\n- Ada Ortel.\n\nIt rained.",
            "direct",
            ["The mills are the town."],
            "Ada Ortel",
            id="signed in the paragraph below",
        ),
        pytest.param(
            '"The mills are the town.\nAda Ortel, millers\' union."\n\nIt rained.',
            "direct",
            ["The mills are the town."],
            "Ada Ortel",
            id="signed in the line below, before the closing mark",
        ),
        pytest.param(
            "Said Ada Ortel, who grew up in Ost, “We were proud of it.”",
            "direct",
            ["We were proud of it."],
            "Ada Ortel",
            id="verb, speaker, words",
        ),
        pytest.param("“We go,” he said “We stay.”", "direct", ["We go,", "We stay."], "he", id="no stop in between"),
        pytest.param(
            "“Come now,” he urged them.", "direct", ["Come now,"], "he", id="a verb that seldom stands behind"
        ),
        pytest.param(
            "“It never failed,” Mr Pell mocks.", "direct", ["It never failed,"], "Mr Pell", id="and at the end"
        ),
        pytest.param(
            "The millers followed her, shouting “we are late!”",
            "direct",
            ["we are late!"],
            "The millers",
            id="a cry that begins small",
        ),
        pytest.param(
            "“We’re happy” about the pier, said Ada Ortel.",
            "mixed",
            ["“We’re happy” about the pier"],
            "Ada Ortel",
            id="a few words in marks before an inverted report",
        ),
        pytest.param(
            "Ms Ortel said on Radio Ost’s “Morning Hour” on Friday that it was dead.",
            "indirect",
            ["that it was dead"],
            "Ms Ortel",
            id="said on a programme whose title stands in marks",
        ),
        pytest.param(
            "Ms Ortel had one answer: “Never in Varania.”", "direct", ["Never in Varania."], "Ms Ortel", id="colon only"
        ),
        pytest.param("“We will go,” Ms Ortel retaliated.", "direct", ["We will go,"], "Ms Ortel", id="unlisted verb"),
        pytest.param(
            "Ms Ortel said it was “vital” to go.",
            "mixed",
            ["it was “vital” to go"],
            "Ms Ortel",
            id="fragment in a clause",
        ),
        pytest.param(
            "Mr Pell described the talks as “useful”, “long” and “late”.",
            "mixed",
            ["the talks as “useful”, “long” and “late”"],
            "Mr Pell",
            id="fragments under one cue",
        ),
        pytest.param("Mr Pell called it “a mistake”.", "mixed", ["it “a mistake”"], "Mr Pell", id="called it"),
        pytest.param(
            "The Foreign Ministry said the talks had ended.",
            "indirect",
            ["the talks had ended"],
            "The Foreign Ministry",
            id="bare clause",
        ),
        pytest.param(
            "She said on Monday that Varania was ready.",
            "indirect",
            ["that Varania was ready"],
            "She",
            id="day between",
        ),
        pytest.param(
            "The talks were over, officials said.", "indirect", ["The talks were over"], "officials", id="clause first"
        ),
        pytest.param(
            "The talks, officials said, were over.",
            "indirect",
            ["The talks", "were over"],
            "officials",
            id="clause around",
        ),
        pytest.param(
            "According to the ministry, the talks are over.",
            "indirect",
            ["the talks are over"],
            "the ministry",
            id="according to",
        ),
        pytest.param(
            "Ms Ortel urged Meridia to withdraw.",
            "indirect",
            ["Meridia to withdraw"],
            "Ms Ortel",
            id="urged someone to",
        ),
    ],
)
def test_reported_words_and_their_speaker(text: str, kind: str, content: list[str], who: str) -> None:
    passage = only(text)
    assert (passage.kind, words(text, passage), speaker(text, passage)) == (kind, content, who)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param("Hours later, Ms Ortel thanked him, saying: “We go.”", "Ms Ortel", id="a time in front"),
        pytest.param("However, Ms Ortel stayed on, saying: “We go.”", "Ms Ortel", id="a word that links"),
        pytest.param("Speaking in Ost, Meridia, Ms Ortel rose, saying: “We go.”", "Ms Ortel", id="a place in front"),
        pytest.param("Citing “the tide,” Ms Ortel stayed away.", "Ms Ortel", id="the report itself in front"),
        pytest.param("Mr Pell left early, Ms Ortel said, adding: “We go.”", "Ms Ortel", id="behind another's report"),
    ],
)
def test_who_speaks_is_the_subject_behind_what_stands_in_front(text: str, who: str) -> None:
    assert speaker(text, find_passages(text)[-1]) == who


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ms Ortel made a comment that stung.", id="a comment is a noun"),
        pytest.param("Ms Ortel was told that the road was closed.", id="told, not telling"),
        pytest.param("The talks were seen as “historic” in Meridia.", id="scare quotes"),
        pytest.param("He read “The Long Road” by the fire.", id="title of a work"),
        pytest.param("Ms Ortel wrote a book called “The Long Road”.", id="title of a book of hers"),
        pytest.param("Ms Ortel said in her book, “The Long Road.”", id="title of the book it was said in"),
        pytest.param("Ms Ortel has said little and gains by it.", id="how much was said"),
        pytest.param("Ms Ortel has not claimed it.", id="what was said elsewhere"),
        pytest.param("A cart of hay said more about the state of things.", id="a thing that says much"),
        pytest.param("Tell me which of the two you need.", id="an order to tell"),
        pytest.param("The two states signed a report.", id="nouns that look like verbs"),
        pytest.param("Asked whether he would go, Mr Pell smiled.", id="asked, not asking"),
        pytest.param("It rained in Varania all week.", id="nothing said"),
        pytest.param("", id="empty"),
    ],
)
def test_what_no_one_said_is_left_out(text: str) -> None:
    assert find_passages(text) == ()


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        pytest.param("Ms Ortel said that she would go.", "said", id="said"),
        pytest.param("Ms Ortel will urge Meridia to withdraw.", "announced", id="announced"),
        pytest.param("Ms Ortel did not say that she would go.", "denied", id="denied"),
        pytest.param("Ms Ortel declined to say whether she would go.", "declined", id="declined"),
        pytest.param("Ms Ortel refused to say who had gone.", "declined", id="refused to say who"),
        pytest.param("Ms Ortel would not say whether she would go.", "declined", id="would not say whether"),
        pytest.param("Ms Ortel would not say that she would go.", "denied", id="would not say that"),
        pytest.param("Nobody in Meridia said that she would go.", "denied", id="nobody said"),
        pytest.param("Neither Ada Ortel nor Nils Pell said that she would go.", "denied", id="neither of two"),
        pytest.param("No minister said that she would go.", "denied", id="no one of them"),
        pytest.param("Ms Ortel would neither confirm nor deny that she would go.", "declined", id="neither nor"),
        pytest.param("Ms Ortel declined to say more.", "declined", id="no more"),
        pytest.param("Ms Ortel refused to be drawn on the plan.", "declined", id="refused to be drawn"),
        pytest.param("If Ms Ortel says that she will go, it is late.", "conditional", id="if she says"),
        pytest.param("Ms Ortel would say that it was late.", "conditional", id="supposed"),
        pytest.param("Ms Ortel asked whether it was late.", "asked", id="asked"),
    ],
)
def test_reporting_that_is_no_assertion_says_so(text: str, mode: str) -> None:
    assert only(text).mode == mode


def test_the_addressee_is_kept_and_is_not_the_speaker() -> None:
    text = "Ada Ortel told the Herald that the road was open."
    passage = only(text)
    assert passage.told is not None
    assert text[slice(*passage.told)] == "the Herald"
    assert speaker(text, passage) == "Ada Ortel"


def test_a_pull_quote_is_signed_by_its_last_words() -> None:
    words_of_it = "From the hills to the sea we must speak often and with care Foreign Minister Ada Ortel"
    text = f"It rained.\n\n{words_of_it}\n\nIt rained."
    passage = only(text)
    assert passage.bounds_rule == "pull-quote"
    assert speaker(text, passage) == "Foreign Minister Ada Ortel"


def test_furniture_yields_nothing() -> None:
    text = "Support us, readers said.\n\n“We go,” she said."
    assert [words(text, p) for p in find_passages(text, furniture=[(0, 25)])] == [["We go,"]]


@given(st.text(alphabet=st.sampled_from("aB .,:“”\"'‘’«»„—\n()said to he"), max_size=300) | st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_valid_spans_in_order(text: str) -> None:
    passages = find_passages(text)
    assert [p.spans for p in passages] == sorted(p.spans for p in passages)
    for passage in passages:
        flat = [offset for span in passage.spans for offset in span]
        assert flat == sorted(flat)
        assert all(text[start:end].strip() for start, end in passage.spans)
        assert 0.0 <= passage.confidence <= 1.0


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("he said the plan was late and ", id="no full stop"),
        pytest.param("“a ” said “", id="marks"),
        pytest.param("'a b' 's said ", id="apostrophes"),
        pytest.param("Mr X, who said, ", id="commas"),
        pytest.param("“a b,” he said, ", id="tags"),
    ],
)
def test_cost_grows_with_length_only(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        return least_seconds(lambda: find_passages(text))

    # Eight times the length: linear cost is about eight times, quadratic would be sixty-four.
    assert seconds(160_000) < 24 * max(seconds(20_000), 0.01)
