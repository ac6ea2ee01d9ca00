"""Music whose beats are known, and how well found ones agree with them: for tests and benchmarks."""
