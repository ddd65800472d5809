"""An article handed in: an address to fetch, a text, or a file."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from tracker.models import Source
from tracker.pipeline import documents

MOST_BYTES = 5_000_000
DATE_NEEDED = (
    "Give the day it was published: “on Wednesday” in the text is counted from it, and so is the office the speaker "
    "held."
)


class SubmissionForm(forms.Form):
    """Needs an address, a text or a file. A text needs its day of publication, unless its markup states one.

    A file's text is moved into the text field, so that nothing is lost when another field is wrong.
    """

    url = forms.CharField(
        required=False,
        max_length=2000,
        strip=True,
        label="Address",
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://", "autocomplete": "off"}),
        help_text="The page is fetched, unless you give its text below.",
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label="Text",
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="The article as plain text or as the page’s HTML. Menus and appeals are recognised and set aside.",
    )
    file = forms.FileField(
        required=False,
        label="Or a file",
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,text/plain,text/html"}),
        help_text="A .txt or .html file; you can drop it here.",
    )
    published_on = forms.DateField(
        required=False,
        label="Published on",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Days such as “on Wednesday” are counted from it. Needed for a text; found by itself on most pages.",
    )
    source = forms.ModelChoiceField(
        Source.objects.order_by("is_sample", "name"),
        required=False,
        empty_label="Not in the list",
        label="Source",
        help_text="Who published it. One that is not in the list is named on the article’s page.",
    )
    title = forms.CharField(required=False, max_length=500, label="Title", help_text="Found by itself on most pages.")

    def __init__(self, data: Any = None, files: Any = None, initial: Any = None) -> None:
        super().__init__(data, files, initial=initial, label_suffix="")

    def clean_file(self) -> str:
        """The text of the file, decoded; empty without one."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size is not None and file.size > MOST_BYTES:
            raise forms.ValidationError(f"The file is larger than {MOST_BYTES // 1_000_000} million bytes.")
        body = file.read()
        if b"\x00" in body[:100_000]:
            raise forms.ValidationError("This is not a text or an HTML file. Copy its text into the field above.")
        return documents.decode(body, None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("file"):
            self._take_in(cleaned["file"])
        has_text = bool(cleaned.get("text", "").strip())
        if not has_text and not cleaned.get("url") and "file" not in self.errors and "url" not in self.errors:
            self.add_error(None, "Give an address, a text or a file.")
        if has_text and not cleaned.get("published_on") and "published_on" not in self.errors:
            self._require_date(cleaned["text"])
        return cleaned

    def _take_in(self, content: str) -> None:
        """Make the file's text the form's text, in what is shown again too; one of the two must be empty."""
        if self.cleaned_data.get("text", "").strip():
            self.add_error("file", "There is a text above already. Empty it, or leave the file out.")
            return
        self.cleaned_data["text"] = content
        self.data = {**self.data, "text": content}

    def _require_date(self, text: str) -> None:
        if not documents.is_html(text):
            self.add_error("published_on", DATE_NEEDED)
            return
        try:
            found = documents.from_html(text)
        except documents.NoText as error:
            self.add_error("text", str(error))
            return
        if found.published_on is None:
            self.add_error("published_on", f"The page does not state its date. {DATE_NEEDED}")
