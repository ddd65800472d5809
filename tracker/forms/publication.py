"""The day and the headline an editor gives an article."""

from django import forms


class DayForm(forms.Form):
    """`was` is the day the editor looked at, to notice another one given in the meantime."""

    day = forms.DateField()
    was = forms.DateField(required=False)


class HeadlineForm(forms.Form):
    """`was` is the headline the editor looked at."""

    headline = forms.CharField(max_length=500)
    was = forms.CharField(max_length=500, required=False)

    def clean_headline(self) -> str:
        return " ".join(self.cleaned_data["headline"].split())
