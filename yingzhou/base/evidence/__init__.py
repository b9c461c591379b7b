"""Evidence (证据): files kept under the hash of their content, on disk before the row that names them, seen as clean copies.

`storing.put()` takes a file in; `serving` finds what a viewer may have of it; `access` asks the room that owns it;
`sweeping` removes what no row names.  A row and its original are never changed.
"""
