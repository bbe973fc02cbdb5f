# Cada negativa de una regla tiene aquí sus palabras.

refused-wrong-moment = Eso no se puede hacer ahora. Aquí está /menu.
refused-peer-is-gone = Pediste que te olvidáramos, así que no queda nada que cambiar. Escribe /start para empezar de nuevo.
refused-unknown-currency = 💱 No conozco «{ $typed }» como moneda. Escribe un código de tres letras, por ejemplo EUR, MXN o USD.
