"""What all tables share."""

from sqlalchemy import BigInteger, Integer, MetaData

metadata = MetaData()

Whole = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits on both: PostgreSQL's `integer` has 32, and SQLite numbers rows only in a column called INTEGER."""
