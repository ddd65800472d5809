from django.contrib import admin
from django.urls import path

from tracker.views import home, method, officials, shifts, statements, timeline, topics

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
    path("method/", method.method, name="method"),
]

urlpatterns = [*public, path("admin/", admin.site.urls)]
