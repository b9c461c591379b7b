"""Every write of inspections, one file a noun.  Nothing here takes a visit, and no room below or beside can call it."""
