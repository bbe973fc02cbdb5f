# Words that are looked for in what people type in one line.
# Words that name a kind of thing in a line, and words that say nothing there.
parcel-words-documents = documents, document, papers, papeles, letter
parcel-words-clothes = clothes, clothing, shirt, dress
parcel-words-electronics = electronics, phone, laptop, charger
parcel-words-food = food, sweets, snacks
parcel-words-gifts = gifts, gift, present, toy, toys
parcel-words-cosmetics = cosmetics, perfume, makeup
parcel-words-books = books, book, novel
parcel-words-other = other, parcel, things
line-words-ignored = by, until, before, for, a, of, with

# Words that name a mode in a line, and words that stand between two places.
trip-words-flight = flight, fly, flying, plane, air, ✈️, ✈
trip-words-train = train, rail, 🚆
trip-words-bus = bus, coach, 🚌
trip-words-car = car, drive, driving, 🚗
trip-words-ferry = ferry, boat, ship, ⛴
line-words-between = to, from, till
