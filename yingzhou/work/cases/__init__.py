"""事项：the one loop that demands, signals, disputes and simple hazards share (受理→交办→办理→核查→办结). It is not an enforcement docket (案件)."""
