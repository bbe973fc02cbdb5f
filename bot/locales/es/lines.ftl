# Words that are looked for in what people type in one line.
# Words that name a kind of thing in a line, and words that say nothing there.
parcel-words-documents = documentos, documento, papeles, carta
parcel-words-clothes = ropa, camisa, vestido
parcel-words-electronics = electrónica, electronica, teléfono, portátil
parcel-words-food = comida, dulces
parcel-words-gifts = regalos, regalo, juguete, juguetes
parcel-words-cosmetics = cosmética, cosmetica, perfume
parcel-words-books = libros, libro, novela
parcel-words-other = otros, paquete, cosas
line-words-ignored = hasta, antes, para, un, una, con, el

# Words that name a mode in a line, and words that stand between two places.
trip-words-flight = avión, avion, vuelo, volando, flight, ✈️, ✈
trip-words-train = tren, train, 🚆
trip-words-bus = autobús, autobus, bus, 🚌
trip-words-car = coche, carro, auto, car, 🚗
trip-words-ferry = barco, ferry, ferri, ⛴
line-words-between = a, hasta, desde, de, to
