"""Added at once, not put off. The index is changed where it stands: making it anew takes minutes on a large record."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('tracker', '0030_listings'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER INDEX fingerprint_keys SET (fastupdate = off)",
                    "ALTER INDEX fingerprint_keys RESET (fastupdate)",
                ),
                migrations.RunSQL("SELECT gin_clean_pending_list('fingerprint_keys')", migrations.RunSQL.noop),
            ],
            state_operations=[
                migrations.RemoveIndex(
                    model_name='fingerprint',
                    name='fingerprint_keys',
                ),
                migrations.AddIndex(
                    model_name='fingerprint',
                    index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['keys'], name='fingerprint_keys'),
                ),
            ],
        ),
    ]
