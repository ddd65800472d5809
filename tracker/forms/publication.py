"""The day an editor gives an article."""

from django import forms


class DayForm(forms.Form):
    day = forms.DateField()
