"""The sample kabupaten: obviously invented people in real places, made by the same actions officers use."""
