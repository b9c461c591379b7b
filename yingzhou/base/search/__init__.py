"""One index over everything that has a name.  It knows no room: rooms say what their rows are called and who may find them.

`indexing` writes, `querying` finds, `providers` is where a room says how its rows become documents.
"""
