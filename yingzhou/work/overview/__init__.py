"""总览：今日、一户一档、搜索。Reads across the rooms: the to-do list, a business's timeline, the search box. It writes nothing."""
