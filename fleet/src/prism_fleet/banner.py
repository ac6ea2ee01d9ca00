"""What a person reads when the fleet is up."""

from pathlib import Path


def banner(address: str, host: str, services: int, seconds: float, data_dir: Path) -> str:
    """The address to open, with how long the start took and where the data lies."""
    reach = "from this machine only" if host in ("127.0.0.1", "::1", "localhost") else f"from the network, on {host}"
    rows = (
        f"Prism is ready: {address}",
        f"{services} services in {seconds:.1f} s, reachable {reach}",
        f"data in {data_dir}; Ctrl-C stops everything",
    )
    width = max(map(len, rows))
    edge = "─" * (width + 2)
    return "\n".join((f"┌{edge}┐", *(f"│ {row:<{width}} │" for row in rows), f"└{edge}┘"))
