"""The words a newcomer adds, each with a sentence. One line where the word lives, one row here.

A verb of saying lives in `tracker/analysis/cues.py`, an office's printed title in `offices.csv` of the register and a
capital or palace that stands for a government in `officials.csv`; a word of titles that no office has, such as
"helmsman", in `TITLE_WORDS` of `tracker/analysis/names.py`.
"""

from datetime import date

import pytest

from tests.registers import shipped_register
from tracker.analysis.institutions import institution_of
from tracker.analysis.lexicon import lexicon_of
from tracker.analysis.mentions import find_mentions
from tracker.analysis.passages import find_passages
from tracker.analysis.titles import Setting, holders

VERBS = [
    ("Ada Ortel lamented that the ferry was late.", "Ada Ortel", "that the ferry was late"),
    ("Ada Ortel ruled out a longer ferry.", "Ada Ortel", "a longer ferry"),
    ("Ada Ortel called for a shorter ferry.", "Ada Ortel", "a shorter ferry"),
    ("Ada Ortel asked the Sea League for a longer ferry.", "Ada Ortel", "a longer ferry"),
    ("Ada Ortel urged Meridia to mend the ferry.", "Ada Ortel", "Meridia to mend the ferry"),
    ("Ada Ortel advised Meridia to mend the ferry.", "Ada Ortel", "Meridia to mend the ferry"),
    ("Ada Ortel commented that the ferry was late.", "Ada Ortel", "that the ferry was late"),
    ("Ada Ortel is labeling the ferry “a bathtub”.", "Ada Ortel", "the ferry “a bathtub”"),
    ("Ada Ortel told the Courier that the ferry was late.", "Ada Ortel", "that the ferry was late"),
    ("Ada Ortel described the ferry as “a bathtub”.", "Ada Ortel", "the ferry as “a bathtub”"),
    ("“The ferry is late,” Ada Ortel scoffed.", "Ada Ortel", "The ferry is late,"),
    ("The Courier quoted Ada Ortel as saying that the ferry was late.", "Ada Ortel", "that the ferry was late"),
    ("According to a transcript, Ada Ortel said the ferry was late.", "Ada Ortel", "the ferry was late"),
]


@pytest.mark.parametrize(("sentence", "speaker", "words"), VERBS)
def test_a_verb_of_saying_gives_its_words_to_its_speaker(sentence, speaker, words):
    (passage,) = find_passages(sentence)
    assert sentence[slice(*passage.speaker_span)] == speaker
    assert " ".join(sentence[start:end] for start, end in passage.spans) == words


NAMES = [
    ("A letter from Number 10 came.", "number-10"),
    ("A letter from Downing Street came.", "number-10"),
    ("A letter from the Kremlin came.", "kremlin"),
    ("A letter from Beijing came.", "chinese-government"),
    ("A letter from the Foreign Office came.", "foreign-office"),
    ("A letter from the FCDO came.", "foreign-office"),
    ("A letter from the Quai d’Orsay came.", "french-foreign-ministry"),
    ("A letter from the Élysée came.", "elysee"),
    ("A letter from the State Department came.", "us-state-department"),
]


@pytest.mark.parametrize(("sentence", "institution"), NAMES)
def test_a_name_means_its_institution_and_never_the_person_at_its_head(sentence, institution):
    lexicon = lexicon_of(shipped_register())
    (mention,) = [m for m in find_mentions(sentence, lexicon) if m.kind == "institution"]
    assert institution_of(mention, lexicon, "GB") == institution


TITLES = [
    ("The Foreign Secretary came.", date(2022, 1, 1), "liz-truss"),
    ("The Foreign Secretary came.", date(2024, 3, 1), "david-cameron"),
    ("The Foreign Secretary came.", date(2024, 8, 1), "david-lammy"),
    ("The German foreign minister came.", date(2020, 1, 1), "heiko-maas"),
    ("The French president came.", date(2020, 1, 1), "emmanuel-macron"),
]


@pytest.mark.parametrize(("sentence", "day", "official"), TITLES)
def test_a_title_means_its_holder_on_that_day(sentence, day, official):
    lexicon = lexicon_of(shipped_register())
    (mention,) = [m for m in find_mentions(sentence, lexicon) if m.kind == "title"]
    assert holders(mention.title, Setting(day, "GB"), lexicon) == (official,)
