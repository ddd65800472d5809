"""A credit stands in the dateline, the byline or the last line; a mention in the running text is none."""

import pytest

from tracker.analysis.credits import agency_credit

BODY = "The ferry sails again, the harbour master of Lindhaven said. He told Reuters that he was glad. " * 8


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"LINDHAVEN, Oct 16 (Reuters) - {BODY}", "Reuters"),
        (f"LINDHAVEN (AP) — {BODY}", "Associated Press"),
        (f"Ferry sails again\nBy Edda Wendt, PA Media\n{BODY}", "PA Media"),
        (f"By Edda Wendt, PA Media, Political Editor\n{BODY}", "PA Media"),
        (f"Edda Wendt and AFP\n{BODY}", "Agence France-Presse"),
        (f"By Press Association\n{BODY}", "PA Media"),
        (f"{BODY}\nSource: Reuters", "Reuters"),
        (f"{BODY}\n© 2024 AFP", "Agence France-Presse"),
        (f"{BODY} – Reuters", "Reuters"),
        (f"{BODY} (Reporting by Edda Wendt in Lindhaven; Editing by Falk Tarn)", "Reuters"),
        (f"LINDHAVEN (Northwire) – {BODY}", "Northwire"),
        (BODY, None),
        (f"{BODY} She had told AFP so before, in spring, and again in autumn.", None),
        (f"The agency Reuters reported on Monday that the ferry sails.\n{BODY}", None),
        ("", None),
    ],
)
def test_the_agency_a_text_credits(text, agency):
    assert agency_credit(text, known=["Northwire"]) == agency
