"""Durable jobs. Importing this declares; running needs `worker`, enqueueing happens through `work.jobs`."""

from chartside.platform.jobs.arguments import UnsafeArgumentError
from chartside.platform.jobs.registry import Retry, beat, job, registry, schedule

__all__ = ["Retry", "UnsafeArgumentError", "beat", "job", "registry", "schedule"]
