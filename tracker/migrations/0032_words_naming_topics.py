from django.db import migrations

from tracker.analysis.codebook import Term, naming


def name_topics(apps, schema_editor):
    """Steps that editors set were kept without the words that name the topic: those of the statement's own are found."""
    stances, terms = (apps.get_model("tracker", name) for name in ("Stance", "TopicTerm"))
    of_topic = {}
    for term in terms.objects.order_by("pk"):
        of_topic.setdefault(term.topic_id, []).append(Term(term.phrase, term.weight, tuple(term.needs)))
    bare = stances.objects.filter(method="editor", evidence=[], topic__in=of_topic).select_related("statement")
    for stance in bare.only("topic", "statement__text").iterator(500):
        words = naming(of_topic[stance.topic_id], stance.statement.text)
        if words:
            stances.objects.filter(pk=stance.pk).update(evidence=list(words))


class Migration(migrations.Migration):
    dependencies = [("tracker", "0031_fingerprint_keys_at_once")]
    operations = [migrations.RunPython(name_topics, migrations.RunPython.noop)]
