"""1+N 联络：which officer is the contact of which business, since and until when. It records no visits."""
