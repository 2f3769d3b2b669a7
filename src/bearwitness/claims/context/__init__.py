"""What the report says of a claim beyond its sentence: who says it, who did it, where and when, what it repeats, how sure it is."""
