"""The written cases of code support."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from chartside.coding.api import CodeSupport, code_support

CASES = Path(__file__).parent / "cases"
SETS = ("first", "second", "third", "fourth", "fifth")


class Statement(NamedTuple):
    file: str
    number: int
    told: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.file} {self.number}: {self.told['code']} {self.told['say'][0][:40]}"

    @property
    def supported(self) -> bool:
        return bool(self.told["supported"])

    def judged(self) -> CodeSupport:
        return code_support(self.told["code"], self.told["say"], self.told.get("goals", ()))


def statements(*files: str) -> Iterator[Statement]:
    for file in files:
        for number, told in enumerate(
            yaml.safe_load((CASES / f"{file}.yaml").read_text(encoding="utf-8")), 1
        ):
            yield Statement(file, number, told)
