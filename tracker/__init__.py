"""A newsroom's record of who said what on foreign policy, when, in which office, and how that moved."""
