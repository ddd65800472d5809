"""Which other statement an editor means."""

from django import forms

from tracker.models import Statement


class JoinForm(forms.Form):
    """The number of the statement that another is the same as."""

    into = forms.ModelChoiceField(
        Statement.objects.all(),
        label="Number of the other",
        error_messages={
            "required": "Give the number of the other statement: it stands at the top of its page.",
            "invalid_choice": "There is no statement “%(value)s”. Its number stands at the top of its page.",
        },
    )
