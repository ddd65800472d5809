"""What an address may ask of the statements."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from tracker.models import IssueTopic, Official, Stance, Statement
from tracker.models.statements import StatementQuerySet
from tracker.pipeline import search

from .filters import words_field

ORDERS = [("", "Newest first"), ("best", "Best match first")]


class StatementSearch(forms.Form):
    """Every part may be left out. Only officials of `visible` statements and topics of `stances` are looked for."""

    q = words_field("Words")
    official = forms.ModelChoiceField(
        Official.objects.none(), required=False, to_field_name="slug", empty_label="Anyone"
    )
    topic = forms.ModelChoiceField(
        IssueTopic.objects.all(), required=False, to_field_name="slug", empty_label="Any topic"
    )
    kind = forms.ChoiceField(required=False, choices=[("", "Any kind"), *Statement.Kind.choices], label="Kind")

    def __init__(self, data: Mapping[str, Any], *, visible: StatementQuerySet, stances: QuerySet[Stance]) -> None:
        super().__init__(data, auto_id="search-%s", label_suffix="")
        self.stances = stances
        # "from" is a word of Python, so the two days are declared here.
        for name in ("from", "to"):
            self.fields[name] = forms.DateField(
                required=False, label=name.capitalize(), widget=forms.DateInput(attrs={"type": "date"})
            )
        self.fields["order"] = forms.ChoiceField(required=False, label="Order", choices=ORDERS)
        self.fields[
            "q"
        ].help_text = "In any form. “A phrase” in quotation marks; or; -without; begin* for the beginning of a word."
        officials: Any = self.fields["official"]
        officials.queryset = Official.objects.filter(statements__in=visible).distinct()

    def narrow(self, statements: StatementQuerySet) -> StatementQuerySet:
        """`statements` that answer what was asked; parts that make no sense are left out, and the form says so."""
        self.is_valid()
        asked = self.cleaned_data
        official, topic = asked.get("official"), asked.get("topic")
        return search.narrow(
            statements,
            stances=self.stances,
            words=asked.get("q") or "",
            official=official.slug if official else "",
            topic=topic.slug if topic else "",
            kind=asked.get("kind") or "",
            since=asked.get("from"),
            until=asked.get("to"),
        )

    def ordered(self, found: StatementQuerySet) -> StatementQuerySet:
        """In the order asked for; without words there is no better match than another."""
        words = self.cleaned_data.get("q")
        return search.best_first(found, words) if words and self.cleaned_data.get("order") else found.newest_first()
