from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0028_notices")]
    operations = [
        migrations.AddField(
            model_name="article",
            name="renamed",
            field=models.BooleanField(
                default=False, help_text="An editor gave the headline; it stays whatever its source prints."
            ),
        ),
    ]
