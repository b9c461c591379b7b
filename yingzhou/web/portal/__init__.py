"""The portal: businesses, consumers, villagers; through the window (public.py) only."""
