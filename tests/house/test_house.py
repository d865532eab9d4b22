"""Each check holds on this repository, and each complains when its rule is broken."""

from pathlib import Path

import pytest

from tests.house.checks import CHECKS
from tests.house.tree import Tree

HERE = Path(__file__).parents[2]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_keeps_its_rules(check):
    assert [str(complaint) for complaint in check(Tree(HERE))] == []


def broken(name: str) -> str:
    """A word in two pieces, so that this file keeps the rule that it breaks elsewhere."""
    return name.replace("|", "")


PYPROJECT = '[project]\ndependencies = ["left-pad>=1"]\n'
BREACHES = [
    ("file_lengths", {"src/chartside/a.py": "x = 1\n" * 401}),
    ("links_lead_somewhere", {"docs/a.md": "[b](b.md)"}),
    ("links_lead_somewhere", {"docs/a.md": "[b](b.md#missing)", "docs/b.md": "# Here\n"}),
    ("no_workplace_words", {"docs/a.md": broken("see /wo|rk/notes")}),
    ("nothing_unfinished", {"src/a.py": broken("# TO|DO\n")}),
    (
        "no_code_set_descriptors",
        {"docs/a.md": broken("dynamic activities to imp|rove functional performance")},
    ),
    ("readme_names_two_commands", {"README.md": "Run make demo, then make test."}),
    ("no_real_numbers", {"tests/a.yaml": broken("ssn: 123-4|5-6789")}),
    ("no_real_numbers", {"tests/a.yaml": broken("phone: 212-736|-5000")}),
    ("no_real_numbers", {"tests/a.yaml": broken("mail: someone@gma|il.com")}),
    ("rooms_have_readmes", {"src/chartside/claims/__init__.py": "", "src/chartside/claims/model.py": ""}),
    (
        "rooms_stand_in_the_contracts",
        {"src/chartside/claims/__init__.py": "", "src/chartside/claims/model.py": ""},
    ),
    ("dependencies_have_reasons", {"pyproject.toml": PYPROJECT}),
    (
        "dependencies_have_reasons",
        {
            "pyproject.toml": "[project]\ndependencies = []\n",
            "docs/decisions/dependencies.md": "| `gone` | why |\n",
        },
    ),
    (
        "only_the_clock_reads_the_clock",
        {"src/chartside/a.py": "from datetime import datetime\ndatetime.now()\n"},
    ),
    ("only_the_clock_reads_the_clock", {"src/chartside/a.py": "import time\ntime.time()\n"}),
    ("sockets_only_at_the_doors", {"src/chartside/claims/a.py": "import httpx2\n"}),
    (
        "sockets_only_at_the_doors",
        {"src/chartside/claims/a.py": "def f():\n    from urllib import request\n"},
    ),
    ("facts_live_in_packs", {"src/chartside/coding/a.py": "YEAR = 2026\n"}),
    ("facts_live_in_packs", {"src/chartside/coding/a.py": "LIMIT = '2,480.00'\n"}),
    ("facts_live_in_packs", {"src/chartside/coding/a.py": "PAIR = ('97530', '97116')\n"}),
    ("shipped_bytes_match_their_manifest", {"src/chartside/interchange/paper/fonts/X.ttf": "not a font"}),
]


@pytest.mark.parametrize(
    ("name", "files"), BREACHES, ids=[f"{name}-{i}" for i, (name, _) in enumerate(BREACHES)]
)
def test_a_breach_is_seen(tmp_path, name, files):
    if name == "no_code_set_descriptors":
        windows = (HERE / "tests/house/descriptor_windows.txt").read_text()
        files = {**files, "tests/house/descriptor_windows.txt": windows}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    (check,) = [check for check in CHECKS if check.__name__ == name]
    assert check(Tree(tmp_path)) != []


def test_every_check_has_a_breach_that_it_sees():
    assert {name for name, _ in BREACHES} == {check.__name__ for check in CHECKS}


FINE = {
    "docs/a.md": "[b](b.md#two-words) [site](https://example.org) `[not](a-link)`\n```\n[nor](this)\n```\n",
    "docs/b.md": "# Two words\n",
    "tests/a.yaml": "phone: 512-555-0142\nmail: dana@westlake.example\nrule: OAR 410-133-0320\n",
    "src/chartside/coding/a.py": '"""In force since 2019."""\nUNITS = 15\nROWS = 1000\n',
    "src/chartside/connectors/fax_out/a.py": "import httpx2\n",
}


def test_what_is_allowed_is_left_alone(tmp_path):
    for path, text in FINE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    names = {"links_lead_somewhere", "no_real_numbers", "facts_live_in_packs", "sockets_only_at_the_doors"}
    for check in CHECKS:
        if check.__name__ in names:
            assert [str(complaint) for complaint in check(Tree(tmp_path))] == []
