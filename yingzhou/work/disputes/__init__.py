"""调矛盾：disputes settled early, statutory complaints (投诉) with their clocks and mediation, protected reports (举报), mediation studios. It decides no penalty and orders nothing."""
