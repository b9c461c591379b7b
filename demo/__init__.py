"""A seeded demonstration: invented businesses, people and a year of work over a real district's towns and villages.

Every row is flagged (`is_demo`), every name is invented, every credit code begins with a region nobody lives in.  The same
seed and the same day give the same world.  `demo.world.load(by=…)` puts it in; twice is once.
"""
