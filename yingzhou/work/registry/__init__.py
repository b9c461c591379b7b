"""经营主体：the businesses of the district, their names, licences, premises and people to call. It judges nobody."""
