"""The search index: one row a findable thing; Chinese by fragment, pinyin, initials, one typo."""
