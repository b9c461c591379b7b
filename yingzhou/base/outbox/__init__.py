"""Notifications: written in the transaction of the fact they tell, sent afterwards, never twice."""
