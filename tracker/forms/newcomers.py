"""An official met in the news, entered with the office they hold."""

from typing import Any

from django import forms
from django.db.models import Q

from tracker.models import Country, Office, Official
from tracker.pipeline.newcomers import Newcomer


class NewcomerForm(forms.Form):
    """One official. An office that the country does not have yet is entered with it, and needs its role."""

    name = forms.CharField(max_length=200, label="Name", help_text="In full, as it is to stand on the page.")
    kind = forms.ChoiceField(choices=Official.Kind.choices, label="Person or institution")
    gender = forms.ChoiceField(
        choices=[("", "not said"), *Official.Gender.choices],
        required=False,
        label="He or she",
        help_text="Tells whom “she said” means.",
    )
    country = forms.ModelChoiceField(Country.objects.none(), required=False, label="Country or organisation")
    new_country = forms.CharField(required=False, max_length=120, label="Its name")
    new_code = forms.CharField(
        required=False, max_length=2, label="Its code", help_text="The two letters its web addresses end in."
    )
    new_adjective = forms.CharField(
        required=False, max_length=120, label="Its adjective", help_text="As in “the Ruritanian foreign minister”."
    )
    aliases = forms.CharField(
        required=False,
        max_length=1000,
        label="Also printed as",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One name a line.",
    )
    office = forms.CharField(
        required=False,
        max_length=200,
        label="Office",
        widget=forms.TextInput(attrs={"list": "offices", "autocomplete": "off"}),
        help_text="As it is printed, without the country: “foreign minister”.",
    )
    role = forms.ChoiceField(
        choices=Office.Role.choices, initial=Office.Role.OTHER, label="Role of the office, if it is new"
    )
    start = forms.DateField(
        required=False, label="Held since", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    end = forms.DateField(
        required=False,
        label="First day no longer held",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Empty while it is held.",
    )
    source = forms.CharField(
        max_length=500,
        label="Where this can be checked",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text="A public address: the government’s own page is best.",
    )

    def __init__(self, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self.fields["country"].queryset = Country.objects.filter(is_sample=False)  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        same = Official.objects.filter(Q(name__iexact=name) | Q(aliases__text__iexact=name), is_sample=False).first()
        if same is not None and not self.data.get("another"):
            self.namesake = same
            raise forms.ValidationError(
                f"{same.name} is in the register already. If this is somebody else, tick the box below."
            )
        return name

    namesake: Official | None = None

    def clean_new_code(self) -> str:
        code: str = self.cleaned_data["new_code"].upper()
        if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise forms.ValidationError("A code is two letters.")
        if known := Country.objects.filter(code=code).first():
            raise forms.ValidationError(f"That is the code of {known}.")
        return code

    def clean_new_country(self) -> str:
        name: str = self.cleaned_data["new_country"]
        if known := Country.objects.filter(name__iexact=name).first():
            raise forms.ValidationError(f"{known} is known already.")
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start:
            self.add_error("end", "An office ends after it starts.")
        if cleaned.get("kind") == Official.Kind.INSTITUTION and cleaned.get("gender"):
            self.add_error("gender", "An institution is neither.")
        self._clean_country(cleaned)
        if (start or end) and not cleaned.get("office"):
            self.add_error("office", "Name the office that was held then.")
        return cleaned

    def _clean_country(self, cleaned: dict[str, Any]) -> None:
        entered = {name: self.data.get(name, "").strip() for name in ("new_country", "new_code")}
        if not any(entered.values()):
            return
        if cleaned.get("country"):
            self.add_error("new_country", "Choose a country in the list or enter one, not both.")
        for name, value in entered.items():
            if not value:
                self.add_error(name, "A country is entered by its name and its code.")

    @property
    def enters_country(self) -> bool:
        return any(self[name].value() for name in ("new_country", "new_code", "new_adjective"))

    def newcomer(self) -> Newcomer:
        given = self.cleaned_data
        lines = [line.strip() for line in given["aliases"].splitlines()]
        return Newcomer(
            name=given["name"],
            kind=given["kind"],
            country=given["country"] or self._new_country(),
            gender=given["gender"] or None,
            aliases=[line for line in lines if line and line != given["name"]],
            source=given["source"],
            office=self._office() or given["office"] or None,
            role=given["role"],
            start=given["start"],
            end=given["end"],
        )

    def _new_country(self) -> Country | None:
        """The country that is entered with the official, not saved yet."""
        given = self.cleaned_data
        if not given["new_country"]:
            return None
        adjectives = [given["new_adjective"]] if given["new_adjective"] else []
        name = given["new_country"]
        return Country(code=given["new_code"], name=name, names=[name], adjectives=adjectives, source=given["source"])

    def _office(self) -> Office | None:
        """The country's office of that name or title."""
        words = self.cleaned_data["office"]
        offices = Office.objects.filter(country=self.cleaned_data["country"], is_sample=False)
        return offices.filter(Q(name__iexact=words) | Q(titles__contains=[words])).first() if words else None
