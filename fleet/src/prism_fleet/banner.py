"""What a person reads when the fleet is up."""

from pathlib import Path


def banner(address: str, host: str, services: int, seconds: float, data_dir: Path, own_authority: bool = False) -> str:
    """The address to open, with how long the start took and where the data lies.

    Args:
        address: what viewers on this machine open.
        host: what the gateway listens on.
        services: how many run.
        seconds: how long the start took.
        data_dir: where the data lies.
        own_authority: whether devices are to be taught an authority first, at `/trust`.
    """
    reach = "from this machine only" if host in ("127.0.0.1", "::1", "localhost") else f"from the network, on {host}"
    plain = address.replace("https:", "http:", 1)  # Served without a certificate too, and so without a warning.
    trust = (f"browsers warn until they trust its certificate: {plain}/trust says how",) if own_authority else ()
    rows = (
        f"Prism is ready: {address}",
        *trust,
        f"{services} services in {seconds:.1f} s, reachable {reach}",
        f"data in {data_dir}; Ctrl-C stops everything",
    )
    width = max(map(len, rows))
    edge = "─" * (width + 2)
    return "\n".join((f"┌{edge}┐", *(f"│ {row:<{width}} │" for row in rows), f"└{edge}┘"))
