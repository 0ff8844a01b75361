"""How often the right association comes first: a judged set of queries, ours beside the register's search."""
