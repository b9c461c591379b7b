"""1+N 联络：which officer is the contact of which business, and where on the ground people find us.  It records no visits."""
