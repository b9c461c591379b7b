"""① How it is computed: pure Python.  No Django, no clock, no query; an engine knows no other engine."""
