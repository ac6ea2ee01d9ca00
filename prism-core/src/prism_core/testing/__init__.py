"""Fakes with scripts, a virtual clock and a real Redis: what the tests of every service build on."""

from prism_core.testing.clock import VirtualClock, virtual_time
from prism_core.testing.fakes import FakeLanguageModel, FakePlayer, FakeSpeechToText, FakeTextToSpeech
from prism_core.testing.live import LiveService, running
from prism_core.testing.redis import RunningRedis, redis_binary, running_redis

__all__ = [
    "FakeLanguageModel",
    "FakePlayer",
    "FakeSpeechToText",
    "FakeTextToSpeech",
    "LiveService",
    "RunningRedis",
    "VirtualClock",
    "redis_binary",
    "running",
    "running_redis",
    "virtual_time",
]
