"""The door: who comes in, in which language, with which rights, and what a refusal looks like.  Knows no room's pages."""
