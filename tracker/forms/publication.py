"""The day and the headline an editor gives an article."""

from django import forms


class DayForm(forms.Form):
    day = forms.DateField()


class HeadlineForm(forms.Form):
    """`was` is the headline the editor looked at, to notice another one given in the meantime."""

    headline = forms.CharField(max_length=500)
    was = forms.CharField(max_length=500, required=False)

    def clean_headline(self) -> str:
        return " ".join(self.cleaned_data["headline"].split())
