"""Layers: imports point down only, and each folder keeps to what its layer may know."""

import ast
from pathlib import Path

import pytest

TRACKER = Path(__file__).resolve().parents[1] / "tracker"

# What each layer may import of the project, from the bottom up.
BELOW = {
    "analysis": {"analysis"},
    "models": {"models", "analysis"},
    "pipeline": {"pipeline", "models", "analysis"},
    "charts": {"charts", "analysis"},
    "forms": {"forms", "pipeline", "models", "analysis"},
    "templatetags": {"templatetags", "models", "analysis", "charts"},
    "views": {"views", "api", "forms", "charts", "pipeline", "models", "analysis", "tasks", "queue", "templatetags"},
    "api": {"api", "pipeline", "models", "analysis"},
    "admin": {"admin", "pipeline", "models", "analysis", "tasks"},
    "management": {"management", "pipeline", "models", "analysis", "tasks", "celery", "embedded"},
    "celery": {"embedded"},
    "logs": {"logs"},
    "queue": {"celery"},
    "tasks": {"celery", "queue", "logs", "pipeline", "models", "analysis"},
    "embedded": {"embedded"},
}
OUTSIDE_OF_ANALYSIS = {"django", "celery", "psycopg", "httpx", "requests", "socket", "sqlite3", "subprocess", "urllib"}
MODULES = sorted(path for path in TRACKER.rglob("*.py") if "migrations" not in path.parts)


def layer_of(path):
    inside = path.relative_to(TRACKER)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def imports_of(path):
    """Absolute dotted names of everything `path` imports, relative imports resolved."""
    package = ["tracker", *path.relative_to(TRACKER).parent.parts]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def project_layers(path):
    names = (name.split(".") for name in imports_of(path))
    return {parts[1] for parts in names if parts[0] == "tracker" and len(parts) > 1}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TRACKER)))
def test_imports_point_down_only(path):
    layer = layer_of(path)
    if layer in BELOW:
        assert project_layers(path) <= BELOW[layer] | {"__init__"}


@pytest.mark.parametrize("path", [p for p in MODULES if layer_of(p) == "analysis"], ids=lambda path: path.name)
def test_analysis_knows_neither_django_nor_the_outside_world(path):
    assert not {name.split(".")[0] for name in imports_of(path)} & OUTSIDE_OF_ANALYSIS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TRACKER)))
def test_no_import_hides_in_a_function(path):
    functions = (
        n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    inside = [node for f in functions for node in ast.walk(f) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not inside or path.name == "apps.py"


def test_no_template_prints_unescaped_content():
    templates = TRACKER.parent / "templates"
    texts = {path: path.read_text() for path in templates.rglob("*.html")}
    assert texts
    assert not [path for path, text in texts.items() if "|safe" in text or "autoescape off" in text]
    assert not [path for path in MODULES if "mark_safe" in path.read_text()]


def test_no_template_needs_what_the_content_security_policy_forbids():
    texts = {path: path.read_text() for path in (TRACKER.parent / "templates").rglob("*.html")}
    assert not [path for path, text in texts.items() if " style=" in text or "<style" in text or " onclick=" in text]
    assert not [path for path, text in texts.items() if "<script>" in text]
