"""What every Prism service must agree on: events, requests, ports, the bus and service start-up."""
