# Hacerse Peer: idioma, reglas, casa, moneda.

language-name = Español
language-welcome =
    👋 <b>Te damos la bienvenida a Peer-Cargo</b>

    Quien viaja lleva paquetes de quien envía. Cuatro preguntas cortas y listo.

    🌐 ¿En qué idioma hablamos?
language-ask = 🌐 ¿En qué idioma hablamos?

rules-text =
    🤝 <b>Las reglas, en breve</b>

    • Tienes { $age } años o más.
    • Solo llevas lo que has visto: quien transporta puede abrir cualquier paquete.
    • Nunca: armas, drogas, alcohol, animales vivos, restos humanos, dinero en efectivo, mercancías peligrosas, falsificaciones, objetos robados ni medicamentos con receta.
    • Con cuidado: baterías de litio, líquidos y comida. Nunca baterías sueltas en avión.
    • El dinero queda retenido hasta que se demuestra la entrega. Pagar o cobrar por fuera te deja sin protección.
    • Sé honesto, puntual y amable.

    ¿Cumples estas reglas y tienes { $age } años o más?
rules-agree = ✅ Sí, las cumplo y tengo la edad

home-ask =
    🏠 <b>¿Dónde vives?</b>

    Verás las horas en el huso horario de tu ciudad. Pulsa la ciudad de abajo, escribe otra en cualquier alfabeto o envía tu ubicación con 📎.
note-home = 🏠 { $place }. Verás las horas en su huso horario.

currency-ask =
    💱 <b>¿En qué moneda quieres ver los precios?</b>

    Pulsa una o escribe su código, por ejemplo CHF o MXN.
currency-name = { $it }
