"""The pages of the site, for everybody and for the officers who write them."""
