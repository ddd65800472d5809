"""Topics with their scales."""

import factory
from factory.django import DjangoModelFactory

from tracker import models

STEP_WORDS = {2: "Embrace", 1: "Welcome", 0: "It depends", -1: "Hold off", -2: "Shut out"}


class IssueTopicFactory(DjangoModelFactory):
    """A topic with its five steps and an anchor for each; `scale=False` leaves them out."""

    class Meta:
        model = models.IssueTopic
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"topic-{n}")
    name = factory.Sequence(lambda n: f"Invented question {n}")
    proposition = factory.Sequence(lambda n: f"The Invented States should do the thing numbered {n}.")
    pole_for = STEP_WORDS[2]
    pole_against = STEP_WORDS[-2]

    @factory.post_generation
    def scale(topic, create, extracted, **kwargs):
        if create and extracted is not False:
            for score, word in STEP_WORDS.items():
                AnchorFactory(step=TopicStepFactory(topic=topic, score=score, word=word))


class TopicStepFactory(DjangoModelFactory):
    class Meta:
        model = models.TopicStep

    topic = factory.SubFactory(IssueTopicFactory, scale=False)
    score = 1
    word = factory.LazyAttribute(lambda o: STEP_WORDS[o.score])


class AnchorFactory(DjangoModelFactory):
    class Meta:
        model = models.Anchor

    step = factory.SubFactory(TopicStepFactory)
    text = factory.Sequence(lambda n: f"An example sentence of this step, the {n}th.")


class TopicTermFactory(DjangoModelFactory):
    class Meta:
        model = models.TopicTerm

    topic = factory.SubFactory(IssueTopicFactory)
    phrase = factory.Sequence(lambda n: f"invented phrase {n}")
