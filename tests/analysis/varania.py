"""An invented register, and the one passage of a text that speaks of its port."""

from datetime import date

from tracker.analysis.reading import read
from tracker.analysis.register import Alias, Country, Office, Official, Register, Tenure

DAY = date(2024, 10, 17)


REGISTER = Register(
    countries=(
        Country("XA", "Varania", ("Varania",), ("Varanian",)),
        Country("XB", "Ostrava Isles", ("the Isles",), ("Islander",)),
    ),
    officials=(
        Official("ilse-varga", "Ilse Varga", "person", "XA", "f"),
        Official("henrik-solvane", "Henrik Solvane", "person", "XA", "m", (Alias("Lord Solvane", date(2024, 9, 1)),)),
        Official("edda-crane", "Edda Crane", "person", "XA", "f"),
        Official("otto-crane", "Otto Crane", "person", "XA", "m"),
        Official("nils-dremm", "Nils Dremm", "person", "XB", "m"),
        Official("ada-quill", "Ada Quill", "person", "XA", "f"),
        Official("bela-zelenskyy", "Béla Zelenskyy", "person", "XB", "m"),
        Official("tan-wei", "Tan Wei", "person", "XB", "f", (), "Tan"),
        Official("rufus-oakes", "Rufus Oakes", "person", "XA", "m", (Alias("Sir Rufus"),)),
        Official("greta-lund", "Greta Lund", "person", "XA", "f"),
        Official("marit-holm", "Marit Holm", "person", "XA", "f"),
        Official("varania-government", "Varanian Government", "institution", "XA", None, (Alias("Lindhaven"),)),
        Official("varania-foreign-ministry", "Varanian Foreign Ministry", "institution", "XA"),
        Official("varania-palace", "Grey Palace", "institution", "XA", None, (Alias("Palace Hill"),)),
        Official("isles-government", "Islander Government", "institution", "XB", None, (Alias("Port Merrow"),)),
    ),
    offices=(
        Office("varania-foreign-minister", "Foreign Minister", ("Foreign Minister",), "XA", "varania-foreign-ministry", "foreign_minister"),
        Office("varania-prime-minister", "Prime Minister", ("Prime Minister",), "XA", "varania-government", "head_of_government"),
        Office("isles-foreign-minister", "Foreign Minister", ("Foreign Minister",), "XB", "isles-government", "foreign_minister"),
        Office("isles-prime-minister", "Prime Minister", ("Prime Minister",), "XB", "isles-government", "head_of_government"),
        Office("isles-president", "President", ("President",), "XB", "isles-government", "head_of_state"),
        Office("varania-shadow-trade", "Shadow Trade Minister", ("Shadow Trade Minister",), "XA", None, "other"),
        Office("palace-spokesperson", "Palace Spokesman", ("Spokesman",), "XA", "varania-palace", "spokesperson"),
    ),
    tenures=(
        Tenure("ada-quill", "varania-foreign-minister", date(2020, 1, 1), date(2024, 7, 8)),
        Tenure("ilse-varga", "varania-foreign-minister", date(2024, 7, 8), None),
        Tenure("marit-holm", "varania-prime-minister", date(2014, 9, 1), date(2019, 6, 3)),
        Tenure("henrik-solvane", "varania-prime-minister", date(2019, 6, 3), None),
        Tenure("bela-zelenskyy", "isles-president", date(2021, 1, 1), None),
        Tenure("tan-wei", "isles-prime-minister", date(2020, 1, 1), None),
        Tenure("greta-lund", "varania-shadow-trade", date(2021, 1, 1), None),
        Tenure("rufus-oakes", "palace-spokesperson", date(2021, 1, 1), None),
        Tenure("nils-dremm", "isles-foreign-minister", date(2022, 1, 1), None),
    ),
)  # fmt: skip


def quoted(text):
    """The one quotation about the port."""
    reading = read(text, published=DAY, register=REGISTER, country="XA")
    found = [q for q in reading.quotations if "open the port" in q.content]
    assert len(found) == 1, [q.content for q in reading.quotations]
    return found[0]
