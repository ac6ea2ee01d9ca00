#!/usr/bin/env python3
"""Writes `.env.example` from the settings of every service: each variable with its meaning and its default.

python scripts/env_example.py            write it
python scripts/env_example.py --check    fail when it is not current
"""

import ast
import importlib
import inspect
import json
import pkgutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path, PurePath

from pydantic import AliasChoices, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "prism_fleet",
    "prism_core",
    "prism_gateway",
    "prism_media",
    "prism_stt",
    "prism_tts",
    "prism_llm",
    "prism_companion",
    "prism_mcp",
)
HEAD = """\
# Everything that can be set, with its default. Copy to `.env` and change what you need; a variable of the
# environment wins over the file. Written by `make env-example`.
"""


def settings_classes() -> Iterator[tuple[str, type[BaseSettings]]]:
    """Every settings class of every package, with the package's name, in the order of `PACKAGES`."""
    for package in PACKAGES:
        top = importlib.import_module(package)
        for module in pkgutil.walk_packages(top.__path__, f"{package}."):
            if module.name.rpartition(".")[2] != "settings":
                continue
            for _, found in sorted(vars(importlib.import_module(module.name)).items()):
                own = inspect.isclass(found) and found.__module__ == module.name
                if own and issubclass(found, BaseSettings):
                    yield package, found


def variable(settings: type[BaseSettings], name: str, field: FieldInfo) -> str:
    """Name of the environment variable that sets `field`."""
    alias = field.validation_alias
    if isinstance(alias, AliasChoices):
        return str(alias.choices[0])
    if isinstance(alias, str):
        return alias
    return f"{settings.model_config.get('env_prefix', '')}{name}".upper()


def field_docs(settings: type[BaseSettings]) -> dict[str, str]:
    """The doc line under each field, as written in the class."""
    body = ast.parse(textwrap.dedent(inspect.getsource(settings))).body[0]
    assert isinstance(body, ast.ClassDef)
    docs: dict[str, str] = {}
    for field, doc in zip(body.body, body.body[1:], strict=False):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(doc, ast.Expr) and isinstance(doc.value, ast.Constant) and isinstance(doc.value.value, str):
            docs[field.target.id] = " ".join(doc.value.value.split())
    return docs


def shown(value: object) -> str:
    """A default as it is written in the file."""
    if value is None:
        return ""
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float | PurePath):
        return str(value)
    return json.dumps(sorted(value) if isinstance(value, set | frozenset) else value, default=str)


def render() -> str:
    """The text of `.env.example`."""
    sections: dict[str, list[str]] = {}
    known: set[str] = set()
    for package, settings in settings_classes():
        docs = field_docs(settings)
        for name, field in settings.model_fields.items():
            if name not in settings.__annotations__ or (key := variable(settings, name, field)) in known:
                continue
            known.add(key)
            if name not in docs:
                raise SystemExit(f"{settings.__module__}.{settings.__name__}.{name} has no doc line: say what it means")
            default = field.get_default(call_default_factory=True)
            comment = textwrap.fill(docs[name], 110, initial_indent="# ", subsequent_indent="# ")
            sections.setdefault(package, []).append(f"{comment}\n#{key}={shown(default)}")
    parts = [f"# --- {package} ---\n\n" + "\n\n".join(entries) for package, entries in sections.items()]
    return HEAD + "\n" + "\n\n".join(parts) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file, or check it; gives the exit code."""
    file = ROOT / ".env.example"
    text = render()
    if "--check" not in arguments:
        file.write_text(text, encoding="utf-8")
        return 0
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        print(".env.example is not current; run 'make env-example'", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
