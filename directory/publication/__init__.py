"""What may leave: typed reads of the published views, which is all of the register that rooms and indexer read.

Each module reads one thing: `reader` associations, `fallback` a search without the engine, `primary_contacts`,
`code_lists`, `index_state`, and `columns` what the views themselves are. `lookup` answers for the address of an
association. `rows` are the types, `statements` the SQL that is made from them.
"""
