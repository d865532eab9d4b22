"""Logs that cannot carry PHI."""

from chartside.platform.logs.access import AccessLog
from chartside.platform.logs.configure import configure_logs
from chartside.platform.logs.failures import type_name
from chartside.platform.logs.fields import declare_words
from chartside.platform.logs.logger import EventLogger, get_logger, log_context

__all__ = [
    "AccessLog",
    "EventLogger",
    "configure_logs",
    "declare_words",
    "get_logger",
    "log_context",
    "type_name",
]
