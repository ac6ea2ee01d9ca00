"""Everything of this Prism that somebody made or chose, as one file that another Prism takes in."""
