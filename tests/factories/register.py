"""Users, and the register: countries, officials, offices and who held them."""

from datetime import date

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from tracker import models

GIVEN = ("Alma", "Bram", "Cira", "Dov", "Edda", "Falk", "Greta", "Hanno", "Imre", "Jonna", "Kaspar", "Liv")


FAMILY = ("Ostrander", "Pellow", "Quill", "Rastow", "Sundal", "Tarn", "Ulfsen", "Vasko", "Wendt", "Yarrow", "Zell")


def _name(n: int) -> str:
    """A name that no other `n` under 132 gives; after that with a numeral."""
    numeral = "" if n < 132 else f" {n // 132 + 1}"
    return f"{GIVEN[n % 12]} {FAMILY[n % 11]}{numeral}"


def _code(n: int) -> str:
    """X and three letters or digits: enough for a whole run of the tests."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return f"X{digits[n // 1296 % 36]}{digits[n // 36 % 36]}{digits[n % 36]}"


class UserFactory(DjangoModelFactory):
    """A reader with an account; `EditorFactory` makes staff. The password is "a long password"."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"reader{n}")
    password = factory.django.Password("a long password")


class EditorFactory(UserFactory):
    username = factory.Sequence(lambda n: f"editor{n}")
    is_staff = True


class CountryFactory(DjangoModelFactory):
    class Meta:
        model = models.Country

    code = factory.Sequence(_code)
    name = factory.Sequence(lambda n: f"Invented State {n}")


class OfficialFactory(DjangoModelFactory):
    """A person; `institution=True` makes an institution."""

    class Meta:
        model = models.Official

    class Params:
        institution = factory.Trait(
            kind="institution", gender=None, name=factory.Sequence(lambda n: f"Invented Ministry {n}")
        )

    name = factory.Sequence(_name)
    slug = factory.Sequence(lambda n: f"official-{n}")
    country = factory.SubFactory(CountryFactory)
    gender = "f"
    source = "https://register.example/officials"


class AliasFactory(DjangoModelFactory):
    class Meta:
        model = models.Alias

    official = factory.SubFactory(OfficialFactory)
    text = factory.Sequence(lambda n: f"Printed Name {n}")


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = models.Office

    slug = factory.Sequence(lambda n: f"office-{n}")
    name = factory.Sequence(lambda n: f"Minister for Example {n}")
    country = factory.SubFactory(CountryFactory)
    titles = factory.LazyAttribute(lambda o: [o.name])
    source = "https://register.example/offices"


class TenureFactory(DjangoModelFactory):
    class Meta:
        model = models.Tenure

    official = factory.SubFactory(OfficialFactory)
    office = factory.SubFactory(OfficeFactory)
    start = date(2021, 1, 4)
    source = "https://register.example/tenures"
