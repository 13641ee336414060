"""Common given names and places, combined at random so that nobody in particular is meant."""

MALE = """
    Ahmad Abdul Moh Achmad Hasan Husen Ali Imam Rifai Fauzi Zainal Saiful Nur Hidayat Rahman Rahim Slamet
    Sunarto Bambang Agus Budi Eko Dwi Joko Hadi Wahyu Rudi Iwan Suryadi Mulyono Samsul Arifin Bahri Taufik
    Ridwan Fathor Hairul Anwar Matrai Sahrul Holil Mohni Buhari Sattar Jamal Kholid Faisal Yusuf Ibrahim Ismail
    Idris Ilyas Sulaiman Daud Hamzah Umar Usman
""".split()  # noqa: SIM905 - read and mended more easily so - a list of words reads better than a list of quotes

FEMALE = """
    Siti Nur Sri Dewi Endang Ratna Wati Aminah Hasanah Fatimah Khadijah Aisyah Zainab Halimah Maryam Rohani
    Sumiati Sulastri Hotijah Maimunah Juhairiyah Rukmini Kartini Yuliana Lestari Rahayu Puspita Anggraini Indah
    Fitri Nurul Laila Qomariyah Hosniyah Musyarrofah Subaidah Romlah Sahwiyah Misnatun Jumaati Nurhayati
    Suhartini Ernawati Wulandari Kusuma Melati Intan
""".split()  # noqa: SIM905

# Madurese directions and trees: hamlets of no village in particular.
HAMLETS = ("ASAM DAJA", "ASAM LAOK", "NANGKA TIMUR", "SIWALAN", "TENGAH", "PESISIR BARAT")

BIRTHPLACES = ("SUMENEP", "SUMENEP", "SUMENEP", "SUMENEP", "PAMEKASAN", "SAMPANG", "SURABAYA", "JEMBER")
STREETS = ("Jl. Raya Contoh", "Jl. Melati Contoh", "Jl. Siwalan Contoh", "Gang Asam Contoh", "Jl. Pesisir Contoh")
