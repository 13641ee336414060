"""The page shell, components, styles, error pages and form and date tags that every screen is built from."""
