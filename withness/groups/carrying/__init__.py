"""Carrying a whole group to another house: asking whose words may go, the file, and the seats that wait there.

`docs/carrying-a-group.md` describes the file. What other rooms keep of a group they pack and unpack themselves
(`parcel.room_carries`, called by the wiring).
"""
