"""Work over the bus: who asks, and who does it."""

from prism_core.work.client import Answer, WorkClient
from prism_core.work.worker import Handler, Worker

__all__ = ["Answer", "Handler", "WorkClient", "Worker"]
