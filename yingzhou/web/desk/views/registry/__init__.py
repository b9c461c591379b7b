"""The registry's pages: the list, one business, and what may be done with it."""
