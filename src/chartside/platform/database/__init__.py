"""PostgreSQL: the embedded server, the three roles, the engines, the migrations."""
