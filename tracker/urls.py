from django.contrib import admin
from django.urls import path

from tracker.views import (
    accounts,
    articles,
    edits,
    feeds,
    home,
    machines,
    method,
    officials,
    review,
    sample,
    shifts,
    site,
    splits,
    statements,
    status,
    submissions,
    timeline,
    topics,
    verdicts,
)

public = [
    path("", home.home, name="home"),
    path("officials/", officials.officials, name="officials"),
    path("officials/<slug:slug>/", officials.official, name="official"),
    path("officials/<slug:slug>/<slug:topic>/", timeline.timeline, name="timeline"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("statements/", statements.statements, name="statements"),
    path("statements/<int:pk>/", statements.statement, name="statement"),
    path("shifts/", shifts.shifts, name="shifts"),
    path("splits/", splits.splits, name="splits"),
    path("offices/<slug:slug>/<slug:topic>/", timeline.office_timeline, name="office_timeline"),
    path("governments/<str:code>/<slug:topic>/", timeline.government_timeline, name="government_timeline"),
    path("status/", status.status_page, name="status"),
    path("method/", method.method, name="method"),
]

editors = [
    path("review/", review.review, name="review"),
    path("review/<int:pk>/", review.review_statement, name="review_statement"),
    path("decisions/<int:pk>/undo/", review.undo, name="undo"),
    path("shifts/<int:pk>/decide/", verdicts.decide_shift, name="decide_shift"),
    path("splits/<int:pk>/decide/", verdicts.decide_split, name="decide_split"),
    path("verdicts/<int:pk>/undo/", verdicts.undo_verdict, name="undo_verdict"),
    path("quotations/<int:pk>/file/", review.file_quotation, name="file_quotation"),
    path("quotations/<int:pk>/detach/", review.detach_quotation, name="detach_quotation"),
    path("status/retry/", status.retry, name="retry_all"),
    path("articles/", articles.articles, name="articles"),
    path("articles/add/", submissions.submit, name="submit"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/apart/", articles.set_apart, name="set_apart"),
    path("articles/<int:pk>/retry/", articles.retry_article, name="retry_article"),
    path("method/learn/", method.learn, name="learn"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/add/", feeds.add_feed, name="add_feed"),
    path("feeds/import/", feeds.import_feeds, name="import_feeds"),
    path("feeds/feeds.opml", feeds.export_feeds, name="export_feeds"),
    path("feeds/<int:pk>/", feeds.feed, name="feed"),
    path("feeds/<int:pk>/edit/", feeds.edit_feed, name="edit_feed"),
    path("feeds/<int:pk>/pause/", feeds.pause_feed, name="pause_feed"),
    path("feeds/<int:pk>/resume/", feeds.resume_feed, name="resume_feed"),
    path("feeds/<int:pk>/poll/", feeds.poll_feed_now, name="poll_feed"),
    path("edits/", edits.edits, name="edits"),
    path("edits/<int:pk>/", edits.edit, name="edit"),
    path("edits/<int:pk>/handle/", edits.handle_edit, name="handle_edit"),
    path("sample/remove/", sample.remove_sample, name="remove_sample"),
    path("login/", accounts.log_in, name="login"),
    path("logout/", accounts.log_out, name="logout"),
]

machinery = [
    path("favicon.ico", site.favicon),
    path("metrics", machines.metrics, name="metrics"),
    path("admin/", admin.site.urls),
]

urlpatterns = [*public, *editors, *machinery]
