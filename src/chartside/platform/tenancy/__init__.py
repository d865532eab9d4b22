"""The unit of work: one person, one organisation, one transaction."""

from chartside.platform.tenancy.unit import WorkDatabase
from chartside.platform.tenancy.work import Actor, Work

__all__ = ["Actor", "Work", "WorkDatabase"]
