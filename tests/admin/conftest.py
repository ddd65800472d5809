"""An administrator at the keyboard."""

import pytest
from django.contrib.auth import get_user_model


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """The many editors of these tests never type theirs."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def boss(client, db):
    """A client logged in as one who may do everything."""
    user = get_user_model().objects.create_superuser("boss", password="a long password")
    client.force_login(user)
    return client


@pytest.fixture
def posted():
    """Every field of a form as a browser would send it back, with changes: `posted(form_or_formset…, name=value)`."""

    def send(response, **changes):
        data = {}
        context = response.context
        for form in [context["adminform"].form, *(s for i in context["inline_admin_formsets"] for s in forms_of(i))]:
            for bound in form:
                value = bound.value()
                if value is not None and value is not False:
                    data[bound.html_name] = shown(bound, value)
        for inline in context["inline_admin_formsets"]:
            for bound in inline.formset.management_form:
                data[bound.html_name] = bound.value()
        return data | changes

    return send


def forms_of(inline):
    return inline.formset.forms


def shown(bound, value):
    value = bound.field.prepare_value(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
