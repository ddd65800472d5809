"""A topic's codebook as a form: the proposition, five steps with their examples, and what counts."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.text import slugify

from tracker.analysis.codebook import Step, Term, Topic
from tracker.analysis.codebook_changes import Frozen
from tracker.models import Anchor, IssueTopic

FROM_FOR_TO_AGAINST = (2, 1, 0, -1, -2)
LONGEST_EXAMPLE: int = Anchor._meta.get_field("text").max_length or 0
LONGEST_PHRASE = 120
# The addresses among topics that are no topics.
TAKEN = frozenset({"add"})


class LinesField(forms.CharField):
    """Several texts, one a line, each at most `longest` characters; the value is a tuple without repetitions."""

    def __init__(self, *, longest: int, rows: int = 3, **named: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **named)
        self.longest = longest

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        lines = tuple(dict.fromkeys(line.strip() for line in super().clean(value).splitlines() if line.strip()))
        if long := next((line for line in lines if len(line) > self.longest), None):
            raise forms.ValidationError(f"“{long[:40]}…” is longer than {self.longest} characters.")
        return lines


def _long(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        required=False, label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": 3}), max_length=5000
    )


class CodebookForm(forms.Form):
    """`opened` is the fingerprint of the codebook the form was filled from."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    proposition = forms.CharField(
        max_length=500,
        label="Proposition",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One sentence that one can be for or against: “The Invented States should …”.",
    )
    pole_for = forms.CharField(max_length=60, label="Called when for it")
    pole_against = forms.CharField(max_length=60, label="Called when against it")
    inclusion = _long("What counts", "Whatever a coder should file under this topic.")
    exclusion = _long("What does not count", "Though it sounds like it.")
    notes = _long("Notes", "Whatever else a coder should know. A change here alone makes no new version.")

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        for score in FROM_FOR_TO_AGAINST:
            said = f"{score:+d}".replace("-", "−").replace("+0", "0")
            self.fields[f"word_{score + 2}"] = forms.CharField(max_length=60, label=f"Word for {said}")
            self.fields[f"examples_{score + 2}"] = LinesField(
                longest=LONGEST_EXAMPLE, label=f"Examples of {said}", help_text="One sentence a line."
            )

    def rungs(self) -> Iterator[tuple[int, forms.BoundField, forms.BoundField]]:
        """Each step with its two fields, from for to against."""
        for score in FROM_FOR_TO_AGAINST:
            yield score, self[f"word_{score + 2}"], self[f"examples_{score + 2}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen: dict[str, int] = {}
        for score in FROM_FOR_TO_AGAINST:
            word = cleaned.get(f"word_{score + 2}", "").casefold()
            if word and word in seen:
                self.add_error(f"word_{score + 2}", "Another step has this word already.")
            seen[word] = score
        return cleaned

    def written(self) -> Frozen:
        """The codebook as it was typed."""
        given = self.cleaned_data
        steps = {score: (given[f"word_{score + 2}"], given[f"examples_{score + 2}"]) for score in FROM_FOR_TO_AGAINST}
        names = ("proposition", "pole_for", "pole_against", "inclusion", "exclusion", "notes")
        return Frozen(steps=steps, **{name: given[name].replace("\r\n", "\n") for name in names})


def filled_from(codebook: Frozen) -> dict[str, Any]:
    """What the form shows of a codebook."""
    names = ("proposition", "pole_for", "pole_against", "inclusion", "exclusion", "notes")
    values: dict[str, Any] = {name: getattr(codebook, name) for name in names}
    for score, (word, examples) in codebook.steps.items():
        values |= {f"word_{score + 2}": word, f"examples_{score + 2}": examples}
    return values


class TopicForm(CodebookForm):
    """A new topic: its codebook, its name, and the words a passage about it is known by."""

    name = forms.CharField(max_length=200, label="Name", help_text="Short, as a heading: “Grain tariffs”.")
    family = forms.ChoiceField(required=False, label="Worded like", help_text="Topics of a family teach each other.")
    terms = LinesField(
        longest=LONGEST_PHRASE,
        rows=6,
        label="Words it is known by",
        help_text="One phrase a line; a passage with one of them is about this topic. Weights, and words that must "
        "stand near, are set in the reference data afterwards.",
    )

    field_order = ("name", "proposition")

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        families = IssueTopic.objects.exclude(family="").order_by("family").values_list("family", flat=True).distinct()
        self.fields["family"].choices = [("", "none of the others"), *((name, name) for name in families)]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        slug = slugify(name)
        if not slug:
            raise forms.ValidationError("The name needs letters of the Latin alphabet, for its address.")
        if slug in TAKEN:
            raise forms.ValidationError("This name would stand where a page of ours is; choose another.")
        if IssueTopic.objects.filter(name__iexact=name).exists() or IssueTopic.objects.filter(slug=slug).exists():
            raise forms.ValidationError("There is a topic of this name already.")
        return name

    def topic(self) -> Topic:
        """The new topic as a value."""
        given, codebook = self.cleaned_data, self.written()
        return Topic(
            slug=slugify(given["name"])[:120],
            name=given["name"],
            family=given["family"],
            terms=tuple(Term(phrase) for phrase in given["terms"]),
            steps=tuple(Step(score, *codebook.steps[score]) for score in sorted(codebook.steps)),
            **{name: getattr(codebook, name) for name in ("proposition", "pole_for", "pole_against")},
            **{name: getattr(codebook, name) for name in ("inclusion", "exclusion", "notes")},
        )
