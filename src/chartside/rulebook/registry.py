"""Where an area's rules are found and chosen.

An area's `rules` package holds one module per rule, each with `RULE` (a `RuleInfo`), a docstring (the
manual page) and `check(subject)`. A package may instead, or besides, offer `rules()` which gives further
`Rule` values, for rules whose text is a table.
"""

import pkgutil
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import import_module
from itertools import pairwise

from chartside.kernel.people import Discipline
from chartside.rulebook.payers import Payer
from chartside.rulebook.rules import Rule


@cache
def rules_in(package: str) -> tuple[Rule, ...]:
    """All rules of a package such as `chartside.coding.rules`, by id. Read once per process.

    Raises:
        ValueError: two rules share an id, or a module lacks its docstring.
    """
    home = import_module(package)
    found = [_read(f"{package}.{module.name}") for module in pkgutil.iter_modules(home.__path__)]
    more: Iterable[Rule] = home.rules() if hasattr(home, "rules") else ()
    rules = sorted((*(rule for rule in found if rule), *more), key=lambda rule: rule.info.id)
    for first, second in pairwise(rules):
        if first.info.id == second.info.id:
            raise ValueError(f"two rules have the id {first.info.id}")
    return tuple(rules)


@cache
def rules_named(package: str, ids: frozenset[str]) -> tuple[Rule, ...]:
    """The rules of these ids among the modules of a package, by id; no other module is read.

    A module is named by its rule: `cod_014_...` holds `COD-014`.
    """
    home = import_module(package)
    marks = {id_.lower().replace("-", "_") for id_ in ids}
    names = [module.name for module in pkgutil.iter_modules(home.__path__)]
    wanted = [name for name in names if "_".join(name.split("_")[:2]) in marks]
    found = (_read(f"{package}.{name}") for name in wanted)
    return tuple(sorted((rule for rule in found if rule), key=lambda rule: rule.info.id))


def choose(
    rules: Iterable[Rule],
    payer: Payer | None = None,
    discipline: Discipline | None = None,
    on: date | None = None,
) -> list[Rule]:
    """The rules that reach this payer, discipline and day, in order of id."""
    return [rule for rule in rules if rule.info.applies(payer, discipline, on)]


def _read(module_name: str) -> Rule | None:
    """The rule a module holds; None for a module of shared words (its name starts with an underscore)."""
    if module_name.rpartition(".")[2].startswith("_"):
        return None
    module = import_module(module_name)
    if not module.__doc__:
        raise ValueError(f"{module_name} has no docstring, which is its manual page")
    return Rule(info=module.RULE, manual=module.__doc__.strip(), check=module.check)
