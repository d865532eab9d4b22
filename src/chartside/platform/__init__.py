"""What every area stands on: database, identity, audit, jobs, pages."""
