"""What holds for the site whatever lies in the database: marks of a text, addresses, terms, duties, how a budget adds up."""
