"""Words an editor marks in a text."""

from django import forms


class MarkForm(forms.Form):
    """The words as the text has them, and about where they stand: the nearest of several places is meant."""

    words = forms.CharField(
        max_length=10_000,
        label="The words, as the text has them",
        widget=forms.Textarea(attrs={"rows": 7, "data-take-from": "text"}),
        help_text="Select them in the text, or type or paste them. A “ … ” stands for what the reporter put between.",
    )
    near = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
