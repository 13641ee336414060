"""What carries Kentongan: the local stack for developers, and later images, deployment and runbooks."""
