"""Static files: what is vendored is unchanged, addresses change with content, nothing is inline."""

import hashlib
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from chartside.platform.pages.templates import template_folders
from chartside.web.assets import FOLDER, STYLESHEET, Assets
from chartside.web.shell import build_app
from tests.platform.pages.doubles import FakeSessions, runtime

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"


def _manifest() -> list[tuple[str, str]]:
    lines = (FOLDER / "vendor" / "MANIFEST.sha256").read_text().splitlines()
    return [(digest, name) for digest, name in (line.split() for line in lines)]


def test_every_vendored_file_is_the_one_that_was_taken() -> None:
    listed = {name: digest for digest, name in _manifest()}
    present = {
        path.relative_to(FOLDER).as_posix()
        for path in (*FOLDER.glob("vendor/*.js"), *FOLDER.glob("fonts/*.woff2"))
    }
    assert set(listed) == present
    for name, digest in listed.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, name
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() == AXE_SHA256


def test_each_vendored_package_brings_its_licence() -> None:
    names = {path.name for path in FOLDER.rglob("LICENSE*")}
    assert len(names) == 4


def test_the_style_order_names_every_file() -> None:
    order = (FOLDER / "css" / "order.txt").read_text().split()
    assert sorted(order) == sorted(path.name for path in FOLDER.glob("css/*.css"))


def test_components_name_no_colour() -> None:
    for path in FOLDER.glob("css/*.css"):
        if path.name not in ("tokens.css", "print.css"):
            found = re.findall(r"#[0-9a-fA-F]{3,6}\b", path.read_text())
            assert found in ([], ["#fff"]), f"{path.name}: {found}"


def test_files_are_kept_for_good_under_their_version_only() -> None:
    assets = Assets()
    client = TestClient(build_app(runtime(FakeSessions(), assets=assets), [], assets=assets))
    fresh = client.get(assets.url(STYLESHEET))
    assert fresh.status_code == 200
    assert "immutable" in fresh.headers["cache-control"]
    assert fresh.headers["content-type"].startswith("text/css")
    stale = client.get(f"/static/000000000000/{STYLESHEET}")
    assert (stale.status_code, stale.headers["cache-control"]) == (200, "no-cache")
    assert client.get("/static/x/../../pyproject.toml").status_code == 404
    assert client.get(f"/static/{assets.version}/css/order.txt").status_code == 404


def test_an_unknown_file_fails_when_the_page_is_made() -> None:
    with pytest.raises(KeyError):
        Assets().url("js/missing.js")


def test_no_template_has_inline_style_or_script() -> None:
    for folder in template_folders():
        for path in folder.rglob("*.html"):
            text = path.read_text()
            assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", text), path
            assert not re.search(r"<script(?![^>]*\ssrc=)", text), path
            assert "|safe" not in text, path


def test_every_form_that_changes_something_carries_its_token() -> None:
    for folder in template_folders():
        for path in folder.rglob("*.html"):
            for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", path.read_text(), re.DOTALL):
                assert "csrf(page)" in form, path
