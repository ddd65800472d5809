from django.db import migrations


def forget(apps, schema_editor):
    """Sources made from feeds were given UTC because nobody knew better; what an editor named has a country too."""
    apps.get_model("tracker", "Source").objects.filter(time_zone="UTC", country=None).update(time_zone=None)


def assume(apps, schema_editor):
    apps.get_model("tracker", "Source").objects.filter(time_zone=None).update(time_zone="UTC")


class Migration(migrations.Migration):
    dependencies = [("tracker", "0026_source_time_zones")]
    operations = [migrations.RunPython(forget, assume)]
