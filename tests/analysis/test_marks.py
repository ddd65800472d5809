"""Pairing of quotation marks."""

import pytest

from tracker.analysis.marks import marked_passages
from tracker.analysis.sentences import paragraphs_of


def marked(text: str) -> list[str]:
    return [text[p.inner[0] : p.inner[1]] for ps in marked_passages(text, paragraphs_of(text)) for p in ps]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        pytest.param("“We go,” she said.", ["We go,"], id="curly double"),
        pytest.param('"We go," she said.', ["We go,"], id="straight double"),
        pytest.param("‘We go,’ she said.", ["We go,"], id="curly single"),
        pytest.param("'We go,' she said.", ["We go,"], id="straight single"),
        pytest.param("''We go,'' she said.", ["We go,"], id="doubled single"),
        pytest.param("« Nous partons », dit-elle.", ["Nous partons"], id="guillemets with inner space"),
        pytest.param("„Wir gehen“, sagte sie.", ["Wir gehen"], id="low opening mark"),
        pytest.param('“We go," she said.', ["We go,"], id="curly opens, straight closes"),
        pytest.param(
            "‘It isn’t Varania’s fault,’ she said.", ["It isn’t Varania’s fault,"], id="apostrophes inside singles"
        ),
        pytest.param(
            "‘The ministers’ plan is bad,’ she said.", ["The ministers’ plan is bad,"], id="plural possessive inside"
        ),
        pytest.param("It isn't the minister's nor the ministers' plan.", [], id="only apostrophes"),
        pytest.param("In the ’90s they'd ’ave gone.", [], id="leading apostrophes"),
        pytest.param("“She said ‘no’ to us,” he said.", ["She said ‘no’ to us,"], id="singles inside doubles"),
        pytest.param("‘She said “no” to us,’ he said.", ["She said “no” to us,"], id="doubles inside singles"),
        pytest.param(
            "'She said, 'Go now,' and left,' he said.",
            ["She said, 'Go now,' and left,"],
            id="same straight mark inside",
        ),
        pytest.param("It is “vital” and “urgent”.", ["vital", "urgent"], id="two fragments"),
        pytest.param("“First.\n\n“Second.”", ["First.", "Second."], id="opening mark repeated"),
        pytest.param(
            "He called it “late.\n\nThe road was long. “No,” she said.", ["No,"], id="lost mark ends with its paragraph"
        ),
        pytest.param('“We go," he said. "We stay.”', ["We go,", "We stay."], id="curly and straight by turns"),
        pytest.param("‘We go,' he said. 'We stay.’", ["We go,", "We stay."], id="curly and straight singles by turns"),
        pytest.param('“We go,” he said."We stay."', ["We go,", "We stay."], id="no space before the opening mark"),
        pytest.param("“We go,“ she said.", ["We go,"], id="closed by a mark that opens"),
        pytest.param("‘We go,‘ she said.", ["We go,"], id="closed by a single mark that opens"),
        pytest.param(
            "'The 'great game' and the 'small game' are over,' she said.",
            ["The 'great game' and the 'small game' are over,"],
            id="same straight marks inside, told by their balance",
        ),
        pytest.param("'It is late and 'we go' and 'we stay'.", ["we go", "we stay"], id="a lost straight single"),
        pytest.param(
            "“We go,” he said. “We stay for now.\n\nIt rained.",
            ["We go,", "We stay for now."],
            id="a sentence that nothing closes ends with its paragraph",
        ),
        pytest.param("It was 6'2\" tall.", [], id="feet and inches"),
        pytest.param('“” and ‘’ and ""', [], id="empty marks"),
    ],
)
def test_marks_pair_within_their_paragraph(text: str, inner: list[str]) -> None:
    assert marked(text) == inner


def test_a_passage_left_open_runs_on_when_the_next_paragraph_opens_with_a_mark() -> None:
    text = "“First.\n\n“Second.”"
    first, second = (ps[0] for ps in marked_passages(text, paragraphs_of(text)))
    assert first.runs_on
    assert not first.closed
    assert second.closed
    assert not second.runs_on
