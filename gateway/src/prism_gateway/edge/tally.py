"""Counts requests for Prometheus at the price of adding numbers; its own objects are made when somebody asks for them.

Its client takes a lock for each number that it adds, five of them a request; here one event loop adds, and a look from
another thread may at worst see a request half counted.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString


class Times:
    """How often something took how long."""

    __slots__ = ("_bounds", "counts", "seconds")

    def __init__(self, bounds: Sequence[float]) -> None:
        self._bounds = bounds
        self.counts = [0] * (len(bounds) + 1)
        self.seconds = 0.0

    def add(self, seconds: float) -> None:
        """It took `seconds`."""
        self.counts[bisect_left(self._bounds, seconds)] += 1
        self.seconds += seconds


class Histograms(Collector):
    """Times by their labels."""

    def __init__(self, name: str, said: str, labels: Sequence[str], bounds: Sequence[float]) -> None:
        self._name, self._said, self._labels, self._bounds = name, said, labels, bounds
        self._known: dict[tuple[str, ...], Times] = {}

    def of(self, *labels: str) -> Times:
        """The times with these labels; to be kept by whoever adds to them."""
        return self._known.setdefault(labels, Times(self._bounds))

    def collect(self) -> Iterable[Metric]:
        """As Prometheus reads them."""
        family = HistogramMetricFamily(self._name, self._said, labels=self._labels)
        names = [*map(floatToGoString, self._bounds), "+Inf"]
        for labels, times in list(self._known.items()):
            sums, total = [], 0
            for name, count in zip(names, times.counts, strict=True):
                total += count
                sums.append((name, float(total)))
            family.add_metric(labels, sums, times.seconds)
        yield family


class Upstreams(Collector):
    """Bytes of bodies and requests in flight, by the name of the upstream."""

    def __init__(self) -> None:
        self._known: dict[str, Traffic] = {}

    def of(self, upstream: str) -> "Traffic":
        """What goes to and from `upstream`."""
        return self._known.get(upstream) or self._known.setdefault(upstream, Traffic())

    def collect(self) -> Iterable[Metric]:
        """As Prometheus reads them."""
        carried = CounterMetricFamily(
            "prism_edge_bytes", "Bytes of bodies, by direction (in, out)", labels=("upstream", "direction")
        )
        flying = GaugeMetricFamily(
            "prism_edge_in_flight", "Requests and sockets that are being served", labels=("upstream",)
        )
        for name, traffic in list(self._known.items()):
            carried.add_metric((name, "in"), traffic.bytes_in)
            carried.add_metric((name, "out"), traffic.bytes_out)
            flying.add_metric((name,), traffic.in_flight)
        yield from (carried, flying)


class Traffic:
    """Of one upstream."""

    __slots__ = ("bytes_in", "bytes_out", "in_flight")

    def __init__(self) -> None:
        self.bytes_in = self.bytes_out = self.in_flight = 0
