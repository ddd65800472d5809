from django.db import migrations


def freeze(apps, schema_editor):
    """Every topic's codebook as it stands is its first version, and what was accepted so far was coded on it."""
    topics, versions, stances = (
        apps.get_model("tracker", name) for name in ("IssueTopic", "CodebookVersion", "Stance")
    )
    for topic in topics.objects.prefetch_related("steps__anchors"):
        steps = [
            {"score": step.score, "word": step.word, "anchors": [anchor.text for anchor in step.anchors.all()]}
            for step in sorted(topic.steps.all(), key=lambda step: step.score)
        ]
        version = versions.objects.create(
            topic=topic,
            number=1,
            proposition=topic.proposition,
            pole_for=topic.pole_for,
            pole_against=topic.pole_against,
            notes=topic.notes,
            steps=steps,
            change="First version.",
        )
        stances.objects.filter(topic=topic, state="accepted").update(codebook=version)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0010_codebook_versions")]
    operations = [migrations.RunPython(freeze, migrations.RunPython.noop)]
