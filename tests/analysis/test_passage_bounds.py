"""Where reported words without marks begin and end, and which verbs report none. People and states are invented."""

import pytest

from tracker.analysis.passages import Passage, find_passages


def reported(text: str) -> list[tuple[str | None, list[str]]]:
    return [(_speaker(text, passage), [text[start:end] for start, end in passage.spans]) for passage in _found(text)]


def _found(text: str) -> tuple[Passage, ...]:
    return find_passages(text)


def _speaker(text: str, passage: Passage) -> str | None:
    return text[slice(*passage.speaker_span)] if passage.speaker_span else None


@pytest.mark.parametrize(
    ("text", "content"),
    [
        pytest.param(
            "Having said that he would stay, Mr Pell left.",
            "that he would stay",
            id="at the comma of an opening clause",
        ),
        pytest.param(
            "The ferry, which officials said would run in spring, is in the yard.",
            "which … would run in spring",
            id="at the comma of a relative clause",
        ),
        pytest.param("He said it was late, but she was not there.", "it was late", id="where someone else does"),
        pytest.param(
            "He said he would shut the pier, which he called “a ruin”.",
            "he would shut the pier",
            id="at what he called it",
        ),
        pytest.param("He said it was late, and warned of fog.", "it was late", id="at the next verb of saying"),
        pytest.param("She criticised the plan and left the hall.", "the plan", id="at the next deed"),
        pytest.param("She defended the plan on television.", "the plan", id="in which medium"),
        pytest.param("The pier was shut, he said, wiping his hands.", "The pier was shut", id="beside the report"),
        pytest.param("She praised the pilots in an interview on Monday.", "the pilots", id="where it was said"),
        pytest.param(
            "He vowed to build the pier after the council met.", "to build the pier", id="when it was promised"
        ),
        pytest.param("He said the pier was safe - an odd claim.", "the pier was safe", id="at a remark behind a dash"),
        pytest.param(
            "He said the pier was safe (it had been closed in May).",
            "the pier was safe",
            id="at a remark in brackets",
        ),
        pytest.param(
            "He said the ferry, a small one, was full.", "the ferry, a small one, was full", id="not at an apposition"
        ),
        pytest.param("She described the talks as useful during a visit.", "the talks as useful", id="behind the name"),
        pytest.param("The pilots told reporters not to worry.", "not to worry", id="not to do something"),
        pytest.param("He said about half of them were late.", "about half of them were late", id="with a rough number"),
        pytest.param("Ms Ortel called the plan a mistake.", "the plan a mistake", id="what a thing is called"),
        pytest.param(
            "He said the ferry belonged to Varan Lines, the firm that built the pier.",
            "the ferry belonged to Varan Lines",
            id="at what someone named is",
        ),
        pytest.param(
            "He said he liked the ferry, the pier and the harbour.",
            "he liked the ferry, the pier and the harbour",
            id="not at the next thing of a list",
        ),
        pytest.param(
            "The firm said it sold 40 boats, well above the 30 of last year.",
            "it sold 40 boats",
            id="at what is set beside",
        ),
        pytest.param(
            "He said he would not sail, as had Ms Ortel.", "he would not sail", id="at another who did the same"
        ),
        pytest.param(
            "Half said they liked the ferry, while 20 percent liked the tram.",
            "they liked the ferry",
            id="at another share",
        ),
        pytest.param(
            "He said the ferry would run, though he warned of fog.", "the ferry would run", id="at more that he said"
        ),
        pytest.param(
            "He said the ferry was fast, while the tram was slow.",
            "the ferry was fast, while the tram was slow",
            id="not where two things are set against each other",
        ),
        pytest.param(
            "He said that, if the fog lifted, a ferry would run.",
            "that, if the fog lifted, a ferry would run",
            id="not at the main clause behind a condition",
        ),
        pytest.param(
            "He said he was tired of fog and wanted a ferry.",
            "he was tired of fog and wanted a ferry",
            id="not at what he wanted",
        ),
        pytest.param(
            "The pier - the mayor said it was safe - had been shut.", "it was safe", id="at the second of two dashes"
        ),
        pytest.param(
            "The council had a plan - a pier, she said, that would last.",
            "a pier … that would last",
            id="behind the dash that adds them",
        ),
        pytest.param(
            "It went unnoticed: According to the pilots, the pier was shut.",
            "the pier was shut",
            id="behind a source that opens a clause",
        ),
        pytest.param(
            "She had doubts (he said the pier was safe), and left.",
            "the pier was safe",
            id="at the bracket that closes",
        ),
        pytest.param(
            "He said the pier, and when pressed on the fog, he laughed.", "the pier", id="at what was put to him next"
        ),
        pytest.param(
            "He said the pier would be built, but the fog is still here.",
            "the pier would be built",
            id="where the present follows the past",
        ),
        pytest.param(
            "They did it all, from saying that it was late to shutting the pier.",
            "that it was late",
            id="at the second of two deeds",
        ),
        pytest.param(
            "He said the pier was safe and Ms Ortel accused him of haste.",
            "the pier was safe",
            id="where someone else accuses",
        ),
        pytest.param(
            "The council has promised a veto and attempted to make a case for it.",
            "a veto",
            id="at a deed behind a thing promised",
        ),
        pytest.param("He said the pier was old and then left the hall.", "the pier was old", id="at what he did then"),
        pytest.param("He praised the plan but stopped short of a vote.", "the plan", id="at what he would not do"),
        pytest.param(
            "Two weeks after Bo Pell announced that the pier would stay, the harbour was sold.",
            "that the pier would stay",
            id="at the comma of a clause that says how long after",
        ),
        pytest.param("She repeated her plea in June.", "her plea", id="in which month"),
        pytest.param(
            "She cited remarks he had made after the raid.",
            "remarks he had made after the raid",
            id="not inside a relative clause",
        ),
        pytest.param(
            "She accused Bo Pell, who left in May, of taking the boat.",
            "Bo Pell, who left in May, of taking the boat",
            id="not at a detail put in",
        ),
        pytest.param(
            "She called him a kind, loving man.", "him a kind, loving man", id="not at one more word of a name"
        ),
        pytest.param("She condemned the raid as he left.", "the raid", id="at what happened meanwhile"),
        pytest.param(
            "He said it would be built, beginning in May.",
            "it would be built, beginning in May",
            id="not at a verb that reports only marked words",
        ),
        pytest.param(
            "They went to see the ferry, which, officials said, was late.",
            "which … was late",
            id="a relative clause broken up by its report",
        ),
        pytest.param(
            "She denied any links to the firm, but pilots point to her letters.",
            "any links to the firm",
            id="at a clause with a subject of its own",
        ),
    ],
)
def test_words_end_where_the_reporter_goes_on(text: str, content: str) -> None:
    assert [" … ".join(pieces) for _, pieces in reported(text)][:1] == [content]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("She won in the states that voted on Monday.", id="states are places"),
        pytest.param("The trip will take, say, five days.", id="say, for instance"),
        pytest.param("That said, the ferry was late.", id="that said"),
        pytest.param("Ms Ortel wrote a book about ferries that were lost.", id="a book is written"),
        pytest.param("Tweets mocking the mayor were deleted.", id="what a text did"),
        pytest.param("Meridia refused to withdraw its ships.", id="a deed refused"),
        pytest.param("He did not condemn the attack.", id="nothing condemned"),
        pytest.param("She told the story of a man who had a ferry.", id="a story told"),
        pytest.param("Neither were her five proposed bridges for the harbour.", id="proposed bridges"),
        pytest.param("Who told the council that the ferry was late?", id="a question"),
        pytest.param("Bo Pell was fined for saying that the ferry was late.", id="for what someone was fined"),
        pytest.param("A survey found that half of the pilots said they were late.", id="what a survey found"),
        pytest.param("There is an old quip in Varania that ferries never sink.", id="a quip is a thing"),
        pytest.param("The plan rejected on Monday was hers.", id="the sentence has another verb"),
        pytest.param("It was the pier that Bo Pell proposed two years ago.", id="when it was proposed"),
        pytest.param("The council denied the pilots a permit.", id="a permit denied to someone"),
        pytest.param("Later, he added boats, and, still later, he sold the pier.", id="boats are added"),
        pytest.param("The fog has come, pilots complain of the pier and some have left.", id="what they complain of"),
        pytest.param("No matter how the fog is on the day, Bo Pell will insist on sailing.", id="what he insists on"),
        pytest.param(
            "Besides the old harbour states, Ost and Meridia have claims in the bay, and the fog is rising.",
            id="claims are had",
        ),
        pytest.param("Its share rose by 2 percentage points to 8 percent.", id="percentage points"),
        pytest.param(
            "He has not indicated any interest in a pier that he would build.", id="an interest not indicated"
        ),
        pytest.param("What she said and did was no surprise.", id="said and did"),
    ],
)
def test_what_reports_nothing_is_left_out(text: str) -> None:
    assert reported(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        pytest.param(
            "Bo Pell, who once had a seat in the council, said the ferry was late.",
            "Bo Pell",
            "the ferry was late",
            id="behind a relative clause",
        ),
        pytest.param(
            "Bo Pell, citing “the fog,” said the ferry was late.", "Bo Pell", "the ferry was late", id="behind marks"
        ),
        pytest.param("The ferry runs late in spring, Carly Onn said.", "Carly Onn", "The ferry runs late in spring", id="name in -ly"),
        pytest.param(
            "Ortel Says Varania Will Keep Its Ferries Running", "Ortel", "Varania Will Keep Its Ferries Running",
            id="headline in capitals",
        ),
        pytest.param("One says the ferry is late.", "One", "the ferry is late", id="a number alone"),
    ],
)  # fmt: skip
def test_the_speaker_stands_where_the_sentence_has_him(text: str, speaker: str, content: str) -> None:
    assert reported(text)[-1] == (speaker, [content])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        pytest.param(
            "Bo Pell laughed at her claim last week that it was “a farce”.", "that it was “a farce”", id="her claim"
        ),
        pytest.param(
            "Bo Pell laughed at the claim of Ms Ortel that it was “a farce”.", "that it was “a farce”", id="claim of"
        ),
        pytest.param(
            "Ms Ortel made it clear that the ferry would run.", "that the ferry would run", id="made it clear"
        ),
        pytest.param("Ms Ortel wanted to “start afresh” in May.", "to “start afresh” in May", id="wanted to"),
        pytest.param("She played down the fog as “a veil”.", "the fog as “a veil”", id="played down as"),
        pytest.param("As Ms Ortel puts it, “the fog always lifts.”", "the fog always lifts.", id="puts it"),
        pytest.param(
            "If the fog lifts by noon, “We will all go out,” Ms Ortel said.",
            "If the fog lifts by noon, “We will all go out,”",
            id="led in by a condition",
        ),
        pytest.param(
            "“We go,” she said, adding that by noon, if it lifts, “we sail.”",
            "We go,",
            id="what is added is a report of its own",
        ),
    ],
)
def test_words_of_which_some_stand_in_marks(text: str, content: str) -> None:
    assert content in [" … ".join(pieces) for _, pieces in reported(text)]


def test_a_thing_named_is_not_said() -> None:
    assert reported("She opened a ferry called “The Long Road” in May.") == []


def test_the_subject_of_a_clause_in_front_stands_behind_it() -> None:
    assert [who for who, _ in reported("After saying that it was late, Bo Pell left the hall.")] == ["Bo Pell"]


def test_a_text_that_carries_words_is_not_their_speaker() -> None:
    text = "Bo Pell sent a note to the mayor calling the ferry “a wreck”."
    assert [who for who, _ in reported(text)] == ["Bo Pell"]
