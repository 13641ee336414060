"""The pages of the service: the residents' in front, the officers' behind /kantor/."""
