"""The rules of the house that no linter knows. Each check reads the tree and gives complaints."""
