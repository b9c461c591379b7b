"""期限与依据：the rulebook as a legal officer reads it, the calendars, and how a day due follows."""
