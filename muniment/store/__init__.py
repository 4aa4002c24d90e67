"""What is kept in Postgres: records, facts, passages, runs, sessions."""
