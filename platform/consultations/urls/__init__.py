"""The addresses of each side; a kabupaten has none, because consultations are between a village and its kecamatan."""
