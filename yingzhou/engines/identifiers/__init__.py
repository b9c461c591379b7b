"""Numbers that carry their own proof: the unified social credit code, patent application numbers; and telephone numbers.

Promise: a check never forbids.  It says what the number would be written properly, whether it holds, and why not; a real
code of an early pilot area is known to fail its own check digit, so the decision stays with a person.
"""
