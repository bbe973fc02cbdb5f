# Words that are looked for in what people type in one line.
# Words that name a kind of thing in a line, and words that say nothing there.
parcel-words-documents = काग़ज़ात, कागज़, दस्तावेज़, दस्तावेज, चिट्ठी
parcel-words-clothes = कपड़े, कपड़ा, साड़ी
parcel-words-electronics = इलेक्ट्रॉनिक्स, फ़ोन, फोन, लैपटॉप
parcel-words-food = खाना, मिठाई
parcel-words-gifts = तोहफ़ा, तोहफ़े, उपहार, खिलौना, खिलौने
parcel-words-cosmetics = इत्र, मेकअप
parcel-words-books = किताब, किताबें
parcel-words-other = पार्सल, सामान
line-words-ignored = पहले, के, एक, लिए

# Words that name a mode in a line, and words that stand between two places.
trip-words-flight = विमान, हवाई, फ्लाइट, फ़्लाइट, flight, ✈️, ✈
trip-words-train = रेल, ट्रेन, train, 🚆
trip-words-bus = बस, bus, 🚌
trip-words-car = कार, गाड़ी, car, 🚗
trip-words-ferry = नाव, जहाज़, ferry, ⛴
line-words-between = से, तक, को, to
